import type { Locator, Page } from '@playwright/test';
import { provision } from './articles.ts';
import { sound } from './axe.ts';
import { expect, test } from './house.ts';
import { ready } from './plan.ts';

const field = (page: Page): Locator => page.getByRole('combobox', { name: 'Search all registers' });
const option = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('dialog').getByRole('option').filter({ hasText: words });
/** The line that Enter chooses, as the field names it. */
const active = (page: Page): Locator => page.getByRole('dialog').getByRole('option', { selected: true });

test('by keys alone one gets to a seat, a clause and a point of the minutes, and back to where one was', async ({
  house,
}) => {
  const kh = await house.delegate('KH');
  await ready(kh);
  const button = kh.getByRole('button', { name: 'Search', exact: true });
  await button.focus();
  await kh.keyboard.press('Control+k');
  await expect(field(kh)).toBeFocused();
  await sound(kh, 'the palette before anything is asked');
  await kh.keyboard.type('zebra');
  await expect(kh.getByRole('dialog')).toContainText('Nothing holds “zebra”.');
  await expect(kh.getByRole('dialog')).toContainText('Looked in the plan');
  await sound(kh, 'nothing found');
  await kh.keyboard.press('Escape');
  await expect(field(kh)).toHaveCount(0);
  await expect(button).toBeFocused();

  await kh.keyboard.press('/');
  await kh.keyboard.type('protection VICTIM member');
  await expect(active(kh)).toContainText('Member for victim protection');
  await kh.keyboard.press('Enter');
  await expect(kh).toHaveURL(/\/roster\/./);
  await expect(kh.getByRole('complementary', { name: 'Member for victim protection' })).toBeFocused();

  await kh.keyboard.press('Control+k');
  await kh.keyboard.type('4.12');
  await expect(active(kh)).toContainText('Article 4 Victim Identification');
  await sound(kh, 'what was found');
  await kh.keyboard.press('Enter');
  await expect(provision(kh, '4.12')).toBeInViewport();

  await kh.keyboard.press('/');
  await kh.keyboard.type('both countries agreed remove consents');
  const point = option(kh, /^Point/).filter({ hasText: 'Meeting Notes Day 1' });
  await expect(point).toHaveCount(1);
  while ((await point.getAttribute('aria-selected')) !== 'true') await kh.keyboard.press('ArrowDown');
  await kh.keyboard.press('Enter');
  await expect(kh).toHaveURL(/\/meetings\/./);
  await expect(kh.locator('[data-of]:focus', { hasText: 'If the victim consents' })).toBeInViewport();

  await kh.keyboard.press('/');
  await expect(option(kh, 'Member for victim protection')).toBeVisible();
  await expect(option(kh, /^4\.12/)).toBeVisible();
  await kh.keyboard.type('new item');
  await kh.keyboard.press('Enter');
  await expect(kh).toHaveURL(/\/plan$/);
  await expect(kh.locator('[data-item] .cm-content')).toBeFocused();
});

test('on a phone a piece of a Khmer name, typed without spaces, leads to its agency', async ({ house }) => {
  const kh = await house.delegate('KH', undefined, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const button = kh.getByRole('button', { name: 'Search', exact: true });
  const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  await button.tap();
  await field(kh).fill('សួងមហា\u200Bផ្ទៃ');
  const agency = option(kh, 'ក្រសួងមហាផ្ទៃ').filter({ hasText: 'Agency' });
  await expect(agency.locator('mark')).toHaveText('សួងមហាផ្ទៃ');
  await agency.tap();
  await expect(kh).toHaveURL(/\/roster\/./);
  await expect(kh.locator('[aria-current="true"]', { hasText: 'ក្រសួងមហាផ្ទៃ' })).toBeVisible();
});
