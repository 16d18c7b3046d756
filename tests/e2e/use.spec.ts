import { cell, draft, ready, row, sync, write } from './plan.ts';
import { expect, test } from './house.ts';

test('Ctrl+Z takes back one’s own last acts, names them, and leaves what the other has written since', async ({
  house,
}) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) await ready(page);
  const said = kh.locator('.toasts');

  const before = await cell(kh, '1.1', 'expected').innerText();
  await write(kh, '1.1', 'expected', 'By Cambodia');
  await draft(kh, '1.3');
  await kh.keyboard.type(', with letters');
  await kh.keyboard.press('Escape');
  await row(kh, '1.2').getByRole('button', { name: 'Acts for item 1.2' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row(kh, '1.2')).toHaveCount(0);

  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('Undone: Item 1.2');
  await expect(row(kh, '1.2')).toHaveCount(1);
  await kh.keyboard.press('Control+z');
  await expect(cell(kh, '1.3', 'activity')).not.toContainText(', with letters');
  await said.getByRole('button', { name: 'Redo' }).last().click();
  await expect(cell(kh, '1.3', 'activity')).toContainText(', with letters');
  await kh.keyboard.press('Control+z');
  await expect(cell(th, '1.1', 'expected')).toHaveText('By Cambodia');
  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('your change to Item 1.1');
  for (const page of [kh, th]) await expect(cell(page, '1.1', 'expected')).toHaveText(before.trim());

  await kh.keyboard.press('Control+Shift+z');
  await expect(cell(th, '1.1', 'expected')).toHaveText('By Cambodia');
  await write(th, '1.1', 'expected', 'By Thailand');
  await expect(cell(kh, '1.1', 'expected')).toHaveText('By Thailand');
  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('Thailand changed Item 1.1');
  for (const page of [kh, th]) {
    await expect(cell(page, '1.1', 'expected')).toHaveText('By Thailand');
    await expect(sync(page)).toHaveText('All seen by both');
  }
});
