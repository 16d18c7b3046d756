/** Scenes of a board: what the room sees at 1920 and 3840, and what the facilitator drives it with. */
import { join } from 'node:path';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { FOLDER, picture } from './picture.ts';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;

async function board(house: House): Promise<void> {
  for (const stage of ['rehearsal', 'sample'] as const) {
    const drive = await (await house.browser()).newPage();
    await drive.goto(`${house.url}/#/${stage}/${SEED}/IOM/board`);
    await drive.getByRole('button', { name: 'Open a board' }).click();
    const link = await drive.getByRole('textbox', { name: 'Link for the projector' }).inputValue();
    const wall = await (await house.browser({ viewport: SIZES[0] })).newPage();
    await wall.goto(link);
    await expect(wall.getByText('Nothing is shown yet')).toBeVisible();
    const taken = async (name: string) => {
      for (const size of SIZES) {
        await wall.setViewportSize(size);
        await wall.screenshot({ path: join(FOLDER, `board-${stage}-${name}-${size.width}.png`) });
      }
    };
    await taken('waiting');
    const show = async (kind: string, words: string, seen: string) => {
      await drive.locator('label', { hasText: new RegExp(`^${kind}$`) }).click();
      await drive.getByLabel('Find by number or words').fill(words);
      await drive.getByRole('list', { name: kind }).getByRole('button').first().click();
      await drive.getByRole('button', { name: 'Show', exact: true }).click();
      await expect(wall.getByTestId('board')).toContainText(seen);
    };
    await show('Agenda', 'Day 2', 'Agenda');
    await taken('agenda');
    await show('Articles', '4.12', '4.12');
    await taken('clause');
    for (const language of ['Khmer', 'Thai']) await drive.getByRole('checkbox', { name: language }).check();
    await expect(drive.getByTestId('on-wall')).toContainText('4.12');
    await taken('languages');
    await show('Plan', '1.3', '1.3');
    await taken('item');
    await picture(drive, `board-driver-${stage}`);
  }
  const wall = await (await house.browser({ viewport: SIZES[0] })).newPage();
  await wall.goto(`${house.url}/#/board/damaged`);
  await expect(wall.getByRole('alert')).toBeVisible();
  await wall.screenshot({ path: join(FOLDER, 'board-damaged.png') });
}

export const BOARD_SCENES = { board };
