import type { Locator, Page } from '@playwright/test';
import { expect, SEED, type House } from './house.ts';

/** A delegate at the articles, as the talks opened or as they were adopted. */
export async function atArticles(
  house: House,
  stage: 'rehearsal' | 'sample',
  body: 'KH' | 'TH' | 'IOM',
  options = {},
): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/${stage}/${SEED}/${body}/articles`);
  await expect(page.getByRole('heading', { name: /^Standard Operating Procedures/ })).toBeVisible();
  return page;
}

/** What the text shows of a proposal, by its point of the minutes: a card while it is open, a line once it is settled. */
export const proposal = (page: Page, point: string): Locator =>
  page.locator(`[data-proposal="${point}"]`).first();

export const seal = (page: Page, point: string): Locator => proposal(page, point).getByTestId('seal');

/** Answers a proposal for one's Party, through the page before a signature; gives the words that were signed. */
export async function answer(
  page: Page,
  point: string,
  act: 'Agree' | 'Reject' | 'Keep original' | 'Reserve',
  mandate = '',
): Promise<string> {
  await proposal(page, point)
    .getByRole('button', { name: new RegExp(`^${act}\\s*:`) })
    .click();
  const dialog = page.getByRole('dialog');
  const words = await dialog.getByRole('region', { name: 'Exactly these words' }).innerText();
  if (mandate !== '') await dialog.getByLabel('Mandate (optional)').fill(mandate);
  await dialog.getByRole('button', { name: `${act} · Sign` }).click();
  await expect(dialog).toHaveCount(0);
  return words;
}

/** A provision that stands in the text, by its number. */
export const provision = (page: Page, number: string): Locator =>
  page.locator(`[data-provision][data-number="${number}"]`);

/** The agreed text as a reader has it: numbers, and the words in English. */
export const text = (page: Page): Promise<string[]> =>
  page
    .locator('[data-provision]:not(.proposed)')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [
          row.getAttribute('data-number') ?? '',
          row.querySelector<HTMLElement>('[data-language="en"]')?.innerText.replace(/\s+/g, ' ').trim() ?? '',
        ].join(' '),
      ),
    );
