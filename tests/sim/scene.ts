import * as Y from 'yjs';
import { afterEach, expect } from 'vitest';
import type { Dep } from '../../src/replica/entry.ts';
import type { Notice, RefusalReason } from '../../src/replica/notice.ts';
import type { Device } from '../../src/replica/own-session.ts';
import { Chain, content, craft, headsOf, type Sealed } from './crafter.ts';
import { idsOf } from './forger.ts';
import { exchange, World, type Replica } from './replicas.ts';

/** Two honest Parties at one document, and a certified member whose software lies. */
/** Replicas to be closed after the test. */
export const open: Replica[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
});

export interface Scene {
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

export const notes = ({ space }: Replica): Y.Map<unknown> => space.doc.getMap('notes');
export const shown = (replica: Replica): unknown => ({ notes: notes(replica).toJSON() });
export const idOf = (replica: Replica, key: string): Y.ID => {
  const id = notes(replica)._map.get(key)?.id;
  if (id === undefined) throw new Error(`no ${key}`);
  return id;
};
export function write(replica: Replica, key: string, value: unknown): void {
  const { space } = replica;
  space.change(() => notes(replica).set(`${key}@${space.writer}`, value));
}

export async function scene(): Promise<Scene> {
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

export const reasons = ({ space }: Replica): RefusalReason[] =>
  space.notices().flatMap((notice) => (notice.kind === 'refused' ? notice.reason : []));
export const held = ({ space }: Replica): number =>
  space.notices().flatMap((notice) => (notice.kind === 'held' ? notice.count : []))[0] ?? 0;
export const kinds = ({ space }: Replica): Notice['kind'][] => space.notices().map(({ kind }) => kind);

/** One value at a time. */
export async function receive(replica: Replica, values: readonly Sealed[]): Promise<string[]> {
  const junk: string[] = [];
  for (const value of values) junk.push(...(await replica.space.receive([value])));
  return junk;
}

export const opened = ({ space }: Replica): unknown => {
  const reloaded = new Y.Doc();
  Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(space.doc));
  return { notes: reloaded.getMap('notes').toJSON() };
};

/** Both read the same, also anew from their own vaults and state, and hear each other as before. */
export async function goOn(world: World, kh: Replica, th: Replica): Promise<void> {
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

export const at = (id: Y.ID | undefined): Y.ID => {
  if (id === undefined) throw new Error('no such letter');
  return id;
};

/** Sets a key of the liar's own: one struct, as an honest device writes it. */
export const honestly = (chain: Chain, clock: number, key: string, value: unknown = 'set'): Uint8Array =>
  craft([
    {
      client: chain.client,
      clock,
      structs: [{ content: content.any(value), parent: 'notes', key: `${key}@2-3` }],
    },
  ]);
