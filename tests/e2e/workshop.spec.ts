import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { sync } from './plan.ts';
import { expect, test } from './house.ts';
import { atWorkshop, date } from './workshop.ts';

const confirmation = (page: Page): Locator => page.getByTestId('confirmation');

async function strike(page: Page, words: string, reason: string): Promise<void> {
  await date(page, words)
    .getByRole('button', { name: /^Strike/ })
    .click();
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Strike', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function agree(page: Page): Promise<void> {
  await confirmation(page)
    .getByRole('button', { name: /^Agree/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: /Sign$/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function calendar(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save as…/ }).click();
  await page.getByRole('menuitem', { name: 'Calendar file' }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('dates are struck apart and offline in sight of the holidays of both, and one is confirmed by both only', async ({
  house,
}) => {
  const kh = await atWorkshop(house, 'KH');
  const th = await atWorkshop(house, 'TH');
  for (const page of [kh, th]) {
    await expect(sync(page)).toHaveText('All seen by both');
    const december = date(page, '29 November – 1 December 2022');
    await expect(december).toContainText('Preoccupied with other matters: 1 December 2022');
    await expect(december).toContainText('A busy month: 1 December 2022');
    await expect(page.getByText('National Independence Day and Water Festival')).toBeVisible();
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  await strike(kh, '29 November – 1 December', 'December is taken');
  await strike(th, '22–24 November', 'The rotation is not over');
  for (const page of [kh, th]) await page.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(date(page, '29 November – 1 December')).toContainText('December is taken');
    await expect(date(page, '22–24 November')).toContainText('The rotation is not over');
  }
  const before = await calendar(kh);
  expect(before.match(/STATUS:TENTATIVE/g)).toHaveLength(1);
  expect(before.match(/STATUS:CANCELLED/g)).toHaveLength(2);
  expect(before).not.toContain('STATUS:CONFIRMED');

  await expect(confirmation(kh)).toContainText('a date put forward and a venue');
  await kh
    .getByRole('button', { name: 'Write: Venue' })
    .or(kh.locator('[data-field="Venue"] button'))
    .first()
    .click();
  await kh.locator('[data-field="Venue"] textarea').fill('Phnom Penh');
  await kh.keyboard.press('Enter');
  await date(kh, '28–30 November').getByRole('button', { name: /^Put / }).click();
  await agree(kh);
  await expect(confirmation(th)).toContainText('Phnom Penh');
  expect(await calendar(th)).not.toContain('STATUS:CONFIRMED');
  await agree(th);
  for (const page of [kh, th]) await expect(confirmation(page).getByTestId('seal')).toContainText('Agreed');
  const after = await calendar(kh);
  expect(after).toContain('STATUS:CONFIRMED');
  expect(after).toContain('DTSTART;VALUE=DATE:20221128');
  expect(after).toContain('DTEND;VALUE=DATE:20221201');
  expect(after).not.toContain('STATUS:TENTATIVE');

  await strike(th, '28–30 November', 'The minister travels');
  await expect(confirmation(kh)).toContainText(
    'Thailand struck this date after it was confirmed: The minister travels',
  );
  await kh.locator('[data-field="Venue"] button').first().click();
  await kh.locator('[data-field="Venue"] textarea').fill('Siem Reap');
  await kh.keyboard.press('Enter');
  await expect(confirmation(th)).toContainText('Changed since');
  await expect(th.getByTestId('changed')).toContainText('Confirmed: Phnom Penh');
  await expect(th.getByTestId('changed')).toContainText('Now: Siem Reap');
});

test('the timeline has the workshop’s dates over the holidays, and each leads to its place by keyboard', async ({
  house,
}) => {
  const kh = await atWorkshop(house, 'KH');
  await kh.getByRole('link', { name: 'Timeline' }).click();
  const chart = kh.getByRole('region', { name: 'Timeline, scrolls' });
  await expect(chart.locator('[data-event]').first()).toBeVisible();
  await expect(chart).toContainText('End of November in Cambodia (date TBC)');
  await chart
    .getByRole('link', { name: /^Workshops\./ })
    .first()
    .focus();
  await kh.keyboard.press('Enter');
  await expect(confirmation(kh)).toBeVisible();
});
