import { sound } from './axe.ts';
import { atArticles, proposal, provision } from './articles.ts';
import { cell, draft, ready, sync, write } from './plan.ts';
import { expect, INSTALLED, SEED, test } from './house.ts';
import { atWorkshop, date } from './workshop.ts';
import { act, atMeetings, inPhase, writePoint } from './meetings.ts';
import { atRoster, chooseFile, inspector, SEAT, side, table } from './roster.ts';

test('every page and state meets WCAG 2.2 AA by axe', async ({ house }) => {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/`);
  await expect(page.getByRole('heading', { name: 'Found a workspace' })).toBeVisible();
  await sound(page, 'start');
  await page.goto(`${house.url}/#/found`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await sound(page, 'founding with mistakes');
  await page.goto(`${house.url}/#/join/nothing`);
  await expect(page.getByRole('alert')).toBeVisible();
  await sound(page, 'an invitation that cannot be read');

  // The other languages are looked at offline, too.
  const kh = await house.delegate('KH', SEED, INSTALLED);
  const th = await house.delegate('TH', SEED, INSTALLED);
  for (const one of [kh, th]) {
    await ready(one);
    await one.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect(sync(one)).toHaveText('All seen by both');
    await one.context().setOffline(true);
    await expect(sync(one)).toContainText('Offline');
  }
  await write(kh, '1.1', 'expected', 'One');
  await write(th, '1.1', 'expected', 'Other');
  await sound(kh, 'offline');
  for (const one of [kh, th]) await one.context().setOffline(false);
  await expect(kh.getByRole('button', { name: 'Write another' })).toBeVisible();
  await sound(kh, 'a conflict');
  await draft(th, '1.2');
  await sound(th, 'a cell being written');
  await th.keyboard.press('Escape');
  await th.goto(`${house.url}/#/sample/${SEED}/TH/members`);
  await expect(th.getByRole('button', { name: 'Invite' }).first()).toBeVisible();
  await sound(th, 'members');
  await kh.setViewportSize({ width: 390, height: 844 });
  await sound(kh, 'the plan on a phone');
});

test('the articles meet WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await atArticles(house, 'rehearsal', 'KH');
  await expect(proposal(kh, '2.1 k')).toBeVisible();
  await kh.getByRole('button', { name: 'Khmer' }).click();
  await sound(kh, 'text with open proposals');
  await proposal(kh, '2.1 k')
    .getByRole('button', { name: /^Agree/ })
    .click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await sound(kh, 'before a signature', '[role="dialog"]');
  await kh.getByRole('button', { name: 'Not now' }).click();
  await proposal(kh, '2.1 k')
    .getByRole('button', { name: /^Positions and history/ })
    .click();
  await expect(kh.getByRole('tab', { name: 'Positions' })).toBeVisible();
  await sound(kh, 'the inspector');
  await kh.getByRole('tab', { name: 'History' }).click();
  await sound(kh, 'the history of a proposal');
  await kh.keyboard.press('Escape');
  await kh.getByText('Ledger', { exact: true }).click();
  await expect(kh.getByRole('row').nth(1)).toBeVisible();
  await sound(kh, 'the ledger');
  await kh.setViewportSize({ width: 390, height: 844 });
  await sound(kh, 'the ledger on a phone');
  await kh.getByText('Text', { exact: true }).click();
  await expect(proposal(kh, '2.1 k')).toBeVisible();
  await sound(kh, 'the text on a phone');
});

test('drafts, agreement and signature meet WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await atArticles(house, 'sample', 'KH');
  await provision(kh, '4.11').hover();
  await provision(kh, '4.11')
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await expect(kh.getByRole('menu')).toBeVisible();
  await sound(kh, 'what may be proposed of a clause');
  await kh.getByRole('menuitem', { name: 'Another wording' }).click();
  await expect(kh.locator('[data-draft] .cm-content')).toBeFocused();
  await kh.keyboard.type('Written: ');
  await sound(kh, 'a draft being written');
  await kh.keyboard.press('Escape');
  await provision(kh, '4.11')
    .getByRole('button', { name: /^History/ })
    .click();
  await expect(kh.getByTestId('clause-compare')).toBeVisible();
  await sound(kh, 'the history of a clause');
  await kh.keyboard.press('Escape');
  await kh.getByRole('button', { name: 'Propose a change to the whole text' }).click();
  await kh.getByRole('menuitem', { name: /^Replace words throughout/ }).click();
  await kh.getByLabel('Words to look for').fill('shall');
  await expect(kh.getByTestId('taken')).toHaveText('0 of 3');
  await sound(kh, 'words replaced throughout', '[role="dialog"]');
  await kh.keyboard.press('Escape');

  await kh.getByRole('link', { name: 'Plan' }).click();
  await ready(kh);
  await cell(kh, '1.1', 'agreement').focus();
  await kh.keyboard.press('Enter');
  await expect(kh.getByRole('complementary', { name: 'Item 1.1' })).toBeVisible();
  await sound(kh, 'the agreement on an item');
  await kh.keyboard.press('Escape');
  await kh.getByRole('link', { name: 'Signing' }).click();
  await expect(kh.getByTestId('record')).toContainText('Signed for Thailand by Anong Srisai');
  await sound(kh, 'the signature');
  await kh.getByRole('button', { name: 'Prepare a notice' }).click();
  await kh.getByLabel('Reference of the diplomatic note').fill('MoI 12/2026');
  await kh.getByLabel('Sent on').fill('2026-11-20');
  await kh.getByRole('button', { name: 'Prepare', exact: true }).click();
  await expect(kh.getByTestId('notice')).toBeVisible();
  await sound(kh, 'a notice prepared');
  await kh.setViewportSize({ width: 390, height: 844 });
  await sound(kh, 'the signature on a phone');
});

test('the workshop and the timeline meet WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await atWorkshop(house, 'KH');
  await date(kh, '22–24 November').getByRole('button', { name: /^Put / }).click();
  await sound(kh, 'the workshop');
  await date(kh, '29 November – 1 December')
    .getByRole('button', { name: /^Strike/ })
    .click();
  await kh.getByLabel('Reason').fill('December');
  await sound(kh, 'a date being struck', '[role="dialog"]');
  await kh.getByRole('dialog').getByRole('button', { name: 'Strike', exact: true }).click();
  await expect(kh.getByRole('dialog')).toHaveCount(0);
  await sound(kh, 'a struck date');
  await kh.getByRole('button', { name: 'Add a document' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await sound(kh, 'a document being written', '[role="dialog"]');
  await kh.keyboard.press('Escape');
  await kh.getByRole('link', { name: 'Timeline' }).click();
  await expect(kh.locator('[data-event]').first()).toBeVisible();
  await sound(kh, 'the timeline');
  await kh.getByText('List', { exact: true }).click();
  await sound(kh, 'the timeline as a list');
});

test('writes in Khmer and Thai with the fonts that come along, and marks their language', async ({
  house,
}) => {
  const kh = await house.delegate('KH');
  await ready(kh);
  await write(kh, '1.1', 'progress', 'ការចាត់តាំងមន្ត្រីបង្គោលត្រូវបានបញ្ចប់');
  await write(kh, '1.2', 'progress', 'ร่างภาคผนวก ๑ อยู่ระหว่างการพิจารณา');
  for (const [lang, family] of [
    ['km', 'Noto Sans Khmer'],
    ['th', 'Noto Sans Thai'],
  ] as const) {
    const run = kh.locator(`[data-item] [lang="${lang}"]`).first();
    await expect(run).toBeVisible();
    await kh.evaluate(() => document.fonts.ready.then(() => undefined));
    const session = await kh.context().newCDPSession(kh);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: `[data-item] [lang="${lang}"]`,
    });
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.filter(({ isCustomFont }) => isCustomFont).map(({ familyName }) => familyName)).toContain(
      family,
    );
  }
});

test('the meetings meet WCAG 2.2 AA by axe', async ({ house }) => {
  const iom = await atMeetings(house, 'rehearsal', 'IOM');
  await sound(iom, 'the list of meetings');
  await iom.getByRole('button', { name: 'Prepare a meeting' }).click();
  await iom.getByRole('button', { name: 'Prepare it' }).click();
  await sound(iom, 'a meeting prepared with mistakes', '[role="dialog"]');
  await iom.keyboard.press('Escape');
  await iom.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await expect(inPhase(iom, 'prepared')).toBeVisible();
  await sound(iom, 'a meeting being prepared');
  await iom.getByRole('button', { name: 'Open the meeting' }).click();
  await iom.getByRole('button', { name: /^Begin the agenda/ }).click();
  await writePoint(iom, 'Opening', 'Master of Ceremony opened the meeting.');
  await sound(iom, 'a point being written while the clock runs');
  await iom.keyboard.press('Escape');
  await act(iom, '1 a)', 'Record outcome');
  await iom.getByRole('button', { name: 'Record it' }).click();
  await act(iom, '1 a)', 'What it is about');
  await expect(iom.getByRole('dialog')).toBeVisible();
  await sound(iom, 'what a point is about', '[role="dialog"]');
  await iom.getByRole('dialog').getByRole('checkbox').first().check();
  await iom.getByRole('button', { name: 'Done' }).click();
  await sound(iom, 'the record on discussion');
  await iom.getByRole('button', { name: 'Draw from the ledger' }).click();
  await sound(iom, 'nothing to be drawn');
  await iom.keyboard.press('Escape');
  await iom.setViewportSize({ width: 390, height: 844 });
  await sound(iom, 'the meeting on a phone');
});

test('adopted and signed minutes meet WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await atMeetings(house, 'sample', 'KH');
  await kh.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await expect(inPhase(kh, 'signed')).toBeVisible();
  await sound(kh, 'signed minutes');
  await kh.getByRole('button', { name: 'Open as a new version' }).click();
  await expect(inPhase(kh, 'discussed')).toBeVisible();
  await sound(kh, 'minutes to be adopted');
  await kh.getByRole('button', { name: 'Adopt for Cambodia' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await sound(kh, 'before minutes are adopted', '[role="dialog"]');
});

test('the roster meets WCAG 2.2 AA by axe', async ({ house }) => {
  const kh = await atRoster(house, 'KH');
  await side(kh, 'TH').getByText('What is new').click();
  await sound(kh, 'both structures, and what is new on the other side');
  await chooseFile(kh, 'Open a table (CSV, Excel, Word)…', table());
  await expect(kh.getByRole('dialog').getByRole('status')).toBeVisible();
  await sound(kh, 'a file before it is written', '[role="dialog"]');
  await kh.keyboard.press('Escape');
  await kh.getByText('Table', { exact: true }).click();
  await kh.getByRole('button', { name: SEAT }).first().click();
  await inspector(kh).getByRole('tab', { name: 'Holders' }).click();
  await inspector(kh).getByRole('button', { name: 'Rotate' }).click();
  await kh.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(kh.getByRole('dialog')).toContainText('There is no such day.');
  await sound(kh, 'the table, a seat and a rotation refused');
});
