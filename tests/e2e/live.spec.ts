import { cell, draft, plan, ready, row, sync, write } from './plan.ts';
import { expect, test } from './house.ts';

test('two Parties write one plan at the same time, and see each other’s carets', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await expect(sync(kh)).toHaveText('All seen by both');

  await draft(kh, '1.1');
  await draft(th, '1.1');
  await expect(cell(kh, '1.1', 'activity').locator('.remote-caret-name')).toHaveText('Anong Srisai');
  await expect(cell(th, '1.1', 'activity').locator('.remote-caret-name')).toHaveText('Sok Dara');
  await Promise.all([
    kh.keyboard.type(' by both Parties', { delay: 30 }),
    th.keyboard.type(' and their deputies', { delay: 30 }),
  ]);
  for (const page of [kh, th]) {
    await expect(cell(page, '1.1', 'activity')).toContainText(' by both Parties');
    await expect(cell(page, '1.1', 'activity')).toContainText(' and their deputies');
    await page.keyboard.press('Escape');
  }

  await write(th, '1.2', 'progress', 'First outline ready');
  await expect(cell(kh, '1.2', 'progress')).toHaveText('First outline ready');
  await expect(row(kh, '1.2').getByRole('img', { name: /Anong Srisai/ })).toBeVisible();
  await expect.poll(() => plan(kh)).toEqual(await plan(th));
  await expect(sync(kh)).toHaveText('All seen by both');
  await expect(sync(th)).toHaveText('All seen by both');
});

test('undo takes back one’s own letters and nobody else’s', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await draft(kh, '1.2');
  await kh.keyboard.type(' Mine.');
  await expect(cell(th, '1.2', 'activity')).toContainText('Mine.');
  await draft(th, '1.2');
  await th.keyboard.type(' Theirs.');
  await expect(cell(kh, '1.2', 'activity')).toContainText('Theirs.');
  await kh.keyboard.press('Control+z');
  await expect(cell(th, '1.2', 'activity')).not.toContainText('Mine.');
  await expect(cell(th, '1.2', 'activity')).toContainText('Theirs.');
});

test('everything can be done by keyboard: add, write, reorder, delete, undo', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await cell(kh, '1.4', 'number').focus();
  await kh.keyboard.press('n');
  const added = cell(kh, '1.5', 'activity').locator('.cm-content');
  await expect(added).toBeFocused();
  await kh.keyboard.type('Agree on the dates');
  await kh.keyboard.press('Enter');
  await expect(cell(th, '1.5', 'activity')).toHaveText('Agree on the dates');
  await kh.keyboard.press('Alt+ArrowUp');
  await kh.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(async () => (await plan(th)).map(([number]) => number))
    .toEqual(['1.1', '1.2', '1.5', '1.3', '1.4']);
  await row(kh, '1.5').getByRole('button', { name: 'Acts for item 1.5' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row(th, '1.5')).toHaveCount(0);
  await kh.getByRole('button', { name: 'Undo' }).click();
  await expect(cell(th, '1.5', 'activity')).toHaveText('Agree on the dates');
  await expect.poll(() => plan(kh)).toEqual(await plan(th));
});

test('a row is dragged to another place by its handle', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await row(kh, '1.4').hover();
  const grip = row(kh, '1.4').locator('.grip');
  await expect(grip).toBeVisible();
  const target = await row(kh, '1.2').boundingBox();
  const from = await grip.boundingBox();
  if (target === null || from === null) throw new Error('not on the screen');
  await kh.mouse.move(from.x + 4, from.y + 6);
  await kh.mouse.down();
  await kh.mouse.move(from.x + 4, target.y + 4, { steps: 8 });
  await kh.mouse.up();
  for (const page of [kh, th]) {
    await expect
      .poll(async () => (await plan(page)).map(([number]) => number))
      .toEqual(['1.1', '1.4', '1.2', '1.3']);
  }
});

test('what was deleted is listed with its author, and comes back as it was', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  const before = await plan(kh);
  await row(kh, '1.3').getByRole('button', { name: 'Acts for item 1.3' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await th.getByText('Deleted (1)').click();
  await expect(th.getByText(/Deleted by Sok Dara/)).toBeVisible();
  await th.getByRole('button', { name: 'Restore' }).click();
  for (const page of [kh, th]) await expect.poll(() => plan(page)).toEqual(before);
});
