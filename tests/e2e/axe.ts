import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './house.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What another colour scheme can change: all else is the same document, and is looked at once. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** That a page, or a part of it by its selector, meets WCAG 2.2 AA by axe in light and in dark; what: the state it is in. */
export async function sound(page: Page, what: string, part?: string): Promise<void> {
  const axe = () => (part === undefined ? new AxeBuilder({ page }) : new AxeBuilder({ page }).include(part));
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    // A colour on its way to another would be judged as it is seen half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const whole = colorScheme === 'light';
    const { violations } = await (whole ? axe().withTags(TAGS) : axe().withRules(OF_COLOUR)).analyze();
    for (const { id, help, nodes } of violations)
      faults.push(`${colorScheme}, ${id}: ${help} (${nodes.map(({ html }) => html).join(' ')})`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  expect(faults, what).toEqual([]);
}
