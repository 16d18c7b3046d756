/** Scenes of the library: read, sought in vain, a file on its way, paused, there, and not here yet. */
import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';

const inspector = (page: Page): Locator => page.getByRole('complementary');

async function atLibrary(house: House, body: 'KH' | 'TH'): Promise<Page> {
  const page = await (await house.browser()).newPage();
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

export const LIBRARY_SCENES = { library, fileViewer };
