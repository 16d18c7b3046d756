import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

export const FOLDER = join(import.meta.dirname, '..', 'pictures');
export const DOCS = join(import.meta.dirname, '..', 'docs');

const WIDTHS = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

export async function show(place: Locator): Promise<void> {
  await place.first().evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** Longer pages are cut here: nobody looks at more of them, and a browser draws no picture of any height. */
const TALLEST = 6_000;

interface Shot {
  /** The narrow one shows the page whole, which a dialog or sheet over it must not. */
  readonly tall?: boolean;
  /** Brought below the bar at the top at each width. */
  readonly at?: Locator;
}

/** One picture a width, in CSS pixels; the page keeps its size. */
export async function picture(page: Page, name: string, { at, tall = at === undefined }: Shot = {}) {
  await page.evaluate(() => {
    for (const toast of document.querySelectorAll<HTMLElement>('.toasts .end')) toast.click();
  });
  const before = page.viewportSize() ?? WIDTHS[1];
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    if (size.width === 390 && tall) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      // Not as a full page: the bar at the foot would stand in the middle of it.
      await page.setViewportSize({
        width: size.width,
        height: Math.min(TALLEST, Math.max(size.height, height)),
      });
    }
    if (at !== undefined) await show(at);
    await page.screenshot({ path: join(FOLDER, `${name}-${size.width}.png`) });
  }
  await page.setViewportSize(before);
}

/** The page as it is, in the dark and in the colours of a reader who has set their own. */
export async function otherColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(FOLDER, `${name}-dark.png`) });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await page.screenshot({ path: join(FOLDER, `${name}-forced.png`) });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}
