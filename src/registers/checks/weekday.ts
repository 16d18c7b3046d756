import { datedDaysIn, weekdayOf } from './dates.ts';
import { spotsOf, type Snapshot } from './snapshot.ts';
import type { WarningOf } from './warning.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * Dates that do not fall on the day of the week they are said to: the minutes of 26 August 2022 are signed "Thursday,
 * 26 Aug 2022", which was a Friday. A date without a day of the week, or without its year, is fine.
 */
export function wrongWeekdays(snapshot: Snapshot): WarningOf<'weekday'>[] {
  return spotsOf(snapshot).flatMap(({ text, place }) =>
    datedDaysIn(text).flatMap(({ words, weekday, dates }): WarningOf<'weekday'>[] => {
      if (dates.some((date) => weekdayOf(date) === weekday)) return [];
      const [likeliest] = dates;
      const found: WarningOf<'weekday'>['found'] =
        likeliest === undefined
          ? { kind: 'no such date', words }
          : {
              kind: 'other day',
              words,
              date: `${likeliest.year}-${two(likeliest.month)}-${two(likeliest.day)}`,
              said: weekday,
              is: weekdayOf(likeliest),
            };
      return [{ check: 'weekday', severity: 'warning', at: [place], found }];
    }),
  );
}
