import { m } from './messages.ts';

const LOCALE = 'en-GB';
// Gregorian and its digits whatever the device prefers: both Parties must read the same year.
const COMMON = { calendar: 'gregory', numberingSystem: 'latn' } as const;
const day = new Intl.DateTimeFormat(LOCALE, { ...COMMON, day: 'numeric', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat(LOCALE, { ...COMMON, month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayUtc = new Intl.DateTimeFormat(LOCALE, {
  ...COMMON,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat(LOCALE, {
  ...COMMON,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** `14:02` today, else `26 August 2022, 14:02`. Unix ms; `now` decides what today is. */
export function momentOf(at: number | null, now: number): string {
  if (at === null) return m.time_unknown();
  const time = clock.format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)}, ${time}`;
}

/** `26 August 2022, 14:02`, for paper. */
export const fullMoment = (at: number): string => `${day.format(at)}, ${clock.format(at)}`;

/** `14:02` in an IANA time zone; in this device's own where that is empty or not known to it. Unix ms. */
export function timeIn(zone: string, at: number): string {
  const shape = { ...COMMON, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat(LOCALE, zone === '' ? shape : { ...shape, timeZone: zone }).format(at);
  } catch {
    return clock.format(at);
  }
}

/** `2022-10-31` → `31 October 2022`, `2022-10` → `October 2022`, `2022` → itself; other words as they are. */
export function calendarDate(iso: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`.replace(/^(\d{4}-\d{2})T/, '$1-01T'));
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(time)) return dayUtc.format(time);
  if (/^\d{4}-\d{2}$/.test(iso) && !Number.isNaN(time)) return month.format(time);
  return iso;
}

/** `Cambodia, Thailand and IOM`. */
export const together = (words: readonly string[]): string => list.format(words);

const weekday = new Intl.DateTimeFormat(LOCALE, { ...COMMON, weekday: 'short', timeZone: 'UTC' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, {
  ...COMMON,
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const atNoon = (iso: string): number => Date.parse(`${iso}T12:00:00Z`);

/** Days in words, both `YYYY-MM-DD`: `22–24 November 2022`, `29 November – 1 December 2022`. */
export function spanWords(from: string, to: string): string {
  if (from === to) return calendarDate(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${calendarDate(to)}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${dayMonth.format(atNoon(from))} – ${calendarDate(to)}`;
  return `${calendarDate(from)} – ${calendarDate(to)}`;
}

/** `Tue–Thu`; for one day `Tue`. */
export const weekdaysOf = (from: string, to: string): string =>
  from === to
    ? weekday.format(atNoon(from))
    : `${weekday.format(atNoon(from))}–${weekday.format(atNoon(to))}`;

const weekdayLong = new Intl.DateTimeFormat(LOCALE, { ...COMMON, weekday: 'long', timeZone: 'UTC' });
/** `2022-08-26` → `Friday`; empty for what is no day. */
export function weekdayOf(iso: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? atNoon(iso) : NaN;
  return Number.isNaN(time) ? '' : weekdayLong.format(time);
}

/** Whether words name a day of the week: `Bangkok, Thursday`. */
export const namesWeekday = (words: string): boolean =>
  Array.from({ length: 7 }, (_, i) => weekdayLong.format(Date.UTC(2022, 7, 1 + i))).some((name) =>
    words.includes(name),
  );

/** `Tue 22 November`. */
export const weekdayDate = (iso: string): string =>
  `${weekday.format(atNoon(iso))} ${dayMonth.format(atNoon(iso))}`;

const monthShort = new Intl.DateTimeFormat(LOCALE, { ...COMMON, month: 'short', timeZone: 'UTC' });

/** Of `YYYY-MM`: `November 2022`, or short `Nov`. */
export const monthName = (iso: string, short: boolean): string =>
  short ? monthShort.format(atNoon(`${iso}-01`)) : calendarDate(iso);
