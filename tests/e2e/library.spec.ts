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
  // Looked at before it is here, without a link and with one.
  await inspector(th).getByRole('button', { name: 'Look at it here' }).click();
  const sight = th.getByRole('dialog');
  await expect(sight).toContainText('not on this device yet');
  await th.context().setOffline(true);
  await sight.getByRole('button', { name: 'Fetch to this device' }).click();
  await expect(sight).toContainText('the relay is out of reach');
  await th.context().setOffline(false);
  await expect(sight.getByRole('alert')).toContainText('The name says .pdf');
  await th.keyboard.press('Escape');
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

test('files are looked at where they lie; what another made to run is never more than saved', async ({
  house,
}) => {
  const page = await (await house.browser()).newPage();
  await open(page, house.url, 'KH');
  const dialog = page.getByRole('dialog');
  const look = async (name: string, content: string | Buffer, mimeType = 'application/pdf') => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a file' }).click();
    await (await choosing).setFiles({ name, mimeType, buffer: Buffer.from(content) });
    await expect(inspector(page)).toContainText(name);
    // What can be done changes as it is sent.
    await expect(inspector(page).locator('.where')).toContainText(/On this device · at the relay/i);
    await inspector(page).getByRole('button', { name: 'Look at it here' }).click();
    await expect(dialog.getByRole('heading', { name })).toBeVisible();
  };
  const SCRIPT = '<script>parent.document.title = document.title = "taken"</script>';

  await look('notes.txt', 'Point 1. ចំណុចទី 1។ ประเด็นที่ 1');
  await expect(dialog).toContainText('ចំណុចទី 1');
  await sound(page, 'a text looked at', '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const PIXEL =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await look('map.svg', Buffer.from(PIXEL, 'base64'), 'image/svg+xml');
  const image = dialog.getByRole('img', { name: /map\.svg/ });
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  const address = await image.getAttribute('src');
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  await expect(dialog).toHaveCount(0);
  // Its bytes have no address any more.
  const again = (url: string) =>
    new Promise((done) => {
      const probe = new Image();
      probe.onload = () => done('there');
      probe.onerror = () => done('gone');
      probe.src = url;
    });
  expect(await page.evaluate(again, address ?? '')).toBe('gone');

  await look('halved.png', Buffer.from(PIXEL, 'base64').subarray(0, 30), 'image/png');
  await expect(dialog.getByRole('alert')).toContainText('The image is damaged');
  await page.keyboard.press('Escape');

  // A few bytes that say they are 16 gigabytes when drawn.
  const huge = Buffer.from(PIXEL, 'base64');
  huge.writeUInt32BE(65_535, 16);
  huge.writeUInt32BE(65_535, 20);
  await look('huge.png', huge, 'image/png');
  await expect(dialog.getByRole('alert')).toContainText('65535 × 65535');
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await page.keyboard.press('Escape');

  for (const [name, content, words] of [
    ['order.pdf', `<!doctype html>${SCRIPT}`, 'The name says .pdf'],
    ['seal.svg', `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`, 'could carry a program'],
  ] as const) {
    await look(name, content);
    await expect(dialog.getByRole('alert')).toContainText(words);
    await expect(dialog.locator('iframe, img, object, embed')).toHaveCount(0);
    await page.keyboard.press('Escape');
  }

  // A PDF that is a page as well is read by the viewer of PDF alone, in a frame that this page's script cannot be reached from.
  await look('both.pdf', `%PDF-1.4\n${SCRIPT}`);
  const viewer = dialog.locator('iframe');
  await expect(viewer).toHaveAttribute('src', /^blob:/);
  await expect
    .poll(() => viewer.evaluate((frame: HTMLIFrameElement) => frame.contentDocument?.contentType ?? 'apart'))
    .not.toBe('text/html');
  await expect(page).not.toHaveTitle('taken');
});
