import { describe, expect, it } from 'vitest';
import type { Found, Warning } from '../../src/registers/checks/warning.ts';
import { placeName, warningWords } from '../../src/texts/checks.ts';

const at = [{ page: 'plan', id: 'i', label: '1.3', language: null, part: 'activity' }] as const;
const numbering = (found: Found['numbering']): Warning => ({
  check: 'numbering',
  severity: 'warning',
  at,
  found,
});
const spellings = [
  { text: 'Ratchapon', count: 7 },
  { text: 'Rachaphon', count: 0 },
];

describe('what the checks found', () => {
  const told: readonly (readonly [Warning, string])[] = [
    [
      { check: 'conflict', severity: 'stops signing', at, found: { field: 'timeframe' } },
      'The timeframe has more than one value.',
    ],
    [
      { check: 'conflict', severity: 'stops signing', at, found: { field: 'unheard-of' } },
      'A field has more than one value.',
    ],
    [
      { check: 'held', severity: 'stops signing', at, found: { count: 1 } },
      '1 change waits for what it builds on, or could not be read.',
    ],
    [
      {
        check: 'weekday',
        severity: 'warning',
        at,
        found: { kind: 'other day', words: 'Thursday, 26 Aug 2022', date: '2022-08-26', said: 4, is: 5 },
      },
      '“Thursday, 26 Aug 2022”: 26 August 2022 is a Friday.',
    ],
    [numbering({ kind: 'gap', missing: ['4.2', '4.2'], before: '4.3' }), '4.2 is missing before 4.3.'],
    [
      numbering({ kind: 'gap', missing: ['4.1', '4.10'], before: '4.11' }),
      '4.1 to 4.10 are missing before 4.11.',
    ],
    [
      numbering({ kind: 'stray', numbers: ['2.2', '2.3'], among: '3' }),
      '2.2 and 2.3 among the numbers of 3.',
    ],
    [
      { check: 'name', severity: 'warning', at, found: { spellings } },
      '“Ratchapon” (7) and “Rachaphon” (known): one name?',
    ],
    [
      { check: 'translation', severity: 'warning', at, found: { language: 'km', state: 'stale', count: 2 } },
      'Khmer: 2 translations are older than their wording.',
    ],
  ];
  it.each(told)('is one plain sentence (%#)', (warning, sentence) => {
    expect(warningWords(warning)).toBe(sentence);
  });

  it('stands at a place with a name, numbered or not', () => {
    expect(placeName(at[0])).toBe('Item 1.3');
    expect(placeName({ ...at[0], page: 'articles', label: '4.11', language: 'km' })).toBe('4.11 (Khmer)');
    expect(placeName({ ...at[0], page: 'signing', label: ' ' })).toBe('Signing');
  });
});
