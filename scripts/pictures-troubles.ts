/** Scenes in which something went wrong with a device, a key or a line, and of one field written twice. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, INSTALLED, SEED, type House } from '../tests/e2e/house.ts';
import { ready, sync, write } from '../tests/e2e/plan.ts';
import { atRoster, inspector, seat, SEAT } from '../tests/e2e/roster.ts';
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

/** Turns one bit in every tenth value that this device keeps of the joint space, as a failing disk might. */
async function damage(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let turned = 0;
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database', { cause: request.error }));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      if (db.objectStoreNames.contains('updates')) {
        const updates = db.transaction('updates', 'readwrite').objectStore('updates');
        const [keys, rows] = await Promise.all([done(updates.getAllKeys()), done(updates.getAll())]);
        for (const [i, row] of (rows as unknown[]).entries()) {
          const key = keys[i];
          if (!(row instanceof Uint8Array) || key === undefined || row.length < 400) continue;
          row[row.length - 60]! ^= 1;
          await done(updates.put(row, key));
          turned++;
        }
      }
      db.close();
    }
    return turned;
  });
}

async function damaged(house: House): Promise<void> {
  const kh = await sampleAt(house, 'plan');
  await write(kh, '1.1', 'progress', 'Names of the focal points were exchanged in Bangkok. '.repeat(8));
  await expect(sync(kh)).toHaveText('All seen by both');
  await kh.goto('about:blank');
  await kh.goto(`${house.url}/icon.svg`);
  expect(await damage(kh)).toBeGreaterThan(0);
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(kh);
  await openNotices(kh);
  await picture(kh, 'notice-damaged');
}

/** A plan written on where the device has no room for another byte. */
async function fullDevice(house: House): Promise<void> {
  const kh = await sampleAt(house, 'plan');
  const session = await kh.context().newCDPSession(kh);
  await session.send('Storage.overrideQuotaForOrigin', { origin: house.url, quotaSize: 1 });
  await write(kh, '1.1', 'progress', 'Names of the focal points were exchanged in Bangkok');
  await expect(sync(kh)).toContainText(/storage/i);
  await picture(kh, 'plan-device-full');
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

/** One field of a seat, and one of the workshop, each written on two devices that did not hear of each other. */
async function fieldConflicts(house: House): Promise<void> {
  const devices = [await atRoster(house, 'KH', INSTALLED), await atRoster(house, 'KH', INSTALLED)] as const;
  for (const page of devices) await page.context().setOffline(true);
  for (const [i, page] of devices.entries()) {
    await seat(page, 'KH', SEAT).getByRole('button').click();
    await inspector(page).getByRole('button', { name: 'Edit the seat' }).click();
    const form = page.getByRole('dialog');
    await form
      .getByLabel(/^Duties/)
      .first()
      .fill(i === 0 ? 'Receives requests of the other Party' : 'ទទួលសំណើរបស់ភាគីម្ខាងទៀត ក្នុងរយៈពេល ២៤ ម៉ោង');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
  }
  for (const page of devices) await page.context().setOffline(false);
  const [kh] = devices;
  await expect(inspector(kh)).toContainText('24');
  await picture(kh, 'roster-conflict', { tall: false });

  const workshops = [await atWorkshop(house, 'KH'), await atWorkshop(house, 'TH')] as const;
  for (const page of workshops) await page.context().setOffline(true);
  for (const [i, page] of workshops.entries()) {
    await page.locator('[data-field="Venue"] button').first().click();
    await page.locator('[data-field="Venue"] textarea').fill(i === 0 ? 'Phnom Penh' : 'กรุงเทพมหานคร');
    await page.keyboard.press('Enter');
  }
  for (const page of workshops) await page.context().setOffline(false);
  await expect(workshops[0].locator('[data-field="Venue"]')).toContainText('กรุงเทพมหานคร');
  await picture(workshops[0], 'workshop-conflict', { at: workshops[0].locator('[data-field="Venue"]') });
}

export const TROUBLE_SCENES = { fork, damaged, fullDevice, languageAway, fieldConflicts };
