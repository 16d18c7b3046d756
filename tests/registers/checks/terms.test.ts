import { describe, expect, it } from 'vitest';
import { mixedTerms } from '../../../src/registers/checks/terms.ts';
import { AGREED, item, MINUTES, passage, texts } from './snapshots.ts';

const terms = (...all: readonly string[]) =>
  mixedTerms(texts(...all)).map(({ found }) => found.terms.map(({ text }) => text));

describe('terms', () => {
  it('of the minutes are told of where two stand for one thing, and where the rarer stands', () => {
    const warnings = mixedTerms(texts(...MINUTES));
    expect(warnings.map(({ found }) => found.terms.map(({ text }) => text))).toEqual([
      ['workshop', 'seminar'],
      ['focal point', 'focal person'],
      ['roles and responsibilities', 'role and responsibilities'],
      ['Central Cooperation Center', 'Coordination Center'],
    ]);
    expect(warnings.at(-1)?.at.map(({ label }) => label)).toEqual(['7', '9', '10']);
  });

  it.each([
    [
      ['both Parties agree', 'Both countries shall report'],
      ['both Parties', 'Both countries'],
    ],
    [
      ['a victim of trafficking', 'the trafficked person'],
      ['victim of trafficking', 'trafficked person'],
    ],
    [
      ['the Center', 'a Centre for victims and centres'],
      ['Centre', 'Center'],
    ],
    [
      ['organized', 'organised'],
      ['organized', 'organised'],
    ],
  ])('are told of once both occur: %j', (all, found) => {
    expect(terms(...all)).toEqual([found]);
    for (const one of all) expect(terms(one)).toEqual([]);
  });

  it('of articles keep to "shall"; minutes may say what somebody should', () => {
    expect(terms('The Parties shall inform', 'and should answer')).toEqual([['shall', 'should']]);
    const elsewhere = [
      passage('The Parties shall inform'),
      passage('they should decide', { page: 'signing' }),
    ];
    expect(mixedTerms({ ...texts(), passages: elsewhere })).toEqual([]);
  });

  it('are sought in plan items, too, and not in other languages', () => {
    const items = [
      item('1.3', { activity: 'Commence and ensure preparation and planning for bilateral workshop' }),
      item('1.4', { activity: 'Organize a three-day bilateral seminar', expected: 'Plan of Action drafted' }),
    ];
    expect(mixedTerms({ ...texts(), items })).toMatchObject([
      { check: 'term', severity: 'warning', at: [{ label: '1.4', part: 'activity' }, { label: '1.3' }] },
    ]);
    const other = [passage('seminar', { language: 'th' }), passage('workshop')];
    expect(mixedTerms({ ...texts(), passages: other })).toEqual([]);
  });

  it('of the agreed Articles 4.11, 4.12 and 12 raise nothing', () => {
    expect(terms(...AGREED)).toEqual([]);
  });
});
