import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runChecks } from '../../../src/registers/checks/run.ts';
import type { Snapshot } from '../../../src/registers/checks/snapshot.ts';
import { AGREED, item, MINUTES, NOTHING, passage, texts } from './snapshots.ts';

/** Everything there is a check for, once. */
const TROUBLED: Snapshot = {
  passages: MINUTES.map((text, i) => passage(text, { id: `m${i}`, page: 'signing', label: `${i}` })),
  provisions: ['4.1', '4.3'].map((number) => ({ id: number, page: 'articles', number, parent: null })),
  items: [
    item('1.1', { responsible: [] }),
    item('1.2', { responsible: [' '], conflicts: ['timeframe', 'status'] }),
  ],
  translations: [
    { provision: '4.1', language: 'km', state: 'missing' },
    { provision: '4.3', language: 'km', state: 'missing' },
    { provision: '4.3', language: 'th', state: 'stale' },
    { provision: '4.1', language: 'th', state: 'current' },
  ],
  conflicts: [{ page: 'articles', id: '4.3', label: '4.3', language: 'en', part: 'heading' }],
  held: 2,
  names: { people: ['Ratchapon Maneelek'], bodies: ['Government of the Kingdom of Thailand'] },
};

describe('the checks before signing', () => {
  it('let only an open conflict and what is held stop a signature, and name a place for everything', () => {
    const warnings = runChecks(TROUBLED);
    expect(warnings.map(({ check }) => check)).toEqual([
      ...['conflict', 'conflict', 'conflict', 'held', 'responsible', 'responsible', 'weekday', 'numbering'],
      ...['name', 'name', 'name', 'term', 'term', 'term', 'term', 'translation', 'translation'],
    ]);
    for (const { check, severity, at } of warnings) {
      expect(severity).toBe(check === 'conflict' || check === 'held' ? 'stops signing' : 'warning');
      expect(at.length).toBeGreaterThan(0);
    }
    expect(runChecks(structuredClone(TROUBLED))).toEqual(warnings);
  });

  it('tell where a conflict is, who is missing, and which translations to review', () => {
    const warnings = runChecks(TROUBLED);
    const told = (check: string) => warnings.filter((warning) => warning.check === check);
    expect(told('conflict').map(({ at, found }) => [at[0].label, at[0].part, found])).toEqual([
      ['4.3', 'heading', { field: 'heading' }],
      ['1.2', 'timeframe', { field: 'timeframe' }],
      ['1.2', 'field', { field: 'status' }],
    ]);
    expect(told('held')).toMatchObject([{ at: [{ page: 'signing' }], found: { count: 2 } }]);
    expect(told('responsible').map(({ at }) => at[0].label)).toEqual(['1.1', '1.2']);
    expect(told('translation').map(({ at, found }) => [at.map(({ label }) => label), found])).toEqual([
      [['4.1', '4.3'], { language: 'km', state: 'missing', count: 2 }],
      [['4.3'], { language: 'th', state: 'stale', count: 1 }],
    ]);
  });

  it('leave an item whose responsible is in dispute to the dispute', () => {
    const items = [item('1.1', { responsible: [], conflicts: ['responsible'] })];
    expect(runChecks({ ...NOTHING, items }).map(({ check }) => check)).toEqual(['conflict']);
  });

  it('find nothing in Articles 4.11, 4.12 and 12 as agreed, nor in an empty workspace', () => {
    expect(runChecks(texts(...AGREED))).toEqual([]);
    expect(runChecks(NOTHING)).toEqual([]);
  });

  it('never throw and name a place for whatever they find, whatever is written', () => {
    const shard = fc.constantFrom(
      ...[
        'Thursday, ',
        '26 ',
        'Aug ',
        '2022 ',
        'วันศุกร์ที่ ',
        'ส.ค. ',
        '๒๕๖๕ ',
        'ថ្ងៃសុក្រ ',
        'ត្រូវនឹង',
        'ទី២៦ ',
        'ខែសីហា ',
      ],
      ...[
        'Mr. ',
        'Ratchapon ',
        'Rachaphon ',
        'of the ',
        'Kingdom ',
        'Thailand ',
        'workshop ',
        'seminar ',
        '\u200b',
        '\u0301',
        '\ud83d',
        '\n',
      ],
      ...['4.1', '1. 12.', '(a)', '.', '-', '99999999999999999999', '្', 'ី'],
    );
    const words = fc.oneof(
      fc.array(shard, { maxLength: 40 }).map((shards) => shards.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    const number = fc.oneof(words, fc.constantFrom('', '1', '2', '2.1', '2.3', '(b)', '៤', '6-11', '1. 12.'));
    const ids = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 6 }),
        fc.array(fc.record({ id: ids, number, parent: fc.option(ids) }), { maxLength: 12 }),
        fc.array(fc.record({ number, activity: words, responsible: fc.array(words, { maxLength: 2 }) }), {
          maxLength: 4,
        }),
        fc.array(words, { maxLength: 3 }),
        (all, provisions, items, people) => {
          const warnings = runChecks({
            ...texts(...all),
            provisions: provisions.map((provision) => ({ ...provision, page: 'articles' })),
            items: items.map((more) => item(more.number, more)),
            names: { people, bodies: people },
          });
          for (const { at, severity } of warnings) {
            expect(at.length).toBeGreaterThan(0);
            expect(severity).toBe('warning');
          }
        },
      ),
      { seed: 20220826, numRuns: 300 },
    );
  });

  it.each([
    'a',
    'A',
    '9',
    ' ',
    '\u0301',
    'ថ',
    'ត្រូវ',
    'Mr. ',
    'Aa ',
    'of ',
    'Aa of the ',
    '1.',
    'Thursday, ',
    'Thursday 26 ',
    'ថ្ងៃសុក្រ ',
    'วันศุกร์ที่ 26 ',
    '26 August ',
    'H. E',
  ])('end soon on a very long text of %j', (unit) => {
    const long = unit.repeat(Math.ceil(200_000 / unit.length));
    // What the test's own time limit guards against is a pattern that tries every way to read a text.
    expect(runChecks({ ...texts(long), items: [item(long, { activity: long })] })).toBeInstanceOf(Array);
  });

  it('end soon on a thousand provisions with thousands of names', () => {
    const name = (i: number) =>
      `B${'aeiou'[i % 5]}${'nrtksl'[i % 6]}a${i.toString(26).replace(/\d/g, (d) => 'qwertyuiop'[Number(d)] ?? '')}`;
    const all = Array.from(
      { length: 1_000 },
      (_, i) => `then Mr. ${name(i * 5)} met ${name(i * 5 + 1)} and ${name(i * 5 + 2)}, ${name(i)}`,
    );
    expect(runChecks(texts(...all)).length).toBeGreaterThan(0);
  });
});
