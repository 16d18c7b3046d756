import { describe, expect, it } from 'vitest';
import { numberingFaults } from '../../../src/registers/checks/numbering.ts';
import { readNumber } from '../../../src/registers/checks/numbers.ts';
import { item, NOTHING, numbered } from './snapshots.ts';

/** What is said of the numbers below a parent; the parent itself is alone in its list and not asked about. */
const faults = (numbers: readonly string[], parent: string | null = null) =>
  numberingFaults(numbered(numbers, parent)).filter(({ at: [place] }) => place.id !== 'parent');
const found = (numbers: readonly string[], parent: string | null = null) =>
  faults(numbers, parent).map((warning) => warning.found);

describe('numbers as they are shown', () => {
  it('of the key results of day 1 are found astray: 3.1, 2.2, 2.3', () => {
    const warnings = faults(['3.1', '2.2', '2.3'], '3');
    expect(warnings.map((warning) => warning.found)).toEqual([
      { kind: 'stray', numbers: ['2.2', '2.3'], among: '3' },
    ]);
    expect(warnings[0]?.at.map(({ label }) => label)).toEqual(['2.2', '2.3']);
    expect(found(['3.1', '2.2', '2.3'])).toEqual([{ kind: 'stray', numbers: ['2.2', '2.3'], among: '3.1' }]);
  });

  it('leave no gap: 4.1 then 4.3, no Article 5, and Article 4 from 4.2', () => {
    expect(found(['4.1', '4.3'], '4')).toEqual([{ kind: 'gap', missing: ['4.2', '4.2'], before: '4.3' }]);
    expect(found(['1', '2', '3', '4', '6'].map((n) => `Article ${n}`))).toEqual([
      { kind: 'gap', missing: ['5', '5'], before: 'Article 6' },
    ]);
    expect(found(['4.2', '4.3'], 'Article 4')).toEqual([
      { kind: 'gap', missing: ['4.1', '4.1'], before: '4.2' },
    ]);
    expect(found(['4.11', '4.12', '4.13'], '4')).toEqual([
      { kind: 'gap', missing: ['4.1', '4.10'], before: '4.11' },
    ]);
  });

  it('are two where one should stand: "1. 12."', () => {
    expect(found(['1. 12.', '1'])).toEqual([{ kind: 'two numbers', number: '1. 12.' }]);
  });

  it('do not repeat, and do not go back', () => {
    expect(found(['1', '2', '2', '3'])).toEqual([{ kind: 'repeat', number: '2', times: 2 }]);
    expect(found(['1', '3', '2'])).toEqual([{ kind: 'order', number: '2', after: '3' }]);
  });

  it.each([
    [['1', '2', '3'], null],
    [['1.1', '1.2', '2.1', '2.2'], null],
    [['1', '1.1', '1.2', '2', '2.1'], null],
    [['4.1', '4.2'], '4'],
    [['1', '2'], '4'],
    [['', '4.1', '', '4.2'], '4'],
    [['(a)', '(b)', '(c)'], '4.1'],
    [['1', 'a)', 'b)', '2', 'a)', 'b)'], null],
    [['1', '2', '3', '4', '5', '6-11', '12'], null],
    [['Article 1', 'Article 2.', '3', 'Annex'], null],
    [['៤.១', '៤.២'], '៤'],
    [['ข้อ ๑', 'ข้อ ๒'], null],
    [['Preamble', 'to be numbered', ''], null],
  ])('that count on raise nothing: %j below %s', (numbers, parent) => {
    expect(found(numbers, parent)).toEqual([]);
  });

  it('count for themselves what the word before them says: Annex 1 is no second Article 1', () => {
    expect(found(['Article 1', 'Article 2', 'Annex 1', 'Annex 2'])).toEqual([]);
    expect(found(['Article 1', '2', 'Annex 1', '2', 'ภาคผนวก ๓'])).toEqual([]);
    expect(found(['Article 12', 'Annex 1.1', 'Annex 1.2'])).toMatchObject([{ kind: 'gap' }]);
    expect(found(['Article 1', 'Annex 1', 'มาตรา ๑'])).toEqual([
      { kind: 'repeat', number: 'Article 1', times: 2 },
    ]);
    expect(found(['Article 1', 'Annex 1', 'Annex 3'])).toEqual([
      { kind: 'gap', missing: ['2', '2'], before: 'Annex 3' },
    ]);
  });

  it('of each plan count for themselves, and nothing is asked of the plan of 26 August 2022', () => {
    const plan = ['1.1', '1.2', '1.3', '1.4'];
    const items = [
      ...plan.map((n) => item(n)),
      ...plan.map((n) => item(n, { id: `other ${n}`, plan: 'other' })),
    ];
    expect(numberingFaults({ ...NOTHING, items })).toEqual([]);
    expect(numberingFaults({ ...NOTHING, items: items.filter(({ id }) => id !== 'item 1.3') })).toMatchObject(
      [{ at: [{ page: 'plan', id: 'item 1.4', label: '1.4', part: 'number' }], found: { kind: 'gap' } }],
    );
  });

  it('are read with any digits and any dress', () => {
    expect(readNumber(' Article ៤.១១. ')).toEqual({
      style: 'digits',
      counts: 'article',
      parts: [4, 11],
      through: 11,
    });
    expect(readNumber('(B)')).toEqual({ style: 'letters', counts: null, parts: [2], through: 2 });
    expect(readNumber('6–11')).toEqual({ style: 'digits', counts: null, parts: [6], through: 11 });
    expect(readNumber('ii')).toBeNull();
    expect(readNumber('')).toBeNull();
  });
});
