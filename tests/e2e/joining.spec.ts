import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.ts';
import { found, introduce, inviting, link } from './founding.ts';
import { expect, test } from './house.ts';

const words = (page: Page) => page.getByTestId('six-words').locator('.word').allInnerTexts();

test('two heads of delegation found a workspace: same six words, both confirm, one plan', async ({
  house,
}) => {
  const { kh, th } = await found(house);
  expect(await words(kh)).toHaveLength(6);
  expect(await words(th)).toEqual(await words(kh));
  await kh.getByRole('button', { name: 'They are the same' }).click();
  await expect(th.getByText('confirmed', { exact: true })).toBeVisible();
  await th.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(th.getByText('No plan yet')).toBeVisible();
  await kh.getByRole('button', { name: 'Add a plan' }).first().click();
  await kh.getByRole('dialog').getByLabel('Title').fill('Next steps');
  await kh.getByRole('dialog').getByLabel('Period').fill('2023');
  await kh.getByRole('dialog').getByRole('button', { name: 'Add a plan' }).click();
  await expect(th.getByRole('heading', { name: 'Next steps' })).toBeVisible();
  await expect(th.getByTestId('sync')).toHaveText('All seen by both');
});

test('a delegate joins by an invitation, with the same six words on both screens; it serves once', async ({
  house,
}) => {
  const { kh, th } = await found(house);
  for (const page of [kh, th]) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await th.getByRole('link', { name: 'Members' }).click();
  await th.getByRole('button', { name: 'Invite' }).first().click();
  await th.getByRole('button', { name: 'Create invitation' }).click();
  const invitation = await link(th);

  const newcomer = await (await house.browser()).newPage();
  await newcomer.goto(`${house.url}/`);
  await newcomer.getByLabel('Invitation link').fill(invitation);
  await newcomer.getByRole('button', { name: 'Open invitation' }).click();
  await expect(newcomer.getByText('You are invited to A border cooperation')).toBeVisible();
  await expect(newcomer.getByText('Head of TH invites you to join for Thailand.')).toBeVisible();
  await introduce(newcomer, 'A focal point', 'Focal point');
  await newcomer.getByRole('button', { name: 'Ask to be admitted' }).click();
  await expect(th.getByText('A focal point, Focal point, asks to be admitted')).toBeVisible();
  expect(await words(th)).toEqual(await words(newcomer));
  await newcomer.reload();
  await expect(newcomer.getByTestId('six-words')).toBeVisible();
  expect(await words(newcomer)).toEqual(await words(th));
  await th.getByRole('button', { name: 'Admit' }).click();
  await newcomer.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(newcomer.getByText('No plan yet')).toBeVisible();
  await kh.getByRole('link', { name: 'Members' }).click();
  await expect(kh.getByText('A focal point')).toBeVisible();

  const second = await (await house.browser()).newPage();
  await second.goto(invitation);
  await expect(second.getByText('This invitation has been used already.')).toBeVisible();
  const edited = await (await house.browser()).newPage();
  await edited.goto(`${invitation.slice(0, -60)}${'A'.repeat(60)}`);
  await expect(edited.getByText(/is not an invitation Span can read|was changed on its way/)).toBeVisible();
});

test('a founding goes on after a reload', async ({ house }) => {
  const { kh, th } = await found(house);
  const before = await words(th);
  for (const page of [th, kh]) {
    await page.reload();
    await expect(page.getByTestId('six-words')).toBeVisible();
    expect(await words(page)).toEqual(before);
  }
  for (const page of [kh, th]) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(th.getByText('No plan yet')).toBeVisible();
});

test('an invitation handed over as a file leads to the same place as its link', async ({ house }) => {
  const kh = await inviting(house);
  const saving = kh.waitForEvent('download');
  await kh.getByRole('button', { name: 'Save file' }).click();
  const file = await (await saving).path();
  const th = await (await house.browser()).newPage();
  await th.goto(`${house.url}/`);
  const choosing = th.waitForEvent('filechooser');
  await th.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles(file);
  await expect(th.getByText('You are invited to found A border cooperation')).toBeVisible();
  await introduce(th, 'Head of TH', 'Head of delegation');
  await th.getByRole('button', { name: 'Take this place' }).click();
  await expect(kh.getByTestId('six-words')).toBeVisible();
  await expect(th.getByTestId('six-words')).toBeVisible();
  expect(await words(th)).toEqual(await words(kh));
});

const SIDE = 640;

/** What a camera sees that is held before the invitation's code: one picture of a film, without colours. */
async function film(page: Page): Promise<Buffer> {
  const svg = await page.getByRole('img', { name: 'Code that holds' }).evaluate((code) => code.outerHTML);
  const desk = await page.context().newPage();
  const bits = await desk.evaluate(
    async ([text, side]) => {
      const canvas = new OffscreenCanvas(side, side);
      const pen = canvas.getContext('2d');
      const code = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      const squares = Number(code.getAttribute('viewBox')?.split(' ')[2]);
      const path = code.querySelector('path')?.getAttribute('d') ?? '';
      if (pen === null) return '';
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, side, side);
      pen.fillStyle = '#000';
      pen.scale(side / squares, side / squares);
      pen.fill(new Path2D(path));
      const { data } = pen.getImageData(0, 0, side, side);
      let bits = '';
      for (let i = 0; i < data.length; i += 4) bits += (data[i] ?? 0) < 128 ? '0' : '1';
      return bits;
    },
    [svg, SIDE] as const,
  );
  await desk.close();
  const colourless = Buffer.alloc((SIDE * SIDE) / 2, 128);
  const head = `YUV4MPEG2 W${SIDE} H${SIDE} F5:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([
    Buffer.from(head),
    Buffer.from('FRAME\n'),
    Buffer.from(bits, 'latin1').map((bit) => (bit === 0x30 ? 16 : 235)),
    colourless,
  ]);
}

test('an invitation held before the camera as a code leads to the same place as its link', async ({
  house,
}) => {
  const kh = await inviting(house);
  const seen = join(tmpdir(), `span-code-${process.pid}.y4m`);
  writeFileSync(seen, await film(kh));
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${seen}`,
    ],
  });
  try {
    const th = await browser.newPage();
    await th.goto(`${house.url}/`);
    await th.getByRole('button', { name: 'Scan a code' }).click();
    await expect(th.getByText('You are invited to found A border cooperation')).toBeVisible();
    expect(th.url()).toBe(await link(kh));
  } finally {
    await browser.close();
    rmSync(seen);
  }
});
