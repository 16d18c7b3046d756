import type { CDPSession, Page } from '@playwright/test';
import { ready, sync } from './plan.ts';
import { expect, SEED, type House } from './house.ts';

/** Name of the database in which the joint space of the sample lies. */
const vaultName = (body: string) => (names: string[]) =>
  names.find((name) => name.includes(`-${body} `) && name.endsWith(' joint')) ?? '';

/** Cambodia's delegate at the plan of the sample, on a device that has room for little more; `room` sets how much, in bytes. */
export async function smallDevice(house: House): Promise<{ page: Page; room(bytes: number): Promise<void> }> {
  const page = await (await house.browser()).newPage();
  const session: CDPSession = await page.context().newCDPSession(page);
  const room = async (quotaSize: number): Promise<void> => {
    await session.send('Storage.overrideQuotaForOrigin', { origin: house.url, quotaSize });
  };
  await room(12_000_000);
  await page.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(page);
  await expect(sync(page)).toHaveText('All seen by both');
  return { page, room };
}

/** Fills what is left of the origin's storage, as other pages of a shared device might. */
export async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('somebody else');
      opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('no database'));
    });
    const put = (size: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = db.transaction('things', 'readwrite');
        transaction.objectStore('things').add(crypto.getRandomValues(new Uint8Array(size)));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (const size of [65_536, 4_096, 256]) while (await put(size));
  });
}

/** Adds a row that nobody can read to what the device keeps of the joint space, and opens the plan again. */
export async function damageVault(page: Page, house: House): Promise<void> {
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const name = vaultName('KH')(names);
  await page.goto('about:blank');
  await page.goto(`${house.url}/healthz`);
  await page.evaluate(async (database) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(database);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('no database'));
    });
    await new Promise<void>((resolve) => {
      const transaction = db.transaction('updates', 'readwrite');
      transaction.objectStore('updates').add(new Uint8Array([255, 255, 255, 255, 1, 2, 3]));
      transaction.oncomplete = () => resolve();
    });
    db.close();
  }, name);
  await page.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(page);
}
