import {
  dayMonthWords,
  dayWords,
  listWords,
  monthWord,
  monthWords,
  weekdayWord,
  yearWords,
  type CalendarDay,
} from './calendar-words.ts';
import { numeral } from './digits.ts';
import { language } from './language.ts';
import { m } from './messages.ts';

// Gregorian and 0-9 whatever the device prefers; other digits only where the reader chose them.
const SHAPE = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const latin = new Intl.DateTimeFormat('en-GB', SHAPE);
/** A clock on a wall is asked every second: what tells a zone's time is made once. */
const zones = new Map<string, Intl.DateTimeFormat>();
const clock = { format: (at: number): string => numeral(language(), latin.format(at)) };

/** The day on this device's own calendar. */
function localDay(at: number): CalendarDay {
  const date = new Date(at);
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    weekday: date.getDay(),
  };
}

/** Of `YYYY-MM-DD`; null where that is no day. */
function dayOf(iso: string): CalendarDay | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) return null;
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** `26 August 2022`, on this device's own calendar. Unix ms. */
export const dayOfMoment = (at: number): string => dayWords(language(), localDay(at));

/** `14:02` today, else `26 August 2022, 14:02`. Unix ms; `now` decides what today is. */
export function momentOf(at: number | null, now: number): string {
  if (at === null) return m.time_unknown();
  const time = clock.format(at);
  return dayOfMoment(at) === dayOfMoment(now) ? time : `${dayOfMoment(at)}, ${time}`;
}

/** `26 August 2022, 14:02`, for paper. */
export const fullMoment = (at: number): string => `${dayOfMoment(at)}, ${clock.format(at)}`;

function clockIn(zone: string): Intl.DateTimeFormat {
  if (zone === '') return latin;
  const kept = zones.get(zone);
  if (kept !== undefined) return kept;
  try {
    const made = new Intl.DateTimeFormat('en-GB', { ...SHAPE, timeZone: zone });
    zones.set(zone, made);
    return made;
  } catch {
    // A zone this device does not know; not kept, or whoever drives a board could name them without end.
    return latin;
  }
}

const OFFSET = /GMT(?<hours>[+-]\d+(?::\d+)?)?/u;
const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, at: number): string {
  const { timeZone } = clockIn(zone).resolvedOptions();
  const kept = offsets.get(timeZone);
  const shape = kept ?? new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' });
  if (kept === undefined) offsets.set(timeZone, shape);
  const name = shape.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `UTC${OFFSET.exec(name)?.groups?.['hours'] ?? ''}`;
}

/** `UTC+7` of an IANA time zone whose clocks show another time than this device's; '' where both show the same. Unix ms. */
export function zoneWords(zone: string, at: number): string {
  const there = offsetAt(zone, at);
  return there === offsetAt('', at) ? '' : numeral(language(), there);
}

/** `14:02` in an IANA time zone; in this device's own where that is empty or not known to it. Unix ms. */
export const timeIn = (zone: string, at: number): string => numeral(language(), clockIn(zone).format(at));

/**
 * `2022-10-31` → `31 October 2022` (Thai: `31 ตุลาคม 2565 (2022)`), `2022-10` → `October 2022`, `2022` → the year;
 * other words as they are.
 */
export function calendarDate(iso: string): string {
  const day = dayOf(iso);
  if (day !== null) return dayWords(language(), day);
  const first = /^\d{4}-\d{2}$/.test(iso) ? dayOf(`${iso}-01`) : null;
  if (first !== null) return monthWords(language(), first.year, first.month);
  return /^\d{4}$/.test(iso) ? yearWords(language(), Number(iso)) : iso;
}

/** `14:02` as it is said in a sentence of its own: `ម៉ោង 14:02`, `14:02 น.`; in 24 hours everywhere. Of `HH:MM`. */
export const timeOfDay = (time: string): string => m.time_of_day({ time: numeral(language(), time) });

/** `Cambodia, Thailand and IOM`. */
export const together = (words: readonly string[]): string => listWords(language(), words);

const dayMonth = (iso: string): string => {
  const day = dayOf(iso);
  return day === null ? iso : dayMonthWords(language(), day);
};

/** Days in words, both `YYYY-MM-DD`: `22–24 November 2022`, `29 November – 1 December 2022`. */
export function spanWords(from: string, to: string): string {
  if (from === to) return calendarDate(from);
  if (from.slice(0, 7) === to.slice(0, 7))
    return `${numeral(language(), Number(from.slice(8)))}–${calendarDate(to)}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${dayMonth(from)} – ${calendarDate(to)}`;
  return `${calendarDate(from)} – ${calendarDate(to)}`;
}

const weekday = (iso: string): string => {
  const day = dayOf(iso);
  return day === null ? '' : weekdayWord(language(), day.weekday, true);
};

/** `Tue–Thu`; for one day `Tue`. */
export const weekdaysOf = (from: string, to: string): string =>
  from === to ? weekday(from) : `${weekday(from)}–${weekday(to)}`;

/** `Tuesday` of `YYYY-MM-DD`. */
export const weekdayName = (iso: string): string => {
  const day = dayOf(iso);
  return day === null ? '' : weekdayWord(language(), day.weekday);
};

/** `Tue 22 November`. */
export const weekdayDate = (iso: string): string => `${weekday(iso)} ${dayMonth(iso)}`;

/** Of `YYYY-MM`: `November 2022`, or short `Nov`. */
export const monthName = (iso: string, short: boolean): string =>
  short ? monthWord(language(), Number(iso.slice(5, 7)), true) : calendarDate(iso);
