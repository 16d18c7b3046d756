import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { driveBoard } from '../../src/charter/board.ts';
import { fromBase64Url } from '../../src/crypto/bytes.ts';
import { stayAwake } from '../../src/platform/awake.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import type { App } from '../../src/state/app.ts';
import { BoardPage } from '../../src/state/board-page.svelte.ts';
import { Toasts } from '../../src/state/toasts.svelte.ts';
import { desksOf, type Desk } from '../sim/joint-desks.ts';
import { hall } from './hall.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Keys to the relay go by its clock, which stands in another process. */
const trueTime = Date.now;
const HOUR = 60 * MINUTE;
/** As often as a facilitator's page tells the wall the time anew. */
const HEARTBEAT = 20 * SECOND;
/** When the first line of the agenda is called. */
const NINE = Date.UTC(2022, 7, 26, 9);

/** A screen that the device darkens whenever it likes: a low battery says nothing, a window that was hidden is told when it is seen. */
function screen() {
  const locks: { released: boolean; release(): Promise<void> }[] = [];
  const seen = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', seen);
  vi.stubGlobal('navigator', {
    wakeLock: {
      request: () => {
        const lock = { released: false, release: () => Promise.resolve(void (lock.released = true)) };
        locks.push(lock);
        return Promise.resolve(lock);
      },
    },
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return {
    get asked() {
      return locks.length;
    },
    get lit() {
      return locks.filter(({ released }) => !released).length;
    },
    darken: () => void locks.map((lock) => (lock.released = true)),
    beSeen: () => seen.dispatchEvent(new Event('visibilitychange')),
  };
}

/** Two days in seconds: every timer runs on a clock of its own, while sockets, disk and keys are the real ones. */
function clockOfItsOwn() {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: NINE,
  });
  onTestFinished(() => void vi.useRealTimers());
  const breath = () => new Promise((resolve) => setImmediate(resolve));
  return {
    breath,
    pass: async (ms: number) => {
      vi.advanceTimersByTime(ms);
      await breath();
    },
    /** The clock goes on as time does, or far faster where what is waited for comes by a timer. */
    until: async (condition: () => boolean, what: string, { fast = false } = {}) => {
      const began = trueTime();
      for (let passed = 0; !condition();) {
        const waited = trueTime() - began;
        if (waited > 20 * SECOND) throw new Error(`waited in vain for ${what}`);
        await breath();
        const due = fast ? passed + 1 : waited;
        if (!condition()) vi.advanceTimersByTime(due - passed);
        passed = due;
      }
    },
  };
}

/** The real page of a facilitator, at a desk of their own. */
function facilitator(
  { joint, space }: Desk,
  boards: { secret: string; relay: string },
  open: (view: Uint8Array) => Promise<MeetRoom>,
): BoardPage {
  const app: Partial<App> = {
    clock: () => Date.now(),
    origin: '',
    boards: {
      ...boards,
      newSecret: () => boards.secret,
      linkOf: () => Promise.resolve('#/board/hall'),
      drive: ({ secret }: { secret: string }) => driveBoard(fromBase64Url(secret), open, Date.now),
    } as Partial<App['boards']> as App['boards'],
  };
  const workspace: Partial<Workspace> = {
    joint,
    host: space,
    bodies: [],
    me: { role: 'facilitator' } as Workspace['me'],
    observe: () => () => undefined,
    flush: () => Promise.resolve(),
  };
  return new BoardPage(app as App, workspace as Workspace, new Toasts(), null);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const atMost = (most: number) => (count: number) => count <= most;

test('a projector left on for two days: 48 hours, two thousand frames by two facilitators and a hundred lost links leave it right, lit and no larger', async () => {
  const [kh] = await desksOf('KH');
  const { meetings, boards } = kh.joint;
  const meeting = meetings.add({ title: 'The second day' });
  meetings.agenda.start(meetings.agenda.add(meeting, null, { title: 'Opening', minutes: 15 }));
  // Some 3 KiB a frame: kept for two days they would be 6 MiB.
  for (let i = 0; i < 5; i++) meetings.agenda.add(meeting, null, { title: `${i} `.padEnd(400, 'words ') });
  const device = screen();
  const clock = clockOfItsOwn();
  const { wall, record, open, cut, carried } = await hall({
    ...{ device: { stayAwake }, relay: 'apart', time: trueTime },
  });
  boards.add({ name: 'Hall', ...record });

  const frames: WeakRef<object>[] = [];
  let lost = 0;
  let taken = 0;
  const loseLink = async (ends: number) => {
    const { lines } = carried;
    cut();
    lost++;
    await clock.until(() => carried.lines >= lines + ends, 'all ends to come back', { fast: true });
  };
  const loseScreen = async () => {
    const { asked } = device;
    device.darken();
    taken++;
    // Half of the time the window is seen again, else nothing says that the lock was taken.
    if (taken % 2 === 0) device.beSeen();
    else vi.advanceTimersByTime(MINUTE);
    await clock.breath();
    expect([device.asked, device.lit]).toEqual([asked + 1, 1]);
  };
  /** So many frames of a meeting, led from a page of its own; some differ by more than their clock. */
  const meet = async (beats: number) => {
    const page = facilitator(kh, record, open);
    await clock.until(() => page.link !== '', 'the facilitator to be at the board');
    page.show();
    for (let beat = 1; beat <= beats; beat++) {
      const before = wall.frame?.sequence ?? 0;
      if (beat % 10 === 0) page.size(beat % 20 === 0 ? 1 : -1);
      await clock.pass(HEARTBEAT);
      await clock.until(() => (wall.frame?.sequence ?? 0) > before, 'the heartbeat');
      if (wall.frame !== null) frames.push(new WeakRef(wall.frame));
      if (beat % 40 === 25) await loseLink(2);
      if (beat % 180 === 90) await loseScreen();
    }
    expect(wall.notes).toEqual([]);
    page.show();
    const newest = page.wall?.clock?.ran;
    page.close();
    await clock.until(() => wall.frame?.picture.clock?.ran === newest, 'its last picture');
    await clock.until(() => carried.open === 1, 'the facilitator to be gone');
  };
  const night = async (end: number) => {
    for (let minutes = 1; Date.now() < end; minutes++) {
      await clock.pass(MINUTE);
      if (minutes % 36 === 20) await loseLink(1);
      if (minutes % 60 === 0) await loseScreen();
    }
  };
  const weigh = async () => {
    await clock.pass(MINUTE);
    await clock.until(() => wall.notes.length === 0, 'the link', { fast: true });
    if (wall.frame !== null) frames.push(new WeakRef(wall.frame));
    for (let i = 0; i < 3; i++) {
      collect();
      await clock.breath();
    }
    return {
      memory: process.memoryUsage().heapUsed + process.memoryUsage().external,
      counts: {
        timers: vi.getTimerCount(),
        listeners: process.listeners('exit').length,
        sockets: carried.open,
        frames: frames.filter((one) => one.deref() !== undefined).length,
      },
    };
  };
  await meet(180);
  const before = await weigh();
  await meet(820);
  await night(NINE + 24 * HOUR);
  await meet(1_001);
  const last = wall.frame;
  await night(NINE + 48 * HOUR);
  // What the last link has left behind ends by itself.
  await clock.until(() => vi.getTimerCount() <= before.counts.timers, 'timers to end', { fast: true });
  const after = await weigh();

  expect(Date.now() - NINE).toBeGreaterThanOrEqual(48 * HOUR);
  expect(frames.length).toBeGreaterThan(2_000);
  expect(lost).toBeGreaterThanOrEqual(100);
  expect(taken).toBeGreaterThan(40);
  expect(after.counts).toEqual({
    ...before.counts,
    timers: expect.toSatisfy(atMost(before.counts.timers)) as number,
    frames: 1,
  });
  expect(after.memory - before.memory).toBeLessThan(4_500_000);

  expect(last).not.toBeNull();
  expect(wall.frame).toBe(last);
  expect(last?.picture.matter).toMatchObject({ kind: 'agenda', title: [{ text: 'The second day' }] });
  expect(Math.abs(wall.at - Date.now())).toBeLessThan(2 * SECOND);
  // The line was called at nine, two days ago, and the wall has counted on by itself since the last frame.
  const ran = (last?.picture.clock?.ran ?? 0) + wall.since;
  expect(Math.abs(ran - (Date.now() - NINE))).toBeLessThan(5 * SECOND);
  wall.close();
  await clock.breath();
  expect(device.lit).toBe(0);
}, 300_000);
