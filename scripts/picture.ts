import { join } from 'node:path';
import type { ElementHandle, Locator, Page } from '@playwright/test';
import { LANGUAGES, type InterfaceLanguage } from '../src/texts/language.ts';
import { CHOSEN } from './picture-choice.ts';

export const FOLDER = join(import.meta.dirname, '..', 'pictures');
const DOCS = join(import.meta.dirname, '..', 'docs');

const wanted = ({ width }: { width: number }) => CHOSEN.widths?.includes(width) ?? true;

const DESK = { width: 1280, height: 800 };
const WALL = { width: 1920, height: 1080 };

const WIDTHS = [{ width: 390, height: 844 }, DESK, { width: 1920, height: 1080 }].filter(wanted);
/** What a room sees: the projectors there are. */
const WALLS = [WALL, { width: 3840, height: 2160 }, { width: 390, height: 844 }].filter(wanted);
/** Longer pages are cut here: nobody looks at more of them. */
const TALLEST = 3_000;

/** Every picture taken, in the order in which the scenes came to it: `<name>-<language>-<width>`, or with a look of its own. */
export const taken: string[] = [];

/** Those of pages that go on beyond the width of their screen: no page of Span is scrolled to the side. */
export const tooWide: string[] = [];

async function take(page: Page, file: string): Promise<void> {
  const isWider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
  if (isWider) tooWide.push(file);
  await page.screenshot({ path: join(FOLDER, `${file}.png`), animations: 'disabled' });
  taken.push(file);
}

export async function show(place: Locator): Promise<void> {
  await place.first().evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** Fonts are there, and what measures itself has drawn itself again. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let i = 0; i < 3; i++) await frame();
    await document.fonts.ready;
    await frame();
  });

/** A proof has no menu: it is one file in one language. */
const offersLanguages = async (page: Page): Promise<boolean> => (await page.locator('.language').count()) > 0;

/** Switches in place, as the menu does: a dialog, a menu or a draft that stands open stays so. */
async function speak(page: Page, language: InterfaceLanguage): Promise<void> {
  if (!(await offersLanguages(page))) return;
  await page.evaluate((wanted) => {
    document.querySelector<HTMLElement>(`.language .panel button[lang="${wanted}"]`)?.click();
  }, language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language, {
    timeout: 10_000,
  });
}

interface Shot {
  /** The narrow one shows the page whole, which a dialog or sheet over it must not. */
  readonly tall?: boolean;
  /** What was just said at the foot of the page stays. */
  readonly toasts?: boolean;
  /** Those it can be in; each that is asked for where nothing is said. */
  readonly languages?: readonly InterfaceLanguage[];
  /** Brought below the bar at the top in each picture. */
  readonly at?: Locator;
  /** Opens again what closes when a language is chosen. */
  again?(): Promise<void>;
}

/** The page as it is, in the dark and in the colours of a reader who has set their own. */
async function inOtherColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  await take(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await settled(page);
  await take(page, `${name}-forced`);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}

/** The page in every width and language, and at a desk in every colour; it keeps its size and its language. */
export async function picture(
  page: Page,
  name: string,
  { at, again, languages: those = LANGUAGES, toasts = false, tall = at === undefined && !toasts }: Shot = {},
) {
  // As if somebody had it in hand: it would go by itself.
  if (toasts) await page.locator('.toast').last().dispatchEvent('focusin');
  else {
    await page.evaluate(() => {
      for (const toast of document.querySelectorAll<HTMLElement>('.toasts .end')) toast.click();
    });
  }
  // A hint belongs to the mouse, which is nowhere in particular once the page has another width.
  await page.mouse.move(0, 0);
  const before = page.viewportSize() ?? DESK;
  // Found once: what tells it from others is often a word that another language has otherwise.
  const place: ElementHandle<Element> | null = at === undefined ? null : await at.first().elementHandle();
  const wished = (await offersLanguages(page)) ? CHOSEN.languages : (['en'] as const);
  const languages = wished.filter((language) => those.includes(language));
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const language of languages) {
      await speak(page, language);
      await again?.();
      await settled(page);
      if (size.width === 390 && tall) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        // Not as a full page: the bar at the foot would stand in the middle of it.
        const whole = Math.min(TALLEST, Math.max(size.height, height));
        await page.setViewportSize({ width: size.width, height: whole });
        await settled(page);
      }
      await place?.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await take(page, `${name}-${language}-${size.width}`);
      if (size.width === 390 && tall) await page.setViewportSize(size);
    }
  }
  await speak(page, 'en');
  await again?.();
  if (CHOSEN.languages.includes('en') && those.includes('en') && wanted(DESK)) {
    await page.setViewportSize(DESK);
    await settled(page);
    await place?.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await inOtherColours(page, name);
  }
  await page.setViewportSize(before);
}

/** As it leaves the printer, in every language. */
export async function printed(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  for (const language of CHOSEN.languages) {
    await speak(page, language);
    await settled(page);
    await page.screenshot({ path: join(FOLDER, `${name}-print-${language}.png`), fullPage: true });
    taken.push(`${name}-print-${language}`);
  }
  await speak(page, 'en');
  await page.emulateMedia({ media: 'screen' });
}

/** A wall in one language, on every projector and in a hand; the English one in every colour, too. */
export async function wall(page: Page, name: string, language: InterfaceLanguage): Promise<void> {
  if (!CHOSEN.languages.includes(language)) return;
  for (const size of WALLS) {
    await page.setViewportSize(size);
    await settled(page);
    await take(page, `${name}-${language}-${size.width}`);
  }
  await page.setViewportSize(WALL);
  if (language === 'en' && wanted(WALL)) {
    await settled(page);
    await inOtherColours(page, name);
  }
}

/** One of the two pictures that the README shows. */
export async function forReadme(page: Page, name: 'plan' | 'articles'): Promise<void> {
  await page.screenshot({ path: join(DOCS, `${name}.png`) });
}
