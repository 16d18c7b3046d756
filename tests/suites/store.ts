import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot, Store } from '../../server/store.ts';

/** A store on trial. */
export interface StoreOnTrial {
  readonly store: Store;
  /** As a restart of the process finds it: what was promised is there, what was only in memory is not. */
  reopen(): Promise<StoreOnTrial>;
  /** Closes it and removes everything it kept. */
  remove(): Promise<void>;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const snapshot = (mark: number): Snapshot => ({
  update: bytes(mark, 1),
  vector: bytes(mark, 2),
  deletes: bytes(mark, 3),
});
const DAY = 24 * 60 * 60 * 1000;

/** The promises of `server/store.ts`, for every implementation of it. */
export function describeStore(name: string, open: () => Promise<StoreOnTrial>): void {
  describe(`a store: ${name}`, () => {
    let trial: StoreOnTrial;
    beforeEach(async () => {
      trial = await open();
    });
    afterEach(() => trial.remove());

    const write = (room: string, batch: Uint8Array, now = 0): Promise<number[]> =>
      trial.store.append([{ room, kind: 'space', batch, now }]);
    const read = async (room: string) => {
      const found = await trial.store.read(room);
      return (
        found && {
          generation: found.generation,
          snapshot: found.snapshot && {
            update: [...found.snapshot.update],
            vector: [...found.snapshot.vector],
            deletes: [...found.snapshot.deletes],
          },
          tail: found.tail.map(({ batch }) => [...batch]),
        }
      );
    };
    const plain = ({ update, vector, deletes }: Snapshot) => ({
      update: [...update],
      vector: [...vector],
      deletes: [...deletes],
    });

    const keep = (room: string, id: string, value: Uint8Array): Promise<void> =>
      trial.store.keep([{ room, kind: 'file', id, value, now: 0 }]);

    it('gives back a value by its id, each room its own, and says how large each is', async () => {
      await keep('a', 'one', bytes(1, 1, 1));
      await keep('a', 'two', bytes(2));
      await keep('b', 'one', bytes(9));
      expect([...((await trial.store.value('a', 'one')) ?? [])]).toEqual([1, 1, 1]);
      expect([...((await trial.store.value('b', 'one')) ?? [])]).toEqual([9]);
      expect(await trial.store.value('b', 'two')).toBeNull();
      expect(await trial.store.value('nobody', 'one')).toBeNull();
      expect(
        [...((await trial.store.read('a'))?.values ?? [])].sort(([a], [b]) => a.localeCompare(b)),
      ).toEqual([
        ['one', 3],
        ['two', 1],
      ]);
    });

    it('keeps the first value under an id, and all of them over a restart', async () => {
      await keep('a', 'one', bytes(1));
      await keep('a', 'one', bytes(7, 7));
      trial = await trial.reopen();
      expect([...((await trial.store.value('a', 'one')) ?? [])]).toEqual([1]);
      expect((await trial.store.read('a'))?.values.get('one')).toBe(1);
    });

    it('does not mix the values of a room with its document', async () => {
      await keep('a', 'one', bytes(1));
      await write('a', bytes(5));
      await trial.store.replace('a', 99, snapshot(4));
      expect(await read('a')).toMatchObject({ tail: [], snapshot: { update: [4, 1] } });
      expect((await trial.store.read('a'))?.values.size).toBe(1);
    });

    it('knows nothing of a room nobody wrote to', async () => {
      expect(await trial.store.read('nobody')).toBeNull();
    });

    it('gives back batches in the order they came, each room its own', async () => {
      await write('a', bytes(1));
      await write('b', bytes(9, 9));
      await write('a', bytes(2, 2));
      await write('a', bytes());
      expect(await read('a')).toEqual({ generation: 0, snapshot: null, tail: [[1], [2, 2], []] });
      expect(await read('b')).toEqual({ generation: 0, snapshot: null, tail: [[9, 9]] });
    });

    it('numbers rows upwards, in the order of one call and over calls', async () => {
      const rows = await trial.store.append(
        ['a', 'b', 'a'].map((room, i) => ({ room, kind: 'space', batch: bytes(i), now: 0 })),
      );
      const [later] = await write('a', bytes(3));
      expect(rows).toHaveLength(3);
      expect([...rows, later ?? 0].every((row, i, all) => i === 0 || row > (all[i - 1] ?? 0))).toBe(true);
      const stored = await trial.store.read('a');
      expect(stored?.tail.map(({ row }) => row)).toEqual([rows[0], rows[2], later]);
    });

    it('never gives a row number twice, even when the log was emptied before a restart', async () => {
      const [first] = await write('a', bytes(1));
      await trial.store.replace('a', first ?? 0, snapshot(1));
      trial = await trial.reopen();
      const [second] = await write('a', bytes(2));
      expect(second).toBeGreaterThan(first ?? Infinity);
    });

    it('keeps rooms apart whose names differ by case, accents, spaces or length', async () => {
      const names = ['room', 'Room', 'room ', 'rôom', 'ro', "'; DROP TABLE room; --", '%', '_'];
      for (const [i, name] of names.entries()) await write(name, bytes(i));
      for (const [i, name] of names.entries()) expect((await read(name))?.tail).toEqual([[i]]);
    });

    it('puts a snapshot in the place of the rows up to a number, and of no others', async () => {
      const [first] = await write('a', bytes(1));
      const [other] = await write('b', bytes(9));
      await write('a', bytes(2));
      await trial.store.replace('a', first ?? 0, snapshot(7));
      expect(await read('a')).toEqual({ generation: 0, snapshot: plain(snapshot(7)), tail: [[2]] });
      await trial.store.replace('a', (other ?? 0) + 1, snapshot(8));
      expect(await read('a')).toEqual({ generation: 0, snapshot: plain(snapshot(8)), tail: [] });
      expect((await read('b'))?.tail).toEqual([[9]]);
    });

    it('keeps all of a call or nothing of it', async () => {
      await write('a', bytes(1));
      const broken = null as unknown as Uint8Array;
      await expect(
        trial.store.append([
          { room: 'a', kind: 'space', batch: bytes(2), now: 0 },
          { room: 'new', kind: 'space', batch: bytes(3), now: 0 },
          { room: 'b', kind: 'space', batch: broken, now: 0 },
        ]),
      ).rejects.toThrow();
      expect((await read('a'))?.tail).toEqual([[1]]);
      expect(await read('new')).toBeNull();
      // A room first named in the failed call is as good as any other afterwards.
      await write('new', bytes(4));
      expect((await read('new'))?.tail).toEqual([[4]]);
    });

    it('raises a generation and never lowers it', async () => {
      await trial.store.raise('a', 'space', 3, 0);
      expect(await read('a')).toEqual({ generation: 3, snapshot: null, tail: [] });
      await trial.store.raise('a', 'space', 2, 0);
      await write('a', bytes(1));
      expect((await read('a'))?.generation).toBe(3);
      await trial.store.raise('a', 'space', 4, 0);
      expect((await read('a'))?.generation).toBe(4);
    });

    it('forgets meetings nobody wrote to for long, and nothing else', async () => {
      const now = 100 * DAY;
      await trial.store.append([
        { room: 'old meeting', kind: 'meet', batch: bytes(1), now: now - 20 * DAY },
        { room: 'fresh meeting', kind: 'meet', batch: bytes(2), now: now - DAY },
        { room: 'kept up', kind: 'meet', batch: bytes(3), now: now - 20 * DAY },
        { room: 'old space', kind: 'space', batch: bytes(4), now: now - 20 * DAY },
        { room: 'old open room', kind: 'open', batch: bytes(5), now: now - 20 * DAY },
      ]);
      await trial.store.append([{ room: 'kept up', kind: 'meet', batch: bytes(6), now: now - DAY }]);
      expect(await trial.store.forgetMeetings(now - 14 * DAY)).toBe(1);
      expect(await read('old meeting')).toBeNull();
      expect((await read('fresh meeting'))?.tail).toEqual([[2]]);
      expect((await read('kept up'))?.tail).toEqual([[3], [6]]);
      expect((await read('old space'))?.tail).toEqual([[4]]);
      expect((await read('old open room'))?.tail).toEqual([[5]]);
      expect(await trial.store.forgetMeetings(now - 14 * DAY)).toBe(0);
    });

    it('starts a forgotten meeting from nothing when somebody writes to it again', async () => {
      await trial.store.append([{ room: 'a', kind: 'meet', batch: bytes(1), now: 0 }]);
      await trial.store.raise('a', 'meet', 0, 0);
      await trial.store.forgetMeetings(DAY);
      await trial.store.append([{ room: 'a', kind: 'meet', batch: bytes(2), now: 2 * DAY }]);
      expect(await read('a')).toEqual({ generation: 0, snapshot: null, tail: [[2]] });
    });

    it('has everything again after it was opened anew', async () => {
      const large = new Uint8Array(300_000).fill(7);
      const [first] = await write('a', bytes(1));
      await write('a', large);
      await trial.store.replace('a', first ?? 0, snapshot(5));
      await trial.store.raise('a', 'space', 9, 0);
      await write('b', bytes(2));
      trial = await trial.reopen();
      expect(await read('a')).toEqual({ generation: 9, snapshot: plain(snapshot(5)), tail: [[...large]] });
      await write('b', bytes(3));
      trial = await trial.reopen();
      expect((await read('b'))?.tail).toEqual([[2], [3]]);
    });

    it('takes many rooms in one call and rows in many calls', async () => {
      const rooms = Array.from({ length: 300 }, (_, i) => `room ${i}`);
      const rows = await trial.store.append(
        rooms.map((room, i) => ({ room, kind: 'open', batch: bytes(i % 256), now: 0 })),
      );
      expect(new Set(rows).size).toBe(300);
      for (let i = 0; i < 200; i++) await write('long', bytes(i));
      expect((await read('room 299'))?.tail).toEqual([[299 % 256]]);
      expect((await read('long'))?.tail).toEqual(Array.from({ length: 200 }, (_, i) => [i]));
    });
  });
}
