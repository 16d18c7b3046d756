import * as prng from 'lib0/prng';
import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../../src/crypto/bytes.ts';
import { openBox } from '../../src/crypto/epoch-key.ts';
import { sha256 } from '../../src/crypto/hash.ts';
import { decodeEntry, shortHash } from '../../src/replica/entry.ts';
import { Chain, type Sealed } from '../sim/crafter.ts';
import { lacking, type Replica, type World } from '../sim/replicas.ts';
import { honestly, notes, open, receive, scene, shown } from '../sim/scene.ts';

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

describe('two links for one place in a chain', () => {
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
    it.each(cases)(
      `come out alike, whichever came first: the one with the ${smaller ? 'smaller' : 'larger'} hash %s`,
      async (_w, make) => {
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
      },
    );
  }
  for (const smaller of [true, false]) {
    it(`come out alike with what follows them (${smaller ? 'smaller' : 'larger'} hash on the second branch)`, async () => {
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
    it(`come out alike when both open the session (${smaller ? 'smaller' : 'larger'} hash with an unknown cause)`, async () => {
      const s = await scene();
      const { kh, th, chain, world, liar } = s;
      const one = await chain.open();
      const good = await chain.update(honestly(chain, 0, 'x', 'yes'));
      let two!: Sealed;
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

describe('a tree of links under one name', () => {
  it('ends alike in any order of arrival, at once or one by one, and after a restart (60 trees, 10 views each)', async () => {
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
