import { expect, test } from './house.ts';

test('a damaged link of a board says so, and the projector opens nothing of the workspace', async ({
  house,
}) => {
  const wall = await (await house.browser()).newPage();
  await wall.goto(`${house.url}/#/board/damaged`);
  await expect(wall.getByRole('alert')).toContainText('damaged or incomplete');
  await expect(wall.getByRole('navigation')).toHaveCount(0);
});
