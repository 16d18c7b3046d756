import type { Page } from '@playwright/test';
import { answer, proposal } from './articles.ts';
import { expect, test, type House } from './house.ts';
import {
  act,
  addLine,
  agendaOf,
  atMeetings,
  concludes,
  inPhase,
  point,
  saidBy,
  writePoint,
} from './meetings.ts';
import { sync } from './plan.ts';
import type { WordFile } from '../exchange/docx-reader.ts';
import { wordFile } from './word-file.ts';

const TITLE =
  'Bilateral Meeting to Discuss the Plan of Action on the Standard Operating Procedures (SOPs) on Law Enforcement Cooperation';
const CHAIRS = [
  ['H.E Chou Bun Eng', 'Secretary of State of the Ministry of Interior'],
  ['Mr. Pravit Roykaew', 'Deputy Director General, Office of Attorney General'],
] as const;
const ITEMS = [
  ['Assign focal points and relevant members of the CCC', 'Draft of Annex 1 completed'],
  ['Commence and ensure preparation for bilateral workshop', 'Content, date, venue confirmed'],
] as const;

/** The shape of the record: header block, sections with numbered points, results with their table, both chairs' block. */
function expectRecordShape({ paragraphs, tables }: WordFile): void {
  const styled = (style: string) => paragraphs.filter((one) => one.style === style).map(({ words }) => words);
  expect(styled('Heading1')).toEqual(['Second day', 'Annex 1: Attendance List', 'Annex 2: Agenda']);
  expect(styled('Title')).toEqual([TITLE]);
  expect(tables[0]).toEqual([
    ['Date and Time', '26 August 2022: 9:00 – 15:00'],
    ['Venue', 'The Sukosol Hotel, Bangkok'],
    ['Chair', CHAIRS.map(([person, office]) => `${office}, ${person}`).join('\n')],
    ['Participants', 'See Annex 1 (Attendance List)'],
    ['Agenda', 'See Annex 2 (Agenda)'],
  ]);
  expect(styled('Heading2')).toEqual(['1. Opening', '2. Discussion', '3. Key results']);
  expect(styled('Point').map((words) => words.split(' ')[0])).toEqual(['a)', 'b)', 'c)', 'a)', 'b)', 'a)']);
  expect(styled('Point')[1]).toBe('b) H.E Chou Bun Eng (Cambodia): She welcomed the participants.');
  expect(styled('Point').at(-1)).toBe('a) All delegates agreed on the next steps. (13:30)');
  expect(tables[1]?.map((row) => [row[1], row[4]])).toEqual([
    ['Activities', 'Expected results'],
    ...ITEMS.map((item) => [...item]),
  ]);
  expect(styled('PlaceDate')).toEqual(['Bangkok, Friday, 26 August 2022']);
  expect(tables[2]).toEqual([CHAIRS.map(([person, office]) => `${office}\n${person}`)]);
  expect(tables[3]).toHaveLength(3);
  expect(tables[4]).toHaveLength(4);
}

/** The secretariat prepares the second day: heading, chairs, agenda, attendance. */
async function prepares(iom: Page): Promise<void> {
  await iom.getByRole('button', { name: 'Prepare a meeting' }).click();
  const form = iom.getByRole('dialog', { name: 'Prepare a meeting' });
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await expect(form).toContainText('Say on which day.');
  const date = form.getByLabel('Date', { exact: true });
  await date.focus();
  await iom.keyboard.type('02312022');
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await expect(form).toContainText('There is no such day in the calendar.');
  await date.fill('2022-08-26');
  await form.getByLabel('Series', { exact: true }).selectOption({ label: 'A new series' });
  await form.getByLabel('Name of the series', { exact: true }).fill('Talks on the SOP');
  await form.getByLabel('Title of the meeting', { exact: true }).fill(TITLE);
  await form.getByLabel('Heading of the minutes', { exact: true }).fill('Second day');
  await form.getByLabel('From').fill('09:00');
  await form.getByLabel('To', { exact: true }).fill('15:00');
  await form.getByRole('textbox', { name: 'Venue' }).fill('The Sukosol Hotel, Bangkok');
  await form.getByLabel('Place of signature', { exact: true }).fill('Bangkok');
  for (const [i, [person, office]] of CHAIRS.entries()) {
    await form.getByLabel('Person of that day').nth(i).fill(person);
    await form.getByLabel('Office').nth(i).fill(office);
  }
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await expect(inPhase(iom, 'prepared')).toBeVisible();
  for (const [title, minutes] of [
    ['Discussion', '180'],
    ['Opening', '30'],
    ['Adoption of the minutes', '60'],
  ] as const)
    await addLine(iom, title, minutes);
  await iom.getByRole('button', { name: 'Opening : Line of the agenda' }).press('Alt+ArrowUp');
  expect(await agendaOf(iom)).toEqual(['Opening', 'Discussion', 'Adoption of the minutes']);
  for (const [i, [person, office]] of CHAIRS.entries()) {
    await iom.getByRole('button', { name: 'Add somebody' }).click();
    const one = iom.getByRole('dialog', { name: 'Add somebody' });
    await one.getByLabel('For').selectOption(i === 0 ? 'KH' : 'TH');
    await one.getByLabel('Person of that day').fill(person);
    await one.getByLabel('Office').fill(office);
    await one.getByLabel('As').selectOption('chair');
    await one.getByRole('button', { name: 'Keep' }).click();
    await expect(one).toHaveCount(0);
    await iom.getByLabel(`${person}: present`).check();
  }
}

/** The delegate of a Party comes to the meeting that was prepared. */
async function comes(house: House, body: 'KH' | 'TH'): Promise<Page> {
  const page = await atMeetings(house, 'rehearsal', body);
  await page.getByRole('link', { name: 'Second day' }).click();
  await expect(page.getByTestId('meeting')).toBeVisible();
  return page;
}

/** Writes a plan of two items, and goes back to the meeting. */
async function plans(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plan' }).click();
  await page.getByRole('button', { name: 'Add a plan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Next steps until the end of 2022');
  await dialog.getByRole('button', { name: 'Add a plan' }).click();
  await page
    .getByRole('button', { name: /Add the first item|Add an item/ })
    .first()
    .click();
  for (const [i, [activity, expected]] of ITEMS.entries()) {
    const row = page.locator('[data-item]').nth(i);
    await expect(row.locator('.cm-content')).toBeFocused();
    await page.keyboard.type(activity);
    await page.keyboard.press('Enter');
    const cell = row.locator('[data-column="expected"]');
    await cell.click();
    await expect(cell.locator('textarea')).toBeFocused();
    await page.keyboard.type(expected);
    await page.keyboard.press('Enter');
    if (i < ITEMS.length - 1) {
      await expect(cell).toContainText(expected);
      await row.locator('[data-column="number"]').focus();
      await page.keyboard.press('n');
    }
  }
}

test('the second day, from its agenda to minutes both Parties adopted and signed', async ({
  house,
}, testInfo) => {
  // Three browsers through a whole day: a busy machine takes minutes for it.
  test.setTimeout(360_000);
  const iom = await atMeetings(house, 'rehearsal', 'IOM');
  await prepares(iom);
  const kh = await comes(house, 'KH');
  const th = await comes(house, 'TH');

  await test.step('the agenda runs by one clock', async () => {
    await iom.getByRole('button', { name: 'Open the meeting' }).click();
    await iom.getByRole('button', { name: /^Begin the agenda/ }).click();
    for (const page of [iom, kh, th]) {
      await expect(page.getByTestId('clock')).toContainText('Opening');
      await expect(page.getByTestId('clock')).toContainText('Next: Discussion');
    }
    await iom.getByRole('button', { name: /^Call the next line/ }).click();
    for (const page of [kh, th]) await expect(page.getByTestId('clock')).toContainText('Discussion');
  });

  await test.step('points are written, attributed to a seat, and indented', async () => {
    await writePoint(iom, 'Opening', 'Master of Ceremony opened the meeting.');
    await iom.keyboard.press('Enter');
    await iom.keyboard.type('She welcomed the participants.');
    await iom.keyboard.press('Enter');
    await iom.keyboard.type('She proposed to focus on 2022-2024.');
    await iom.keyboard.press('Tab');
    await expect(point(iom, '1 b) 1.')).toContainText('2022-2024');
    await iom.keyboard.press('Shift+Tab');
    await expect(point(iom, '1 c)')).toContainText('2022-2024');
    await iom.keyboard.press('Alt+ArrowUp');
    await expect(point(iom, '1 b)')).toContainText('2022-2024');
    await iom.keyboard.press('Alt+ArrowDown');
    await iom.keyboard.press('Escape');
    await point(iom, '1 b)')
      .getByRole('button', { name: /Point 1 b/ })
      .focus();
    await saidBy(iom, '1 b)', /Chou Bun Eng/);
    for (const page of [kh, th]) {
      await expect(point(page, '1 b)')).toContainText('H.E Chou Bun Eng');
      await expect(point(page, '1 c)')).toContainText('2022-2024');
    }
  });

  await test.step('two write in one point at once, one of them offline for a while', async () => {
    await writePoint(th, 'Discussion', 'Thailand will finalize the names');
    await expect(point(kh, '2 a)')).toContainText('the names');
    await point(kh, '2 a)')
      .getByRole('button', { name: /Point 2 a/ })
      .click();
    await expect(point(th, '2 a)').locator('.remote-caret')).toBeVisible();
    await th.context().setOffline(true);
    await expect(sync(th)).toContainText('Offline');
    await th.keyboard.type(' by the end of October 2022.');
    await kh.keyboard.press('Control+Home');
    await kh.keyboard.type('Agreed: ');
    await th.context().setOffline(false);
    const whole = 'Agreed: Thailand will finalize the names by the end of October 2022.';
    await expect(sync(th)).not.toContainText('Offline');
    for (const page of [kh, th]) await page.keyboard.press('Escape');
    for (const page of [kh, th, iom]) await expect(point(page, '2 a)')).toContainText(whole);
  });

  await test.step('an outcome is drawn from the ledger once both have agreed on it', async () => {
    for (const page of [kh, th]) {
      await page.getByRole('link', { name: 'Articles' }).click();
      await expect(proposal(page, '2.1 j')).toBeVisible();
      await answer(page, '2.1 j', 'Agree');
    }
    await iom.getByRole('button', { name: 'Draw from the ledger' }).click();
    const dialog = iom.getByRole('dialog', { name: 'Draw from the ledger' });
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: 'Draw 1 point' }).click();
    await expect(point(iom, '2 b)')).toContainText('Both parties agreed');
    await expect(point(iom, '2 b)').locator('[data-outcome="agreed"]')).toContainText(/\d\d:\d\d/);
    await expect(iom.getByTestId('record-on-discussion')).toContainText('returned');
    await iom.getByRole('button', { name: 'Draw from the ledger' }).click();
    await expect(dialog).toContainText('Every outcome is in the minutes.');
    await iom.keyboard.press('Escape');
    for (const page of [kh, th]) {
      await page.goBack();
      await expect(point(page, '2 b)').getByRole('link')).toContainText('2.1 j');
    }
  });

  await test.step('the outcome is recorded with its time, and the table of items stands under it', async () => {
    const back = iom.url();
    await plans(iom);
    await iom.goto(back);
    await iom.getByRole('button', { name: 'Record outcome' }).first().click();
    const dialog = iom.getByRole('dialog', { name: 'Record outcome' });
    await dialog.getByLabel('What was decided').fill('All delegates agreed on the next steps.');
    await dialog.getByLabel('Time of the outcome').fill('13:30');
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await expect(point(iom, '3 a)')).toContainText('13:30');
    await act(iom, '3 a)', 'What it is about');
    await iom
      .getByLabel('Table of items under it')
      .selectOption({ label: 'Next steps until the end of 2022' });
    await iom.getByRole('button', { name: 'Done' }).click();
    for (const page of [iom, kh]) await expect(point(page, '3 a)').getByRole('row')).toHaveCount(3);
  });

  await test.step('discussed, and adopted by both: what is changed meanwhile is adopted again', async () => {
    await iom.getByRole('button', { name: /^End the meeting/ }).click();
    for (const page of [kh, th]) await expect(inPhase(page, 'discussed')).toBeVisible();
    await expect(iom.getByRole('button', { name: /^Adopt/ })).toHaveCount(0);
    const signed = await concludes(kh, 'Adopt for Cambodia');
    expect(signed).toContain('Draft of Annex 1 completed');
    await expect(th.getByTestId('conclude')).toContainText('Waiting for Thailand');
    await iom.getByText('Working view').click();
    await point(iom, '1 a)')
      .getByRole('button', { name: /Point 1 a/ })
      .click();
    await iom.keyboard.press('Control+End');
    await iom.keyboard.type(' Participants accepted the agenda.');
    await iom.keyboard.press('Escape');
    for (const page of [kh, th])
      await expect(page.getByTestId('conclude')).toContainText('changed after a Party had adopted them');
    // The whole sentence: a letter that comes while one signs is refused as changed meanwhile.
    for (const page of [kh, th])
      await expect(page.locator('main')).toContainText('Participants accepted the agenda.');
    await concludes(th, 'Adopt for Thailand');
    await expect(kh.getByTestId('conclude')).toContainText('Waiting for Cambodia');
    await concludes(kh, 'Adopt for Cambodia', 'full powers of 24 August 2022');
    for (const page of [kh, th, iom]) await expect(inPhase(page, 'adopted')).toBeVisible();
  });

  await test.step('signed by both, locked, and opened only as a new version', async () => {
    expect(await concludes(th, 'Sign for Thailand')).toContain('Mr. Pravit Roykaew');
    await expect(kh.getByTestId('conclude')).toContainText('Waiting for Cambodia');
    await concludes(kh, 'Sign for Cambodia');
    for (const page of [kh, th, iom]) {
      await expect(inPhase(page, 'signed')).toBeVisible();
      await expect(page.getByTestId('conclude')).toContainText('locked');
      await expect(page.locator('.cm-content, [data-point]')).toHaveCount(0);
      await expect(page.getByTestId('minutes-page')).toContainText('Participants accepted the agenda.');
    }
    const file = await wordFile(kh, testInfo.outputPath('minutes.docx'));
    expect(file.name).toBe('Second-day-2022-08-26.docx');
    expectRecordShape(file);
    await iom.getByRole('button', { name: 'Open as a new version' }).click();
    await expect(inPhase(iom, 'discussed')).toBeVisible();
    await iom.getByText('Working view').click();
    await expect(point(iom, '1 a)')).toContainText('Participants accepted the agenda.');
    await expect(inPhase(kh, 'signed')).toBeVisible();
    await expect(kh.getByTestId('conclude').getByRole('link', { name: 'Version 2' })).toBeVisible();
  });
});

test('a heading set apart shows both values, and nothing is adopted before one is chosen', async ({
  house,
}) => {
  const [kh, th] = [await atMeetings(house, 'rehearsal', 'KH'), await atMeetings(house, 'rehearsal', 'TH')];
  for (const page of [kh, th]) {
    await page.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
    await expect(inPhase(page, 'prepared')).toBeVisible();
    await expect(sync(page)).toHaveText('All seen by both');
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  for (const [page, venue] of [
    [kh, 'The Sukosol Hotel'],
    [th, 'Government House'],
  ] as const) {
    await page.getByRole('button', { name: 'Write the heading' }).click();
    await page.getByRole('textbox', { name: 'Venue' }).fill(venue);
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const page of [kh, th]) await page.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(page.getByTestId('head-conflicts')).toContainText('The Sukosol Hotel');
    await expect(page.getByTestId('head-conflicts')).toContainText('Government House');
  }
  await writePoint(kh, 'Opening', 'The meeting was opened.');
  await kh.keyboard.press('Escape');
  await kh.getByRole('button', { name: 'Open the meeting' }).click();
  await kh.getByRole('button', { name: /^End the meeting/ }).click();
  await expect(kh.getByTestId('conclude')).toContainText('set apart');
  await expect(kh.getByRole('button', { name: /^Adopt/ })).toHaveCount(0);
  await th.getByRole('button', { name: /Government House/ }).click();
  for (const page of [kh, th]) await expect(page.getByTestId('head-conflicts')).toHaveCount(0);
  await expect(kh.getByRole('button', { name: 'Adopt for Cambodia' })).toBeVisible();
});
