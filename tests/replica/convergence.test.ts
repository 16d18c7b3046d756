import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { afterAll, describe, expect, it } from 'vitest';
import { craftInsert, Forger, idsOf } from '../sim/forger.ts';
import { lacking, World, type Replica } from '../sim/replicas.ts';

const text = (replica: Replica): Y.Text => {
  const found = [...replica.space.doc.getMap('notes').values()].find((value) => value instanceof Y.Text);
  if (!(found instanceof Y.Text)) throw new Error('no text');
  return found;
};

const shown = (replica: Replica): unknown => replica.space.doc.getMap('notes').toJSON();

/** Edits as a person would: types, deletes, sets a field. */
function edit(replica: Replica, random: prng.PRNG): void {
  const { space } = replica;
  space.change(() => {
    const draft = text(replica);
    const at = prng.int32(random, 0, draft.length);
    const act = prng.int32(random, 0, 9);
    if (act < 6) draft.insert(at, 'xyz'.slice(0, prng.int32(random, 1, 3)));
    else if (act < 8 && draft.length > at)
      draft.delete(at, Math.min(prng.int32(random, 1, 3), draft.length - at));
    else space.doc.getMap('notes').set(`field@${space.writer}`, prng.int32(random, 0, 99));
  });
}

async function deliver(from: Replica, to: Replica, random: prng.PRNG, share: number): Promise<void> {
  await from.space.flush();
  const values = lacking(from, to).filter(() => prng.real53(random) < share);
  values.sort(() => (prng.bool(random) ? 1 : -1));
  await to.space.receive(values);
}

/** Everything to everybody, twice round, so that what was held for want of a cause is freed. */
async function settle(replicas: readonly Replica[], random: prng.PRNG): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const from of replicas)
      for (const to of replicas) if (from !== to) await deliver(from, to, random, 1);
  }
}

async function begin(world: World, count: number): Promise<Replica[]> {
  const replicas = await Promise.all(Array.from({ length: count }, (_, i) => world.open(i)));
  const [first, ...rest] = replicas;
  if (first === undefined) throw new Error('no replica');
  first.space.change(() => {
    const draft = new Y.Text();
    first.space.doc.getMap('notes').set(first.space.newId(), draft);
    draft.insert(0, 'abcdefgh');
  });
  for (const other of rest) await deliver(first, other, prng.create(1), 1);
  return replicas;
}

const close = (replicas: readonly Replica[]): Promise<void[]> =>
  Promise.all(replicas.map(({ space }) => space.close()));

const RUNS = 2_000;
const BATCHES = 10;

describe('three authors who work offline and meet in any order', () => {
  for (let batch = 0; batch < BATCHES; batch++) {
    const from = (batch * RUNS) / BATCHES;
    it(
      `read the same in the end (runs ${from + 1} to ${from + RUNS / BATCHES})`,
      { timeout: 120_000 },
      async () => {
        for (let seed = from + 1; seed <= from + RUNS / BATCHES; seed++) {
          const random = prng.create(seed);
          const world = await World.seeded(seed, 'KH', 'TH', 'IOM');
          const replicas = await begin(world, 3);
          for (let step = 0; step < 10; step++) {
            const one = replicas[prng.int32(random, 0, 2)];
            const other = replicas[prng.int32(random, 0, 2)];
            if (one === undefined || other === undefined) continue;
            if (prng.int32(random, 0, 2) < 2) edit(one, random);
            else if (one !== other) await deliver(one, other, random, prng.real53(random));
          }
          await settle(replicas, random);
          const views = replicas.map(shown);
          expect(views[1], `seed ${seed}`).toEqual(views[0]);
          expect(views[2], `seed ${seed}`).toEqual(views[0]);
          for (const { space } of replicas) expect(space.notices(), `seed ${seed}`).toEqual([]);
          await close(replicas);
        }
      },
    );
  }
});

describe('a member whose software lies about neighbours', () => {
  const verdicts = { taken: 0, refused: 0 };
  for (let batch = 0; batch < BATCHES; batch++) {
    const from = (batch * RUNS) / BATCHES;
    it(
      `cannot make honest replicas differ (runs ${from + 1} to ${from + RUNS / BATCHES})`,
      { timeout: 120_000 },
      async () => {
        for (let seed = from + 1; seed <= from + RUNS / BATCHES; seed++) {
          const random = prng.create(seed);
          const world = await World.seeded(seed, 'KH', 'TH', 'TH');
          const honest = await begin(world, 2);
          const view = await world.open(2);
          await settle([...honest, view], random);
          const device = world.devices[2];
          if (device === undefined) throw new Error('no device');
          const forger = new Forger(world, device, view);
          for (let step = 0; step < 8; step++) {
            const one = honest[prng.int32(random, 0, 1)];
            if (one === undefined) continue;
            const act = prng.int32(random, 0, 3);
            if (act < 2) edit(one, random);
            else if (act === 2)
              await deliver(
                one,
                prng.bool(random) ? view : (honest[one === honest[0] ? 1 : 0] ?? view),
                random,
                1,
              );
            else {
              const ids = idsOf(text(view));
              const pick = () => ids[prng.int32(random, 0, ids.length - 1)] ?? null;
              const left = pick();
              const right =
                prng.int32(random, 0, 4) === 0 ? (ids[ids.indexOf(left as Y.ID) + 1] ?? null) : pick();
              const word = 'NOT '.slice(0, prng.int32(random, 1, 4));
              const deletes = prng.int32(random, 0, 3) === 0 ? pick() : null;
              const sealed = await forger.write(
                craftInsert({ client: forger.client, clock: forger.clock }, word, left, right, deletes),
              );
              forger.clock += word.length;
              await one.space.receive(sealed);
              await view.space.receive(sealed);
            }
          }
          await settle([...honest, view], random);
          const late = await world.open(2);
          const everything = [...(honest[0] as Replica).vault.ids()].map(
            (id) => [id, (honest[0] as Replica).vault.get(id)] as const,
          );
          await late.space.receive(
            [...everything, ...(honest[1] as Replica).vault.evidence()].sort(() =>
              prng.bool(random) ? 1 : -1,
            ),
          );
          const [a, b] = honest;
          if (a === undefined || b === undefined) throw new Error('no replica');
          expect(shown(b), `seed ${seed}`).toEqual(shown(a));
          expect(shown(late), `seed ${seed}`).toEqual(shown(a));
          expect(new Set(b.vault.ids()), `seed ${seed}`).toEqual(new Set(a.vault.ids()));
          const reloaded = new Y.Doc();
          Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(a.space.doc));
          expect(reloaded.getMap('notes').toJSON(), `seed ${seed}`).toEqual(shown(a));
          verdicts.refused += a.vault.evidence().length;
          verdicts.taken += a.space.doc.store.clients.has(forger.client) ? 1 : 0;
          await close([...honest, view, late]);
        }
      },
    );
  }
  afterAll(() => {
    // Both happened, or the runs above proved nothing.
    expect(verdicts.refused).toBeGreaterThan(RUNS / 4);
    expect(verdicts.taken).toBeGreaterThan(RUNS / 50);
  });
});
