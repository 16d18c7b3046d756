/** Every page as it stands before anybody did anything, and what lies over all of them. */
import type { Page } from '@playwright/test';
import { SECTIONS as PAGES } from '../src/state/sections.ts';
import { founded } from '../tests/e2e/founding.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { cell, ready, sync } from '../tests/e2e/plan.ts';
import { CLOSE_CODES } from '../src/wire/close-codes.ts';
import { picture } from './picture.ts';

const heading = (page: Page) => page.locator('#content h1').first();

async function pagesOf(house: House, stage: 'sample' | 'rehearsal', body: string): Promise<void> {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/#/${stage}/${SEED}/${body}/plan`);
  await expect(sync(page)).toHaveText('All seen by both');
  const name = body === 'facilitator' ? body : stage;
  for (const section of PAGES) {
    await page.evaluate((hash) => (location.hash = hash), `#/${stage}/${SEED}/${body}/${section}`);
    await expect(heading(page)).toBeVisible();
    await picture(page, `${name}-${section}`);
  }
}
const sample = (house: House): Promise<void> => pagesOf(house, 'sample', 'KH');
const rehearsalPages = (house: House): Promise<void> => pagesOf(house, 'rehearsal', 'TH');

/** Who leads and decides nothing: most of it can only be read. */
const facilitatorPages = (house: House): Promise<void> => pagesOf(house, 'sample', 'facilitator');

/** A workspace that was founded a moment ago, with nothing in it. */
async function emptyPages(house: House): Promise<void> {
  const { kh, th } = await founded(house);
  await expect(heading(kh)).toBeVisible();
  const base = kh.url().replace(/(#\/w\/[^/]+).*/, '$1');
  for (const section of PAGES) {
    await kh.goto(`${base}/${section}`);
    await expect(heading(kh)).toBeVisible();
    await picture(kh, `empty-${section}`);
  }
  await th.close();
}

async function overAll(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  await ready(kh);
  await kh.keyboard.press('Control+k');
  await picture(kh, 'palette', { tall: false });
  await kh.keyboard.type('victim');
  await expect(kh.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await picture(kh, 'palette-found', { tall: false });
  await kh.getByRole('dialog').getByRole('combobox').fill('zebra crossing');
  await expect(kh.getByRole('dialog').getByRole('option')).toHaveCount(0);
  await picture(kh, 'palette-nothing', { tall: false });
  await kh.keyboard.press('Escape');
  await kh.setViewportSize({ width: 390, height: 844 });
  await kh.getByRole('button', { name: 'More', exact: true }).click();
  await picture(kh, 'phone-more', { tall: false });
  await kh.keyboard.press('Escape');
  await kh.setViewportSize({ width: 1280, height: 900 });
  await cell(kh, '1.2', 'number').focus();
  await kh.keyboard.press('?');
  await expect(kh.getByRole('dialog')).toBeVisible();
  await picture(kh, 'keys', { tall: false });
  await kh.keyboard.press('Escape');
  const page = await (await house.browser()).newPage();
  for (const language of ['km', 'th']) {
    await page.goto(`${house.url}/#/review/${language}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await page.screenshot();
    await picture(page, `review-of-${language}`, { tall: false });
  }
  await page.goto(`${house.url}/#/nowhere`);
  await expect(page.locator('h1').first()).toBeVisible();
  await picture(page, 'lost');
}

/** What a device says of itself and of its relay: refused, and keeping nothing. */
async function troubles(house: House): Promise<void> {
  const refused = await house.browser();
  const { unauthorised } = CLOSE_CODES;
  await refused.routeWebSocket(/\/relay\//, (socket) => socket.close({ code: unauthorised }));
  const page = await refused.newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/TH/plan`);
  await expect(sync(page)).toContainText('Refused');
  await picture(page, 'plan-refused');
  const forgetful = await house.browser();
  await forgetful.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database', 'InvalidStateError');
    };
  });
  const kh = await forgetful.newPage();
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await expect(kh.getByText(/keeps nothing in a private window/)).toBeVisible();
  await picture(kh, 'plan-keeps-nothing');
}

export const PAGE_SCENES = { sample, rehearsalPages, facilitatorPages, emptyPages, overAll, troubles };
