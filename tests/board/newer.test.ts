import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { BoardDriver, encodeFrame } from '../../src/charter/board.ts';
import { boardKeys } from '../../src/charter/board-link.ts';
import { randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import { boardFrame, FRAME_VERSION, type BoardFrame, type BoardPicture } from '../../src/schema/board.ts';
import type { App } from '../../src/state/app.ts';
import { until } from '../sim/until.ts';
import { hall } from './hall.ts';

const MINUTE = 60_000;
const PICTURE: BoardPicture = {
  ...{ heading: [], zone: '', bodies: [], matter: { kind: 'blank' }, clock: null },
  ...{ speakers: [], next: [], timer: null, scroll: 0, zoom: 1 },
};
const frameOf = (sequence: number, v = FRAME_VERSION): BoardFrame => ({
  ...{ v, sequence, driver: toBase64Url(new Uint8Array(12)), at: 0, picture: PICTURE },
});
/** As a later version might write it. */
const laterFrame = (sequence: number): BoardFrame =>
  ({ ...frameOf(sequence, FRAME_VERSION + 1), picture: { shows: 'a film' } }) as unknown as BoardFrame;

/** A hall whose wall counts how often it fetches a newer page, on a clock that can be put on. */
async function oldWall(tab?: App['tab']) {
  const page = { renewed: 0, late: 0 };
  const device: Partial<App> = {
    clock: () => Date.now() + page.late,
    update: {
      ...{ state: 'none', observe: () => () => undefined, switch: () => undefined },
      renew: () => Promise.resolve(void page.renewed++),
    },
    ...(tab === undefined ? {} : { tab }),
  };
  const here = await hall({ device });
  const room = await here.open(here.keys.view);
  await until(() => room.state === 'synced', 'the driver to be in');
  const put = async (frame: BoardFrame, keys = here.keys) =>
    room.put('frame', await encodeFrame(keys, frame));
  return {
    ...here,
    page,
    put,
    seen: () => room.get('frame') !== null,
    close: () => {
      here.wall.close();
      room.close();
    },
  };
}

test('a wall that meets a frame of a newer version keeps its picture, says so, and fetches a newer page at once and then every ten minutes at most', async () => {
  const { wall, page, put, close } = await oldWall();
  await put(frameOf(5));
  await until(() => wall.frame?.sequence === 5, 'the frame');
  expect([wall.newer, page.renewed]).toEqual([false, 0]);
  await put(laterFrame(6));
  await until(() => page.renewed === 1, 'the newer page to be asked for');
  expect(wall.frame?.sequence).toBe(5);
  expect(wall.notes.join()).toContain('newer version');
  for (let i = 7; i < 12; i++) await put(laterFrame(i));
  page.late = 9 * MINUTE;
  await put(laterFrame(12));
  await put(laterFrame(13));
  await until(() => wall.at - Date.now() > 8 * MINUTE, 'the clock to be seen');
  expect(page.renewed).toBe(1);
  page.late = 11 * MINUTE;
  await until(() => page.renewed === 2, 'it to be asked for again');
  // Nobody tampered with anything, and what this page understands is shown again.
  expect(wall.notes.join()).not.toContain('ignored');
  await put(frameOf(20));
  await until(() => wall.frame?.sequence === 20, 'the next frame');
  expect(wall.newer).toBe(false);
  close();
});

test('garbage, another hand’s frame and an old one that name a newer version are refused, and nothing is fetched for them', async () => {
  const { wall, page, put, keys, close } = await oldWall();
  await put(frameOf(5));
  await until(() => wall.frame?.sequence === 5, 'the frame');
  const forger = await boardKeys(randomBytes(32));
  const refused = async (count: number) => {
    await until(() => wall.notes.join().includes(`ignored: ${count}`), `${count} to be refused`);
    expect([wall.newer, page.renewed]).toEqual([false, 0]);
  };
  await put(laterFrame(6), { view: keys.view, driver: forger.driver });
  await refused(1);
  await put(laterFrame(4));
  await refused(2);
  await put({ ...frameOf(7), picture: { shows: 'a film' } } as unknown as BoardFrame);
  await refused(3);
  await put({ v: '3', sequence: 8 } as unknown as BoardFrame);
  await refused(4);
  close();
});

test('a window that keeps nothing does not load itself anew at once, for it would for ever', async () => {
  const { wall, page, put, close } = await oldWall({ read: () => null, keep: () => undefined });
  await put(laterFrame(6));
  await until(() => wall.newer, 'the frame');
  for (let i = 7; i < 10; i++) await put(laterFrame(i));
  await until(() => wall.notes.join().includes('newer version'), 'the words');
  expect(page.renewed).toBe(0);
  close();
});

test('a facilitator’s page that is older than the one that drives neither drives nor puts its own picture back', async () => {
  const { wall, put, seen, keys, open, close } = await oldWall();
  const driver = new BoardDriver(keys, await open(keys.view), () => 1);
  driver.show(PICTURE);
  await until(() => wall.frame?.driver === driver.newest?.driver, 'its picture');
  expect(driver.driving).toBe(true);
  // Put by two who have not heard of each other, either may be the one that stands.
  await until(seen, 'its picture to be seen by the newer one');
  await put(laterFrame(9));
  await until(() => driver.newer, 'the newer one to be seen');
  expect(driver.driving).toBe(false);
  driver.show(PICTURE);
  await until(() => (wall.frame?.sequence ?? 0) > 9, 'it to take over where it is asked to');
  expect([driver.driving, driver.newer, wall.newer]).toEqual([true, false, false]);
  driver.close();
  close();
});

test('a frame of version 1, which says its titles in one language, is shown', () => {
  const old = {
    ...{ v: 1, sequence: 1, driver: toBase64Url(new Uint8Array(12)), at: 0 },
    picture: {
      ...{ heading: 'Day 2', bodies: [], clock: null, scroll: 0, zoom: 1 },
      matter: { kind: 'agenda', title: '', lines: [] },
    },
  };
  const { picture } = boardFrame.parse(old);
  expect(picture.heading).toEqual([{ language: 'en', text: 'Day 2' }]);
  expect([picture.zone, picture.matter]).toMatchObject(['', { title: [], more: 0 }]);
});

test('whoever changes the shape of a frame gives it a new version, so that an older wall knows it for what it is', () => {
  const shape = JSON.stringify(z.toJSONSchema(boardFrame, { io: 'input' }));
  const hash = createHash('sha256').update(shape).digest('hex').slice(0, 16);
  expect({ version: FRAME_VERSION, hash }).toEqual({ version: 2, hash: '02d9472efd5f56b0' });
});
