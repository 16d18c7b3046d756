import type { House } from '../tests/e2e/house.ts';
import { expect } from '../tests/e2e/house.ts';
import { atRoster, chooseFile, inspector, seat, SEAT, side, table } from '../tests/e2e/roster.ts';
import { picture } from './picture.ts';

async function roster(house: House): Promise<void> {
  const kh = await atRoster(house, 'KH');
  await picture(kh, 'roster');
  await side(kh, 'TH').getByText('What is new').click();
  await picture(kh, 'roster-what-is-new', { at: side(kh, 'TH') });
  await side(kh, 'TH').getByText('What is new').click();
  await seat(kh, 'KH', SEAT).getByRole('button').click();
  await picture(kh, 'roster-seat', { tall: false });
  await inspector(kh).getByRole('button', { name: 'Rotate' }).click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await picture(kh, 'roster-rotation', { tall: false });
  await kh.keyboard.press('Escape');
  await inspector(kh).getByRole('button', { name: 'Close' }).click();
  await chooseFile(kh, 'Open a table (CSV, Excel, Word)…', table());
  await expect(kh.getByRole('dialog').getByRole('status')).toBeVisible();
  await picture(kh, 'roster-import', { tall: false });
  await kh.keyboard.press('Escape');
  await kh.getByText('Table', { exact: true }).click();
  await picture(kh, 'roster-table');
  await kh.getByText('Structure', { exact: true }).click();
}

export const ROSTER_SCENES = { roster };
