import { cell, draft, ready } from './plan.ts';
import { expect, SEED, test } from './house.ts';
import { sound } from './axe.ts';

const KHMER = /\p{Script=Khmer}/u;
const THAI = /\p{Script=Thai}/u;

test('the language changes under a draft, and neither a letter nor the caret is lost', async ({ house }) => {
  const kh = await house.delegate('KH');
  await ready(kh);
  // Gone after any reload.
  await kh.evaluate(() => Object.assign(window, { sameDocument: true }));
  const editor = await draft(kh, '1.1');
  await kh.keyboard.type(' before');

  const menu = kh.locator('.language').first();
  await menu.getByRole('button').first().click();
  await menu.getByRole('button', { name: 'ភាសាខ្មែរ', exact: true }).last().click();
  await expect(kh.locator('html')).toHaveAttribute('lang', 'km');
  await expect(kh).toHaveTitle(KHMER);
  await expect(kh.getByRole('navigation').first()).toHaveText(KHMER);
  await expect(editor).toBeFocused();
  await kh.keyboard.type(' and after');
  await expect(cell(kh, '1.1', 'activity')).toContainText(' before and after');
  expect(await kh.evaluate(() => 'sameDocument' in window)).toBe(true);
  await kh.keyboard.press('Escape');

  await menu.getByRole('button').first().click();
  await menu.getByRole('button', { name: 'ภาษาไทย', exact: true }).last().click();
  await expect(kh.locator('html')).toHaveAttribute('lang', 'th');
  await kh.reload();
  await ready(kh);
  await expect(kh.locator('html')).toHaveAttribute('lang', 'th');
  await expect(kh.getByRole('navigation').first()).toHaveText(THAI);
  await expect(cell(kh, '1.1', 'activity')).toContainText(' before and after');
});

test('a reader’s own language is spoken from the first visit, and pages in it are sound', async ({
  house,
}) => {
  for (const [locale, lang] of [
    ['km-KH', 'km'],
    ['th-TH', 'th'],
  ] as const) {
    const page = await (await house.browser({ locale, viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(house.url);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('main h2').first()).toBeVisible();
    await sound(page, `start in ${lang}`);
    for (const section of ['plan', 'roster']) {
      await page.goto(`${house.url}/#/sample/${SEED}/${lang === 'km' ? 'KH' : 'TH'}/${section}`);
      await expect(page.locator('#content h1')).toBeVisible();
      await sound(page, `${section} in ${lang}`);
    }
    // Khmer and Thai have no spaces to break at: what does not break makes a phone scroll sideways.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
