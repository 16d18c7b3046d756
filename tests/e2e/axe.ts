import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './house.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What another colour scheme can change: all else is the same document, and is looked at once. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** What other sentences can change: names, the language said of them, and how large and wide things come out. */
const OF_LANGUAGE = [
  'aria-command-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'button-name',
  'document-title',
  'html-has-lang',
  'label',
  'link-name',
  'scrollable-region-focusable',
  'target-size',
  'valid-lang',
];

/** Pages looked at in every language and in high contrast, by their section: once each is enough. */
const seen = new Set<string>();

function isNew(page: Page): boolean {
  const { hash } = new URL(page.url());
  const section = hash.split('/')[4] ?? hash;
  return !seen.has(section) && seen.add(section).has(section);
}

/** As if another window of this device had chosen it: nothing is clicked, so the page stays as it is. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(
    (newValue) => window.dispatchEvent(new StorageEvent('storage', { key: 'span language', newValue })),
    language,
  );
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/**
 * That a page, or a part of it by its selector, meets WCAG 2.2 AA by axe in light and in dark, and where it is a page not looked
 * at before also in the other languages and, with the contrast of AAA, in high contrast; what: the state it is in.
 */
export async function sound(page: Page, what: string, part?: string): Promise<void> {
  const axe = () => (part === undefined ? new AxeBuilder({ page }) : new AxeBuilder({ page }).include(part));
  const faults: string[] = [];
  const look = async (how: string, builder: AxeBuilder): Promise<void> => {
    const { violations } = await builder.analyze();
    for (const { id, help, nodes } of violations)
      faults.push(`${how}, ${id}: ${help} (${nodes.map(({ html }) => html).join(' ')})`);
  };
  // A colour on its way to another would be judged as it is seen half-way; one that began before goes on.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.evaluate(() => {
    for (const motion of document.getAnimations()) if (motion instanceof CSSTransition) motion.finish();
  });
  await look('light', axe().withTags(TAGS));
  if (part === undefined && isNew(page)) {
    const own = (await page.locator('html').getAttribute('lang')) ?? 'en';
    for (const language of ['en', 'km', 'th'].filter((one) => one !== own)) {
      await speak(page, language);
      await look(language, axe().withRules(OF_LANGUAGE));
    }
    await speak(page, own);
    // Its colours are judged in light and in dark by tests/views/tokens.test.ts; here, whether pages keep to them.
    await page.emulateMedia({ contrast: 'more' });
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
    await look('high contrast', axe().withRules(['color-contrast-enhanced']));
    await page.emulateMedia({ contrast: null });
    await expect(page.locator('html')).toHaveAttribute('data-contrast', 'no');
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('dark', axe().withRules(OF_COLOUR));
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  expect(faults, what).toEqual([]);
}
