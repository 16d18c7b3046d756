import type { Locator, Page } from '@playwright/test';
import { expect, SEED, type House } from './house.ts';

/** A delegate with a browser of their own at the workshop of the sample. */
export async function atWorkshop(house: House, body: 'KH' | 'TH' | 'IOM', options = {}): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/${body}/workshop`);
  await expect(page.getByTestId('candidate')).toHaveCount(3);
  return page;
}

/** A candidate date, by its words. */
export const date = (page: Page, words: string): Locator =>
  page.getByTestId('candidate').filter({ hasText: words });
