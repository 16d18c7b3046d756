/** Scenes of documents that come in and go out: previews and refusals, menus, and the sheets a printer gets. */
import type { Page } from '@playwright/test';
import { expect, type House } from '../tests/e2e/house.ts';
import { atRoster, chooseFile, file } from '../tests/e2e/roster.ts';
import { sampleAt } from './picture-page.ts';
import { picture, printed } from './picture.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const OPEN = 'Open a table (CSV, Excel, Word)…';

/** Rows of each fate, and a column nobody knows. */
const TABLE = [
  'Item,Activities,Responsible party,Timeframe,Expected results,Status,Colour',
  '1.2,"Draft the Standard Operating Procedures, with Annex 1",,by March 2023,,Done,',
  '1.5,ផ្ញើបញ្ជីឈ្មោះមន្ត្រីបង្គោលរបស់មជ្ឈមណ្ឌល,Cambodia,when both can,,,blue',
  '1.6,จัดทำรายชื่อผู้ประสานงาน,Thailand,October 2022,List exchanged,,',
  '1.7,Ask,Laos,,,,',
  '',
].join('\r\n');

async function fileImports(house: House): Promise<void> {
  const kh = await sampleAt(house, 'plan');
  await kh.getByRole('button', { name: /^Files: / }).click();
  await picture(kh, 'plan-files-menu', { tall: false });
  await kh.keyboard.press('Escape');
  const open = async (name: string, words: string | Buffer) => {
    const chosen = kh.waitForEvent('filechooser');
    await kh.getByRole('button', { name: /^Files: / }).click();
    await kh.getByRole('menuitem', { name: OPEN }).click();
    await (await chosen).setFiles(file(name, words));
  };
  await open('plan.csv', TABLE);
  await expect(dialog(kh).getByRole('status')).toBeVisible();
  await picture(kh, 'import-preview', { tall: false });
  await kh.keyboard.press('Escape');
  await open('old.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
  await expect(dialog(kh).getByRole('alert')).toBeVisible();
  await picture(kh, 'import-refused', { tall: false });
  const roster = await atRoster(house, 'KH');
  await chooseFile(roster, OPEN, file('holidays.csv', 'Day,Name\r\n2022-11-09,Independence\r\n'));
  await expect(dialog(roster)).toBeVisible();
  await picture(roster, 'import-columns', { tall: false });
}

/** The menu of everything that a page can be saved as, and each sheet as it prints. */
async function papers(house: House): Promise<void> {
  for (const section of ['plan', 'articles', 'roster', 'workshop']) {
    const page = await sampleAt(house, section);
    await page.evaluate(() => (window.print = () => undefined));
    const menu = page.getByRole('button', { name: /^Save as…/ });
    await menu.click();
    await picture(page, `save-${section}`, { tall: false });
    const sheets = await page.getByRole('menuitem', { name: /^Paper/ }).allInnerTexts();
    await page.keyboard.press('Escape');
    for (const [i, name] of sheets.entries()) {
      await menu.click();
      await page.getByRole('menuitem', { name: name.trim(), exact: true }).click();
      await expect(page.getByTestId('printed')).toHaveCount(1);
      await page.setViewportSize({ width: 1000, height: 1400 });
      await printed(page, i === 0 ? `paper-${section}` : `paper-${section}-${i + 1}`);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await expect(page.getByTestId('printed')).toHaveCount(0);
    }
  }
}

export const FILE_SCENES = { fileImports, papers };
