import { afterEach, describe, expect, it } from 'vitest';
import {
  followDigits,
  followLanguage,
  inEnglish,
  inLanguage,
  spokenIn,
  type InterfaceLanguage,
} from '../../src/texts/language.ts';
import { ENGLISH } from '../../src/texts/language.ts';
import { m } from '../../src/texts/messages.ts';
import { calendarDate, spanWords, timeIn, timeOfDay } from '../../src/texts/times.ts';

async function read(language: InterfaceLanguage): Promise<void> {
  const spoken = await spokenIn(language);
  followLanguage(() => spoken);
  followDigits(() => 'own');
}

afterEach(() => {
  followLanguage(() => ENGLISH);
  followDigits(() => 'latin');
});

const AT = Date.UTC(2022, 9, 31, 7, 5);

describe('a reader’s own digits', () => {
  it.each([
    ['km', '៣១ តុលា ២០២២ (2022)', '២២–២៤ វិច្ឆិកា ២០២២ (2022)', '១៤:០៥', '១២'],
    ['th', '๓๑ ตุลาคม ๒๕๖๕ (2022)', '๒๒–๒๔ พฤศจิกายน ๒๕๖๕ (2022)', '๑๔:๐๕', '๑๒'],
  ] as const)('write days, times and counts in %s, and the Gregorian year beside in 0-9', async (...row) => {
    const [language, day, span, time, count] = row;
    await read(language);
    expect(calendarDate('2022-10-31')).toBe(day);
    expect(spanWords('2022-11-22', '2022-11-24')).toBe(span);
    expect(timeIn('Asia/Bangkok', AT)).toBe(time);
    expect(m.plan_items({ count: 12 })).toContain(count);
  });

  it('are in no words for the record, and not in English', async () => {
    await read('km');
    expect(inEnglish(() => calendarDate('2022-10-31'))).toBe('31 October 2022');
    expect(inEnglish(() => m.plan_items({ count: 12 }))).toBe('12 items');
    await read('en');
    expect(calendarDate('2022-10-31')).toBe('31 October 2022');
  });
});

it('A time of day is said in each language as its readers write it, in 24 hours', async () => {
  const said = await Promise.all(
    (['en', 'km', 'th'] as const).map(async (language) => {
      const spoken = await spokenIn(language);
      return inLanguage(spoken, () => timeOfDay('14:05'));
    }),
  );
  expect(said).toEqual(['14:05', 'ម៉ោង 14:05', '14:05 น.']);
});
