import { readFile } from 'node:fs/promises';
import readExcel from 'read-excel-file/node';
import writeExcel from 'write-excel-file/node';
import type { Page } from '@playwright/test';
import { sound } from './axe.ts';
import { expect, test } from './house.ts';
import { cell, ready, row, sync } from './plan.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function files(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: /^Files: / }).click();
  await page.getByRole('menuitem', { name: act }).click();
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await files(page, 'Open a table (CSV, Excel, Word)…');
  await (await chosen).setFiles({ name, mimeType: XLSX, buffer });
}

test('the plan goes out as a workbook, comes back changed after a preview, reaches the other Party, and is taken back', async ({
  house,
}) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await expect(sync(kh)).toHaveText('All seen by both');

  const download = kh.waitForEvent('download');
  await files(kh, 'Save as a workbook (Excel)');
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^Identified-next-steps-.*\.xlsx$/);
  const [sheet] = await readExcel(await readFile(await saved.path()));
  const [head, ...items] = (sheet?.data ?? []).map((cells) => cells.map((words) => String(words ?? '')));
  expect(head?.slice(0, 7)).toEqual([
    'Item',
    'Activities',
    'Responsible party',
    'Timeframe',
    'Expected results',
    'Status',
    'Progress',
  ]);
  expect(items.map(([number]) => number)).toEqual(['1.1', '1.2', '1.3', '1.4']);

  // Somebody else's program writes it anew: one cell otherwise, one row more, one that nobody can take.
  const own = items.map(([number, ...cells]) =>
    number === '1.2' ? [number, ...cells.with(4, 'Done')] : [number, ...cells],
  );
  const added = ['1.5', 'ផ្ញើបញ្ជីឈ្មោះ', 'Cambodia', 'when both can'];
  const book = await writeExcel(
    [head ?? [], ...own, added, ['1.6', 'Ask', 'Laos']].map((cells) =>
      cells.map((value) => ({ value: value ?? '' })),
    ),
  ).toBuffer();
  await open(kh, 'plan.xlsx', book);
  const dialog = kh.getByRole('dialog');
  await expect(dialog.getByRole('status')).toHaveText('1 added, 1 changed, 3 as they are, 1 refused');
  await expect(dialog.locator('[data-row="refused"]')).toContainText('no body of this workspace');
  await expect(dialog.locator('[data-row="changed"]')).toContainText('Status');
  await expect(dialog.locator('[data-row="added"]')).toContainText('The time is kept in its words');
  await sound(kh, 'preview of a table', '[role="dialog"]');
  await expect(row(kh, '1.5')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Write 2 rows' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cell(th, '1.5', 'activity')).toContainText('ផ្ញើបញ្ជីឈ្មោះ');
  await expect(cell(th, '1.2', 'status')).toContainText('Done');

  await kh.getByRole('button', { name: 'Undo' }).click();
  await expect(row(th, '1.5')).toHaveCount(0);
  await expect(cell(th, '1.2', 'status')).toContainText('Planned');

  // A file that is none is refused by name, and the dialog closes.
  await open(kh, 'old.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
  await expect(dialog.getByRole('alert')).toContainText('The file has a password');
  await kh.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
