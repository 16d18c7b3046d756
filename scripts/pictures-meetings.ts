/** Scenes of a meeting: prepared, live with its clock, being adopted, signed, and as it prints. */
import { act, atMeetings, begin, DAY_2, inPhase, point, saidBy } from '../tests/e2e/meetings.ts';
import { expect, type House } from '../tests/e2e/house.ts';
import { picture, printed } from './picture.ts';

async function meeting(house: House): Promise<void> {
  const iom = await atMeetings(house, 'rehearsal', 'IOM');
  await picture(iom, 'meetings');
  await iom.getByRole('button', { name: 'Prepare a meeting' }).click();
  await picture(iom, 'meeting-form', { tall: false });
  await iom.keyboard.press('Escape');
  await iom.getByRole('link', { name: DAY_2 }).click();
  await expect(inPhase(iom, 'prepared')).toBeVisible();
  await picture(iom, 'meeting-prepared');
  const th = await atMeetings(house, 'rehearsal', 'TH');
  await th.getByRole('link', { name: DAY_2 }).click();
  await begin(iom, 'Master of Ceremony opened the meeting by introducing the chairs.');
  await iom.keyboard.press('Enter');
  await iom.keyboard.type('The Chair proposed for the agenda to focus on the Plan of Action in 2022-2024.');
  await iom.keyboard.press('Escape');
  await saidBy(iom, '1 b)', /Chou Bun Eng/);
  await act(iom, '1 b)', 'What it is about');
  await iom.getByLabel('Find by number or words').fill('2.1 k');
  await iom.getByRole('dialog').getByRole('checkbox').first().check();
  await picture(iom, 'meeting-link', { tall: false });
  await iom.getByRole('button', { name: 'Done' }).click();
  await point(th, '1 b)')
    .getByRole('button', { name: /Point 1 b/ })
    .click();
  await th.keyboard.type(' Agreed.');
  await point(iom, '1 b)')
    .getByRole('button', { name: /Point 1 b/ })
    .click();
  await expect(point(iom, '1 b)').locator('.remote-caret')).toBeVisible();
  await picture(iom, 'meeting-live');
}

async function minutes(house: House): Promise<void> {
  const kh = await atMeetings(house, 'sample', 'KH');
  await kh.getByRole('link', { name: DAY_2 }).click();
  await expect(inPhase(kh, 'signed')).toBeVisible();
  await picture(kh, 'minutes-signed');
  await printed(kh, 'minutes');
  await kh.getByRole('button', { name: 'Open as a new version' }).click();
  await expect(inPhase(kh, 'discussed')).toBeVisible();
  await picture(kh, 'minutes-adopt');
  await kh.getByRole('button', { name: 'Adopt for Cambodia' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await picture(kh, 'minutes-before-adoption', { tall: false });
}

export const MEETING_SCENES = { meeting, minutes };
