/** Scenes of a led meeting: who is here, who speaks and for how long, who goes along, and an outcome from the wall. */
import type { Page } from '@playwright/test';
import { atMeetings, begin } from '../tests/e2e/meetings.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';

const lead = (page: Page) => page.getByTestId('follow');

/** Where a phone shows one part of the meeting, it shows who speaks. */
async function speakersOnAPhone(page: Page): Promise<void> {
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('label', { hasText: /^Speakers$/ }).click();
  if (desk !== null) await page.setViewportSize(desk);
}

async function floor(house: House): Promise<void> {
  const drive = await atMeetings(house, 'rehearsal', 'facilitator');
  const kh = await atMeetings(house, 'rehearsal', 'KH');
  const th = await (await house.browser()).newPage();
  await th.goto(`${house.url}/#/rehearsal/${SEED}/TH/plan`);
  await kh.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await begin(drive, 'The chairs opened the meeting.');
  await drive.keyboard.press('Escape');
  await expect(drive.getByTestId('here').locator('[data-body="KH"]')).toContainText('Sok Dara');
  await expect(kh.getByTestId('floor')).toBeVisible();
  for (const page of [drive, kh]) await speakersOnAPhone(page);
  await picture(drive, 'floor-empty', { at: drive.getByTestId('floor') });

  await kh.keyboard.press('f');
  await drive.getByTestId('floor').getByText('Put somebody on the list').click();
  await drive.getByLabel('Minutes an intervention may take').selectOption('3');
  for (const other of [1, 2]) await drive.getByLabel('Who asks to speak').selectOption({ index: other });
  await expect(drive.locator('[data-waiting]')).toHaveCount(3);
  await drive.getByRole('button', { name: 'Give the floor to Sok Dara' }).click();
  await expect(kh.getByTestId('floor').locator('[data-speaking]')).toContainText('of 3 min');
  await picture(drive, 'floor', { at: drive.getByTestId('floor') });
  await picture(kh, 'floor-of-a-delegate', { at: kh.getByTestId('floor') });

  await drive.goto(`${house.url}/#/rehearsal/${SEED}/facilitator/board`);
  await drive.getByRole('button', { name: 'Open a board' }).click();
  await drive.getByRole('button', { name: 'Let others follow me' }).click();
  await expect(lead(th)).toContainText('Follow');
  await picture(drive, 'follow-led');
  await picture(th, 'follow-offered');
  await lead(th).getByRole('button', { name: 'Follow' }).click();
  await drive
    .getByRole('region', { name: 'What to show' })
    .locator('label', { hasText: /^Articles$/ })
    .click();
  await drive.getByLabel('Find by number or words').fill('4.12');
  await drive.getByRole('list', { name: 'Articles' }).getByRole('button').first().click();
  await drive.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(th).toHaveURL(/\/TH\/articles\//);
  await picture(th, 'followed', { at: th.locator('[data-provision]', { hasText: '4.12' }) });
  await drive.getByRole('button', { name: 'Record outcome' }).click();
  await drive.getByLabel('Outcome', { exact: true }).selectOption('amended');
  await picture(drive, 'outcome', { tall: false });
  await drive.getByRole('button', { name: 'Record it' }).click();
  await expect(kh.getByTestId('minutes')).toContainText('Agreed as amended');
  await picture(kh, 'outcome-in-the-minutes', { at: kh.getByTestId('minutes') });
}

export const FLOOR_SCENES = { floor };
