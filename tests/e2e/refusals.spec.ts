import { cell, ready, sync, write } from './plan.ts';
import { expect, SEED, test } from './house.ts';
import { damageVault, fill, smallDevice } from './storage.ts';

test('a full device says that changes last only as long as the window, and the relay still gets them', async ({
  house,
}) => {
  const th = await house.delegate('TH');
  const { page: kh, room } = await smallDevice(house);
  await ready(th);
  await fill(kh);
  await write(kh, '1.1', 'progress', 'Written on a full device');
  await expect(kh.getByText(/The storage of this device is full/)).toBeVisible();
  await expect(cell(th, '1.1', 'progress')).toHaveText('Written on a full device');

  // Room is made: what was refused meanwhile is kept after all.
  await room(500_000_000);
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
  await damageVault(kh, house);
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
