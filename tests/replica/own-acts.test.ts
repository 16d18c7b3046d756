import * as prng from 'lib0/prng';
import type * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OwnActs } from '../../src/replica/own-acts.ts';
import { Records } from '../../src/replica/records.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';

const SCHEMAS = { title: z.string(), due: z.string(), under: z.string() };
interface Desk {
  readonly replica: Replica;
  readonly notes: Records<typeof SCHEMAS>;
  readonly acts: OwnActs;
  readonly signed: Map<string, number>;
}

function desk(replica: Replica): Desk {
  const signed = new Map<string, number>();
  const acts = new OwnActs({
    lasting: new Set(),
    passing: new Set(),
    signed: (record) => signed.get(record) ?? 0,
  });
  acts.watch(replica.space);
  return { replica, notes: new Records(replica.space, 'notes', SCHEMAS), acts, signed };
}

async function two(seed = 1): Promise<readonly [Desk, Desk]> {
  const world = await World.seeded(seed, 'KH', 'TH');
  return [desk(await world.open(0)), desk(await world.open(1))];
}

const meet = ([a, b]: readonly [Desk, Desk]) => exchange(a.replica, b.replica);
const title = ({ notes }: Desk, id: string) => notes.view(id)?.field('title');
const body = ({ notes }: Desk, id: string) => notes.view(id)?.draft('body').toString();
const turn = () => Promise.resolve();

/** Whatever of another's is live in a replica: values by key, letters one by one. */
function ofOthers({ replica: { space } }: Desk): Set<string> {
  const live = new Set<string>();
  const note = (item: Y.Item | null | undefined) => {
    if (item && !item.deleted && space.authorOf(item.id.client)?.writer !== space.writer)
      for (let i = 0; i < item.length; i++) live.add(`${item.id.client} ${item.id.clock + i}`);
  };
  for (const record of space.doc.getMap<Y.Map<unknown>>('notes').values()) {
    for (const item of record._map.values()) note(item);
    for (let item = (record.get('body') as Y.Text)._start; item !== null; item = item.right) note(item);
  }
  return live;
}

describe('undo of one’s own acts', () => {
  it('takes back a change, an addition and a deletion, and does them again', async () => {
    const [kh] = await two();
    const id = kh.notes.add({ title: 'First' }, { body: 'Words' });
    await turn();
    kh.notes.set(id, { title: 'Second' });
    await turn();
    kh.notes.delete(id);
    expect(kh.acts.undo()).toMatchObject({ state: 'done', act: { kind: 'deleted', record: id } });
    expect(kh.notes.view(id)?.standing.state).toBe('present');
    expect(kh.acts.undo()).toMatchObject({ state: 'done', act: { kind: 'changed' } });
    expect(title(kh, id)).toMatchObject({ value: 'First' });
    expect(kh.acts.undo()).toMatchObject({ state: 'done', act: { kind: 'added' } });
    expect(kh.notes.view(id)?.standing.state).toBe('deleted');
    expect(kh.acts.undo()).toEqual({ state: 'nothing' });
    for (const kind of ['added', 'changed', 'deleted'])
      expect(kh.acts.redo()).toMatchObject({ state: 'done', act: { kind } });
    expect(title(kh, id)).toMatchObject({ value: 'Second' });
    expect(kh.notes.view(id)?.standing.state).toBe('deleted');
    expect(kh.acts.redo()).toEqual({ state: 'nothing' });
  });

  it('puts back what another had written there before, and leaves what another wrote since, and says whose it is', async () => {
    const desks = await two();
    const [kh, th] = desks;
    const id = kh.notes.add({ title: 'Of Cambodia' }, { body: '' });
    await meet(desks);
    th.notes.set(id, { title: 'Of Thailand' });
    await meet(desks);
    kh.notes.set(id, { title: 'Of Cambodia again' });
    await meet(desks);
    kh.acts.undo();
    await meet(desks);
    for (const one of desks) expect(title(one, id)).toMatchObject({ state: 'one', value: 'Of Thailand' });
    kh.acts.redo();
    await meet(desks);
    th.notes.set(id, { title: 'Of Thailand again' });
    await meet(desks);
    expect(kh.acts.undo()).toMatchObject({
      state: 'kept',
      why: 'changed since',
      by: [{ body: 'TH' }],
    });
    // Nor is a record taken away into which another has written.
    expect(kh.acts.undo()).toMatchObject({ state: 'kept', why: 'changed since', act: { kind: 'added' } });
    for (const one of desks) expect(title(one, id)).toMatchObject({ value: 'Of Thailand again' });
  });

  it('takes back one’s own letters of one sitting and nobody else’s', async () => {
    const desks = await two();
    const [kh, th] = desks;
    const id = kh.notes.add({}, { body: 'Article' });
    await meet(desks);
    const draft = kh.notes.view(id)?.draft('body');
    const editor = draft === undefined ? null : kh.acts.editing(kh.replica.space, draft);
    kh.replica.space.change(() => draft?.text?.insert(7, ' four'));
    th.replica.space.change(() => th.notes.view(id)?.draft('body').text?.insert(0, 'New '));
    await meet(desks);
    kh.replica.space.change(() => draft?.text?.delete(4, 3));
    editor?.close();
    expect(body(kh, id)).toBe('New icle four');
    expect(kh.acts.undo()).toMatchObject({ state: 'done', act: { kind: 'written', record: id } });
    await meet(desks);
    for (const one of desks) expect(body(one, id)).toBe('New Article');
    kh.acts.redo();
    await meet(desks);
    for (const one of desks) expect(body(one, id)).toBe('New icle four');
  });

  it('leaves what was signed since, what chose between values set apart, and what others have built upon', async () => {
    const desks = await two();
    const [kh, th] = desks;
    const id = kh.notes.add({ title: 'First' }, { body: '' });
    await meet(desks);
    kh.notes.set(id, { title: 'Of Cambodia' });
    th.notes.set(id, { title: 'Of Thailand' });
    await meet(desks);
    kh.notes.set(id, { title: 'Of Cambodia' });
    expect(kh.acts.undo()).toMatchObject({ state: 'kept', why: 'was a choice' });
    await turn();
    kh.notes.set(id, { title: 'Third' });
    await turn();
    kh.signed.set(id, 1);
    expect(kh.acts.undo()).toMatchObject({ state: 'kept', why: 'signed' });
    const section = kh.notes.add({ title: 'Section' }, { body: '' });
    await meet(desks);
    th.notes.add({ under: section }, { body: '' });
    await meet(desks);
    expect(kh.acts.undo()).toMatchObject({ state: 'kept', why: 'changed since', by: [{ body: 'TH' }] });
  });

  it('never removes what is another’s, is refused by nobody, and ends in one document (30 histories of two)', async () => {
    let undone = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const random = prng.create(seed);
      const desks = await two(seed);
      const act = (one: Desk): void => {
        const ids = one.notes.ids();
        const id = prng.oneOf(random, ids.length === 0 ? [''] : ids);
        const kind = id === '' ? 0 : prng.int32(random, 0, 12);
        const text = kind > 4 && kind < 8 ? one.notes.view(id)?.draft('body').text : undefined;
        if (kind === 0) one.notes.add({ title: 'new' }, { body: 'draft' });
        else if (kind < 4)
          one.notes.set(id, { [prng.bool(random) ? 'title' : 'due']: String(prng.int32(random, 0, 3)) });
        else if (kind === 4) one.notes[prng.bool(random) ? 'delete' : 'restore'](id);
        else if (text)
          one.replica.space.change(() => {
            const at = prng.int32(random, 0, text.length);
            if (prng.bool(random)) text.insert(at, 'abc');
            else text.delete(at, Math.min(2, text.length - at));
          });
        else {
          const before = ofOthers(one);
          const result = one.acts[prng.int32(random, 0, 3) > 0 ? 'undo' : 'redo']();
          if (result.state === 'done') undone++;
          const after = ofOthers(one);
          expect(
            [...before].filter((item) => !after.has(item)),
            `seed ${seed}`,
          ).toEqual([]);
        }
      };
      for (let step = 0; step < 150; step++) {
        act(prng.oneOf(random, [...desks]));
        await turn();
        if (prng.int32(random, 0, 5) === 0) await meet(desks);
      }
      await meet(desks);
      await meet(desks);
      const [a, b] = desks;
      expect(b.replica.space.doc.toJSON(), `seed ${seed}`).toEqual(a.replica.space.doc.toJSON());
      for (const { replica } of desks) expect(replica.space.notices(), `seed ${seed}`).toEqual([]);
    }
    expect(undone).toBeGreaterThan(300);
  });

  it('takes an act of many turns back as one, a colleague’s device told of it, and does it again', async () => {
    const [kh, th] = await two();
    const old = kh.notes.add({ title: 'Before' }, {});
    await turn();
    const end = kh.acts.together();
    const ids: string[] = [];
    for (let at = 0; at < 450; at++) {
      ids.push(kh.notes.add({ title: `Row ${at}` }, {}));
      if (at % 20 === 0) {
        await turn();
        // Nothing is undone under the hands of what still writes.
        expect(kh.acts.undo()).toEqual({ state: 'nothing' });
      }
    }
    kh.notes.set(old, { title: 'Meanwhile' });
    kh.notes.set(old, { title: 'After' });
    expect(end()).toMatchObject({ kind: 'added', record: ids[0] });
    const standing = (desk: Desk) => ids.filter((id) => desk.notes.view(id)?.standing.state === 'present');
    expect(kh.acts.undo().state).toBe('done');
    expect(standing(kh)).toEqual([]);
    await meet([kh, th]);
    expect(standing(th)).toEqual([]);
    expect(title(th, old)).toMatchObject({ value: 'Before' });
    expect(kh.acts.redo().state).toBe('done');
    expect(standing(kh)).toHaveLength(ids.length);
    expect(title(kh, old)).toMatchObject({ value: 'After' });
  });

  it('takes back the act it is told, not the last one, leaves the acts before it, and takes it once', async () => {
    const [kh] = await two();
    const first = kh.notes.add({ title: 'First' }, {});
    await turn();
    const end = kh.acts.together();
    const rows = [kh.notes.add({ title: 'One' }, {}), kh.notes.add({ title: 'Two' }, {})];
    const act = end();
    if (act === null) throw new Error('no act');
    kh.notes.set(first, { title: 'Later' });
    await turn();
    kh.acts.asUndo(() => expect(kh.acts.takeBack(act).state).toBe('done'));
    for (const id of rows) expect(kh.notes.view(id)?.standing.state).toBe('deleted');
    expect(title(kh, first)).toMatchObject({ value: 'Later' });
    expect(kh.acts.takeBack(act)).toEqual({ state: 'nothing' });
    expect(kh.acts.last).toMatchObject({ kind: 'changed', record: first });
  });

  it('leaves the whole of a long act where another has written into it since, and says who', async () => {
    const [kh, th] = await two();
    const end = kh.acts.together();
    const rows = [kh.notes.add({ title: 'One' }, {}), kh.notes.add({ title: 'Two' }, {})];
    const act = end();
    if (act === null) throw new Error('no act');
    await meet([kh, th]);
    th.notes.set(rows[1] ?? '', { title: 'Theirs' });
    await meet([kh, th]);
    expect(kh.acts.takeBack(act)).toMatchObject({
      state: 'kept',
      why: 'changed since',
      by: [{ body: 'TH' }],
    });
    for (const id of rows) expect(kh.notes.view(id)?.standing.state).not.toBe('deleted');
  });
});
