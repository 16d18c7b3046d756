import { describe, expect, it } from 'vitest';
import { namesSpeltApart } from '../../../src/registers/checks/names.ts';
import { editsBetween, isInflected, skeletonOf } from '../../../src/registers/checks/spelling.ts';
import { AGREED, MINUTES, texts } from './snapshots.ts';

const spellings = (...all: readonly string[]) =>
  namesSpeltApart(texts(...all)).map(({ found }) => found.spellings.map(({ text }) => text));

describe('names', () => {
  it('of the minutes are told of where they are spelt in two ways, the rarer spelling first in place', () => {
    const warnings = namesSpeltApart(texts(...MINUTES));
    expect(warnings.map(({ found }) => found.spellings)).toEqual([
      [
        { text: 'Ratchapon', count: 2 },
        { text: 'Rachaphon', count: 1 },
      ],
      [
        { text: 'Roykaew', count: 3 },
        { text: 'Roykeaw', count: 1 },
      ],
      [
        { text: 'Government of the Kingdom', count: 4 },
        { text: 'Government of Kingdom', count: 1 },
      ],
    ]);
    expect(warnings.map(({ at }) => at[0].label)).toEqual(['5', '12', '3']);
    expect(warnings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('known from the members correct the one spelling a text has', () => {
    const snapshot = {
      ...texts('The chair thanked Rachaphon.'),
      names: { people: ['Ratchapon Maneelek'], bodies: [] },
    };
    expect(namesSpeltApart(snapshot).map(({ found }) => found.spellings)).toEqual([
      [
        { text: 'Rachaphon', count: 1 },
        { text: 'Ratchapon', count: 0 },
      ],
    ]);
  });

  it('of bodies are compared with how the bodies are called', () => {
    const snapshot = {
      ...texts('Responsible: Royal Government of Cambodia and Government of the Kingdom Thailand'),
      names: { people: [], bodies: ['Government of the Kingdom of Thailand'] },
    };
    expect(namesSpeltApart(snapshot).map(({ found }) => found.spellings.map(({ text }) => text))).toEqual([
      ['Kingdom Thailand', 'Kingdom of Thailand'],
    ]);
  });

  it('that are short are told of only beside the same other name', () => {
    expect(spellings('by H.E Chou Bun Eng', 'by Chou Bun Heng, H.E Chou Bun Enk')).toEqual([['Eng', 'Enk']]);
    expect(spellings('Mr. Sok Chan', 'and Mr. Sek Vuthy')).toEqual([]);
  });

  it('of places are told of, too', () => {
    expect(spellings('held in Cambodia in May', 'held in Combodia in May')).toEqual([
      ['Cambodia', 'Combodia'],
    ]);
  });

  it.each([
    [AGREED],
    [
      [
        'the Minister of Justice and the Ministry of Justice',
        'Officials, an Official, the Office, an Officer',
      ],
    ],
    [
      [
        'Thailand, Thai and Thais met Cambodia, Cambodian and Cambodians',
        'the Center and the Centre of Training',
      ],
    ],
    [['Draft Annex 1', 'Draft of Annex 1 completed. Draft Annex 2.']],
    [['Mr. Sun spoke of the sun, and Mr. Son of his son']],
    [['thanked Mr. Roykaew and the Roykaews', 'Lessons were drawn.', 'Lesions were found.']],
    [['the SOP, the SOPs, TIP, TIPs, POA, MSDHS, MSDH', 'Identified and Identifies']],
    [
      [
        'Royal Government of Cambodia',
        'Government of the Kingdom of Thailand',
        'Royal Government of Cambodia',
      ],
    ],
  ])('spelt in one way, and words of one family, raise nothing: %#', (all) => {
    expect(spellings(...all)).toEqual([]);
  });
});

describe('likeness of names', () => {
  it('counts letters put in, left out, changed and swapped, up to a bound', () => {
    expect(editsBetween('roykaew', 'roykeaw', 2)).toBe(1);
    expect(editsBetween('ratchapon', 'rachaphon', 2)).toBe(2);
    expect(editsBetween('abc', 'abc', 2)).toBe(0);
    expect(editsBetween('abc', 'xyz', 2)).toBe(3);
    expect(editsBetween('', 'abcd', 2)).toBe(3);
  });

  it('hears one name in two romanisations, and a word with its endings', () => {
    expect(skeletonOf('ratchapon')).toBe(skeletonOf('rachaphon'));
    expect(skeletonOf('pravit')).not.toBe(skeletonOf('privet'.replace('t', 'k')));
    expect(isInflected('official', 'officials')).toBe(true);
    expect(isInflected('cambodia', 'cambodian')).toBe(true);
    expect(isInflected('sokha', 'sokho')).toBe(false);
  });
});
