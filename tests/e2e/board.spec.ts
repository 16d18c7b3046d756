import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { atMeetings, writePoint } from './meetings.ts';
import { expect, SEED, test } from './house.ts';

const choose = async (page: Page, kind: string, words: string): Promise<void> => {
  await page
    .getByRole('region', { name: 'What to show' })
    .locator('label', { hasText: new RegExp(`^${kind}$`) })
    .click();
  await page.getByLabel('Find by number or words').fill(words);
  await page.getByRole('list', { name: kind }).getByRole('button').first().click();
};
const show = (page: Page) => page.getByRole('button', { name: 'Show', exact: true }).click();

test('the facilitator leads Cambodia, Thailand and the projector through the agenda, and a dead relay takes nothing from the wall', async ({
  house,
}) => {
  const iom = await atMeetings(house, 'rehearsal', 'IOM');
  const kh = await atMeetings(house, 'rehearsal', 'KH');
  await iom.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await kh.getByRole('link', { name: 'Meeting Notes Day 2' }).click();
  await iom.getByRole('button', { name: 'Open the meeting' }).click();
  await iom.getByRole('button', { name: /^Begin the agenda/ }).click();
  await writePoint(iom, 'Opening', 'The chairs opened the meeting.');
  await iom.keyboard.press('Escape');

  const drive = iom;
  await drive.goto(`${house.url}/#/rehearsal/${SEED}/IOM/board`);
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
  await expect(onWall.getByRole('heading', { name: /Agenda/ })).toBeVisible();
  await expect(onWall.locator('[aria-current="true"]')).toContainText('Opening');
  await expect(onWall.locator('footer')).toContainText('of 30 min');

  await choose(drive, 'Articles', '4.12');
  await show(drive);
  await expect(onWall).toContainText('Proposed by International Organization for Migration');
  await expect(onWall.getByRole('list', { name: 'Positions' })).toContainText('Thailand has not answered');
  const { violations } = await new AxeBuilder({ page: wall })
    .withTags(['wcag2aa', 'wcag2aaa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);

  // Live text, as it is typed elsewhere; frozen, it stays.
  await choose(drive, 'Minutes', 'chairs');
  await show(drive);
  await expect(onWall).toContainText('The chairs opened the meeting.');
  const point = kh.getByRole('button', { name: /Point 1 a/ });
  await point.click();
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

test('a damaged link of a board says so, and the projector opens nothing of the workspace', async ({
  house,
}) => {
  const wall = await (await house.browser()).newPage();
  await wall.goto(`${house.url}/#/board/damaged`);
  await expect(wall.getByRole('alert')).toContainText('damaged or incomplete');
  await expect(wall.getByRole('navigation')).toHaveCount(0);
});
