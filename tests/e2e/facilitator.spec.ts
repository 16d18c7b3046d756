import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { atMeetings, writePoint } from './meetings.ts';
import { sound } from './axe.ts';
import { expect, SEED, test } from './house.ts';

const choose = async (page: Page, kind: string, words: string): Promise<void> => {
  await page
    .locator('fieldset, [role="radiogroup"]')
    .locator('label', { hasText: new RegExp(`^${kind}$`) })
    .click();
  await page.getByLabel('Find by number or words').fill(words);
  await page.getByRole('list', { name: kind }).getByRole('button').first().click();
};
const show = (page: Page) => page.getByRole('button', { name: 'Show', exact: true }).click();

test('a facilitator leads Cambodia, Thailand and the projector through the agenda, and a dead relay takes nothing from the wall', async ({
  house,
}) => {
  const drive = await atMeetings(house, 'rehearsal', 'facilitator');
  const kh = await atMeetings(house, 'rehearsal', 'KH');
  const th = await (await house.browser()).newPage();
  await th.goto(`${house.url}/#/rehearsal/${SEED}/TH/plan`);
  for (const page of [drive, kh]) await page.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await drive.getByRole('button', { name: 'Open the meeting' }).click();
  await drive.getByRole('button', { name: /^Begin the agenda/ }).click();
  await writePoint(drive, 'Opening', 'The chairs opened the meeting.');
  await drive.keyboard.press('Escape');

  // Who is here, by body; Cambodia asks for the floor by one key.
  await expect(drive.getByTestId('here').locator('[data-body="KH"]')).toContainText('Sok Dara');
  await expect(kh.getByTestId('floor')).toBeVisible();
  await kh.keyboard.press('f');
  await drive.getByTestId('floor').getByText('Put somebody on the list').click();
  await drive.getByLabel('Minutes an intervention may take').selectOption('3');
  await drive.getByRole('button', { name: 'Give the floor to Sok Dara' }).click();
  await expect(kh.getByTestId('floor').locator('[data-speaking]')).toContainText('of 3 min');
  await sound(drive, 'a live meeting with its floor', '[data-testid="floor"]');

  await drive.goto(`${house.url}/#/rehearsal/${SEED}/facilitator/board`);
  await drive.getByRole('button', { name: 'Open a board' }).click();
  const link = await drive.getByRole('textbox', { name: 'Link for the projector' }).inputValue();
  const wall = await (await house.browser({ viewport: { width: 1920, height: 1080 } })).newPage();
  await wall.goto(link);
  await expect(wall.getByText('Nothing is shown yet')).toBeVisible();
  const onWall = wall.getByTestId('board');

  // What is chosen stands in the preview and not on the wall.
  await expect(drive.getByTestId('preview').getByRole('heading', { name: /Agenda/ })).toBeVisible();
  await expect(onWall.getByRole('heading')).toHaveCount(0);
  await show(drive);
  await expect(onWall.locator('[aria-current="true"]')).toContainText('Opening');
  await expect(onWall.getByTestId('board-floor')).toContainText('Sok Dara');
  await expect(onWall.getByTestId('board-floor')).toContainText('of 3 min');

  // Thailand chooses to follow and is taken to what the wall shows; Cambodia does not and stays.
  await drive.getByRole('button', { name: 'Let others follow me' }).click();
  await th.getByTestId('follow').getByRole('button', { name: 'Follow' }).click();
  await expect(th.getByTestId('meeting')).toBeVisible();
  await choose(drive, 'Articles', '4.12');
  await show(drive);
  await expect(onWall).toContainText('Proposed by International Organization for Migration');
  await expect(onWall.getByRole('list', { name: 'Positions' })).toContainText('Thailand has not answered');
  await expect(th).toHaveURL(/\/TH\/articles\//);
  await expect(kh).toHaveURL(/\/KH\/meetings\//);
  const { violations } = await new AxeBuilder({ page: wall })
    .withTags(['wcag2aa', 'wcag2aaa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);

  // The outcome goes into the minutes with its time; the facilitator is offered no word on the text itself.
  await drive.getByRole('button', { name: 'Record outcome' }).click();
  await drive.getByLabel('Outcome', { exact: true }).selectOption('amended');
  const time = await drive.getByLabel('Time of the outcome').inputValue();
  await drive.getByRole('button', { name: 'Record it' }).click();
  await expect(kh.getByTestId('minutes')).toContainText(new RegExp(`Agreed as amended\\s*${time}`));
  await expect(kh.getByTestId('minutes')).toContainText('Article 4.12');

  // Thailand's own way ends the following, and nothing moves it any more.
  await th.getByRole('link', { name: 'Meetings', exact: true }).click();
  await th.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await expect(th.getByTestId('minutes')).toContainText(new RegExp(`Agreed as amended\\s*${time}`));
  await expect(th.getByTestId('follow').getByRole('button', { name: 'Follow' })).toBeVisible();

  // Live text, as it is typed elsewhere; frozen, it stays.
  await choose(drive, 'Minutes', 'chairs');
  await show(drive);
  await expect(onWall).toContainText('The chairs opened the meeting.');
  await expect(th).toHaveURL(/\/TH\/meetings\//);
  await kh.getByRole('button', { name: /Point 1 a/ }).click();
  await kh.keyboard.press('End');
  await kh.keyboard.type(' Quorum was present.');
  await expect(onWall).toContainText('Quorum was present.');
  await drive.getByRole('button', { name: 'Freeze' }).click();
  await kh.keyboard.type(' Unfinished');
  await expect(drive.getByTestId('preview')).toContainText('Unfinished');
  await expect(onWall).not.toContainText('Unfinished');
  await drive.getByRole('button', { name: 'Let it move on' }).click();
  await expect(onWall).toContainText('Unfinished');

  // The facilitator's own screen makes it larger.
  const size = () =>
    onWall.locator('.inner').evaluate((inner) => parseFloat(getComputedStyle(inner).fontSize));
  const before = await size();
  await drive.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(size).toBeGreaterThan(before);

  await house.kill();
  await expect(onWall.getByText(/^Offline since/)).toBeVisible();
  await expect(onWall).toContainText('Unfinished');
  await choose(drive, 'Articles', '4.12');
  await show(drive);
  await house.start();
  await expect(onWall).toContainText('Proposed by International Organization for Migration', {
    timeout: 15_000,
  });
  await expect(onWall.getByText(/^Offline since/)).toHaveCount(0);

  await drive.getByRole('button', { name: 'Blank' }).click();
  await expect(onWall.getByText('4.12')).toHaveCount(0);
  await expect(drive.getByRole('region', { name: 'Shown on this board' })).toContainText(
    'Meeting Notes Day 2',
  );
});
