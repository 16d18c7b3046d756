import { sound } from './axe.ts';
import type { Locator, Page } from '@playwright/test';
import { fillField, propose, proposal } from './articles.ts';
import { expect, SEED, test, type House } from './house.ts';

/** A delegate at the articles: of the sample as adopted, or of the rehearsal, where all points lie unanswered. */
async function articles(
  house: House,
  body: 'KH' | 'TH' | 'IOM',
  kind: 'sample' | 'rehearsal' = 'sample',
  options: Parameters<House['browser']>[0] = {},
): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/${kind}/${SEED}/${body}/articles`);
  await expect(clause(page, 'Article 4')).toBeVisible();
  await expect(page.getByTestId('sync')).not.toHaveText(/Connecting/);
  return page;
}

const clause = (page: Page, number: string): Locator =>
  page.locator(`[data-provision][data-number="${number}"]`).first();
const cards = (page: Page): Locator => page.locator('[data-draft]');
const dialog = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title });

async function signs(page: Page, party: string): Promise<void> {
  const box = dialog(page, `Sign for ${party}`);
  await box.getByRole('button', { name: /Sign$/ }).click();
  await expect(box).toHaveCount(0);
}

async function agrees(page: Page, point: string, party: string): Promise<void> {
  await proposal(page, point)
    .getByRole('button', { name: /^Agree/ })
    .click();
  await signs(page, party);
}

test('a delegation drafts for itself, tables, is answered with another text, and both agree to that', async ({
  house,
}) => {
  const kh = await articles(house, 'KH');
  const th = await articles(house, 'TH');
  const SECRET = 'unless its own law says otherwise';
  await propose(kh, '4.11', 'Another wording');
  const draft = cards(kh).first();
  await expect(draft).toContainText('Only your delegation sees this until you table it');
  await expect(draft.locator('.cm-content')).toBeFocused();
  await kh.keyboard.press('Control+End');
  await kh.keyboard.type(` This holds ${SECRET}.`);
  await expect(draft.getByTestId('changes').locator('ins')).toContainText(SECRET);
  await kh.keyboard.press('Enter');
  await fillField(draft, 'summary', 'For our eyes: where we could give way');

  // Written after it, and seen by TH: so TH has been sent all there was.
  await kh.getByLabel('Where new drafts are written').selectOption({ label: 'Everybody writes along' });
  await propose(kh, '4.12', 'Another wording');
  await expect(cards(kh)).toHaveCount(2);
  await kh.keyboard.press('Control+Home');
  await kh.keyboard.type('Together: ');
  await expect(cards(th)).toHaveCount(1);
  await expect(cards(th)).toContainText('Everybody here writes along');
  await expect(cards(th)).toContainText('Together: Competent officials');
  await expect(th.locator('body')).not.toContainText(SECRET);
  await expect(th.locator('body')).not.toContainText('For our eyes');
  // Everybody writes along: letters of both, and the other's name at the caret.
  await cards(th)
    .getByRole('button', { name: /^Write/ })
    .click();
  await expect(cards(th).locator('.remote-caret-name')).toHaveText('Sok Dara');
  await th.keyboard.press('Control+End');
  await th.keyboard.type(' Both.');
  await expect(cards(kh).nth(1)).toContainText('Both.');
  await th.keyboard.press('Escape');
  await kh.keyboard.press('Escape');
  await cards(kh).nth(1).getByRole('button', { name: 'Set aside' }).click();
  await expect(cards(th)).toHaveCount(0);

  await fillField(draft, 'summary', 'Subject to each Party’s law.');
  await fillField(draft, 'point', '2.1 p');
  await draft.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(cards(kh)).toHaveCount(0);
  await expect(proposal(th, '2.1 p')).toContainText(SECRET);
  await expect(th.locator('body')).not.toContainText('For our eyes');

  await proposal(th, '2.1 p').getByRole('button', { name: 'Table another text' }).click();
  const counter = dialog(th, 'Table another text');
  const words = counter.getByLabel('Wording proposed');
  await words.fill(
    (await words.inputValue()).replace('unless its own law says otherwise', 'in each Party’s law'),
  );
  await expect(counter.getByText('Against the text that lies before the Parties')).toBeVisible();
  await counter.getByLabel('What is proposed, in your words').fill('Shorter.');
  await counter.getByRole('button', { name: 'Table and agree' }).click();
  await expect(dialog(th, 'Sign for Thailand')).toContainText('This holds in each Party’s law.');
  await signs(th, 'Thailand');
  await expect(counter).toHaveCount(0);

  await expect(proposal(kh, '2.1 p')).toContainText('Shorter.');
  await expect(proposal(kh, '2.1 p').getByTestId('seal')).toHaveAttribute('data-state', 'waiting');
  await agrees(kh, '2.1 p', 'Cambodia');
  for (const page of [kh, th])
    await expect(clause(page, '4.11').locator('[data-language="en"]')).toContainText(
      'This holds in each Party’s law.',
    );
});

test('words are replaced throughout, but for the one hit the other Party leaves out', async ({ house }) => {
  const kh = await articles(house, 'KH');
  const th = await articles(house, 'TH');
  await kh.getByRole('button', { name: 'Propose a change to the whole text' }).click();
  await kh.getByRole('menuitem', { name: /^Replace words throughout/ }).click();
  const list = dialog(kh, 'Propose to replace words throughout');
  await list.getByLabel('Words to look for').fill('shall');
  await list.getByLabel('What they become').fill('must');
  await expect(list.getByTestId('taken')).toHaveText('0 of 3');
  await expect(list.getByRole('button', { name: 'Table', exact: true })).toBeDisabled();
  await list.getByRole('button', { name: 'Take all' }).click();
  await expect(list.getByTestId('taken')).toHaveText('3 of 3');
  await list.getByLabel('Point of the minutes').fill('2.1 q');
  await list.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(list).toHaveCount(0);

  await proposal(th, '2.1 q').getByRole('button', { name: 'Table another text' }).click();
  const theirs = dialog(th, 'Table another text');
  await expect(theirs.getByTestId('taken')).toHaveText('3 of 3');
  await theirs.getByRole('checkbox', { name: /^4\.12/ }).uncheck();
  await expect(theirs.getByTestId('taken')).toHaveText('2 of 3');
  await theirs.getByRole('button', { name: 'Table and agree' }).click();
  await signs(th, 'Thailand');
  await expect(proposal(kh, '2.1 q').getByTestId('seal')).toHaveAttribute('data-state', 'waiting');
  await agrees(kh, '2.1 q', 'Cambodia');
  for (const page of [kh, th]) {
    await expect(clause(page, '4.11').locator('[data-language="en"]')).toContainText(
      'the offender must be brought',
    );
    await expect(clause(page, '4.12').locator('[data-language="en"]')).toContainText(
      'countries shall contact',
    );
  }
});

test('a translation reviewed by both is to be reviewed again once the English is changed', async ({
  house,
}) => {
  const kh = await articles(house, 'KH');
  const th = await articles(house, 'TH');
  const KHMER = 'មន្ត្រីមានសមត្ថកិច្ច';
  const cell = (page: Page) => clause(page, '4.12').locator('[data-translation="km"]');
  for (const page of [kh, th]) await page.getByText('Khmer', { exact: true }).click();
  await expect(cell(th)).toContainText('No Khmer text yet');
  await cell(kh)
    .getByRole('button', { name: /^Begin/ })
    .click();
  await kh.keyboard.type(KHMER);
  await expect(cell(th).locator('.words[lang="km"]')).toHaveText(KHMER);
  await expect(cell(th)).toContainText('Sok Dara (Cambodia) is writing here');
  await kh.keyboard.press('Enter');

  for (const [page, party] of [
    [th, 'Thailand'],
    [kh, 'Cambodia'],
  ] as const) {
    await cell(page)
      .getByRole('button', { name: /^Review and sign/ })
      .click();
    await expect(dialog(page, `Sign for ${party}`)).toContainText(KHMER);
    await signs(page, party);
  }
  for (const page of [kh, th]) {
    await expect(cell(page).getByTestId('seal')).toHaveAttribute('data-state', 'agreed');
    await expect(cell(page).getByTestId('stale')).toHaveCount(0);
  }

  // Only another number: the translation follows the words, not the number.
  await propose(kh, '4.12', 'Renumber…');
  const numbers = dialog(kh, 'Propose other numbers');
  await numbers.getByLabel('New number of 4.12').fill('4.12 bis');
  await numbers.getByLabel('Point of the minutes').fill('2.1 r');
  await numbers.getByRole('button', { name: 'Table and agree' }).click();
  await signs(kh, 'Cambodia');
  await agrees(th, '2.1 r', 'Thailand');
  const renumbered = (page: Page) => clause(page, '4.12 bis').locator('[data-translation="km"]');
  for (const page of [kh, th]) {
    await expect(renumbered(page).getByTestId('seal')).toHaveAttribute('data-state', 'agreed');
    await expect(renumbered(page).getByTestId('stale')).toHaveCount(0);
  }

  await propose(kh, '4.12 bis', 'Another wording');
  await kh.keyboard.press('Control+End');
  await kh.keyboard.type(' At once.');
  await kh.keyboard.press('Enter');
  await fillField(cards(kh).first(), 'point', '2.1 s');
  await cards(kh).first().getByRole('button', { name: 'Table and agree' }).click();
  await signs(kh, 'Cambodia');
  for (const page of [kh, th]) await expect(renumbered(page).getByTestId('stale')).toHaveCount(0);
  await agrees(th, '2.1 s', 'Thailand');
  for (const page of [kh, th]) {
    await expect(renumbered(page).getByTestId('stale')).toContainText(
      'To review: the English was changed on',
    );
    await expect(renumbered(page).getByTestId('stale').locator('ins')).toContainText('At once.');
    await expect(renumbered(page).getByTestId('seal')).toHaveAttribute('data-state', 'changed');
    await expect(renumbered(page).getByRole('button', { name: /^Review and sign/ })).toHaveCount(0);
  }
  await renumbered(th).getByRole('button', { name: 'It follows the English as it reads now' }).click();
  for (const page of [kh, th]) {
    await expect(renumbered(page).getByTestId('stale')).toHaveCount(0);
    await expect(renumbered(page).getByRole('button', { name: /^Review and sign/ })).toBeVisible();
  }
});

test('a partner writes with everybody, tables, and is offered no signature', async ({ house }) => {
  const iom = await articles(house, 'IOM', 'rehearsal');
  const kh = await articles(house, 'KH', 'rehearsal');
  await expect(iom.getByLabel('Where new drafts are written')).toHaveCount(0);
  await propose(iom, '4.12', 'Another wording');
  await expect(cards(iom).first()).toContainText('Everybody here writes along');
  await iom.keyboard.press('Control+End');
  await iom.keyboard.type(' Suggested.');
  await expect(cards(kh).first()).toContainText('Suggested.');
  await iom.keyboard.press('Enter');
  await fillField(cards(iom).first(), 'point', '2.1 t');
  await expect(iom.getByRole('button', { name: 'Table and agree' })).toHaveCount(0);
  await cards(iom).first().getByRole('button', { name: 'Table', exact: true }).click();
  await expect(proposal(kh, '2.1 t')).toContainText('Suggested.');
  await expect(proposal(iom, '2.1 t').getByRole('button', { name: /^Agree/ })).toHaveCount(0);
});

test('wordings agreed apart are both kept until both Parties choose one', async ({ house }) => {
  const [kh, khAway, th, thAway] = [
    await articles(house, 'KH'),
    await articles(house, 'KH'),
    await articles(house, 'TH'),
    await articles(house, 'TH'),
  ];
  for (const [point, words] of [
    ['2.1 u', ' At once.'],
    ['2.1 v', ' Within a week.'],
  ] as const) {
    await propose(kh, '4.12', 'Another wording');
    await kh.keyboard.press('Control+End');
    await kh.keyboard.type(words);
    await kh.keyboard.press('Enter');
    await fillField(cards(kh).first(), 'point', point);
    await cards(kh).first().getByRole('button', { name: 'Table', exact: true }).click();
    await expect(cards(kh)).toHaveCount(0);
  }
  for (const page of [khAway, thAway]) {
    await expect(proposal(page, '2.1 v')).toContainText('Within a week.');
    await page.context().setOffline(true);
    await expect(page.getByTestId('sync')).toContainText('Offline');
  }
  await agrees(kh, '2.1 u', 'Cambodia');
  await agrees(th, '2.1 u', 'Thailand');
  await agrees(khAway, '2.1 v', 'Cambodia');
  await agrees(thAway, '2.1 v', 'Thailand');
  for (const page of [khAway, thAway]) await page.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(clause(page, '4.12')).toContainText('At once.');
    await expect(clause(page, '4.12')).toContainText('Within a week.');
  }

  await th.getByText('Thai', { exact: true }).click();
  await expect(clause(th, '4.12').locator('[data-translation="th"]')).toContainText('No Thai text yet');
  await expect(clause(th, '4.12').getByRole('button', { name: /^Begin/ })).toHaveCount(0);

  await propose(kh, '4.12', 'Choose between the wordings…');
  const choice = dialog(kh, 'Choose between the wordings of 4.12');
  await expect(choice.getByRole('button', { name: 'Table', exact: true })).toBeDisabled();
  await choice.getByRole('radio', { name: /At once/ }).check();
  await choice.getByLabel('Point of the minutes').fill('2.1 w');
  await choice.getByRole('button', { name: 'Table and agree' }).click();
  await signs(kh, 'Cambodia');
  await expect(clause(th, '4.12')).toContainText('Within a week.');
  await agrees(th, '2.1 w', 'Thailand');
  for (const page of [kh, th, khAway, thAway]) {
    await expect(clause(page, '4.12').locator('[data-language="en"]')).toContainText('At once.');
    await expect(clause(page, '4.12').locator('[data-language="en"]')).not.toContainText('Within a week.');
  }
});

test('drafts, composed changes and translations meet WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await articles(house, 'KH', 'rehearsal');
  // Only the part in question: the page around it has a test of its own, and is long.
  await propose(kh, '4.12', 'Split in two');
  await expect(cards(kh).locator('.cm-content')).toBeFocused();
  await sound(kh, 'a draft while it is written', '[data-testid="drafts"]');
  await kh.keyboard.press('Escape');
  await kh.getByText('Khmer', { exact: true }).click();
  const cell = clause(kh, '4.12').locator('[data-translation="km"]');
  await cell.getByRole('button', { name: /^Begin/ }).click();
  await expect(cell.locator('.cm-content')).toBeFocused();
  await sound(kh, 'a translation while it is written', '[data-number="4.12"]');
  await kh.keyboard.press('Escape');
  await propose(kh, '4.12', 'Renumber…');
  await kh.getByRole('button', { name: 'Close the gaps' }).click();
  await sound(kh, 'other numbers', '[role="dialog"]');
  await kh.keyboard.press('Escape');
  await proposal(kh, '2.1 i').getByRole('button', { name: 'Table another text' }).click();
  await expect(dialog(kh, 'Table another text').getByTestId('taken')).toHaveText('2 of 2');
  await sound(kh, 'the list of hits', '[role="dialog"]');
});
