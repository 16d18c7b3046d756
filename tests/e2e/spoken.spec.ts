import type { Page } from '@playwright/test';
import { SECTIONS } from '../../src/state/sections.ts';
import { expect, SEED, test } from './house.ts';

/**
 * Runs of text whose script is not that of the language they are said to be in: Khmer or Thai letters elsewhere than under
 * their own `lang`, and English words under `km` or `th`. Names, codes, keys and addresses are nobody's language.
 */
const foreign = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const NOBODYS = 'noscript, code, kbd';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const wrong: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const at = node.parentElement;
      if (text === '' || at === null) continue;
      const lang = at.closest('[lang]')?.getAttribute('lang') ?? '';
      const script = /\p{Script=Khmer}/u.test(text) ? 'km' : /\p{Script=Thai}/u.test(text) ? 'th' : null;
      if (script !== null && lang !== script) wrong.push(`${lang}: ${text}`);
      // Four words in a row are a sentence or a title; fewer may be a name.
      if (script === null && lang !== 'en' && /(?:[A-Za-z]{2,}[\s,.]+){3}[A-Za-z]{2,}/.test(text))
        if (at.closest(NOBODYS) === null) wrong.push(`${lang}: ${text}`);
    }
    return [...new Set(wrong)].map((one) => one.slice(0, 120));
  });

test('on every page, whatever is said in Khmer, Thai or English says so', async ({ house }) => {
  for (const [locale, body] of [
    ['km-KH', 'KH'],
    ['th-TH', 'TH'],
  ] as const) {
    const page = await (await house.browser({ locale })).newPage();
    const wrong: Record<string, string[]> = {};
    for (const section of SECTIONS) {
      await page.goto(`${house.url}/#/sample/${SEED}/${body}/${section}`);
      // The first of them makes the sample, which takes a busy machine its time.
      await expect(page.locator('#content h1').first()).toBeVisible({ timeout: 60_000 });
      const found = await foreign(page);
      if (found.length > 0) wrong[section] = found;
    }
    expect(wrong, locale).toEqual({});
  }
});
