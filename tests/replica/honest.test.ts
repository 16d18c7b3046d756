import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { LOCAL } from '../../src/replica/inner.ts';
import { lacking, World, type Replica } from '../sim/replicas.ts';

const RUNS = 60;
const STEPS = 450;

/** One act of an editor with records, drafts and undo; false when it changed nothing. */
function act(replica: Replica, undo: Map<string, Y.UndoManager>, random: prng.PRNG): void {
  const { space } = replica;
  const items = space.doc.getMap<Y.Map<unknown>>('items');
  const ids = [...items.keys()];
  const id = ids[prng.int32(random, 0, ids.length - 1)];
  const record = id === undefined ? undefined : items.get(id);
  const kind = prng.int32(random, 0, 19);
  if (record === undefined || id === undefined || kind === 0) {
    return space.change(() => {
      const fresh = new Y.Map<unknown>();
      items.set(space.newId(), fresh);
      fresh.set('activity', new Y.Text('draft'));
      fresh.set(`number@${space.writer}`, '1.1');
    });
  }
  const draft = record.get('activity') as Y.Text;
  const manager =
    undo.get(id) ?? new Y.UndoManager(draft, { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 });
  undo.set(id, manager);
  const at = prng.int32(random, 0, draft.length);
  if (kind < 9) space.change(() => draft.insert(at, 'abc'.slice(0, prng.int32(random, 1, 3))));
  else if (kind < 13 && at < draft.length)
    space.change(() => draft.delete(at, Math.min(4, draft.length - at)));
  else if (kind < 15) manager.undo();
  else if (kind < 16) manager.redo();
  else {
    const field = prng.bool(random) ? 'timeframe' : 'deleted';
    space.change(() => {
      for (const key of [...record.keys()]) if (key.startsWith(`${field}@`)) record.delete(key);
      record.set(`${field}@${space.writer}`, {
        spoken: `in ${prng.int32(random, 2022, 2024)}`,
        tbc: prng.bool(random),
      });
    });
  }
}

describe('an honest update', () => {
  it(
    `is never refused, undo and redo included (${RUNS * STEPS} acts of three authors)`,
    { timeout: 300_000 },
    async () => {
      let updates = 0;
      for (let seed = 1; seed <= RUNS; seed++) {
        const random = prng.create(seed);
        const world = await World.seeded(seed, 'KH', 'TH', 'IOM');
        const replicas = await Promise.all([0, 1, 2].map((i) => world.open(i)));
        for (const { space } of replicas) {
          space.doc.on(
            'update',
            (_update, _origin, _doc, transaction: Y.Transaction) => (updates += transaction.local ? 1 : 0),
          );
        }
        const undo = replicas.map(() => new Map<string, Y.UndoManager>());
        for (let step = 0; step < STEPS; step++) {
          const i = prng.int32(random, 0, 2);
          const replica = replicas[i] as Replica;
          act(replica, undo[i] as Map<string, Y.UndoManager>, random);
          // Two acts of three end a batch, so that most updates are judged alone and some together.
          if (prng.int32(random, 0, 2) > 0) await replica.space.flush();
          if (prng.int32(random, 0, 9) > 0) continue;
          const other = replicas[prng.int32(random, 0, 2)] as Replica;
          await other.space.flush();
          await other.space.receive(lacking(replica, other));
        }
        for (let round = 0; round < 2; round++) {
          for (const from of replicas) {
            for (const to of replicas)
              if (from !== to) {
                await from.space.flush();
                await to.space.receive(lacking(from, to));
              }
          }
        }
        const [a, ...others] = replicas as [Replica, ...Replica[]];
        for (const other of others)
          expect(other.space.doc.toJSON(), `seed ${seed}`).toEqual(a.space.doc.toJSON());
        for (const { space } of replicas) expect(space.notices(), `seed ${seed}`).toEqual([]);
        await Promise.all(replicas.map(({ space }) => space.close()));
      }
      expect(updates).toBeGreaterThan(20_000);
    },
  );
});
