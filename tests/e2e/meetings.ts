import type { Locator, Page } from '@playwright/test';
import { expect, SEED, type House } from './house.ts';

/** A delegate at the meetings of the rehearsal or of the sample. */
export async function atMeetings(
  house: House,
  stage: 'rehearsal' | 'sample',
  body: 'KH' | 'TH' | 'IOM' | 'facilitator',
  options = {},
): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/${stage}/${SEED}/${body}/meetings`);
  await expect(page.getByRole('heading', { name: 'Meetings', exact: true })).toBeVisible();
  return page;
}

/** The open meeting, once it is in that phase. */
export const inPhase = (page: Page, phase: string): Locator =>
  page.locator(`[data-testid="meeting"][data-phase="${phase}"]`);

/** A point by what it is called: "2 b)". */
export const point = (page: Page, name: string): Locator => page.locator(`[data-point="${name}"]`);

/** Adds a line to the agenda. */
export async function addLine(page: Page, title: string, minutes: string): Promise<void> {
  const agenda = page.getByTestId('agenda');
  await agenda.getByRole('textbox', { name: 'Line of the agenda' }).fill(title);
  await agenda.getByLabel('Minutes planned').fill(minutes);
  await agenda.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(agenda.locator('[data-line]').last()).toContainText(title);
}

/** Titles of the agenda in order. */
export const agendaOf = (page: Page): Promise<string[]> =>
  page
    .locator('[data-line] .words > :first-child')
    .evaluateAll((lines) => lines.map((line) => line.textContent.split(':')[0]?.trim() ?? ''));

/** Begins a point at the end of a section and writes it; the caret stays in it. */
export async function writePoint(page: Page, section: string, words: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Add a point\\s*: ${section}$`) }).click();
  await expect(page.locator('[data-testid="minutes"] .cm-content')).toBeFocused();
  await page.keyboard.type(words);
}

/** The meeting that the rehearsal has before it, and the sample behind it. */
export const DAY_2 = 'Meeting Notes Day 2';

/** Opens that meeting, begins its agenda and writes a point under its first line; the caret stays in it. */
export async function begin(page: Page, words: string): Promise<void> {
  if ((await page.getByTestId('meeting').count()) === 0)
    await page.getByRole('link', { name: DAY_2 }).click();
  await page.getByRole('button', { name: 'Open the meeting' }).click();
  await page.getByRole('button', { name: /^Begin the agenda/ }).click();
  await writePoint(page, 'Opening', words);
}

/** Says who said a point, by choosing a seat of the meeting. */
export async function saidBy(page: Page, name: string, person: RegExp): Promise<void> {
  await point(page, name)
    .getByRole('button', { name: /^Said by…/ })
    .click();
  await page.getByRole('menuitem', { name: person }).click();
}

/** Opens a point's acts and begins one. */
export async function act(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `Acts for point ${name}` }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

/** Adopts or signs for one's Party, through the page before a signature; gives the words that were signed. */
export async function concludes(page: Page, button: string, mandate = ''): Promise<string> {
  await page.getByTestId('conclude').getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Sign for/ });
  if (mandate !== '') await dialog.getByLabel('Mandate (optional)').fill(mandate);
  const words = await dialog.getByRole('region', { name: 'Exactly these words' }).innerText();
  await dialog.getByRole('button', { name: /· Sign$/ }).click();
  await expect(dialog).toHaveCount(0);
  return words.replace(/\s+/g, ' ');
}
