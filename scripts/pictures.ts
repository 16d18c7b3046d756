/** Drives the served app as both Parties and writes what they see into `pictures/`, for people to look at. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { cell, draft, ready, row, sync, write } from '../tests/e2e/plan.ts';
import { expect, House, INSTALLED, SEED } from '../tests/e2e/house.ts';
import { launchOptions } from './browser.ts';
import { AGREEMENT_SCENES } from './pictures-agreement.ts';
import { ARTICLE_SCENES } from './pictures-articles.ts';
import { BOARD_SCENES } from './pictures-board.ts';
import { FILE_SCENES } from './pictures-files.ts';
import { FLOOR_SCENES } from './pictures-floor.ts';
import { FORM_SCENES } from './pictures-forms.ts';
import { HELD_SCENES } from './pictures-held.ts';
import { LIBRARY_SCENES } from './pictures-library.ts';
import { MEETING_SCENES } from './pictures-meetings.ts';
import { ROOM_SCENES } from './pictures-room.ts';
import { ROSTER_SCENES } from './pictures-roster.ts';
import { START_SCENES } from './pictures-start.ts';
import { TROUBLE_SCENES } from './pictures-troubles.ts';
import { WORKSHOP_SCENES } from './pictures-workshop.ts';
import { USE_SCENES } from './pictures-use.ts';
import { PAGE_SCENES } from './pictures-pages.ts';
import { WORK_SCENES } from './pictures-work.ts';
import { CHOSEN } from './picture-choice.ts';
import { pictureSheet } from './picture-sheet.ts';
import { FOLDER, forReadme, picture, printed, taken, tooWide } from './picture.ts';

async function plan(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  // Offline it is pictured in languages it has not fetched before.
  const th = await house.delegate('TH', SEED, INSTALLED);
  await th.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  for (const page of [kh, th]) {
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
  }
  await write(kh, '1.1', 'progress', 'ការចាត់តាំងមន្ត្រីបង្គោលត្រូវបានបញ្ចប់');
  await write(th, '1.2', 'progress', 'ร่างภาคผนวก ๑ อยู่ระหว่างการพิจารณาของทั้งสองฝ่าย');
  await cell(kh, '1.4', 'number').focus();
  await kh.keyboard.press('n');
  await expect(cell(kh, '1.5', 'activity').locator('.cm-content')).toBeFocused();
  await kh.keyboard.type('ប្រជុំត្រៀមរៀបចំសិក្ខាសាលាទ្វេភាគី');
  await kh.keyboard.press('Enter');
  await cell(th, '1.5', 'number').focus();
  await th.keyboard.press('n');
  await expect(cell(th, '1.6', 'activity').locator('.cm-content')).toBeFocused();
  await th.keyboard.type('จัดทำรายชื่อผู้ประสานงานของศูนย์ความร่วมมือกลาง');
  await th.keyboard.press('Enter');
  await expect(cell(kh, '1.6', 'activity')).toContainText('ศูนย์');
  await expect(sync(kh)).toHaveText('All seen by both');
  await picture(kh, 'plan');

  await draft(kh, '1.1');
  await draft(th, '1.1');
  await th.keyboard.type(' and their deputies');
  await expect(cell(kh, '1.1', 'activity').locator('.remote-caret-name')).toBeVisible();
  await picture(kh, 'plan-writing');
  // The one that the README shows.
  await kh.evaluate(() => scrollTo(0, 0));
  await forReadme(kh, 'plan');
  for (const page of [kh, th]) await page.keyboard.press('Escape');
  await cell(kh, '1.4', 'timeframe').click();
  await expect(cell(kh, '1.4', 'timeframe').locator('textarea, input').first()).toBeFocused();
  await picture(kh, 'plan-timeframe');
  await kh.keyboard.press('Escape');
  await row(kh, '1.2').getByRole('button', { name: 'Acts for item 1.2' }).click();
  await picture(kh, 'plan-menu');
  await kh.keyboard.press('Escape');

  for (const page of [kh, th]) {
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  await write(kh, '1.1', 'expected', 'Draft of Annex 1 completed by Cambodia');
  await write(th, '1.1', 'expected', 'Annex 1 ready for signature');
  await write(kh, '1.3', 'progress', 'Venue proposed');
  await row(th, '1.3').getByRole('button', { name: 'Acts for item 1.3' }).click();
  await th.getByRole('menuitem', { name: 'Delete' }).click();
  await picture(kh, 'plan-offline');
  await picture(th, 'plan-deleted');
  for (const page of [kh, th]) await page.context().setOffline(false);
  await expect(cell(kh, '1.1', 'expected')).toContainText('ready for signature');
  await expect(kh.getByText(/who had not seen/)).toBeVisible();
  await expect(kh.getByRole('img', { name: /Not yet/ })).toHaveCount(0);
  await picture(kh, 'plan-conflict');
  await printed(kh, 'plan');
  await kh.goto(`${house.url}/`);
  await expect(kh.getByText('Sok Dara')).toBeVisible();
  await picture(kh, 'start');
}

const browser = await chromium.launch(launchOptions());
/** `npm run pictures -- plan signing --language km,th --width 390` draws only that. */
const { scenes: named } = CHOSEN;
const scenes = Object.entries({
  ...START_SCENES,
  plan,
  ...PAGE_SCENES,
  ...ARTICLE_SCENES,
  ...AGREEMENT_SCENES,
  ...MEETING_SCENES,
  ...ROSTER_SCENES,
  ...BOARD_SCENES,
  ...ROOM_SCENES,
  ...WORKSHOP_SCENES,
  ...FLOOR_SCENES,
  ...LIBRARY_SCENES,
  ...FILE_SCENES,
  ...USE_SCENES,
  ...HELD_SCENES,
  ...FORM_SCENES,
  ...WORK_SCENES,
  ...TROUBLE_SCENES,
}).filter(([name]) => named.length === 0 || named.includes(name));
const unknown = named.filter((name) => !scenes.some(([scene]) => scene === name));
if (unknown.length > 0) throw new Error(`no such scene: ${unknown.join(', ')}`);
if (process.argv.length === 2) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

/** Each scene has a house of its own, so that two are drawn at once; one that fails takes no other with it. */
const failed: string[] = [];
const begun = performance.now();
async function draw(): Promise<void> {
  for (let next = scenes.shift(); next !== undefined; next = scenes.shift()) {
    const [name, scene] = next;
    let house: House | null = null;
    try {
      house = await House.open(browser);
      await scene(house);
      console.log(`${name} ${Math.round((performance.now() - begun) / 1_000)} s`);
    } catch (error) {
      failed.push(name);
      console.error(name, error);
    } finally {
      await house?.close();
    }
  }
}
await Promise.all([draw(), draw()]);
await browser.close();
writeFileSync(join(FOLDER, 'index.html'), pictureSheet(taken));
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
console.log(`${taken.length} pictures in ${minutes} minutes: ${join(FOLDER, 'index.html')}`);
if (tooWide.length > 0) console.error(`wider than their screen: ${tooWide.join(', ')}`);
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
if (tooWide.length + failed.length > 0) process.exitCode = 1;
