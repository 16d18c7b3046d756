/** Scenes of a board: what a room sees in each language, and what the facilitator drives it with. */
import { atArticles, retable } from '../tests/e2e/articles.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { sync } from '../tests/e2e/plan.ts';
import { picture } from './picture.ts';
import { Walls } from './picture-walls.ts';

async function board(house: House): Promise<void> {
  for (const stage of ['rehearsal', 'sample'] as const) {
    const drive = await (await house.browser()).newPage();
    await drive.goto(`${house.url}/#/${stage}/${SEED}/IOM/board`);
    const walls = await Walls.of(house, drive);
    const look = async (name: string, seen: string) => {
      await walls.show(seen);
      await walls.picture(`board-${stage}-${name}`);
    };
    await look('waiting', '');
    const show = async (kind: string, words: string) => {
      await drive
        .getByRole('region', { name: 'What to show' })
        .locator('label', { hasText: new RegExp(`^${kind}$`) })
        .click();
      await drive.getByLabel('Find by number or words').fill(words);
      await drive.getByRole('list', { name: kind }).getByRole('button').first().click();
      await drive.getByRole('button', { name: 'Show', exact: true }).click();
    };
    await show('Agenda', 'Day 2');
    await look('agenda', 'Day 2');
    await show('Articles', '4.12');
    await look('clause', '4.12');
    for (const language of ['Khmer', 'Thai']) await drive.getByRole('checkbox', { name: language }).check();
    // Clause 4.12 is translated by nobody, and the wall says so. Others stand beside what was made of them.
    await look('untranslated', '4.12');
    if (stage === 'sample') {
      for (const [name, words] of [
        ['short', 'agree to establish'],
        ['long', 'In case a person'],
        ['languages', 'Any of the Parties'],
      ] as const) {
        await show('Articles', words);
        await look(name, words);
      }
      await drive.getByRole('checkbox', { name: 'Thai' }).uncheck();
      await look('two-languages', 'Any of the Parties');
      await drive.getByRole('checkbox', { name: 'Thai' }).check();
      await show('Plan', '1.3');
      await look('item', '1.3');
      await show('Minutes', '');
      await look('point', '');
    }
    await picture(drive, `board-driver-${stage}`);
    await drive.getByRole('button', { name: 'Freeze' }).click();
    await picture(drive, `board-driver-${stage}-frozen`);
  }
}

/** Two wordings offered for one clause, on a wall in one language and in three; and a driver beside another, and without a link. */
async function boardOffers(house: House): Promise<void> {
  const th = await atArticles(house, 'rehearsal', 'TH');
  await retable(th, '2.1 j', 'Table another text', async (form) => {
    const words = form.getByLabel('Wording proposed');
    await words.fill((await words.inputValue()).replace('must notify', 'shall within two days notify'));
  });
  await expect(sync(th)).not.toContainText('on this device');
  const drive = await (await house.browser()).newPage();
  await drive.goto(`${house.url}/#/rehearsal/${SEED}/IOM/board`);
  const walls = await Walls.of(house, drive);
  const list = async (kind: string) =>
    drive
      .getByRole('region', { name: 'What to show' })
      .locator('label', { hasText: new RegExp(`^${kind}$`) })
      .click();
  await list('Articles');
  await picture(drive, 'board-driver-articles');
  await drive.getByLabel('Find by number or words').fill('4.12');
  await drive.getByRole('list', { name: 'Articles' }).getByRole('button').first().click();
  await drive.getByRole('button', { name: 'Show', exact: true }).click();
  await walls.show('within two days');
  await walls.picture('board-offers');
  for (const language of ['Khmer', 'Thai']) await drive.getByRole('checkbox', { name: language }).check();
  await walls.each((page) => expect(page.locator('.missing').first()).toBeVisible());
  await walls.picture('board-offers-in-three');
  await drive.getByLabel('Find by number or words').fill('zebra');
  await picture(drive, 'board-driver-nothing-found');
  const beside = await (await house.browser()).newPage();
  await beside.goto(`${house.url}/#/rehearsal/${SEED}/facilitator/board`);
  await expect(beside.getByTestId('on-wall')).toContainText('within two days');
  await picture(beside, 'board-driver-beside');
  await house.kill();
  await expect(sync(drive)).toContainText('Offline');
  await picture(drive, 'board-driver-offline');
}

async function boardTroubles(house: House): Promise<void> {
  const walls = await Walls.at(house, `${house.url}/#/board/damaged`);
  await walls.each((page) => expect(page.getByRole('alert')).toBeVisible());
  await walls.picture('board-damaged');
}

export const BOARD_SCENES = { board, boardOffers, boardTroubles };
