/** Scenes of a room in which something is amiss or nothing goes on: a break, a leader away, a relay lost, a font that never came. */
import { atMeetings, begin } from '../tests/e2e/meetings.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';
import { Walls } from './picture-walls.ts';

const DOCUMENTS = [
  ['Protocol to Prevent, Suppress and Punish Trafficking in Persons', 'https://www.ohchr.org/'],
  ['The IOM Handbook on Direct Assistance for Victims of Trafficking', 'https://publications.iom.int/'],
] as const;

async function room(house: House): Promise<void> {
  const drive = await atMeetings(house, 'rehearsal', 'facilitator');
  await begin(drive, 'The chairs opened the meeting.');
  await drive.keyboard.press('Escape');
  const kh = await (await house.browser()).newPage();
  await kh.goto(`${house.url}/#/rehearsal/${SEED}/KH/library`);
  for (const [title, place] of DOCUMENTS) {
    await kh.getByRole('button', { name: 'Add a link' }).first().click();
    await kh.getByLabel('Address').fill(place);
    await kh.getByLabel('Title in English').fill(title);
    await kh.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(kh.getByTestId('library')).toContainText(title);
  }
  await kh.getByRole('link', { name: 'Meetings', exact: true }).click();
  await kh.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  const minutes = kh.getByTestId('minutes');
  await minutes.getByRole('button', { name: /Point 1 a/ }).click();
  await kh.keyboard.press('Escape');
  await minutes.getByRole('button', { name: 'Choose documents' }).first().click();
  for (const one of [0, 1]) await kh.getByRole('dialog').getByRole('checkbox').nth(one).check();
  await picture(kh, 'documents-chosen', { tall: false });
  await kh.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(minutes.getByRole('link', { name: /^Protocol/ })).toBeVisible();
  await picture(kh, 'documents-at-a-point', { at: minutes.getByRole('link', { name: /^Protocol/ }) });

  await drive.getByTestId('floor').getByText('Timer', { exact: true }).click();
  await drive.getByRole('button', { name: 'Start the timer' }).click();
  await expect(drive.getByTestId('timer')).toBeVisible();
  await drive.goto(`${house.url}/#/rehearsal/${SEED}/facilitator/board`);
  const walls = await Walls.of(house, drive);
  await drive.getByRole('button', { name: 'Show', exact: true }).click();
  await walls.show('Opening');
  await walls.picture('board-live');
  await drive.getByRole('button', { name: 'Blank' }).click();
  await walls.miss('Opening');
  await walls.picture('board-break');

  const th = await (await house.browser()).newPage();
  await th.goto(`${house.url}/#/rehearsal/${SEED}/TH/plan`);
  await drive.getByRole('button', { name: 'Let others follow me' }).click();
  await th.getByTestId('follow').getByRole('button', { name: 'Follow' }).click();
  await drive.getByRole('button', { name: 'Show', exact: true }).click();
  await walls.show('Opening');
  await drive.close();
  await expect(th.getByTestId('follow')).toContainText('is away');
  await picture(th, 'follow-away', { tall: false });

  await house.kill();
  await walls.lose();
  await walls.picture('board-offline');
}

/** Nothing but what the machine has: a room is not let down by a font. */
async function fonts(house: House): Promise<void> {
  const context = await house.browser();
  await context.route(/\.woff2/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await picture(page, 'plan-without-fonts');
}

export const ROOM_SCENES = { room, fonts };
