import { describe, expect, it } from 'vitest';
import { wrongWeekdays } from '../../../src/registers/checks/weekday.ts';
import { item, NOTHING, passage, texts } from './snapshots.ts';

const found = (text: string) => wrongWeekdays(texts(text)).map((warning) => warning.found);
const friday = (words: string, said = 4) => ({ kind: 'other day', words, date: '2022-08-26', said, is: 5 });

describe('the day of the week', () => {
  it('of the record is found wrong: "Thursday, 26 Aug 2022" was a Friday', () => {
    expect(
      wrongWeekdays({
        ...NOTHING,
        passages: [
          passage('Bangkok, Thursday, 26 Aug 2022', { id: 'p', page: 'signing', kind: 'signature line' }),
        ],
      }),
    ).toEqual([
      {
        check: 'weekday',
        severity: 'warning',
        at: [{ page: 'signing', id: 'p', label: '', language: 'en', part: 'signature line' }],
        found: friday('Thursday, 26 Aug 2022'),
      },
    ]);
  });

  it.each([
    ['Thursday, 26 August 2022', 'Thursday, 26 August 2022'],
    ['on Thursday the 26th of August 2022', 'Thursday the 26th of August 2022'],
    ['THURSDAY 26 AUGUST 2022', 'THURSDAY 26 AUGUST 2022'],
    ['Thu. 26 Aug. 2022', 'Thu. 26 Aug. 2022'],
    ['Thursday, August 26, 2022', 'Thursday, August 26, 2022'],
    ['Thursday, 26/08/2022', 'Thursday, 26/08/2022'],
    ['Thursday 2022-08-26', 'Thursday 2022-08-26'],
    ['26 August 2022 (Thursday)', '26 August 2022 (Thursday)'],
    ['August 26, 2022 (Thursday)', 'August 26, 2022 (Thursday)'],
    ['Thursday, 26 August B.E. 2565', 'Thursday, 26 August B.E. 2565'],
    ['วันพฤหัสบดีที่ 26 สิงหาคม 2565', 'วันพฤหัสบดีที่ 26 สิงหาคม 2565'],
    ['กรุงเทพมหานคร วันพฤหัสบดีที่ ๒๖ สิงหาคม พ.ศ. ๒๕๖๕', 'วันพฤหัสบดีที่ ๒๖ สิงหาคม พ.ศ. ๒๕๖๕'],
    ['วันพฤหัสบดีที่ 26 สิงหาคม ค.ศ. 2022', 'วันพฤหัสบดีที่ 26 สิงหาคม ค.ศ. 2022'],
    ['พฤ. 26 ส.ค. 2565', 'พฤ. 26 ส.ค. 2565'],
    ['ថ្ងៃព្រហស្បតិ៍ ទី២៦ ខែសីហា ឆ្នាំ២០២២', 'ថ្ងៃព្រហស្បតិ៍ ទី២៦ ខែសីហា ឆ្នាំ២០២២'],
    ['ថ្ងៃ\u200bព្រហស្បតិ៍\u200bទី\u200b26 \u200bសីហា 2022', 'ថ្ងៃព្រហស្បតិ៍ទី26 សីហា 2022'],
    [
      'ថ្ងៃព្រហស្បតិ៍ ១៤រោច ខែស្រាពណ៍ ឆ្នាំខាល ចត្វាស័ក ព.ស. ២៥៦៦ ត្រូវនឹងថ្ងៃទី២៦ ខែសីហា ឆ្នាំ២០២២',
      'ថ្ងៃព្រហស្បតិ៍ ១៤រោច ខែស្រាពណ៍ ឆ្នាំខាល ចត្វាស័ក ព.ស. ២៥៦៦ ត្រូវនឹងថ្ងៃទី២៦ ខែសីហា ឆ្នាំ២០២២',
    ],
  ])('is compared with its date: %s', (text, words) => {
    expect(found(text)).toEqual([friday(words)]);
    // The right day, in its place, is no reason to speak.
    const right = text.replace(/Thursday|THURSDAY|Thu|พฤหัสบดี|พฤ(?=\.)|ព្រហស្បតិ៍/, (day) =>
      /\p{Script=Khmer}/u.test(day)
        ? 'សុក្រ'
        : day === 'พฤ'
          ? 'ศ'
          : /\p{Script=Thai}/u.test(day)
            ? 'ศุกร์'
            : day === 'Thu'
              ? 'Fri'
              : 'Friday',
    );
    expect(right).not.toBe(text);
    expect(found(right)).toEqual([]);
  });

  it('counts the Cambodian Buddhist year from Visakh Bochea: both years that may be meant are allowed', () => {
    expect(found('ថ្ងៃសុក្រ ទី២៦ ខែសីហា ព.ស. ២៥៦៦')).toEqual([]);
    expect(found('ថ្ងៃពុធ ទី២៦ ខែសីហា ព.ស. ២៥៦៦')).toEqual([friday('ថ្ងៃពុធ ទី២៦ ខែសីហា ព.ស. ២៥៦៦', 3)]);
  });

  it('says so when there is no such date at all', () => {
    expect(found('Thursday, 31 November 2022')).toEqual([
      { kind: 'no such date', words: 'Thursday, 31 November 2022' },
    ]);
  });

  it('is told of once a date, in the order they stand', () => {
    expect(
      found('Thursday, 25 August 2022 and Monday, 26 August 2022, not Friday, 27 August 2022'),
    ).toMatchObject([
      { said: 1, is: 5 },
      { said: 5, is: 6 },
    ]);
  });

  it.each([
    'Bangkok, 26 Aug 2022',
    'Friday, 26 Aug 2022',
    'Thursday, 25 August',
    'Friday, 25-26 August 2022',
    'on 7-9 November, Cambodia party will observe national holidays',
    '22 August 2022, Tuesday 23 August 2022',
    'they sat 26 August 2022 in Bangkok',
    'พ.ศ. 2565',
    '26 สิงหาคม พ.ศ. 2565',
    'ថ្ងៃទី២៦ ខែសីហា ឆ្នាំ២០២២',
    'Thursday 0 August 0000 99 9999',
  ])('is not asked of what does not say it, or says it right: %s', (text) => {
    expect(found(text).filter(({ kind }) => kind === 'other day')).toEqual([]);
  });

  it('is read in the timeframe of a plan item, too', () => {
    const warnings = wrongWeekdays({
      ...NOTHING,
      items: [item('1.4', { timeframe: 'by Monday, 30 November 2022' })],
    });
    expect(warnings).toMatchObject([
      { at: [{ page: 'plan', label: '1.4', part: 'timeframe' }], found: { said: 1, is: 3 } },
    ]);
  });
});
