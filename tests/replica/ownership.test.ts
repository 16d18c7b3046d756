import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Records } from '../../src/replica/records.ts';
import { ownedRoot } from '../../src/replica/roots.ts';
import type { Device } from '../../src/replica/own-session.ts';
import { Chain, content, craft, headsOf, type Sealed } from '../sim/crafter.ts';
import { idsOf } from '../sim/forger.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';
import { held, reasons, receive } from '../sim/scene.ts';

const open: Replica[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
});

const ANY_TYPE = { map: 1, text: 2 } as const;
const side = ({ space }: Replica, body = 'KH'): Y.Map<unknown> => space.doc.getMap(ownedRoot('sides', body));
const shown = (replica: Replica): unknown => ['KH', 'TH'].map((body) => side(replica, body).toJSON());
const REFUSED = ['root of another body'];

/** Cambodia's side with one record: a field and a text; and a certified member for Thailand whose software lies. */
async function scene() {
  const world = await World.of('KH', 'TH', 'TH', 'KH');
  const kh = await world.open(0);
  const th = await world.open(1);
  open.push(kh, th);
  const id = kh.space.newId();
  const field = `field@${kh.space.writer}`;
  kh.space.change(() => {
    const record = new Y.Map<unknown>();
    const text = new Y.Text();
    side(kh).set(id, record);
    record.set(field, 'KH');
    record.set('words', text);
    text.insert(0, 'abcdefgh');
  });
  const ownOfTh = th.space.newId();
  th.space.change(() => side(th, 'TH').set(ownOfTh, new Y.Map()));
  await exchange(kh, th);
  const record = side(kh).get(id) as Y.Map<unknown>;
  const idAt = (map: Y.Map<unknown>, key: string): Y.ID => {
    const found = map._map.get(key)?.id;
    if (found === undefined) throw new Error(`no ${key}`);
    return found;
  };
  const liar = world.devices[2];
  const colleague = world.devices[3];
  if (liar === undefined || colleague === undefined) throw new Error('no devices');
  return {
    world,
    kh,
    th,
    liar,
    colleague,
    heads: await headsOf(world, kh.vault),
    record: idAt(side(kh), id),
    field: idAt(record, field),
    letters: idsOf(record.get('words') as Y.Text),
    words: idAt(record, 'words'),
    ownOfTh: idAt(side(th, 'TH'), ownOfTh),
  };
}
type Scene = Awaited<ReturnType<typeof scene>>;

/** What is told about Cambodia's side, by whoever tells it. */
const TOLD: Record<string, (scene: Scene, chain: Chain, by: Device) => Uint8Array> = {
  'a record added under the root': (_, { client }) =>
    craft([
      {
        client,
        clock: 0,
        structs: [
          { content: content.type(ANY_TYPE.map), parent: 'sides/KH', key: `${client.toString(36)}-0` },
        ],
      },
    ]),
  'a field set in a record': ({ record }, { client }, { card: { party, device } }) =>
    craft([
      {
        client,
        clock: 0,
        structs: [{ content: content.any('told'), parent: record, key: `field@${party}-${device}` }],
      },
    ]),
  'letters put behind a letter, which names no root': ({ letters }, { client }) =>
    craft([
      {
        client,
        clock: 0,
        structs: [{ content: content.text('no '), origin: letters[2]!, rightOrigin: letters[3]! }],
      },
    ]),
  'letters taken away': ({ letters }) =>
    craft([], [{ client: letters[1]!.client, clock: letters[1]!.clock, length: 3 }]),
};

describe('the root of one body', () => {
  for (const [what, told] of Object.entries(TOLD)) {
    it(`takes nothing from another body: ${what}`, async () => {
      const all = await scene();
      const { world, kh, th, liar, heads } = all;
      const before = shown(kh);
      const chain = new Chain(world, liar);
      const values = [await chain.open(), await chain.update(told(all, chain, liar), { deps: heads })];
      for (const replica of [kh, th]) {
        await receive(replica, values);
        expect(reasons(replica)).toEqual(REFUSED);
        expect(shown(replica)).toEqual(before);
      }
      const reloaded = await world.open(1, th.vault);
      open.push(reloaded);
      expect(shown(reloaded)).toEqual(before);
    });
  }

  it('takes the same from every device of its own body', async () => {
    for (const [what, told] of Object.entries(TOLD)) {
      if (what === 'a record added under the root') continue;
      const all = await scene();
      const { world, kh, th, colleague, heads } = all;
      const chain = new Chain(world, colleague);
      const values = [await chain.open(), await chain.update(told(all, chain, colleague), { deps: heads })];
      const before = shown(th);
      await receive(th, values);
      await receive(kh, values);
      expect(reasons(th), what).toEqual([]);
      expect(shown(th), what).not.toEqual(before);
      expect(shown(th), what).toEqual(shown(kh));
    }
  });

  it('refuses the taking away of what was already taken away, before or after its owner did it', async () => {
    const { world, kh, th, liar, heads, letters } = await scene();
    const chain = new Chain(world, liar);
    const first = letters[0]!;
    const told = craft([], [{ client: first.client, clock: first.clock, length: 1 }]);
    const values = [await chain.open(), await chain.update(told, { deps: heads })];
    await receive(th, values);
    kh.space.change(() => {
      for (const record of side(kh).values())
        ((record as Y.Map<unknown>).get('words') as Y.Text).delete(0, 1);
    });
    await receive(kh, values);
    await exchange(kh, th);
    for (const replica of [kh, th]) expect(reasons(replica)).toEqual(REFUSED);
    expect(shown(th)).toEqual(shown(kh));
    expect(JSON.stringify(shown(kh))).toContain('bcdefgh');
  });

  it('refuses an entry whole, with what it wrote on its own side, whatever order the entries come in', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = prng.create(seed);
      const { world, kh, th, liar, heads, ownOfTh, field } = await scene();
      const chain = new Chain(world, liar);
      const { party, device } = liar.card;
      const mixed = craft(
        [
          {
            client: chain.client,
            clock: 0,
            structs: [{ content: content.any('mine'), parent: ownOfTh, key: `field@${party}-${device}` }],
          },
        ],
        [{ client: field.client, clock: field.clock, length: 1 }],
      );
      const opening = await chain.open();
      const values: Sealed[] = [opening, await chain.update(mixed, { deps: heads })];
      kh.space.change(() => {
        for (const record of side(kh).values())
          (record as Y.Map<unknown>).set(`field@${kh.space.writer}`, 'later');
      });
      await kh.space.flush();
      const later = [...kh.vault.ids()]
        .filter((id) => !th.vault.has(id))
        .map((id): Sealed => [id, kh.vault.get(id)!]);
      const shuffled = [...values, ...later].sort(() => (prng.bool(random) ? 1 : -1));
      await receive(th, shuffled);
      await receive(kh, values);
      expect(held(th), `seed ${seed}`).toBe(0);
      expect(reasons(th), `seed ${seed}`).toEqual(REFUSED);
      expect(shown(th), `seed ${seed}`).toEqual(shown(kh));
      expect(JSON.stringify(shown(th)), `seed ${seed}`).not.toContain('mine');
    }
  });

  it('is refused to a register before anything is written', async () => {
    const { th } = await scene();
    const before = shown(th);
    const records = new Records(th.space, ownedRoot('sides', 'KH'), { field: z.string() }, 'KH');
    const id = [...side(th).keys()][0]!;
    for (const act of [
      () => records.add({ field: 'TH' }, {}),
      () => records.set(id, { field: 'TH' }),
      () => records.delete(id),
    ])
      expect(act).toThrow('not the owner');
    expect(shown(th)).toEqual(before);
  });
});
