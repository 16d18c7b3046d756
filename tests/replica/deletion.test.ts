import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { standingOf, type Standing } from '../../src/replica/deletion.ts';
import type { RecordHost } from '../../src/replica/door.ts';
import { Records } from '../../src/replica/records.ts';
import { Causes } from '../sim/causes.ts';
import { hand, handAll, PlainWorld, type PlainHost } from '../sim/plain-host.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';

const schemas = { status: z.number(), progress: z.number() };
type Name = keyof typeof schemas;

type Said = { readonly kind: 'set'; readonly field: Name } | { readonly kind: 'typed' };
type Deleted = { readonly kind: 'deleted'; readonly value: boolean };
type Op = (Said | Deleted) & { readonly writer: string };

const isDeleted = (op: Op): op is Deleted & { writer: string } => op.kind === 'deleted';
const isTyped = (op: Op): op is Op & { kind: 'typed' } => op.kind === 'typed';

/** The rule, from the causal order alone: what stands is what no deleter has missed. */
function lawful(device: number, causes: Causes<Op>): { state: Standing['state']; changedBy: string[] } {
  const marks = causes.maximal(device, isDeleted);
  const deletions = marks.filter(({ value }) => value);
  if (deletions.length === 0) return { state: 'present', changedBy: [] };
  const said: Op[] = [
    ...causes.maximal(device, (op): op is Op => op.kind === 'set' && op.field === 'status'),
    ...causes.maximal(device, (op): op is Op => op.kind === 'set' && op.field === 'progress'),
    ...[...causes.seen(device)].filter(isTyped),
  ];
  const missed = [
    ...marks.filter(({ value }) => !value),
    ...said.filter((op) => !deletions.some((deletion) => causes.after(deletion, op))),
  ];
  const changedBy = [...new Set(missed.map(({ writer }) => writer))].sort();
  return { state: missed.length === 0 ? 'deleted' : 'contested', changedBy };
}

/** The one record of most of these tests. */
const idOf = (host: RecordHost): string => [...host.doc.getMap('items').keys()][0] ?? '';

const standing = (host: RecordHost, id = idOf(host)): Standing => {
  const found = host.doc.getMap('items').get(id);
  if (!(found instanceof Y.Map)) throw new Error('no record');
  return standingOf(found as Y.Map<unknown>, host);
};

function agrees(host: RecordHost, device: number, causes: Causes<Op>, hint: string): Standing['state'] {
  const shown = standing(host);
  const changedBy = shown.state === 'contested' ? shown.changedBy.map(({ writer }) => writer) : [];
  expect({ state: shown.state, changedBy }, hint).toEqual(lawful(device, causes));
  return shown.state;
}

const pick = (random: prng.PRNG, below: number): number => prng.int32(random, 0, below - 1);
let counter = 0;

/** Does one thing a person could do to the record. */
function act(host: RecordHost, device: number, causes: Causes<Op>, random: prng.PRNG): void {
  const records = new Records(host, 'items', schemas);
  const { writer } = host;
  const chance = pick(random, 10);
  if (chance < 5) {
    const field: Name = chance < 3 ? 'status' : 'progress';
    records.set(idOf(host), { [field]: counter++ });
    causes.act(device, { kind: 'set', field, writer });
  } else if (chance < 7) {
    const { text } = records.view(idOf(host))?.draft('activity') ?? {};
    if (text === null || text === undefined) throw new Error('no text');
    host.change(() => text.insert(pick(random, text.length + 1), 'x'));
    causes.act(device, { kind: 'typed', writer });
  } else if (chance < 9) {
    records.delete(idOf(host));
    causes.act(device, { kind: 'deleted', value: true, writer });
  } else {
    records.restore(idOf(host));
    causes.act(device, { kind: 'deleted', value: false, writer });
  }
}

const create = (host: RecordHost): string =>
  new Records(host, 'items', schemas).add({}, { activity: 'text' });

describe('deleting', () => {
  const RUNS = 2_000;
  const seen: Record<Standing['state'], number> = { present: 0, deleted: 0, contested: 0 };
  it(`never hides what nobody who deleted had seen (${RUNS} runs, 3 devices)`, () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = prng.create(seed);
      const hosts = new PlainWorld('KH', 'TH', 'KH').open();
      const causes = new Causes<Op>(3);
      const host = (i: number): PlainHost => hosts[i] as PlainHost;
      create(host(0));
      handAll(hosts);
      for (let step = 0; step < 14; step++) {
        const who = pick(random, 3);
        if (prng.real53(random) < 0.6) {
          act(host(who), who, causes, random);
          agrees(host(who), who, causes, `seed ${seed}, step ${step}`);
        } else {
          const to = (who + 1 + pick(random, 2)) % 3;
          hand(host(who), host(to));
          causes.hand(who, to);
          agrees(host(to), to, causes, `seed ${seed}, step ${step}`);
        }
      }
      handAll(hosts);
      for (const from of [0, 1, 2, 0, 1, 2]) for (const to of [0, 1, 2]) causes.hand(from, to);
      for (const i of [0, 1, 2]) seen[agrees(host(i), i, causes, `seed ${seed}, at the end`)]++;
      expect(standing(host(1)), `seed ${seed}`).toEqual(standing(host(0)));
      expect(standing(host(2)), `seed ${seed}`).toEqual(standing(host(0)));

      // Whoever decides, having seen everything, decides for all.
      const decider = host(pick(random, 3));
      const records = new Records(decider, 'items', schemas);
      const keep = prng.bool(random);
      if (keep) records.restore(idOf(decider));
      else records.delete(idOf(decider));
      handAll(hosts);
      for (const one of hosts) expect(standing(one).state, `seed ${seed}`).toBe(keep ? 'present' : 'deleted');
      for (const one of hosts) one.close();
    }
  });
  afterAll(() => {
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 20);
  });

  const SIGNED = 100;
  it(`never does in spaces, where the past is what signed entries name (${SIGNED} runs, 3 devices)`, async () => {
    for (let seed = 1; seed <= SIGNED; seed++) {
      const random = prng.create(seed);
      const world = await World.seeded(seed, 'KH', 'TH', 'KH');
      const replicas = await Promise.all([0, 1, 2].map((i) => world.open(i)));
      const causes = new Causes<Op>(3);
      const replica = (i: number): Replica => replicas[i] as Replica;
      const deliver = async (from: number, to: number) => {
        await replica(from).space.flush();
        await replica(to).space.receive(lacking(replica(from), replica(to)));
        causes.hand(from, to);
      };
      create(replica(0).space);
      await deliver(0, 1);
      await deliver(0, 2);
      for (let step = 0; step < 10; step++) {
        const who = pick(random, 3);
        if (prng.real53(random) < 0.6) {
          // Unsent changes of one's own are judged as they will be when sent.
          act(replica(who).space, who, causes, random);
          agrees(replica(who).space, who, causes, `seed ${seed}, step ${step}`);
        } else {
          const to = (who + 1 + pick(random, 2)) % 3;
          await deliver(who, to);
          agrees(replica(to).space, to, causes, `seed ${seed}, step ${step}`);
        }
      }
      for (let round = 0; round < 2; round++)
        for (const from of [0, 1, 2]) for (const to of [0, 1, 2]) if (from !== to) await deliver(from, to);
      for (const i of [0, 1, 2]) {
        agrees(replica(i).space, i, causes, `seed ${seed}, at the end`);
        expect(standing(replica(i).space), `seed ${seed}`).toEqual(standing(replica(0).space));
      }
      await Promise.all(replicas.map(({ space }) => space.close()));
    }
  });
});

describe('a record', () => {
  const hosts: PlainHost[] = [];
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
  });
  function two(): readonly [PlainHost, PlainHost] {
    const [kh, th] = new PlainWorld('KH', 'TH').open();
    if (kh === undefined || th === undefined) throw new Error('no host');
    hosts.push(kh, th);
    create(kh);
    hand(kh, th);
    return [kh, th];
  }
  const records = (host: PlainHost) => new Records(host, 'items', schemas);

  it('says who deleted it, and when', () => {
    const [kh, th] = two();
    records(th).delete(idOf(th));
    hand(th, kh);
    expect(standing(kh)).toMatchObject({ state: 'deleted', by: { body: 'TH', person: 'Person 1' } });
    expect(standing(kh)).toEqual(standing(th));
  });

  it('is contested when a foreign app nested something in it that the deleter had not seen', () => {
    const [kh, th] = two();
    const inner = new Y.Map<unknown>();
    th.change(() => (th.doc.getMap('items').get(idOf(th)) as Y.Map<unknown>).set('extra', inner));
    hand(th, kh);
    th.change(() => inner.set('a', 1));
    records(kh).delete(idOf(kh));
    hand(th, kh);
    expect(standing(kh)).toMatchObject({ state: 'contested', changedBy: [{ body: 'TH' }] });
  });

  it('is contested when its deletion meets a value of `deleted` nobody can read', () => {
    const [kh, th] = two();
    th.change(() => (th.doc.getMap('items').get(idOf(th)) as Y.Map<unknown>).set('deleted@2-2', 'maybe'));
    expect(standing(th)).toEqual({ state: 'present' });
    records(kh).delete(idOf(kh));
    handAll([kh, th]);
    expect(standing(kh)).toMatchObject({ state: 'contested', changedBy: [{ body: 'TH' }] });
  });

  it('deleted by two apart is deleted, and either can bring it back', () => {
    const [kh, th] = two();
    records(kh).delete(idOf(kh));
    records(th).delete(idOf(th));
    handAll([kh, th]);
    expect(standing(kh)).toMatchObject({ state: 'deleted', by: { body: 'TH' } });
    expect(standing(th)).toEqual(standing(kh));
    records(kh).restore(idOf(kh));
    handAll([kh, th]);
    expect(standing(th)).toEqual({ state: 'present' });
  });
});

describe('a deletion not yet in an entry', () => {
  it('is judged as it will be once it is, even when more is written at once after it', async () => {
    const world = await World.of('KH', 'TH');
    const [kh, th] = [await world.open(0), await world.open(1)];
    create(kh.space);
    await exchange(kh, th);
    const records = new Records(kh.space, 'items', schemas);
    records.delete(idOf(kh.space));
    records.set(idOf(kh.space), { status: 1 });
    const before = standing(kh.space).state;
    await exchange(kh, th);
    expect(before).toBe('contested');
    expect(standing(kh.space).state).toBe(before);
    expect(standing(th.space).state).toBe(before);
    await Promise.all([kh.space.close(), th.space.close()]);
  });
});
