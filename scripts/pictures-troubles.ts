/** Scenes in which something went wrong with a device, a key or a line, and of one field written twice. */
import type { BrowserContext, Page } from '@playwright/test';
import { admitted, founded } from '../tests/e2e/founding.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { ready, sync, write } from '../tests/e2e/plan.ts';
import { inspector, seat, SEAT, side } from '../tests/e2e/roster.ts';
import { damageVault, fill, smallDevice } from '../tests/e2e/storage.ts';
import { atWorkshop } from '../tests/e2e/workshop.ts';
import { sampleAt } from './picture-page.ts';
import { picture } from './picture.ts';

async function openNotices(page: Page): Promise<void> {
  await page.getByTestId('notices').locator('summary').click();
}

/** Two devices of one member that draw the same random numbers, as machines do that were restored from one snapshot. */
async function fork(house: House): Promise<void> {
  const th = await house.delegate('TH');
  await ready(th);
  const twins: Page[] = [];
  for (let i = 0; i < 2; i++) {
    const twin = await house.browser();
    await twin.addInitScript(() => {
      const real = crypto.getRandomValues.bind(crypto);
      crypto.getRandomValues = <T extends ArrayBufferView>(into: T): T =>
        into instanceof Uint8Array && into.length === 4
          ? (into.fill(7) as unknown as T)
          : real(into as never);
    });
    const page = await twin.newPage();
    await page.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
    twins.push(page);
  }
  await Promise.all(twins.map((page) => page.context().setOffline(true)));
  for (const [i, page] of twins.entries()) await write(page, '1.1', 'progress', `Names are sent, ${i + 1}`);
  await Promise.all(twins.map((page) => page.context().setOffline(false)));
  await expect(th.getByTestId('notices')).toBeVisible();
  await openNotices(th);
  await expect(th.getByTestId('notices')).toContainText('two different histories');
  await picture(th, 'notice-fork');
}

async function damaged(house: House): Promise<void> {
  const kh = await sampleAt(house, 'plan');
  await damageVault(kh, house);
  await openNotices(kh);
  await picture(kh, 'notice-damaged');
}

/** A plan written on where the device has no room for another byte. */
async function fullDevice(house: House): Promise<void> {
  const { page } = await smallDevice(house);
  await fill(page);
  await write(page, '1.1', 'progress', 'Names of the focal points were exchanged in Bangkok');
  await expect(page.getByText(/The storage of this device is full/)).toBeVisible();
  await picture(page, 'plan-device-full');
}

async function barCatalogue(context: BrowserContext, language: 'km' | 'th'): Promise<void> {
  await context.route(new RegExp(`/assets/${language}-`), (route) => route.abort());
}

/** A language whose sentences do not come, seen in each of the others. */
async function languageAway(house: House): Promise<void> {
  for (const [missing, here] of [
    ['th', ['en', 'km']],
    ['km', ['th']],
  ] as const) {
    const page = await sampleAt(house, 'plan');
    await barCatalogue(page.context(), missing);
    await picture(page, 'language-away', {
      languages: here,
      tall: false,
      again: async () => {
        await page.locator('.language .trigger').click();
        await page.locator(`.language .panel button[lang="${missing}"]`).click();
        await expect(page.locator('.language').getByRole('alert')).toBeVisible();
      },
    });
  }
}

/** The duties of a seat, written by two of one delegation who did not hear of each other. */
async function seatConflict(house: House): Promise<void> {
  const { kh } = await founded(house);
  const newcomer = await admitted(house, kh);
  const pages = [kh, newcomer] as const;
  for (const page of pages) await page.getByRole('link', { name: 'Roster' }).click();
  await side(kh, 'KH').getByRole('button', { name: 'Add an agency' }).click();
  await kh.getByRole('dialog').getByLabel('Name of the agency', { exact: true }).fill('Ministry of Interior');
  await kh.getByRole('dialog').getByRole('button', { name: 'Add an agency' }).click();
  await side(kh, 'KH')
    .getByRole('button', { name: /^Add a seat: / })
    .click();
  await kh.getByRole('dialog').getByLabel('Office', { exact: true }).fill(SEAT);
  await kh.getByRole('dialog').getByRole('button', { name: 'Add a seat' }).click();
  // Whoever added it has it open already.
  await seat(newcomer, 'KH', SEAT).getByRole('button').first().click();
  for (const page of pages) await expect(inspector(page)).toBeVisible();
  for (const page of pages) await page.context().setOffline(true);
  for (const page of pages) {
    await expect(sync(page)).toContainText('Offline');
    await inspector(page).getByRole('button', { name: 'Edit the seat' }).click();
    const form = page.getByRole('dialog');
    await form
      .getByLabel('Duties', { exact: true })
      .fill(page === kh ? 'Receives requests of the other Party' : 'ទទួលសំណើរបស់ភាគីម្ខាងទៀត ក្នុងរយៈពេល ២៤ ម៉ោង');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
  }
  for (const page of pages) await page.context().setOffline(false);
  await expect(inspector(kh)).toContainText('២៤');
  await expect(inspector(kh)).toContainText('Receives requests');
  await picture(kh, 'roster-conflict', { tall: false });
}

/** The venue of the workshop, written by both Parties apart. */
async function workshopConflict(house: House): Promise<void> {
  const [kh, th] = [await atWorkshop(house, 'KH'), await atWorkshop(house, 'TH')] as const;
  const venue = (page: Page) => page.locator('[data-field="Venue"]');
  for (const page of [kh, th]) await page.context().setOffline(true);
  for (const page of [kh, th]) {
    await expect(sync(page)).toContainText('Offline');
    await venue(page).getByRole('button').first().click();
    await venue(page)
      .locator('textarea')
      .fill(page === kh ? 'Phnom Penh' : 'กรุงเทพมหานคร');
    await page.keyboard.press('Enter');
  }
  for (const page of [kh, th]) await page.context().setOffline(false);
  await expect(venue(kh)).toContainText('กรุงเทพมหานคร');
  await picture(kh, 'workshop-conflict', { at: venue(kh) });
}

export const TROUBLE_SCENES = { fork, damaged, fullDevice, languageAway, seatConflict, workshopConflict };
