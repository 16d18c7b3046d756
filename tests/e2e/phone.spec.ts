import type { Page } from '@playwright/test';
import { atArticles, proposal, provision } from './articles.ts';
import { cell, ready } from './plan.ts';
import { expect, test } from './house.ts';
import { atRoster, chooseFile, inspector, seat, SEAT, table } from './roster.ts';
import { atWorkshop } from './workshop.ts';
import { atMeetings, inPhase, writePoint } from './meetings.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Buttons, links and other things to be touched that stand in sight and are less than 44 pixels high, by their words. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const one of document.querySelectorAll<HTMLElement>(
      'button, a[href], select, summary, [role="tab"], input:not([type="checkbox"]):not([type="radio"])',
    )) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { width, height } = one.getBoundingClientRect();
      // What only a reader of the screen has is a pixel; a link within a sentence is as high as its line.
      if (width <= 1 || getComputedStyle(one).display === 'inline') continue;
      if (Math.round(height) < 44) found.push(`${one.innerText || one.ariaLabel || one.tagName}: ${height}`);
    }
    return found;
  });

async function fits(page: Page, what: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${what}: wider than the phone by`).toBeLessThanOrEqual(0);
  expect(await small(page), `${what}: too small to be touched`).toEqual([]);
}

test('on a phone the articles fit, every act can be touched, and what opens is closed by Escape and by a button', async ({
  house,
}) => {
  const kh = await atArticles(house, 'rehearsal', 'KH', PHONE);
  await expect(proposal(kh, '2.1 k')).toBeVisible();
  await fits(kh, 'the text');
  await expect(
    provision(kh, '4.12').getByRole('button', { name: /^Propose a change to 4.12/ }),
  ).toBeVisible();
  await expect(provision(kh, '4.12').getByText('Propose', { exact: true })).toBeVisible();

  const open = proposal(kh, '2.1 k').getByRole('button', { name: /^Positions and history/ });
  const sheet = kh.getByRole('complementary', { name: 'Proposal 2.1 k' });
  await open.click();
  await expect(sheet).toBeVisible();
  await fits(kh, 'the sheet of a proposal');
  await kh.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await open.click();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toHaveCount(0);

  await proposal(kh, '2.1 k')
    .getByRole('button', { name: /^Agree/ })
    .click();
  const dialog = kh.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Agree · Sign' })).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByText('Your signature binds Cambodia')).toBeInViewport({ ratio: 1 });
  await fits(kh, 'before a signature');
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toHaveCount(0);

  await kh.getByText('Ledger', { exact: true }).click();
  await expect(kh.getByRole('row').nth(1)).toBeVisible();
  await fits(kh, 'the ledger');
});

test('on a phone drafts, the agreement on an item and the signature fit, and every act can be touched', async ({
  house,
}) => {
  const kh = await atArticles(house, 'sample', 'KH', PHONE);
  for (const language of ['Khmer', 'Thai'])
    await kh.getByRole('button', { name: language, exact: true }).click();
  await provision(kh, '4.11')
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await kh.getByRole('menuitem', { name: 'Another wording' }).click();
  await expect(kh.locator('[data-draft] .cm-content')).toBeFocused();
  await fits(kh, 'a draft, and three languages');
  await kh.getByRole('button', { name: 'More', exact: true }).click();
  await kh.getByRole('link', { name: 'Signing' }).click();
  await expect(kh.getByTestId('record')).toContainText('Signed for Thailand by Anong Srisai');
  await fits(kh, 'the signature');
  await kh.getByRole('link', { name: 'Plan' }).click();
  await ready(kh);
  await cell(kh, '1.1', 'agreement').click();
  await expect(kh.getByRole('complementary', { name: 'Item 1.1' })).toBeVisible();
  await fits(kh, 'the agreement on an item');
});

test('on a phone a meeting fits as tabs, and every act can be touched', async ({ house }) => {
  const iom = await atMeetings(house, 'rehearsal', 'IOM', PHONE);
  await fits(iom, 'the list of meetings');
  await iom.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await expect(inPhase(iom, 'prepared')).toBeVisible();
  await fits(iom, 'a meeting being prepared');
  await iom.getByRole('button', { name: 'Open the meeting' }).click();
  await iom.getByText('Agenda', { exact: true }).first().click();
  await iom.getByRole('button', { name: /^Begin the agenda/ }).click();
  await expect(iom.getByTestId('clock')).toBeVisible();
  await fits(iom, 'the agenda and its clock');
  await iom.getByText('Minutes', { exact: true }).first().click();
  await writePoint(iom, 'Opening', 'Master of Ceremony opened the meeting.');
  await iom.keyboard.press('Escape');
  await fits(iom, 'the minutes');
  const kh = await atMeetings(house, 'sample', 'KH', PHONE);
  await kh.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await expect(inPhase(kh, 'signed')).toBeVisible();
  await fits(kh, 'signed minutes');
});

test('on a phone the workshop and the timeline fit, and every act can be touched', async ({ house }) => {
  const kh = await atWorkshop(house, 'KH', PHONE);
  await fits(kh, 'the workshop');
  await kh.getByRole('button', { name: 'Propose a date' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await fits(kh, 'a date being proposed');
  await kh.keyboard.press('Escape');
  await kh.goto(kh.url().replace(/workshop$/, 'timeline'));
  await expect(kh.getByText('1.4 Organize a three-day')).toBeVisible();
  await fits(kh, 'the timeline');
});

test('on a phone the roster fits one side at a time, and every act can be touched', async ({ house }) => {
  const kh = await atRoster(house, 'KH', PHONE);
  await fits(kh, 'one side');
  await seat(kh, 'KH', SEAT).getByRole('button').click();
  await expect(inspector(kh)).toBeVisible();
  await fits(kh, 'a seat');
  await inspector(kh)
    .getByRole('tab', { name: /^Open duties/ })
    .click();
  await fits(kh, 'a duty being assigned');
  await inspector(kh).getByRole('button', { name: 'Rotate' }).click();
  await fits(kh, 'a rotation');
  await kh.keyboard.press('Escape');
  await inspector(kh).getByRole('button', { name: 'Close' }).click();
  await chooseFile(kh, 'Open a table (CSV, Excel, Word)…', table());
  await expect(kh.getByRole('dialog').getByRole('status')).toBeVisible();
  await fits(kh, 'a file before it is written');
  await kh.keyboard.press('Escape');
  await kh.getByText('TH', { exact: true }).first().click();
  await kh.locator('[data-side="TH"]').getByText('What is new').click();
  await fits(kh, 'what is new on the other side');
  await kh.getByText('Table', { exact: true }).click();
  await fits(kh, 'the table');
});
