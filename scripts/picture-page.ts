import type { Page } from '@playwright/test';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { sync } from '../tests/e2e/plan.ts';

/** A section of the sample as Cambodia's delegate sees it, once all of it is there and seen by both. */
export async function sampleAt(house: House, section: string): Promise<Page> {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/KH/${section}`);
  await expect(sync(page)).toHaveText('All seen by both');
  await expect(page.locator('#content h1').first()).toBeVisible();
  return page;
}
