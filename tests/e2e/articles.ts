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
  return signs(page.getByRole('dialog', { name: /^Sign for/ }), mandate);
}

/** Signs in the dialog that shows the exact words; gives them, with every run of spaces one. */
export async function signs(dialog: Locator, mandate = ''): Promise<string> {
  if (mandate !== '') await dialog.getByLabel('Mandate (optional)').fill(mandate);
  const words = await dialog.getByRole('region', { name: 'Exactly these words' }).innerText();
  await dialog.getByRole('button', { name: /· Sign$/ }).click();
  await expect(dialog).toHaveCount(0);
  return words.replace(/\s+/g, ' ');
}

/**
 * Tables another text of a proposal, or the same brought up to date, and agrees to it in the same act; gives the words that
 * were signed. `write`: fills the form.
 */
export async function retable(
  page: Page,
  point: string,
  act: 'Table another text' | 'Bring the proposal up to date',
  write: (form: Locator) => Promise<void> = async () => {},
): Promise<string> {
  await proposal(page, point).getByRole('button', { name: act }).click();
  const form = page.getByRole('dialog', { name: act });
  await write(form);
  await form.getByRole('button', { name: 'Table and agree' }).click();
  const words = await signs(page.getByRole('dialog', { name: /^Sign for/ }));
  await expect(form).toHaveCount(0);
  return words;
}

/** Begins something from the menu beside a provision. */
export async function propose(page: Page, number: string, act: string): Promise<void> {
  await provision(page, number).hover();
  await provision(page, number)
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await page.getByRole('menuitem', { name: act }).click();
}

/** Proposes one of several wordings agreed apart, or another one, and agrees to it in the same act. */
export async function settles(
  page: Page,
  number: string,
  point: string,
  choose: (form: Locator) => Promise<void>,
): Promise<void> {
  await propose(page, number, 'Choose between the wordings…');
  const form = page.getByRole('dialog', { name: `Choose between the wordings of ${number}` });
  await choose(form);
  await form.getByLabel('Point of the minutes').fill(point);
  await form.getByRole('button', { name: 'Table and agree' }).click();
  await signs(page.getByRole('dialog', { name: /^Sign for/ }));
  await expect(form).toHaveCount(0);
}

/** Fills in a line of a draft: its point of the minutes, what is said of it. */
export async function fillField(card: Locator, name: string, value: string): Promise<void> {
  const field = card.locator(`[data-field="${name}"]`);
  await field.getByRole('button').click();
  await field.locator('textarea').fill(value);
  await card.page().keyboard.press('Enter');
  await expect(field).toContainText(value);
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
