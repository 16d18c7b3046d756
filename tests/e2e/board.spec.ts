import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serveStatic } from '../../server/static.ts';
import { newFolder, removeFolder } from '../server/relays.ts';
import { clausePicture, drivenBoard } from './board-driver.ts';
import { expect, INSTALLED, test } from './house.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

/** The app as it is, under the name of a newer build. */
function nextBuild() {
  const folder = newFolder();
  cpSync(DIST, folder, { recursive: true });
  const edit = (name: string, from: string, to: string) => {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to));
  };
  edit('index.html', '<head>', '<head><meta name="build" content="next">');
  edit('sw.js', "const CACHE = 'span-", "const CACHE = 'span-next-");
  return { folder, remove: () => removeFolder(folder) };
}

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

test('a wall with an old page that a newer version drives loads itself anew once, keeps its board, and does so for no garbage', async ({
  house,
}) => {
  const next = nextBuild();
  let serve = serveStatic(DIST);
  const server = createServer((request, response) => serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const board = await drivenBoard(house.url);
  const wall = await (await house.browser(INSTALLED)).newPage();
  await wall.goto(`${url}/${board.link}`);
  await wall.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const onWall = wall.getByTestId('board');
  const build = wall.locator('meta[name="build"]');
  const loaded = () => wall.evaluate(() => performance.timeOrigin);
  await board.show(clausePicture('The Parties shall inform the Embassy.'));
  await expect(onWall).toContainText('inform the Embassy');
  const first = await loaded();
  serve = serveStatic(next.folder);

  await board.showGarbage();
  await expect(onWall).toContainText('ignored: 1');
  expect(await loaded()).toBe(first);
  await expect(build).toHaveCount(0);

  await board.showLater();
  await expect(build).toHaveAttribute('content', 'next');
  await expect(onWall).toContainText('A newer version of Span drives this board');
  const second = await loaded();
  // The newer page is not new enough either: it waits, and shows what it understands.
  for (let i = 0; i < 3; i++) await board.showLater();
  await board.show(clausePicture('They shall do so without delay.'));
  await expect(onWall).toContainText('without delay');
  await expect(onWall).not.toContainText('A newer version');
  expect(await loaded()).toBe(second);
  board.close();
  server.close();
  server.closeAllConnections();
  next.remove();
});

test('a wall draws the largest frame whole, a short one as large as it can, and after two hundred has no node more', async ({
  house,
}) => {
  const board = await drivenBoard(house.url);
  const wall = await (await house.browser({ viewport: { width: 1920, height: 1080 } })).newPage();
  await wall.goto(`${house.url}/${board.link}`);
  const onWall = wall.getByTestId('board');
  const size = () =>
    onWall.locator('.inner').evaluate((inner) => parseFloat(getComputedStyle(inner).fontSize));
  const short = clausePicture('The Parties shall cooperate.');
  await board.show(short);
  await expect(onWall).toContainText('shall cooperate');
  expect(await size()).toBeGreaterThan(80);

  const long = (words: string) => words.repeat(20_000).slice(0, 20_000);
  const source = long('The Parties shall cooperate. ');
  const largest = clausePicture(source, {
    from: source,
    texts: [
      { language: 'en', text: source, standing: 'record', goesOn: false },
      { language: 'km', text: long('ភាគីត្រូវសហការ '), standing: 'draft', goesOn: false },
      { language: 'th', text: long('ภาคีต้องร่วมมือ '), standing: 'draft', goesOn: false },
    ],
    offers: ['should', 'may', 'must', 'will'].map((word) => {
      const to = source.replace('shall', word).slice(0, 19_990) + word;
      return { by: 'KH', to, language: 'en', removed: false, goesOn: false };
    }),
  });
  await board.show(largest);
  await expect(onWall.locator('ins')).toHaveCount(8);
  await expect(onWall.getByTestId('screen')).toContainText(/screen 1 of \d+/);
  expect(await size()).toBeCloseTo(45, 0);

  const devtools = await wall.context().newCDPSession(wall);
  await devtools.send('Performance.enable');
  const weigh = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    return ['Nodes', 'JSEventListeners'].map(
      (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0,
    );
  };
  const frames = async (from: number, to: number) => {
    for (let i = from; i <= to; i++)
      await board.show(clausePicture(`Draft ${i} of these words. `.repeat(20)));
    await board.show(short);
    await expect(onWall).toContainText('shall cooperate');
    await expect(onWall).not.toContainText('Draft');
    return weigh();
  };
  const before = await frames(1, 20);
  const after = await frames(21, 200);
  for (const [i, count] of after.entries()) expect(count).toBeLessThanOrEqual((before[i] ?? 0) + 20);
  board.close();
});
