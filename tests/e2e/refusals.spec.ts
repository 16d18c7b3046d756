import type { Page } from '@playwright/test';
import { cell, ready, sync, write } from './plan.ts';
import { expect, SEED, test } from './house.ts';

/** Name of the database in which the sample's joint space lies. */
const vaultName = (body: string) => (names: string[]) =>
  names.find((name) => name.includes(`-${body} `) && name.endsWith(' joint')) ?? '';

/** Fills what is left of the origin's storage, as other pages of a shared device might. */
async function fill(page: Page): Promise<void> {
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

test('a full device says that changes last only as long as the window, and the relay still gets them', async ({
  house,
}) => {
  const th = await house.delegate('TH');
  const kh = await (await house.browser()).newPage();
  const session = await kh.context().newCDPSession(kh);
  await session.send('Storage.overrideQuotaForOrigin', { origin: house.url, quotaSize: 12_000_000 });
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(kh);
  await ready(th);
  await expect(sync(kh)).toHaveText('All seen by both');
  await fill(kh);
  await write(kh, '1.1', 'progress', 'Written on a full device');
  await expect(kh.getByText(/The storage of this device is full/)).toBeVisible();
  await expect(cell(th, '1.1', 'progress')).toHaveText('Written on a full device');

  // Room is made: what was refused meanwhile is kept after all.
  await session.send('Storage.overrideQuotaForOrigin', { origin: house.url, quotaSize: 500_000_000 });
  await expect(sync(kh)).toHaveText('All seen by both', { timeout: 45_000 });
  await kh.routeWebSocket(/\/relay\//, (socket) => socket.close());
  await kh.reload();
  await ready(kh);
  await expect(cell(kh, '1.1', 'progress')).toHaveText('Written on a full device');
});

test('a private window that keeps nothing opens the sample, says so, and the relay gets what is written', async ({
  house,
}) => {
  const th = await house.delegate('TH');
  await ready(th);
  const context = await house.browser();
  // As Firefox has it in a private window; Chromium has no such window.
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database', 'InvalidStateError');
    };
  });
  const kh = await context.newPage();
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(kh);
  await expect(kh.getByText(/keeps nothing in a private window/)).toBeVisible();
  await write(kh, '1.1', 'progress', 'Written in a private window');
  await expect(cell(th, '1.1', 'progress')).toHaveText('Written in a private window');
});

test('a vault with a damaged row opens, says so, and has everything', async ({ house }) => {
  const kh = await house.delegate('KH');
  await ready(kh);
  await write(kh, '1.1', 'progress', 'Kept through damage');
  await expect(sync(kh)).not.toContainText('on this device only');
  const names = await kh.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const name = vaultName('KH')(names);
  await kh.goto('about:blank');
  await kh.goto(`${house.url}/healthz`);
  await kh.evaluate(async (database) => {
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
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(kh);
  await expect(cell(kh, '1.1', 'progress')).toHaveText('Kept through damage');
  await expect(kh.getByText(/set apart|came back damaged/).first()).toBeVisible();
});

test('addresses that lead nowhere are worded', async ({ house }) => {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/#/w/nothing-of-ours/plan`);
  await expect(page.getByText('This workspace is not on this device.')).toBeVisible();
  await page.goto(`${house.url}/#/sample/too-short/KH`);
  await expect(page.getByText('This workspace is not on this device.')).toBeVisible();
  await page.goto(`${house.url}/#/join/not-an-invitation`);
  await expect(page.getByText('This is not an invitation Span can read.')).toBeVisible();
  await page.goto(`${house.url}/#/nowhere`);
  await expect(page.getByText('There is no such page.')).toBeVisible();
});

test('an address to which browsers give no keys is told to need https', async ({ house }) => {
  const page = await (await house.browser()).newPage();
  await page.route('http://span.test/**', async (route) => {
    const url = route.request().url().replace('http://span.test', house.url);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await page.goto('http://span.test/');
  await expect(page.getByText('Span cannot work at this address')).toBeVisible();
  await page.goto(`http://span.test/#/sample/${SEED}/KH/plan`);
  await expect(page.getByText('Span cannot work at this address')).toBeVisible();
  // What is still on its way to the page would end with it, and be told as a failure.
  await page.unrouteAll({ behavior: 'wait' });
});

test('two windows of one device and body write without losing a word', async ({ house }) => {
  const one = await house.delegate('KH');
  await ready(one);
  const two = await one.context().newPage();
  await two.goto(one.url());
  await ready(two);
  await write(one, '1.1', 'progress', 'From the first window');
  await write(two, '1.2', 'progress', 'From the second window');
  for (const page of [one, two]) {
    await expect(cell(page, '1.1', 'progress')).toHaveText('From the first window');
    await expect(cell(page, '1.2', 'progress')).toHaveText('From the second window');
    await page.reload();
    await ready(page);
    await expect(cell(page, '1.1', 'progress')).toHaveText('From the first window');
    await expect(cell(page, '1.2', 'progress')).toHaveText('From the second window');
  }
});
