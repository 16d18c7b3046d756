import { expect, test } from './house.ts';

test('a damaged link of a board says so, and the projector opens nothing of the workspace', async ({
  house,
}) => {
  const wall = await (await house.browser()).newPage();
  await wall.goto(`${house.url}/#/board/damaged`);
  await expect(wall.getByRole('alert')).toContainText('damaged or incomplete');
  await expect(wall.getByRole('navigation')).toHaveCount(0);
});

test('a wall asks for its screen to stay lit again when it is seen again, and when the lock was taken from it', async ({
  house,
}) => {
  const wall = await (await house.browser()).newPage();
  await wall.clock.install();
  await wall.addInitScript(() => {
    const locks: { released: boolean; release(): Promise<void> }[] = [];
    const request = () => {
      const lock = { released: false, release: () => Promise.resolve(void (lock.released = true)) };
      locks.push(lock);
      return Promise.resolve(lock);
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(window, { locks });
  });
  await wall.goto(`${house.url}/#/board/damaged`);
  const asked = () => wall.evaluate(() => (window as unknown as { locks: unknown[] }).locks.length);
  const taken = () =>
    wall.evaluate(() => {
      for (const lock of (window as unknown as { locks: { released: boolean }[] }).locks)
        lock.released = true;
    });
  await expect.poll(asked).toBe(1);
  // Held: nothing is asked for twice, a whole day long.
  await wall.clock.fastForward('24:00:00');
  expect(await asked()).toBe(1);
  await taken();
  await wall.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(asked).toBe(2);
  await taken();
  await wall.clock.fastForward('01:01');
  await expect.poll(asked).toBe(3);
});
