import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEdtf } from '../../src/registers/edtf.ts';
import { readTimeframe, timeframeOf } from '../../src/registers/timeframe.ts';
import { timeframe } from '../../src/schema/plan.ts';

/** Words, what they mean, and what they mean where no year is said but 2022 is meant. */
const WORDS: readonly (readonly [string, string | null, string | null])[] = [
  ['By end of October 2022', '../2022-10-31', '../2022-10-31'],
  ['by 31 October', null, '../2022-10-31'],
  ['October-November 2022', '2022-10/2022-11', '2022-10/2022-11'],
  ['End of November in Cambodia (date TBC)', null, '2022-11-21/2022-11-30'],
  ['mid-November 2022', '2022-11-11/2022-11-20', '2022-11-11/2022-11-20'],
  ['beginning of November 2022', '2022-11-01/2022-11-10', '2022-11-01/2022-11-10'],
  ['end of February 2024', '2024-02-21/2024-02-29', '2024-02-21/2024-02-29'],
  ['early 2023', '2023-01/2023-03', '2023-01/2023-03'],
  ['mid-2023', '2023-05/2023-08', '2023-05/2023-08'],
  ['late 2023', '2023-10/2023-12', '2023-10/2023-12'],
  ['Q1 2023', '2023-01/2023-03', '2023-01/2023-03'],
  ['fourth quarter of 2022', '2022-10/2022-12', '2022-10/2022-12'],
  ['Q4 2022 - Q1 2023', '2022-10/2023-03', '2022-10/2023-03'],
  ['first week of December 2022', '2022-12-01/2022-12-07', '2022-12-01/2022-12-07'],
  ['last week of November', null, '2022-11-24/2022-11-30'],
  ['second half of November', null, '2022-11-16/2022-11-30'],
  ['26 August 2022', '2022-08-26', '2022-08-26'],
  ['Bangkok, Thursday, 26 Aug 2022', null, null],
  ['Thursday, 26 Aug 2022', '2022-08-26', '2022-08-26'],
  ['August 26th, 2022', '2022-08-26', '2022-08-26'],
  ['25-26 August 2022', '2022-08-25/2022-08-26', '2022-08-25/2022-08-26'],
  ['August 25-26, 2022', '2022-08-25/2022-08-26', '2022-08-25/2022-08-26'],
  ['7–9 November 2022', '2022-11-07/2022-11-09', '2022-11-07/2022-11-09'],
  ['from 7 to 9 November', null, '2022-11-07/2022-11-09'],
  ['30 October - 2 November 2022', '2022-10-30/2022-11-02', '2022-10-30/2022-11-02'],
  ['between October and November 2022', '2022-10/2022-11', '2022-10/2022-11'],
  ['November-January 2023', '2022-11/2023-01', '2022-11/2023-01'],
  ['December and January', null, '2022-12/2023-01'],
  ['end of October to mid-November 2022', '2022-10-21/2022-11-20', '2022-10-21/2022-11-20'],
  ['2022', '2022', '2022'],
  ['2022-2024', '2022/2024', '2022/2024'],
  ['November 2022', '2022-11', '2022-11'],
  ['in May', null, '2022-05'],
  ['In Mid November 2022', '2022-11-11/2022-11-20', '2022-11-11/2022-11-20'],
  ['in Phnom Penh, Cambodia, November 2022', '2022-11', '2022-11'],
  ['from January 2023', '2023-01/..', '2023-01/..'],
  ['starting from mid-January 2023', '2023-01-11/..', '2023-01-11/..'],
  ['from January to March 2023', '2023-01/2023-03', '2023-01/2023-03'],
  ['until March 2023', '../2023-03', '../2023-03'],
  ['until the end of 2022', '../2022-12-31', '../2022-12-31'],
  ['no later than 15 November', null, '../2022-11-15'],
  ['before October 2022', '../2022-09-30', '../2022-09-30'],
  ['before the end of November 2022', '../2022-11-30', '../2022-11-30'],
  ['after March 2023', '2023-04-01/..', '2023-04-01/..'],
  ['by mid-November 2022', '../2022-11-20', '../2022-11-20'],
  ['by end of Q1 2023', '../2023-03-31', '../2023-03-31'],
  ['around November 2022', '2022-11~', '2022-11~'],
  ['2022-10-31', '2022-10-31', '2022-10-31'],
  ['by 2022-10-31', '../2022-10-31', '../2022-10-31'],
  ['2022-10/2022-11', '2022-10/2022-11', '2022-10/2022-11'],
  ['../2022-10-31', '../2022-10-31', '../2022-10-31'],
  ['2022-11~', '2022-11~', '2022-11~'],
  ['2022-24', '2022-24', '2022-24'],
  // The calendar has no such date.
  ['31 November 2022', null, null],
  ['29 February 2022', null, null],
  ['0 May 2022', null, null],
  ['2022-11-31', null, null],
  ['2022-13', null, null],
  ['9-7 November 2022', null, null],
  ['before 2022-21', null, null],
  // The words give none.
  ['as soon as possible', null, null],
  ['ongoing', null, null],
  ['next week', null, null],
  ['in Bangkok', null, null],
  ['Seminar in November 2022', null, null],
  ['November 2565', null, null],
  ['25-26', null, null],
  ['12/10/2022', null, null],
  ['', null, null],
  ['ចុងខែតុលា ២០២២', null, null],
];

/** Every time the record of 25-26 August 2022 speaks of, as it says it; without and with the year of the meeting. */
const RECORD: readonly (readonly [string, string | null, string | null])[] = [
  ['25 - 26 August 2022', '2022-08-25/2022-08-26', '2022-08-25/2022-08-26'],
  ['by the end of October 2022', '../2022-10-31', '../2022-10-31'],
  ['by October 2022', '../2022-10', '../2022-10'],
  ['by the end of October', null, '../2022-10-31'],
  ['In October', null, '2022-10'],
  ['7-9 November', null, '2022-11-07/2022-11-09'],
  ['on 7-9 November', null, '2022-11-07/2022-11-09'],
  ['By November', null, '../2022-11'],
  ['in November', null, '2022-11'],
  ['by the end of November', null, '../2022-11-30'],
  ['by end of November', null, '../2022-11-30'],
  ['by the end of November 2022', '../2022-11-30', '../2022-11-30'],
  ['in November 2022', '2022-11', '2022-11'],
  ['in December', null, '2022-12'],
  ['by the end of this year', null, '../2022-12-31'],
  ['until the end of this year', null, '../2022-12-31'],
  ['until the end of 2022', '../2022-12-31', '../2022-12-31'],
  ['in 2022', '2022', '2022'],
  ['by 2022', '../2022', '../2022'],
  ['in 2022-2024', '2022/2024', '2022/2024'],
  ['for 2022-2024', '2022/2024', '2022/2024'],
  ['Bangkok, Thursday, 26 Aug 2022', null, null],
  // Lengths without a day to count from, times of day, and occasions are no stretch of the calendar.
  ['for the next two years', null, null],
  ['The next two days', null, null],
  ['two-three days', null, null],
  ['three-day', null, null],
  ['for three days', null, null],
  ['the first day', null, null],
  ['after 17 months', null, null],
  ['within a period of 90 days after the other party receives the written notice', null, null],
  ['until 13.30', null, null],
  ['at 13.30', null, null],
  ['at 15:47, Bangkok time', null, null],
  ['9:30 – 17.00', null, null],
  ['25 August 2022: 9:30 – 17.00', null, null],
  ['in the short-term', null, null],
  ['during the next meetings', null, null],
  ['during the workshop in November 2022', null, null],
  ['at any time', null, null],
];

describe('a time of the record', () => {
  it.each(RECORD)('%s', (spoken, edtf, near) => {
    expect(readTimeframe(spoken).edtf).toBe(edtf);
    expect(readTimeframe(spoken, 2022).edtf).toBe(near);
  });
});

describe('a time as people say it', () => {
  it.each(WORDS)('%s', (spoken, edtf, near) => {
    expect(readTimeframe(spoken).edtf).toBe(edtf);
    expect(readTimeframe(spoken, 2022).edtf).toBe(near);
  });

  it('says whether it is still to be confirmed', () => {
    for (const words of [
      'TBC',
      '(date TBC)',
      'November 2022, tbc',
      'dates to be confirmed',
      'November (TBD)',
    ])
      expect(readTimeframe(words).tbc, words).toBe(true);
    for (const words of ['November 2022', '2022', 'as soon as possible', 'tbcx'])
      expect(readTimeframe(words).tbc, words).toBe(false);
    expect(readTimeframe('November 2022, to be confirmed')).toEqual({ edtf: '2022-11', tbc: true });
    expect(readTimeframe('November 2022, dates: TBC')).toEqual({ edtf: '2022-11', tbc: true });
    expect(readTimeframe('2022-11 (TBC)')).toEqual({ edtf: '2022-11', tbc: true });
  });

  it('keeps the words to the letter', () => {
    const spoken = 'End of November in Cambodia (date TBC)';
    expect(timeframeOf(spoken, 2022)).toEqual({ spoken, edtf: '2022-11-21/2022-11-30', tbc: true });
  });

  it('never throws, and never means what no calendar has (20,000 runs)', () => {
    const word = fc.constantFrom(
      ...'by until from before after end of mid early late first last week half quarter - / to and in the at'.split(
        ' ',
      ),
      ...'october Nov 2022 2023 31 30 29 1st Q1 Q5 TBC ( ) , ~ .. 2022-02-31 2022-22 Cambodia February 0 99'.split(
        ' ',
      ),
    );
    const said = fc.oneof(
      { weight: 5, arbitrary: fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
      { weight: 1, arbitrary: fc.array(word, { maxLength: 9 }).map((words) => words.join('')) },
    );
    let meant = 0;
    fc.assert(
      fc.property(
        said,
        fc.option(fc.integer({ min: 1900, max: 2199 }), { nil: undefined }),
        (words, year) => {
          const { edtf } = readTimeframe(words, year);
          if (edtf === null) return;
          meant++;
          expect(isEdtf(edtf), `${words} → ${edtf}`).toBe(true);
          expect(timeframe.safeParse(timeframeOf(words.slice(0, 200), year)).success).toBe(true);
        },
      ),
      { seed: 2022, numRuns: 20_000 },
    );
    expect(meant).toBeGreaterThan(500);
  });

  it('ends for the longest words, where a pattern that tries every reading would not', () => {
    const long = [
      'in ' + 'A'.repeat(50_000),
      '('.repeat(50_000),
      'in A '.repeat(20_000),
      '1-'.repeat(50_000),
      ' '.repeat(90_000),
    ];
    for (const words of long) expect(readTimeframe(words).edtf).toBeNull();
  });
});

describe('EDTF', () => {
  it('is taken as it is when the calendar has it', () => {
    for (const text of [
      '2022',
      '2022-02-28',
      '2022?',
      '2022-11-30~',
      '2022-XX',
      '202X',
      '2022-11-XX',
      '2022-21',
      '../2022',
      '2022/..',
      '2022/',
      '/2022',
      '2022-10-15/2022-10',
    ])
      expect(isEdtf(text), text).toBe(true);
    for (const text of [
      '',
      '..',
      '../..',
      '/',
      '22',
      '2022-00',
      '2022-02-29',
      '2022-25',
      '2022-XX-31',
      '2023/2022',
      '2022-11/2022-10',
      '2022-10-15/2022-09',
      '2022-10-31T10:00',
      'Y12022',
      '2022/2023/2024',
      '2022-21-01',
    ])
      expect(isEdtf(text), text).toBe(false);
  });
});
