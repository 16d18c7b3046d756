import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoardDriver, BoardWatch, encodeFrame, readFrame } from '../../src/charter/board.ts';
import {
  boardKeys,
  BoardLinkRefused,
  readBoardLink,
  writeBoardLink,
  type BoardLink,
} from '../../src/charter/board-link.ts';
import { fromBase64Url, randomBytes, toBase64Url, utf8 } from '../../src/crypto/bytes.ts';
import { openEpochKey } from '../../src/crypto/epoch-key.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import {
  boardFrame,
  FRAME_VERSION,
  MAX_FRAME,
  type BoardFrame,
  type BoardPicture,
  type BoardText,
} from '../../src/schema/board.ts';
import { newFolder, removeFolder, startHere } from '../server/relays.ts';
import { until } from '../sim/until.ts';

const CLAUSE: BoardText = {
  kind: 'clause',
  number: '4.12',
  title: [{ language: 'en', text: 'Article 4' }],
  texts: [
    {
      language: 'en',
      text: 'The Parties shall inform the Embassy.',
      standing: 'record',
      goesOn: false,
    },
    { language: 'km', text: 'ភាគីត្រូវជូនដំណឹងដល់ស្ថានទូត។', standing: 'draft', goesOn: false },
  ],
  facts: [],
  from: '',
  offers: [],
  more: 0,
  stands: [{ body: 'KH', stand: 'agreed' }],
  state: 'waiting',
};
const PICTURE: BoardPicture = {
  heading: [{ language: 'en', text: 'Meeting Notes Day 2' }],
  zone: 'Asia/Bangkok',
  bodies: [{ id: 'KH', name: 'Cambodia', kind: 'party', tone: 0 }],
  matter: CLAUSE,
  clock: { title: [{ language: 'en', text: 'Opening' }], ran: 60_000, minutes: 15 },
  speakers: [{ who: 'Person', body: 'KH', ran: 5_000, minutes: 3 }],
  next: ['Thailand'],
  timer: null,
  scroll: 0,
  zoom: 1,
};
const saying = (text: string): BoardPicture => ({
  ...PICTURE,
  matter: {
    ...CLAUSE,
    texts: [{ language: 'en', text, standing: 'record', goesOn: false }],
  },
});
const textOn = (frame: BoardFrame | null): string | undefined =>
  frame?.picture.matter.kind === 'clause' ? frame.picture.matter.texts[0]?.text : undefined;

const UNSOUND = { kind: 'unsound' };
const frameOf = (sequence: number, picture = PICTURE): BoardFrame => ({
  v: FRAME_VERSION,
  sequence,
  driver: toBase64Url(new Uint8Array(12)),
  at: 1_669_000_000_000,
  picture,
});

let folder: string;
let relay: Awaited<ReturnType<typeof startHere>>;
const open: { close(): void }[] = [];
const kept = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};
beforeEach(async () => {
  folder = newFolder();
  relay = await startHere('room', folder);
});
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await relay.close();
  removeFolder(folder);
});

const relayUrl = () => relay.ws.replace(/\/relay$/, '');
async function board() {
  const secret = randomBytes(32);
  const link = readBoardLink(await writeBoardLink({ secret, relay: relayUrl(), name: 'Main hall' }));
  return { secret, link, keys: await boardKeys(secret) };
}
const roomOf = async (link: BoardLink) =>
  kept(await MeetRoom.open(link.relay, fromBase64Url(link.view), Date.now));
const watching = async (link: BoardLink) =>
  kept(new BoardWatch(link, await MeetRoom.open(link.relay, fromBase64Url(link.view), Date.now)));
async function driving(secret: Uint8Array, now = Date.now) {
  const keys = await boardKeys(secret);
  return kept(new BoardDriver(keys, await MeetRoom.open(relayUrl(), keys.view, Date.now), now));
}

test('a frame reads as it was written, on its own board and from its own driver only', async () => {
  const { keys } = await board();
  const other = await board();
  const value = await encodeFrame(keys, frameOf(1));
  expect(await readFrame(keys.view, keys.driver.publicKey, value)).toEqual({
    kind: 'frame',
    frame: frameOf(1),
  });
  expect(await readFrame(other.keys.view, keys.driver.publicKey, value)).toEqual(UNSOUND);
  expect(await readFrame(keys.view, other.keys.driver.publicKey, value)).toEqual(UNSOUND);
  const altered = value.slice();
  altered[100] = (altered[100] ?? 0) ^ 1;
  expect(await readFrame(keys.view, keys.driver.publicKey, altered)).toEqual(UNSOUND);
});

test('what is signed but no frame is ignored: no JSON, a foreign field, too large', async () => {
  const { keys } = await board();
  const odd = { ...frameOf(1), cases: ['KH-1'] };
  expect(boardFrame.safeParse(odd).success).toBe(false);
  const value = await encodeFrame(keys, odd);
  expect(await readFrame(keys.view, keys.driver.publicKey, value)).toEqual(UNSOUND);
  expect(await readFrame(keys.view, keys.driver.publicKey, utf8('x'.repeat(200)))).toEqual(UNSOUND);
  await expect(encodeFrame(keys, frameOf(1, saying('x'.repeat(MAX_FRAME))))).rejects.toThrow('too large');
});

test('a link that lost or gained a letter is refused by name', async () => {
  const { secret } = await board();
  const link = await writeBoardLink({ secret, relay: 'wss://span.example', name: 'Hall' });
  expect(() => readBoardLink(link)).not.toThrow();
  for (const cut of [
    link.slice(0, -1),
    `${link}A`,
    link.replace(/.{3}$/, 'AAA'),
    '#/board/',
    'x'.repeat(5_000),
  ])
    expect(() => readBoardLink(cut)).toThrow(BoardLinkRefused);
});

test('a link opens its board and nothing else: it holds no key of the workspace, and cannot drive', async () => {
  const { secret, link } = await board();
  const epoch = randomBytes(32);
  const joint = await openEpochKey(epoch);
  const held = JSON.stringify(link);
  for (const key of [secret, epoch, joint.access.publicKey]) expect(held).not.toContain(toBase64Url(key));
  // Whoever treats what the link holds as a board's secret gets another board's driver.
  const guessed = await boardKeys(fromBase64Url(link.view));
  expect(toBase64Url(guessed.driver.publicKey)).not.toBe(link.driver);
  const asEpoch = await openEpochKey(fromBase64Url(link.view));
  expect(asEpoch.id).not.toBe(joint.id);
  expect(toBase64Url(asEpoch.access.publicKey)).not.toBe(toBase64Url(joint.access.publicKey));
});

test('one who comes late, and one who comes after the relay restarted and nobody drives, see the newest picture', async () => {
  const { secret, link } = await board();
  const driver = await driving(secret);
  driver.show(saying('first'));
  driver.show(saying('last'));
  const late = await watching(link);
  await until(() => textOn(late.frame) === 'last', 'the newest frame');
  driver.close();
  const { port } = relay;
  await relay.close();
  await until(() => late.link === 'offline', 'the loss to be told');
  expect(textOn(late.frame)).toBe('last');
  relay = await startHere('room', folder, port);
  const later = await watching(link);
  await until(() => textOn(later.frame) === 'last', 'the frame from disk');
  const next = await driving(secret);
  await until(() => next.newest !== null, 'the next facilitator to see the board');
  expect(next.driving).toBe(false);
  next.show(saying('by another'));
  await until(() => textOn(late.frame) === 'by another', 'the one that stayed to catch up');
});

test('another hand, an older frame and junk are counted and never shown, and the picture is put back for who comes later', async () => {
  const { secret, link, keys } = await board();
  const driver = await driving(secret);
  driver.show(saying('genuine'));
  const watch = await watching(link);
  await until(() => textOn(watch.frame) === 'genuine', 'the frame');
  const room = await roomOf(link);
  await until(() => room.state === 'synced', 'the forger to be in');
  const forger = await boardKeys(randomBytes(32));
  room.put(
    'frame',
    await encodeFrame({ view: keys.view, driver: forger.driver }, frameOf(9e15, saying('forged'))),
  );
  await until(() => watch.ignored === 1, 'the forged frame');
  await until(
    () => watch.frame !== null && watch.frame.sequence > 0 && textOn(watch.frame) === 'genuine',
    'nothing else',
  );
  room.put('frame', await encodeFrame(keys, frameOf(5, saying('replayed'))));
  await until(() => watch.ignored === 2, 'the replayed frame');
  room.put('frame', utf8('not JSON'));
  await until(() => watch.ignored === 3, 'the junk');
  expect(textOn(watch.frame)).toBe('genuine');
  const late = await watching(link);
  await until(() => textOn(late.frame) === 'genuine', 'the picture to be there again', 10_000);
});

test('a driver whose clock is a year behind goes on from what the board shows', async () => {
  const { secret, link } = await board();
  const first = await driving(secret);
  const watch = await watching(link);
  first.show(saying('before'));
  await until(() => textOn(watch.frame) === 'before', 'the first');
  const behind = await driving(secret, () => Date.now() - 365 * 86_400_000);
  await until(() => behind.newest !== null, 'the board');
  behind.show(saying('after'));
  await until(() => textOn(watch.frame) === 'after', 'the second');
});

test('a projector whose clock is a year off is told the time by the relay, says so and shows the board', async () => {
  const { secret, link } = await board();
  const driver = await driving(secret);
  driver.show(saying('now'));
  const year = 365 * 86_400_000;
  for (const off of [-year, year]) {
    const room = await MeetRoom.open(link.relay, fromBase64Url(link.view), () => Date.now() + off);
    const watch = kept(new BoardWatch(link, room));
    await until(() => textOn(watch.frame) === 'now', 'the frame');
    expect(watch.link).toBe('synced');
    expect(Math.abs(watch.clockAhead + off)).toBeLessThan(60_000);
  }
  expect(driver.clockAhead).toBe(0);
});

test('nine hundred frames without a pause grow neither in the relay nor on the wall, and its room never fills', async () => {
  const { link, keys } = await board();
  const room = await roomOf(link);
  const watch = await watching(link);
  await until(() => room.state === 'synced', 'the room');
  // Three times what a room may hold, each frame with a fresh clock, without a pause: of all of it one stays.
  const filler = 'word '.repeat(800);
  for (let i = 1; i <= 900; i++) {
    room.put('frame', await encodeFrame(keys, frameOf(i, saying(`${i} ${filler}`))));
    if (i % 150 === 0)
      await until(
        () => watch.frame?.sequence === i,
        () => `frame ${i} (${room.state})`,
        20_000,
      );
  }
  expect(room.state).toBe('synced');
  expect(watch.ignored).toBe(0);
  const late = await watching(link);
  await until(() => late.frame?.sequence === 900, 'the last one');
}, 120_000);

test('the relay is left with no word of what was shown', async () => {
  const { secret, link } = await board();
  const driver = await driving(secret);
  driver.show(saying('a sentence nobody else may read'));
  const watch = await watching(link);
  await until(() => watch.frame !== null, 'the frame');
  await relay.close();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(bytes.join('').length).toBeGreaterThan(0);
  for (const word of ['sentence', 'Embassy', 'Main hall', link.view])
    expect(bytes.join('')).not.toContain(word);
  relay = await startHere('room', folder);
});
