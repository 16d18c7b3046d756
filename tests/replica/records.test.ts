import fc from 'fast-check';
import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_TEXT } from '../../src/replica/draft.ts';
import { sameValue, type Field } from '../../src/replica/field.ts';
import { BadValue, Records, type Problem } from '../../src/replica/records.ts';
import { PlanRegister } from '../../src/registers/plan.ts';
import { itemFields } from '../../src/schema/plan.ts';
import { hand, PlainWorld, type PlainHost } from '../sim/plain-host.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});
function two(): readonly [PlainHost, PlainHost] {
  const [kh, th] = new PlainWorld('KH', 'TH').open();
  if (kh === undefined || th === undefined) throw new Error('no host');
  hosts.push(kh, th);
  return [kh, th];
}
const recordsOf = (host: PlainHost) => new Records(host, 'items', itemFields);

/** Anything another app could sign: every value Yjs carries, and shared types where values belong. */
const foreign: fc.Arbitrary<() => unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => () => value as unknown),
  fc.constantFrom<() => unknown>(
    () => undefined,
    () => null,
    () => NaN,
    () => -Infinity,
    () => new Uint8Array([1, 2]),
    () => new Y.Map([['a', 1]]),
    () => new Y.Array(),
    () => new Y.Text('words'),
    () => ({ spoken: 'soon', edtf: null, tbc: 'perhaps' }),
    () => ({ spoken: 'soon', edtf: null, tbc: false, added: 'by a later version' }),
    () => 'x'.repeat(5_000),
    () => ['KH', 7],
    () => [],
    () => true,
  ),
);
const FIELDS = Object.keys(itemFields) as (keyof typeof itemFields)[];

const valuesOf = (field: Field<unknown>): unknown[] => {
  switch (field.state) {
    case 'empty':
      return [];
    case 'one':
      return [field.value];
    case 'conflict':
      return [...field.values, ...field.unreadable].map(({ value }) => value);
    case 'unreadable':
      return [field, ...field.others].map(({ value }) => value);
  }
};

describe('reading what foreign apps wrote', () => {
  it('never throws and never drops a value: each is shown as read, or as unreadable (1,000 runs)', () => {
    const key = fc.tuple(
      fc.constantFrom(...FIELDS, 'deleted', 'activity'),
      fc.constantFrom('@1-1', '@2-2', '@3-9', '@', '', '@1-1@2-2'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, foreign), { maxLength: 15 }), (entries) => {
        const [kh, th] = two();
        th.change(() => {
          const record = new Y.Map<unknown>();
          th.doc.getMap('items').set('record', record);
          for (const [[name, suffix], make] of entries) record.set(name + suffix, make());
        });
        hand(th, kh);
        const view = recordsOf(kh).view('record');
        const record = kh.doc.getMap('items').get('record') as Y.Map<unknown>;
        if (view === null) throw new Error('no view');
        for (const name of FIELDS) {
          const field = view.field(name);
          const shown = valuesOf(field);
          const raw = [...record.entries()].filter(([own]) => own.startsWith(`${name}@`));
          for (const [, value] of raw) {
            const read = itemFields[name].safeParse(value);
            expect(shown.some((one) => sameValue(one, read.success ? read.data : value))).toBe(true);
          }
          if (raw.length === 0) expect(field).toEqual({ state: 'empty' });
        }
        expect(['present', 'deleted', 'contested']).toContain(view.standing.state);
        expect(typeof view.draft('activity').toString()).toBe('string');
        new PlanRegister(kh).item('record');
        for (const host of hosts.splice(0)) host.close();
      }),
      { seed: 2022, numRuns: 1_000 },
    );
  });

  it('leaves a record that is none out of the list, and the others in it', () => {
    const [kh] = two();
    const register = new PlanRegister(kh);
    const plan = register.addPlan({ title: 'A plan', period: '2022' });
    const item = register.addItem(plan, null, { activity: 'An activity' });
    kh.change(() => {
      const items = kh.doc.getMap('items');
      items.set('text', new Y.Text('no record'));
      items.set('array', new Y.Array());
      items.set('number', 5);
    });
    expect(register.items(plan).map(({ id }) => id)).toEqual([item]);
    expect(register.item('text')).toBeNull();
    expect(register.item('number')).toBeNull();
  });

  it('keeps an item in sight whose plan cannot be read or is not here', () => {
    const [kh] = two();
    const register = new PlanRegister(kh);
    kh.change(() => {
      const [a, b] = [new Y.Map<unknown>(), new Y.Map<unknown>()];
      kh.doc.getMap('items').set('a', a);
      kh.doc.getMap('items').set('b', b);
      a.set('plan@1-1', 5);
      b.set('plan@1-1', 'a plan that has not come yet');
    });
    expect(register.strays().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(register.item('a')?.plan).toMatchObject({ state: 'unreadable', value: 5 });
  });
});

describe('writing', () => {
  it('stores words in NFC, so that what looks alike is alike', () => {
    const [kh, th] = two();
    const id = recordsOf(kh).add({ expected: 'a de\u0301cision' }, { activity: 'de\u0301cider' });
    hand(kh, th);
    recordsOf(th).set(id, {
      progress: 'e\u0301',
      timeframe: { spoken: 'e\u0301te\u0301', edtf: null, tbc: false },
    });
    const view = recordsOf(th).view(id);
    expect(view?.field('expected')).toMatchObject({ state: 'one', value: 'a d\u00e9cision' });
    expect(view?.draft('activity').toString()).toBe('d\u00e9cider');
    expect(view?.field('timeframe')).toMatchObject({ value: { spoken: '\u00e9t\u00e9' } });
    const record = th.doc.getMap('items').get(id) as Y.Map<unknown>;
    expect(record.get('progress@2-2')).toBe('\u00e9');
    expect(record.get('expected@1-1')).toBe('a d\u00e9cision');
  });

  it('takes as one what both say in different normal forms', () => {
    const [kh, th] = two();
    const id = recordsOf(kh).add({}, {});
    hand(kh, th);
    recordsOf(kh).set(id, { expected: 'd\u00e9cision' });
    // A foreign app that does not normalise.
    th.change(() => (th.doc.getMap('items').get(id) as Y.Map<unknown>).set('expected@2-2', 'de\u0301cision'));
    hand(th, kh);
    expect(recordsOf(kh).view(id)?.field('expected')).toMatchObject({ state: 'one', value: 'd\u00e9cision' });
  });

  it('measures words as they are stored', () => {
    const [kh] = two();
    const id = recordsOf(kh).add({}, {});
    // 20 letters once composed; and 10 that NFC takes apart into 20.
    recordsOf(kh).set(id, { number: 'e\u0301'.repeat(20) });
    expect(recordsOf(kh).view(id)?.field('number')).toMatchObject({
      state: 'one',
      value: '\u00e9'.repeat(20),
    });
    expect(() => recordsOf(kh).set(id, { number: '\u0958'.repeat(11) })).toThrow(
      new BadValue('number', 'too long'),
    );
  });

  it('mends half a surrogate pair, which has no bytes to be sent as', () => {
    const [kh, th] = two();
    const id = recordsOf(kh).add({ expected: 'a\ud800b' }, {});
    hand(kh, th);
    expect(recordsOf(kh).view(id)?.field('expected')).toMatchObject({ value: 'a\ufffdb' });
    expect(recordsOf(th).view(id)?.field('expected')).toEqual(recordsOf(kh).view(id)?.field('expected'));
  });

  it('says nothing when it changes nothing, but in a conflict it is the choice', () => {
    const [kh, th] = two();
    const id = recordsOf(kh).add({ responsible: ['KH', 'TH'], number: '1.1' }, {});
    hand(kh, th);
    let changes = 0;
    th.observe(() => changes++);
    recordsOf(th).set(id, { responsible: ['KH', 'TH'], number: undefined });
    expect(changes).toBe(0);
    recordsOf(kh).set(id, { number: '1.2' });
    recordsOf(th).set(id, { number: '1.3' });
    hand(kh, th);
    expect(recordsOf(th).view(id)?.field('number')).toMatchObject({ state: 'conflict' });
    recordsOf(th).set(id, { number: '1.3' });
    expect(recordsOf(th).view(id)?.field('number')).toMatchObject({ state: 'one', value: '1.3' });
    hand(th, kh);
    expect(recordsOf(kh).view(id)?.field('number')).toMatchObject({ state: 'one', value: '1.3' });
  });

  it('refuses with the field and the problem, and writes nothing then', () => {
    const [kh] = two();
    const records = recordsOf(kh);
    const id = records.add({ number: '1.1' }, {});
    const problem = (act: () => unknown): readonly [string, Problem] | null => {
      try {
        act();
        return null;
      } catch (error) {
        if (!(error instanceof BadValue)) throw error;
        return [error.field, error.problem];
      }
    };
    const before = Y.encodeStateVector(kh.doc);
    expect(problem(() => records.set(id, { expected: 'x'.repeat(4_001) }))).toEqual(['expected', 'too long']);
    expect(problem(() => records.set(id, { number: '1.2', status: 'lost' as 'done' }))).toEqual([
      'status',
      'invalid',
    ]);
    expect(problem(() => records.set(id, { plan: '' }))).toEqual(['plan', 'missing']);
    expect(
      problem(() => records.set(id, { timeframe: { spoken: 'x'.repeat(201), edtf: null, tbc: false } })),
    ).toEqual(['timeframe', 'too long']);
    expect(problem(() => records.set(id, { ['colour' as 'number']: 'red' }))).toEqual(['colour', 'invalid']);
    expect(problem(() => records.set('nobody', {}))).toEqual(['record', 'missing']);
    expect(problem(() => records.delete('nobody'))).toEqual(['record', 'missing']);
    expect(problem(() => records.restore('nobody'))).toEqual(['record', 'missing']);
    expect(problem(() => records.add({}, { activity: 'x'.repeat(MAX_TEXT + 1) }))).toEqual([
      'activity',
      'too long',
    ]);
    expect(Y.encodeStateVector(kh.doc)).toEqual(before);
  });
});
