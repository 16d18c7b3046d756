import 'fake-indexeddb/auto';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { concat, utf8, type Bytes } from '../../src/crypto/bytes.ts';
import { openEpochKey, sealBox } from '../../src/crypto/epoch-key.ts';
import { contentId, sha256 } from '../../src/crypto/hash.ts';
import { MAX_VALUE } from '../../src/replica/admission.ts';
import { Inner } from '../../src/replica/inner.ts';
import { lint, UPDATE_LIMITS } from '../../src/replica/lint.ts';
import { openRoots } from '../../src/replica/roots.ts';
import { Vault } from '../../src/replica/vault.ts';
import { HOLD_LIMITS } from '../../src/replica/waiting.ts';
import type { Device } from '../../src/replica/own-session.ts';
import { clientIdOf, shortHash } from '../../src/replica/entry.ts';
import type { RefusalReason } from '../../src/replica/notice.ts';
import { Chain, content, craft, entriesOf, type Sealed } from '../sim/crafter.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';
import {
  at,
  goOn,
  held,
  honestly,
  kinds,
  notes,
  open,
  reasons,
  receive,
  scene,
  shown,
  write,
  type Scene,
} from '../sim/scene.ts';

type Crafted = (scene: Scene, clock: number) => Uint8Array;
const one =
  (struct: (scene: Scene) => Parameters<typeof craft>[0][0]['structs'][0]): Crafted =>
  (scene, clock) =>
    craft([{ client: scene.chain.client, clock, structs: [struct(scene)] }]);
const setsTo = (value: Parameters<typeof craft>[0][0]['structs'][0]['content']): Crafted =>
  one(() => ({ content: value, parent: 'notes', key: 'bad@2-3' }));
const deletes =
  (range: (scene: Scene) => { client: number; clock: number; length: number; times?: number }): Crafted =>
  (scene) =>
    craft([], [range(scene)]);

const deep = (levels: number): unknown => (levels === 0 ? 'deep' : [deep(levels - 1)]);

const crafted: [reason: RefusalReason, what: string, Crafted][] = [
  ['too large', 'an update of no bytes', () => new Uint8Array()],
  ['undecodable', 'bytes that are no update', () => Uint8Array.of(1, 1, 255, 255, 255, 255, 255)],
  ['undecodable', 'an update cut off', (s, clock) => honestly(s.chain, clock, 'bad').slice(0, -3)],
  [
    'undecodable',
    'an update with bytes behind it',
    (s, clock) => Uint8Array.of(...honestly(s.chain, clock, 'bad'), 7),
  ],
  [
    'undecodable',
    'an update in V2',
    () => {
      const doc = new Y.Doc();
      doc.getMap('notes').set('bad@2-3', 1);
      return Y.encodeStateAsUpdateV2(doc);
    },
  ],
  [
    'several clients',
    'two authors in one update',
    ({ chain, fieldOfKh }, clock) =>
      craft(
        [chain.client, fieldOfKh.client].map((client) => ({
          client,
          clock,
          structs: [{ content: content.any(1), parent: 'notes', key: 'bad@2-3' }],
        })),
      ),
  ],
  [
    'struct count',
    'no struct at all',
    ({ chain }, clock) => craft([{ client: chain.client, clock, structs: [] }]),
  ],
  [
    'struct count',
    'more structs than bytes',
    ({ chain }, clock) =>
      craft([{ client: chain.client, clock, structs: [{ content: content.gc(1) }], count: 2 ** 25 }]),
  ],
  [
    'foreign client',
    'structs in another author’s name',
    ({ kh }, clock) =>
      craft([
        {
          client: kh.space.doc.clientID,
          clock,
          structs: [{ content: content.any(1), parent: 'notes', key: 'bad@1-1' }],
        },
      ]),
  ],
  ['empty struct', 'a struct of no length', one(() => ({ content: content.gc(0) }))],
  ['gap or overlap', 'a clock ahead', ({ chain }, clock) => honestly(chain, clock + 1, 'bad')],
  ['gap or overlap', 'a clock used already', ({ chain }, clock) => honestly(chain, clock - 1, 'bad')],
  ['clock overflow', 'a clock beyond all bounds', one(() => ({ content: content.gc(2 ** 40) }))],
  ['skip', 'a gap declared', one(() => ({ content: content.skip(3) }))],
  [
    'outside the past',
    'a left neighbour nobody has',
    one(({ letters }) => ({ content: content.text('x'), origin: Y.createID(at(letters[0]).client, 9_999) })),
  ],
  [
    'outside the past',
    'a right neighbour nobody has',
    one(({ letters }) => ({
      content: content.text('x'),
      rightOrigin: Y.createID(at(letters[0]).client, 9_999),
    })),
  ],
  [
    'outside the past',
    'a parent nobody has',
    one(() => ({ content: content.text('x'), parent: Y.createID(12, 0) })),
  ],
  [
    'outside the past',
    'itself as its neighbour',
    ({ chain }, clock) =>
      craft([
        {
          client: chain.client,
          clock,
          structs: [{ content: content.text('x'), origin: Y.createID(chain.client, clock) }],
        },
      ]),
  ],
  [
    'unknown root',
    'a root that does not exist',
    one(() => ({ content: content.any(1), parent: 'evil', key: 'a' })),
  ],
  [
    'unsafe key',
    'a key into the prototype',
    one(() => ({ content: content.any(1), parent: 'notes', key: '__proto__' })),
  ],
  [
    'unsafe key',
    'an endless key',
    one(() => ({ content: content.any(1), parent: 'notes', key: 'k'.repeat(129) })),
  ],
  [
    'key of another writer',
    'a field in another’s name',
    one(() => ({ content: content.any(1), parent: 'notes', key: 'bad@1-1' })),
  ],
  [
    'key of another session',
    'a record under a name that others may choose as well',
    one(() => ({ content: content.type(1), parent: 'notes', key: 'record' })),
  ],
  [
    'key of another session',
    'a record under a name another session may choose',
    one(({ kh }) => ({ content: content.type(1), parent: 'notes', key: kh.space.newId() })),
  ],
  [
    'key of another session',
    'a part of a record that another session made',
    one(({ text }) => ({ content: content.type(1), parent: text, key: 'part' })),
  ],
  ['type', 'a container in the place of a value', setsTo(content.type(1))],
  ['text too long', 'more text than one entry may bring', setsTo(content.text('x'.repeat(64 * 1024 + 1)))],
  ['value', 'a value too deep', setsTo(content.any(deep(8)))],
  ['value', 'a value with a key into the prototype', setsTo(content.any({ a: { constructor: 1 } }))],
  ['value', 'a value too long', setsTo(content.any('x'.repeat(64 * 1024 + 1)))],
  ['value', 'a list too long', setsTo(content.any(Array.from({ length: 1_001 }, () => 0)))],
  ['type', 'an XML element', setsTo(content.type(3))],
  ['type', 'an XML text', setsTo(content.type(6))],
  ['content', 'an embed', setsTo(content.embed('{}'))],
  ['content', 'a format', setsTo(content.format('bold', 'true'))],
  ['content', 'JSON of old', setsTo(content.json('1'))],
  ['content', 'a document in the document', setsTo(content.subdocument())],
  [
    'too many deletes',
    'more deletions than one entry may bring',
    deletes(({ letters }) => ({ client: at(letters[0]).client, clock: 0, length: 1, times: 20_001 })),
  ],
  [
    'delete outside the past',
    'the deletion of what nobody has',
    deletes(({ letters }) => ({ client: at(letters[0]).client, clock: 0, length: 9_999 })),
  ],
  [
    'delete outside the past',
    'the deletion of an unknown author’s work',
    deletes(() => ({ client: 12, clock: 0, length: 1 })),
  ],
  [
    'delete outside the past',
    'a deletion of nothing',
    deletes(({ fieldOfKh }) => ({ ...fieldOfKh, length: 0 })),
  ],
  [
    'not beside its neighbour',
    'text between neighbours that are none',
    one(({ letters }) => ({
      content: content.text('NOT '),
      origin: at(letters[5]),
      rightOrigin: at(letters[1]),
    })),
  ],
  [
    'not beside its neighbour',
    'text at the end of what goes on',
    one(({ letters }) => ({ content: content.text('NOT '), origin: at(letters[2]) })),
  ],
  [
    'map entry with a right neighbour',
    'a field in front of another',
    one(({ fieldOfTh }) => ({ content: content.any('x'), rightOrigin: fieldOfTh })),
  ],
  [
    'key of another writer',
    'a field set in another’s name through its predecessor',
    one(({ fieldOfKh }) => ({ content: content.any('forged'), origin: fieldOfKh })),
  ],
  [
    'replaces what may only be created',
    'a record replaced by another',
    one(({ text }) => ({ content: content.type(2), origin: text })),
  ],
  [
    'replaces what may only be created',
    'a value replaced by a container',
    one(({ chain }) => ({ content: content.type(1), origin: Y.createID(chain.client, 0) })),
  ],
  [
    'deletes what holds others',
    'the deletion of a record with all in it',
    deletes(({ text }) => ({ ...text, length: 1 })),
  ],
];

describe('a member whose software writes what no editor would', () => {
  it.each(crafted)('is refused (%s): %s', async (reason, _what, bad) => {
    const s = await scene();
    const { world, kh, th, chain, heads } = s;
    const values = [
      await chain.open({}, { deps: heads }),
      await chain.update(honestly(chain, 0, 'good')),
      await chain.update(bad(s, 1)),
      await chain.update(honestly(chain, 1, 'later')),
    ];
    await receive(kh, values);
    await receive(th, values.toReversed());
    for (const replica of [kh, th]) {
      expect(reasons(replica)).toEqual([reason]);
      expect(replica.space.notices()[0]).toMatchObject({
        kind: 'refused',
        by: { person: 'Person 2', writer: '2-3' },
      });
      expect(shown(replica)).toMatchObject({ notes: { 'good@2-3': 'set', [s.textKey]: 'abcdefgh' } });
      expect(notes(replica).has('later@2-3')).toBe(false);
      expect(notes(replica).has('bad@2-3')).toBe(false);
      // The wrong entry is kept as proof with what follows it, and is not handed on as history.
      expect(
        replica.vault
          .evidence()
          .map(([id]) => id)
          .sort(),
      ).toEqual([values[2]?.[0], values[3]?.[0]].sort());
      expect(replica.vault.has(values[2]?.[0] ?? '')).toBe(false);
    }
    expect(Object.getPrototypeOf(shown(kh))).toBe(Object.prototype);
    await goOn(world, kh, th);
  });
});

describe('the limits that a sealed value alone cannot reach', () => {
  const context = { client: 1, from: 0, known: () => 0, roots: openRoots(['notes']), writer: '1-1' };

  it('refuse an update larger than any (too large)', () => {
    expect(lint(new Uint8Array(UPDATE_LIMITS.bytes + 1), context)).toEqual({
      ok: false,
      reason: 'too large',
    });
  });

  it('refuse what would wait for a cause, should lint ever let it pass (left pending)', () => {
    const inner = new Inner(openRoots(['notes']), () => {});
    const gap = craft([
      { client: 9, clock: 5, structs: [{ content: content.any(1), parent: 'notes', key: 'a@1-1' }] },
    ]);
    expect(
      inner.apply(
        gap,
        { client: 9, from: 5, to: 6, known: () => 0, deletes: new Map() },
        { body: 'KH', writer: '1-1', facilitates: false },
      ),
    ).toEqual({
      problem: 'left pending',
    });
    inner.close();
  });
});

/** Links as a liar may tie them; all of it in order. */
type Tied = (scene: Scene) => Promise<readonly Sealed[]>;

const tied: [reason: RefusalReason, what: string, Tied][] = [
  [
    'opening',
    'a session that begins with something else',
    async ({ chain }) => [await chain.open({}, { kind: 'update' })],
  ],
  [
    'opening',
    'a session that begins in the middle of another',
    async ({ chain }) => [await chain.open({}, { previous: sha256(utf8('before')) })],
  ],
  ['certificate', 'another’s device number', async ({ chain }) => [await chain.open({ device: 9 })]],
  ['certificate', 'another’s Party', async ({ chain }) => [await chain.open({ party: 1 })]],
  [
    'client id',
    'a client id of another device',
    async ({ chain }) => [await chain.open({ client: clientIdOf(5, 1, 1) })],
  ],
  [
    'not a writer',
    'a device that may only read',
    async ({ world, liar }) => {
      const card = { ...liar.card, cert: 'A'.repeat(43), device: 4, writes: new Set<string>() };
      world.directory.add(card);
      return [await new Chain(world, { ...liar, card }).open()];
    },
  ],
  [
    'chain',
    'a link that hangs on nothing',
    async ({ chain, heads }) => {
      const opening = await chain.open({}, { deps: heads });
      const good = await chain.update(honestly(chain, 0, 'good'));
      const loose = await chain.update(honestly(chain, 1, 'bad'), { previous: sha256(utf8('nothing')) });
      return [opening, good, loose];
    },
  ],
  [
    'chain',
    'a second opening in a session',
    async ({ chain, heads }) => [
      await chain.open({}, { deps: heads }),
      await chain.update(honestly(chain, 0, 'good')),
      await chain.open(),
    ],
  ],
  [
    'cause',
    'another history of an honest session',
    async ({ chain, heads }) => [
      await chain.open({}, { deps: heads.map((dep) => ({ ...dep, hash: shortHash(sha256(dep.hash)) })) }),
    ],
  ],
  [
    'cause',
    'a cause named already',
    async ({ chain, heads }) => [
      await chain.open({}, { deps: heads }),
      await chain.update(honestly(chain, 0, 'good'), { deps: heads }),
    ],
  ],
  [
    'own cause',
    'itself as its cause',
    async ({ chain, heads }) => {
      const opening = await chain.open({}, { deps: heads });
      return [opening, await chain.update(honestly(chain, 0, 'good'), { deps: [chain.dep] })];
    },
  ],
];

describe('a member whose software ties its links as it likes', () => {
  it.each(tied)('is refused (%s): %s', async (reason, _what, tie) => {
    const s = await scene();
    const values = await tie(s);
    await receive(s.kh, values);
    await receive(s.th, values.toReversed());
    for (const replica of [s.kh, s.th]) {
      expect(reasons(replica)).toEqual([reason]);
      expect(held(replica)).toBe(0);
      expect(replica.vault.evidence().map(([id]) => id)).toEqual([values.at(-1)?.[0]]);
      expect(notes(replica).has('bad@2-3')).toBe(false);
    }
    await goOn(s.world, s.kh, s.th);
  });

  it('is refused (cause refused): what builds on what was refused', async () => {
    const s = await scene();
    const { chain, world, liar, heads } = s;
    const values = [await chain.open({}, { deps: heads }), await chain.update(honestly(chain, 7, 'bad'))];
    const second = new Chain(world, liar);
    values.push(await second.open({}, { deps: [chain.dep] }));
    await receive(s.kh, values);
    await receive(s.th, values.toReversed());
    for (const replica of [s.kh, s.th]) {
      expect(reasons(replica).sort()).toEqual(['cause refused', 'gap or overlap']);
      expect(held(replica)).toBe(0);
    }
    await goOn(s.world, s.kh, s.th);
  });

  it('cannot speak in another’s name, nor end another’s session so (signature)', async () => {
    const s = await scene();
    const { world, kh, th, chain } = s;
    const entries = (await entriesOf(world, kh.vault)).map(([, entry]) => entry);
    const own = entries.filter(({ session }) => session === entries[0]?.session);
    const last = own.at(-1);
    if (last === undefined) throw new Error('no entry');
    const forged = await chain.update(new Uint8Array([0, 0]), {
      session: last.session,
      seq: last.body.seq + 1,
      previous: last.hash,
    });
    const asKh = await new Chain(world, world.devices[0] as Device).open({}, { signKey: s.liar.signKey });
    for (const replica of [kh, th]) {
      expect(await receive(replica, [forged, asKh])).toEqual([forged[0], asKh[0]]);
      expect(replica.space.notices()).toMatchObject([
        { kind: 'refused', by: null, reason: 'signature' },
        { kind: 'refused', by: null, reason: 'signature' },
      ]);
      expect(replica.vault.evidence()).toEqual([]);
    }
    await goOn(world, kh, th);
  });
});

describe('a member who begins a session under the name of another’s', () => {
  it('is taken for its author by nobody, whatever they hear first', async () => {
    const s = await scene();
    const { world, kh, th, liar } = s;
    const [, first] = (await entriesOf(world, kh.vault)).find(([, { body }]) => body.seq === 0) ?? [];
    if (first === undefined) throw new Error('no opening');
    const all: Sealed[] = [...kh.vault.ids()].map((id) => [id, kh.vault.get(id) ?? new Uint8Array()]);
    for (const kind of ['open', 'update'] as const) {
      // Claims to be the oldest of all, so that it comes first where much comes at once.
      const squat = await new Chain(world, liar).open({}, { session: first.session, time: 1, kind });
      for (const values of [[[squat], all], [all, [squat]], [[squat, ...all]]]) {
        const newcomer = await world.open(1);
        open.push(newcomer);
        for (const batch of values) await newcomer.space.receive(batch);
        expect(shown(newcomer)).toEqual(shown(th));
        expect(newcomer.space.notices()).toEqual([]);
      }
    }
    await goOn(world, kh, th);
  });
});

describe('a member who signs two histories', () => {
  /** Two updates on one link, of which the first has the smaller hash; and the opening of both. */
  async function fork({ chain, heads }: Scene): Promise<[opening: Sealed, smaller: Sealed, larger: Sealed]> {
    const opening = await chain.open({}, { deps: heads });
    const twin = chain.twin();
    const one = await chain.update(honestly(chain, 0, 'said', 'yes'));
    const two = await twin.update(honestly(twin, 0, 'said', 'no'));
    const name = ({ head }: Chain): string => Buffer.from(head).toString('base64url');
    return name(chain) < name(twin) ? [opening, one, two] : [opening, two, one];
  }

  it('is found out, and all go on with the same one, whichever came first', async () => {
    const s = await scene();
    const { world, kh, th } = s;
    const [opening, smaller, larger] = await fork(s);
    await receive(kh, [opening, smaller, larger]);
    await receive(th, [opening, larger, smaller]);
    for (const replica of [kh, th]) {
      expect(kinds(replica)).toEqual(['fork']);
      expect(replica.space.notices()[0]).toMatchObject({ by: { writer: '2-3' } });
      const proof = [...replica.vault.ids(), ...replica.vault.evidence().map(([id]) => id)];
      expect(proof).toEqual(expect.arrayContaining([smaller[0], larger[0]]));
    }
    expect(notes(th).get('said@2-3')).toBe(notes(kh).get('said@2-3'));
    expect(notes(kh).get('said@2-3')).toMatch(/^(yes|no)$/);
    await goOn(world, kh, th);
  });

  it('sets aside what others built on the losing side, and these can go on', async () => {
    const s = await scene();
    const { world, kh, th } = s;
    const [opening, smaller, larger] = await fork(s);
    await receive(th, [opening, larger]);
    write(th, 'built', 'on the losing side');
    await th.space.flush();
    await receive(kh, [opening, smaller]);
    await exchange(kh, th);
    for (const replica of [kh, th]) {
      expect(kinds(replica)).toContain('fork');
      expect(notes(replica).has('built@2-2')).toBe(false);
    }
    write(th, 'again', 'entered anew');
    await exchange(kh, th);
    expect(notes(kh).get('again@2-2')).toBe('entered anew');
    await goOn(world, kh, th);
  });

  it('is found out when two of its sessions share a client id', async () => {
    const s = await scene();
    const { world, kh, th, chain, liar } = s;
    const one = await chain.open();
    const namesake = new Chain(world, liar);
    const two = await namesake.open({ client: chain.client });
    await receive(kh, [one, two]);
    await receive(th, [two, one]);
    for (const replica of [kh, th]) expect(kinds(replica)).toEqual(['fork']);
    const accepted = (replica: Replica): boolean[] => [one, two].map(([id]) => replica.vault.has(id));
    expect([accepted(kh), accepted(th)].flat().filter(Boolean).length).toBeGreaterThanOrEqual(2);
    expect(th.space.authorOf(chain.client)).toEqual(kh.space.authorOf(chain.client));
    await goOn(world, kh, th);
  });
});

describe('what nobody can read', () => {
  const boxed = async (world: World, content: Uint8Array, as: 'entry' | 'pack' = 'entry'): Promise<Bytes> =>
    sealBox(world.key, world.spaceId, as, content);

  const unreadable: [what: string, make: (s: Scene) => Promise<readonly [string, unknown]>][] = [
    ['a value under another’s id', async ({ chain }) => ['A'.repeat(22), (await chain.open())[1]]],
    ['a value cut off', async ({ chain }) => named((await chain.open())[1].slice(0, -1))],
    [
      'a value with one bit changed',
      async ({ chain }) => named((await chain.open())[1].map((byte, i) => (i === 60 ? byte ^ 1 : byte))),
    ],
    [
      'a value of another space',
      async ({ world }) =>
        named(await sealBox(world.key, sha256(utf8('other')), 'entry', new Uint8Array(200))),
    ],
    [
      'a pack in the place of an entry',
      async ({ world }) => named(await boxed(world, new Uint8Array(200), 'pack')),
    ],
    ['what opens but is no entry', async ({ world }) => named(await boxed(world, new Uint8Array(200)))],
    ['what opens and is too short', async ({ world }) => named(await boxed(world, new Uint8Array(20)))],
    ['a box of another version', async ({ chain }) => named((await chain.open())[1].with(0, 2))],
    [
      'an opening that opens nothing',
      ({ world, liar }) => new Chain(world, liar).link('open', concat(utf8('not an opening'))),
    ],
    ['no bytes', async () => named(new Uint8Array())],
    ['too many bytes', async () => named(new Uint8Array(MAX_VALUE + 1))],
    ['a text', async () => ['A'.repeat(22), 'text']],
    ['nothing', async () => ['A'.repeat(22), undefined]],
    ['a shared type', async () => ['A'.repeat(22), new Y.Map()]],
  ];
  const named = (bytes: Bytes): Sealed => [contentId(bytes), bytes];

  it.each(unreadable)('is junk, and leaves no trace: %s', async (_what, make) => {
    const s = await scene();
    const value = await make(s);
    const before = [...s.kh.vault.ids()];
    expect(await s.kh.space.receive([value])).toEqual([value[0]]);
    expect(s.kh.space.notices()).toEqual([]);
    expect([...s.kh.vault.ids()]).toEqual(before);
    expect(s.kh.vault.evidence()).toEqual([]);
    await goOn(s.world, s.kh, s.th);
  });

  it('is held when its key, its certificate or its cause may still come', async () => {
    const s = await scene();
    const { world, kh, th, chain, heads, liar } = s;
    const later = await openEpochKey(sha256(utf8('epoch 2')));
    const underLater = named(await sealBox(later, world.spaceId, 'entry', new Uint8Array(200)));
    const stranger = new Chain(world, { ...liar, card: { ...liar.card, cert: 'B'.repeat(43), device: 9 } });
    const uncertified = await stranger.open();
    const nowhere = { session: 'C'.repeat(22), seq: 3, hash: shortHash(sha256(utf8('nowhere'))) };
    const uncaused = await chain.open({}, { deps: [...heads, nowhere] });
    const values = [underLater, uncertified, uncaused];
    expect(await receive(kh, values)).toEqual([]);
    expect(await receive(th, values.toReversed())).toEqual([]);
    for (const replica of [kh, th]) {
      expect(replica.space.notices()).toMatchObject([{ kind: 'held', count: 3 }]);
      expect(replica.vault.evidence()).toEqual([]);
    }
    await goOn(world, kh, th);
    for (const replica of [kh, th]) expect(held(replica)).toBe(3);
  });
});

describe('a flood of what has to be held', () => {
  /** Boxes of a key nobody has told of. */
  function underUnknownKeys(count: number, bytes: number): Sealed[] {
    const random = prng.create(1);
    return Array.from({ length: count }, (_, i) => {
      const box = new Uint8Array(bytes);
      box.set(prng.uint8Array(random, 60));
      box[0] = 1;
      box[61] = i;
      return [contentId(box), box];
    });
  }

  it('keeps to its number', async () => {
    const s = await scene();
    const { world, kh, th, chain, heads } = s;
    await kh.space.receive(underUnknownKeys(1_500, 200));
    expect(held(kh)).toBe(1_500);
    // And as many signed by a member, each behind a gap.
    const behind: Sealed[] = [await chain.open({}, { deps: heads })];
    for (let i = 0; i < 1_500; i++)
      behind.push(await chain.update(honestly(chain, i, 'flood'), { seq: i + 2 }));
    await kh.space.receive(behind);
    expect(held(kh)).toBe(HOLD_LIMITS.values);
    await receive(th, behind.slice(0, 1));
    await goOn(world, kh, th);
    expect(held(kh)).toBe(HOLD_LIMITS.values);
  });

  it('keeps to its bytes', async () => {
    const s = await scene();
    const size = 200_000;
    for (let round = 0; round < 4; round++) {
      await s.kh.space.receive(underUnknownKeys(100, size + round));
    }
    expect(held(s.kh)).toBe(Math.floor(HOLD_LIMITS.bytes / size));
    await goOn(s.world, s.kh, s.th);
  });
});

describe('a vault whose device gives back something else', () => {
  it('says so, leaves it out, and has it again once somebody brings it', async () => {
    const { world, kh, th } = await scene();
    const name = 'damaged vault';
    const kept = await world.open(1, await Vault.open(name));
    await kept.space.receive(lacking(kh, kept));
    expect(shown(kept)).toEqual(shown(kh));
    const count = [...kept.vault.ids()].length;
    await kept.space.close();
    await damage(name, 2);

    const vault = await Vault.open(name);
    expect(vault.damaged).toHaveLength(2);
    const again = await world.open(1, vault);
    open.push(again);
    expect(again.space.notices()).toContainEqual(expect.objectContaining({ kind: 'damaged', count: 2 }));
    expect(lacking(kh, again)).toHaveLength(2);
    await exchange(kh, again);
    expect(shown(again)).toEqual(shown(kh));
    expect(held(again)).toBe(0);
    await again.space.close();
    open.pop();

    const whole = await Vault.open(name);
    expect(whole.damaged).toEqual([]);
    expect([...whole.ids()].length).toBeGreaterThanOrEqual(count);
    await whole.close();
    await goOn(world, kh, th);
  });

  /** Changes one byte in so many values, as a failing disk would. */
  async function damage(name: string, values: number): Promise<void> {
    const doc = new Y.Doc();
    const persistence = new IndexeddbPersistence(name, doc);
    await persistence.whenSynced;
    const map = doc.getMap<Uint8Array>('values');
    const ids = [...map.keys()].slice(1, 1 + values);
    doc.transact(() => {
      for (const id of ids)
        map.set(
          id,
          (map.get(id) ?? new Uint8Array(50)).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
        );
    });
    await persistence.destroy();
    doc.destroy();
  }
});
