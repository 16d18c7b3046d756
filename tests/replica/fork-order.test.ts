import 'fake-indexeddb/auto';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { concat, utf8, type Bytes } from '../../src/crypto/bytes.ts';
import { openBox, openEpochKey, sealBox } from '../../src/crypto/epoch-key.ts';
import { contentId, sha256 } from '../../src/crypto/hash.ts';
import { MAX_VALUE } from '../../src/replica/admission.ts';
import { Inner } from '../../src/replica/inner.ts';
import { lint, UPDATE_LIMITS } from '../../src/replica/lint.ts';
import { Vault } from '../../src/replica/vault.ts';
import { HOLD_LIMITS } from '../../src/replica/waiting.ts';
import type { Device } from '../../src/replica/own-session.ts';
import { clientIdOf, decodeEntry, shortHash, type Dep } from '../../src/replica/entry.ts';
import type { Notice, RefusalReason } from '../../src/replica/notice.ts';
import { idsOf } from '../sim/forger.ts';
import { Chain, content, craft, entriesOf, headsOf, type Sealed } from '../sim/crafter.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';

const open: Replica[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
});

interface Scene {
  readonly world: World;
  readonly kh: Replica;
  readonly th: Replica;
  readonly liar: Device;
  /** The liar's session; nothing of it has been sent. */
  readonly chain: Chain;
  readonly heads: readonly Dep[];
  /** Ids in the document: the letters of the text `abcdefgh`, the text itself and its key, KH's field, TH's field. */
  readonly letters: readonly Y.ID[];
  readonly textKey: string;
  readonly text: Y.ID;
  readonly fieldOfKh: Y.ID;
  readonly fieldOfTh: Y.ID;
}

const notes = ({ space }: Replica): Y.Map<unknown> => space.doc.getMap('notes');
const shown = (replica: Replica): unknown => ({ notes: notes(replica).toJSON() });
const idOf = (replica: Replica, key: string): Y.ID => {
  const id = notes(replica)._map.get(key)?.id;
  if (id === undefined) throw new Error(`no ${key}`);
  return id;
};
function write(replica: Replica, key: string, value: unknown): void {
  const { space } = replica;
  space.change(() => notes(replica).set(`${key}@${space.writer}`, value));
}

async function scene(): Promise<Scene> {
  const world = await World.of('KH', 'TH', 'TH');
  const kh = await world.open(0);
  const th = await world.open(1);
  open.push(kh, th);
  const textKey = kh.space.newId();
  kh.space.change(() => {
    const text = new Y.Text();
    notes(kh).set(textKey, text);
    text.insert(0, 'abcdefgh');
  });
  write(kh, 'field', 'KH');
  await exchange(kh, th);
  write(th, 'field', 'TH');
  await exchange(kh, th);
  const liar = world.devices[2];
  const text = notes(kh).get(textKey);
  if (liar === undefined || !(text instanceof Y.Text)) throw new Error('no scene');
  return {
    world,
    kh,
    th,
    liar,
    chain: new Chain(world, liar),
    heads: await headsOf(world, kh.vault),
    letters: idsOf(text),
    textKey,
    text: idOf(kh, textKey),
    fieldOfKh: idOf(kh, 'field@1-1'),
    fieldOfTh: idOf(kh, 'field@2-2'),
  };
}

const reasons = ({ space }: Replica): RefusalReason[] =>
  space.notices().flatMap((notice) => (notice.kind === 'refused' ? notice.reason : []));
const held = ({ space }: Replica): number =>
  space.notices().flatMap((notice) => (notice.kind === 'held' ? notice.count : []))[0] ?? 0;
const kinds = ({ space }: Replica): Notice['kind'][] => space.notices().map(({ kind }) => kind);

/** One value at a time. */
async function receive(replica: Replica, values: readonly Sealed[]): Promise<string[]> {
  const junk: string[] = [];
  for (const value of values) junk.push(...(await replica.space.receive([value])));
  return junk;
}

const opened = ({ space }: Replica): unknown => {
  const reloaded = new Y.Doc();
  Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(space.doc));
  return { notes: reloaded.getMap('notes').toJSON() };
};

/** Both read the same, also anew from their own vaults and state, and hear each other as before. */
async function goOn(world: World, kh: Replica, th: Replica): Promise<void> {
  write(kh, 'after', 'KH still here');
  write(th, 'after', 'TH still here');
  kh.space.change(() => {
    for (const text of notes(kh).values()) if (text instanceof Y.Text) text.insert(4, '-');
  });
  await exchange(kh, th);
  expect(shown(th)).toEqual(shown(kh));
  expect(shown(kh)).toMatchObject({
    notes: {
      'after@1-1': 'KH still here',
      'after@2-2': 'TH still here',
      'field@1-1': 'KH',
      'field@2-2': 'TH',
    },
  });
  expect(Y.encodeStateVector(th.space.doc)).toEqual(Y.encodeStateVector(kh.space.doc));
  expect(opened(kh)).toEqual(shown(kh));
  for (const [index, { vault }] of [kh, th].entries()) {
    const again = await world.open(index, vault);
    open.push(again);
    expect(shown(again)).toEqual(shown(kh));
  }
}

const at = (id: Y.ID | undefined): Y.ID => {
  if (id === undefined) throw new Error('no such letter');
  return id;
};

/** Sets a key of the liar's own: one struct, as an honest device writes it. */
const honestly = (chain: Chain, clock: number, key: string, value: unknown = 'set'): Uint8Array =>
  craft([
    {
      client: chain.client,
      clock,
      structs: [{ content: content.any(value), parent: 'notes', key: `${key}@2-3` }],
    },
  ]);

const name = ({ head }: Chain): string => Buffer.from(head).toString('base64url');

/** Repeats making a link from a twin with later times until its hash is smaller (or larger) than the honest one. */
async function grind(
  chain: Chain,
  than: string,
  smaller: boolean,
  make: (twin: Chain) => Promise<Sealed>,
): Promise<Sealed> {
  for (;;) {
    const twin = chain.twin();
    const value = await make(twin);
    if (name(twin) < than === smaller) return value;
  }
}

describe('order of forks', () => {
  for (const smaller of [true, false]) {
    const cases: [string, (twin: Chain, clock: number) => Promise<Sealed>][] = [
      [
        'that hangs on nothing',
        (twin) => twin.update(honestly(twin, 1, 'x', 'no'), { previous: sha256(utf8('nothing')) }),
      ],
      [
        'with an unknown cause',
        (twin) =>
          twin.update(honestly(twin, 1, 'x', 'no'), {
            deps: [{ session: 'C'.repeat(22), seq: 3, hash: shortHash(sha256(utf8('nowhere'))) }],
          }),
      ],
      ['that lint refuses', (twin) => twin.update(honestly(twin, 9, 'x', 'no'))],
      ['valid', (twin) => twin.update(honestly(twin, 1, 'x', 'no'))],
    ];
    it.each(cases)(`a sibling ${smaller ? 'smaller' : 'larger'} %s`, async (_w, make) => {
      const s = await scene();
      const { kh, th, chain, heads } = s;
      const opening = await chain.open({}, { deps: heads });
      const good = await chain.update(honestly(chain, 0, 'good', 'yes'));
      const base = chain.twin();
      const right = await chain.update(honestly(chain, 1, 'x', 'yes'));
      const sibling = await grind(base, name(chain), smaller, (twin) => make(twin, 1));
      await receive(kh, [opening, good, right, sibling]);
      await receive(th, [opening, good, sibling, right]);
      expect({ x: notes(th).get('x@2-3') }).toEqual({ x: notes(kh).get('x@2-3') });
    });
  }
  for (const smaller of [true, false]) {
    it(`two branches of two links (${smaller})`, async () => {
      const s = await scene();
      const { kh, th, chain, heads } = s;
      const opening = await chain.open({}, { deps: heads });
      const base = chain.twin();
      const a = await chain.update(honestly(chain, 0, 'x', 'a'));
      const aHash = name(chain);
      const a2 = await chain.update(honestly(chain, 1, 'y', 'a'));
      const b = base.twin();
      let bv!: Sealed;
      for (;;) {
        const twin = base.twin();
        bv = await twin.update(honestly(twin, 0, 'x', 'b'));
        if (name(twin) < aHash === smaller) {
          Object.assign(b, { seq: twin.seq, head: twin.head });
          break;
        }
      }
      const b2 = await b.update(honestly(b, 1, 'y', 'b'));
      const late = await s.world.open(1);
      open.push(late);
      await late.space.receive(lacking(kh, late));
      await receive(kh, [opening, a, a2, bv, b2]);
      await receive(th, [opening, bv, b2, a, a2]);
      await receive(late, [opening, a, b2, a2, bv]);
      const see = (r: Replica) => ({ x: notes(r).get('x@2-3'), y: notes(r).get('y@2-3') });
      expect([see(th), see(late)]).toEqual([see(kh), see(kh)]);
    });
  }
  for (const smaller of [true, false]) {
    it(`namesake with unknown cause ${smaller}`, async () => {
      const s = await scene();
      const { kh, th, chain, world, liar } = s;
      const one = await chain.open();
      const good = await chain.update(honestly(chain, 0, 'x', 'yes'));
      const openHash = (await entriesOf(world, kh.vault)) && null;
      void openHash;
      let two!: Sealed;
      const first = new Chain(world, liar, chain);
      void first;
      const oneHash = await hashOf(world, one);
      for (;;) {
        const namesake = new Chain(world, liar);
        two = await namesake.open(
          { client: chain.client },
          { deps: [{ session: 'C'.repeat(22), seq: 3, hash: shortHash(sha256(utf8('nowhere'))) }] },
        );
        if (name(namesake) < oneHash === smaller) break;
      }
      await receive(kh, [one, good, two]);
      await receive(th, [two, one, good]);
      expect({ x: notes(th).get('x@2-3') }).toEqual({ x: notes(kh).get('x@2-3') });
    });
  }
});
async function hashOf(world: World, [, box]: Sealed): Promise<string> {
  const entry = decodeEntry(
    world.spaceId,
    await openBox(new Map([[world.key.id, world.key]]), world.spaceId, 'entry', box),
  );
  return Buffer.from(entry.hash).toString('base64url');
}

describe('any order', () => {
  it('of a tree of links ends alike', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = prng.create(seed);
      const s = await scene();
      const { kh, th, world, chain, heads, liar } = s;
      const base = [...kh.vault.ids()].map((id) => [id, kh.vault.get(id) as Bytes] as const);
      const values: Sealed[] = [await chain.open({}, { deps: heads })];
      // A tree: every link hangs on a random earlier one; clocks mostly right; some with bad causes or content.
      const nodes = [{ chain: chain.twin(), clock: 0 }];
      for (let i = 0; i < 9; i++) {
        const node = nodes[prng.int32(random, 0, nodes.length - 1)]!;
        const twin = node.chain.twin();
        const bad = prng.int32(random, 0, 9);
        const clock = bad === 0 ? node.clock + 3 : node.clock;
        const deps =
          bad === 1 ? [{ session: 'C'.repeat(22), seq: 3, hash: shortHash(sha256(utf8('nowhere'))) }] : [];
        const previous = bad === 2 ? { previous: sha256(utf8('nothing')) } : {};
        values.push(await twin.update(honestly(twin, clock, `k${i}`, i), { deps, ...previous }));
        nodes.push({ chain: twin, clock: clock + 1 });
      }
      // A second session that builds on some node of the first.
      const node = nodes[prng.int32(random, 0, nodes.length - 1)]!;
      const second = new Chain(world, liar);
      values.push(await second.open({}, { deps: [...heads, node.chain.dep] }));
      values.push(await second.update(honestly(second, 0, 'second', 2)));
      const views: unknown[] = [];
      for (let order = 0; order < 5; order++) {
        const replica = await world.open(1);
        open.push(replica);
        await replica.space.receive(base);
        const shuffled = values
          .map((value) => [prng.real53(random), value] as const)
          .sort(([a], [b]) => a - b)
          .map(([, value]) => value);
        if (order % 2 === 0) await receive(replica, shuffled);
        else await replica.space.receive(shuffled);
        await replica.space.settled();
        views.push(shown(replica));
        const again = await world.open(1, replica.vault);
        open.push(again);
        await again.space.settled();
        views.push(shown(again));
      }
      for (const view of views) expect(view, `seed ${seed}`).toEqual(views[0]);
      await Promise.all(open.splice(0).map(({ space }) => space.close()));
      void th;
    }
  });
});
