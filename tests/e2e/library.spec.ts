import type { Locator, Page } from '@playwright/test';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sound } from './axe.ts';
import { expect, SEED, test } from './house.ts';

const MB = 1024 * 1024;
const inspector = (page: Page): Locator => page.getByRole('complementary');
const open = (page: Page, url: string, body: string) => page.goto(`${url}/#/sample/${SEED}/${body}/library`);

test('a file of 5 MB goes on after a reload half way, and reaches the other Party alike; the relay holds no readable byte', async ({
  house,
}) => {
  const mark = 'Minutes of the Ministry, not for the public. ';
  const content = Buffer.concat([Buffer.from(mark.repeat(2_000)), randomBytes(5 * MB)]);
  const kh = await (await house.browser()).newPage();
  await open(kh, house.url, 'KH');
  await expect(kh.getByTestId('library')).toContainText('Protocol to Prevent, Suppress and Punish');
  await sound(kh, 'the library', '[data-testid="library"]');

  // A slow line, so that there is a half way.
  const line = await kh.context().newCDPSession(kh);
  const slow = { offline: false, latency: 20, downloadThroughput: 8 * MB, uploadThroughput: MB / 2 };
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', slow);
  const choosing = kh.waitForEvent('filechooser');
  await kh.getByRole('button', { name: 'Add a file' }).click();
  await (
    await choosing
  ).setFiles({ name: '../screening\u202Efdp.pdf', mimeType: 'application/pdf', buffer: content });
  const file = inspector(kh);
  await expect(file).toContainText('screeningfdp.pdf');
  await expect(file.getByRole('status')).toContainText(/Sending, [1-9]/);
  await expect(file).toContainText('On this device');
  await sound(kh, 'a file on its way', 'aside');
  await kh.reload();
  await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await expect(inspector(kh)).toContainText('On this device · At the relay');

  const th = await (await house.browser()).newPage();
  await open(th, house.url, 'TH');
  await th.getByRole('link', { name: 'screeningfdp' }).click();
  await expect(inspector(th)).toContainText('Not on this device · At the relay');
  await inspector(th).getByRole('button', { name: 'Fetch to this device' }).click();
  await expect(inspector(th)).toContainText('On this device · At the relay');
  const saving = th.waitForEvent('download');
  await inspector(th).getByRole('button', { name: 'Save the file' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('screeningfdp.pdf');
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(readFileSync(await saved.path()))).toBe(hash(content));

  const disk = readdirSync(house.dataDir).map((name) => readFileSync(join(house.dataDir, name)));
  expect(disk.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(content.length);
  for (const bytes of disk) {
    expect(bytes.includes(mark)).toBe(false);
    expect(bytes.includes('screening')).toBe(false);
  }
});
