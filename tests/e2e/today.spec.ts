import type { Page } from '@playwright/test';
import { sound } from './axe.ts';
import { expect, SEED, test } from './house.ts';
import { cell, ready, write } from './plan.ts';

/** How much the way to Today says is waiting. */
const waits = async (page: Page): Promise<number> =>
  Number(
    /(\d+) things? waits?/.exec(
      (await page.getByRole('link', { name: /^Today/ }).textContent()) ?? '',
    )?.[1] ?? 0,
  );

test('what the other Party changed stands on Today with its name and leads there, and is counted where it waits', async ({
  house,
}) => {
  const th = await house.delegate('TH');
  await ready(th);
  const kh = await (await house.browser()).newPage();
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/today`);
  const news = kh.getByRole('region', { name: 'Since you last looked' });
  await expect(news).toContainText('Nothing has changed since you last looked.');
  await expect.poll(() => waits(kh)).toBeGreaterThan(0);
  const before = await waits(kh);

  await write(th, '1.1', 'timeframe', 'December 2022 (date TBC)');
  const line = news.getByRole('listitem').filter({ hasText: '1.1' });
  await expect(line).toContainText('(Thailand)');
  await expect.poll(() => waits(kh)).toBe(before + 1);
  await sound(kh, 'Today with news');
  await line.getByRole('link').click();
  await expect(kh).toHaveURL(/\/plan\/./);
  await expect(cell(kh, '1.1', 'timeframe')).toContainText('December 2022');

  await kh.getByRole('link', { name: /^Today/ }).click();
  await news.getByRole('button', { name: 'Mark all as seen' }).click();
  await expect(news).toContainText('Nothing has changed since you last looked.');
});
