/** Scenes of the library: read, sought in vain, a file on its way, paused, there, and not here yet. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, INSTALLED, SEED, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';

const inspector = (page: Page): Locator => page.getByRole('complementary');

async function atLibrary(house: House, body: 'KH' | 'TH', options = {}): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/${body}/library`);
  await expect(page.getByTestId('library')).toContainText('Protocol to Prevent, Suppress and Punish');
  return page;
}

const NOTES = `Point 1. The focal points meet in the first week of each month.
ចំណុចទី 1។ ជនបង្គោលជួបប្រជុំគ្នានៅសប្តាហ៍ទីមួយនៃខែនីមួយៗ។
ประเด็นที่ 1 ผู้ประสานงานประชุมกันในสัปดาห์แรกของทุกเดือน`;

async function library(house: House): Promise<void> {
  const kh = await atLibrary(house, 'KH');
  await kh.getByRole('searchbox').fill('nothing of this name');
  await picture(kh, 'library-no-hits');
  await kh.getByRole('searchbox').fill('');
  await kh.getByRole('button', { name: 'Add a link' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await picture(kh, 'library-form', { tall: false });
  await kh.keyboard.press('Escape');

  // A line so slow that there is a half way to look at.
  const line = await kh.context().newCDPSession(kh);
  const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 48 * 1024 };
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', slow);
  const choosing = kh.waitForEvent('filechooser');
  await kh.getByRole('button', { name: 'Add a file' }).click();
  await (
    await choosing
  ).setFiles({
    name: 'Screening form, annotated by both delegations.pdf',
    mimeType: 'application/pdf',
    buffer: randomBytes(5 * 1024 * 1024),
  });
  await expect(inspector(kh).getByRole('status')).toContainText(/Sending, [1-9]/);
  // Half way for as long as it takes to draw it.
  await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: 1024 });
  await picture(kh, 'library-on-its-way', { tall: false });
  await inspector(kh).getByRole('button', { name: 'Stop' }).click();
  await picture(kh, 'library-paused', { tall: false });
  const th = await atLibrary(house, 'TH');
  await th.getByRole('link', { name: /Screening form/ }).click();
  await expect(inspector(th)).toContainText('Not on this device');
  await picture(th, 'library-not-here', { tall: false });
  await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await inspector(kh).getByRole('button', { name: 'Continue sending' }).click();
  await expect(inspector(kh)).toContainText('On this device · At the relay');
  await picture(kh, 'library-there', { tall: false });
  await inspector(kh).getByRole('tab').nth(1).click();
  await picture(kh, 'library-links', { tall: false });
  await inspector(kh).getByRole('tab').first().click();
  await inspector(kh).getByRole('button', { name: 'Take out' }).click();
  await picture(kh, 'library-deleted', { toasts: true });
}

/** A file looked at where it lies, one that is another thing than its name says, and one that is not here. */
async function fileViewer(house: House): Promise<void> {
  const kh = await atLibrary(house, 'KH');
  const dialog = kh.getByRole('dialog');
  for (const [name, content, shown, called] of [
    ['Notes of the focal points.txt', NOTES, 'ចំណុចទី 1', 'library-looked-at'],
    ['Order.pdf', '<!doctype html><title>Order</title>', 'The name says .pdf', 'library-disguised'],
  ] as const) {
    const choosing = kh.waitForEvent('filechooser');
    await kh.getByRole('button', { name: 'Add a file' }).click();
    await (await choosing).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(content) });
    await expect(inspector(kh)).toContainText(name);
    await expect(inspector(kh)).toContainText('On this device · At the relay');
    await inspector(kh).getByRole('button', { name: 'Look at it here' }).click();
    await expect(dialog).toContainText(shown);
    await picture(kh, called, { tall: false });
    await kh.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  const th = await atLibrary(house, 'TH');
  await th.getByRole('link', { name: 'Order' }).click();
  await inspector(th).getByRole('button', { name: 'Look at it here' }).click();
  await expect(th.getByRole('dialog')).toBeVisible();
  await picture(th, 'library-looked-at-away', { tall: false });
}

async function add(page: Page, name: string, content: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a file' }).click();
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer: content });
}

/** The browser's own viewer says nothing when it has drawn: an empty frame makes a small picture. */
async function drawnPdf(dialog: Locator): Promise<void> {
  const frame = dialog.locator('iframe');
  await expect.poll(async () => (await frame.screenshot()).length).toBeGreaterThan(12_000);
}

/** An image, a text longer than is shown, a PDF, one that is broken or of no known kind, one too large; and a reader without a link. */
async function fileTroubles(house: House): Promise<void> {
  const kh = await atLibrary(house, 'KH');
  const dialog = kh.getByRole('dialog');
  const map = readFileSync(join(import.meta.dirname, '..', 'docs', 'plan.png'));
  for (const [name, content, called] of [
    ['Map of the crossings.png', map, 'library-image'],
    ['Record of both days.txt', Buffer.from(`${NOTES}\n`.repeat(1_500)), 'library-long'],
    ['Library as printed.pdf', await kh.pdf(), 'library-pdf'],
    // Cut in its very head: of one that is cut later Chromium draws what there is.
    ['Torn map.png', map.subarray(0, 30), 'library-broken'],
    ['Program.exe', randomBytes(2_000), 'library-other'],
  ] as const) {
    await add(kh, name, content);
    await expect(inspector(kh).locator('.where')).toContainText(/On this device · at the relay/i);
    await inspector(kh).getByRole('button', { name: 'Look at it here' }).click();
    await expect(dialog.locator('[data-sight]')).not.toHaveAttribute('data-sight', 'opening');
    if (called === 'library-pdf') await drawnPdf(dialog);
    if (called === 'library-broken') await expect(dialog.getByRole('alert')).toBeVisible();
    await picture(kh, called, { tall: false });
    await kh.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  await add(kh, 'Film of the second day.mp4', Buffer.alloc(21 * 1024 * 1024));
  await expect(kh.locator('.toast')).toContainText('20 MB');
  await picture(kh, 'library-too-large', { toasts: true });

  // Offline it is pictured in languages it has not fetched before.
  const th = await atLibrary(house, 'TH', INSTALLED);
  await th.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await th.getByRole('link', { name: 'Map of the crossings' }).click();
  await th.context().setOffline(true);
  await expect(th.getByTestId('sync')).toContainText('Offline');
  await inspector(th).getByRole('button', { name: 'Look at it here' }).click();
  await th.getByRole('dialog').getByRole('button', { name: 'Fetch to this device' }).click();
  await expect(th.getByRole('dialog')).toContainText('out of reach');
  await picture(th, 'library-looked-at-offline', { tall: false });

  const full = await (await house.browser()).newPage();
  const session = await full.context().newCDPSession(full);
  await session.send('Storage.overrideQuotaForOrigin', { origin: house.url, quotaSize: 12_000_000 });
  await full.goto(`${house.url}/#/sample/${SEED}/KH/library`);
  await expect(full.getByTestId('library')).toContainText('Protocol to Prevent, Suppress and Punish');
  await add(full, 'Scanned annexes.pdf', randomBytes(16 * 1024 * 1024));
  await expect(full.locator('.toast')).toContainText('no room left');
  await picture(full, 'library-no-room', { toasts: true });
}

export const LIBRARY_SCENES = { library, fileViewer, fileTroubles };
