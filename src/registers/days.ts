import { day } from '../schema/words.ts';
import { daySpan, type DaySpan, type TimeSpan, timeSpan } from '../schema/workshop.ts';

const DAY = 86_400_000;

/** Why dates are not taken. Audience: whoever wrote them. */
export type DatesProblem = 'no such day' | 'ends before it starts' | 'no such time';

export class DatesRefused extends Error {
  override readonly name = 'DatesRefused';
  readonly problem: DatesProblem;
  constructor(problem: DatesProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Throws {@link DatesRefused} for a day the calendar does not have and for a span that runs backwards. */
export function checkedSpan({ from, to }: DaySpan): DaySpan {
  for (const one of [from, to]) if (!day.safeParse(one).success) throw new DatesRefused('no such day');
  if (!daySpan.safeParse({ from, to }).success) throw new DatesRefused('ends before it starts');
  return { from, to };
}

/** Throws {@link DatesRefused} for a time no clock shows, and for one that ends before it starts. */
export function checkedTime(time: TimeSpan | null): TimeSpan | null {
  if (time === null) return null;
  const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  if (!clock.test(time.from) || !clock.test(time.to)) throw new DatesRefused('no such time');
  if (!timeSpan.safeParse(time).success) throw new DatesRefused('ends before it starts');
  return { from: time.from, to: time.to };
}

/** How many days a month (1 to 12) of the Gregorian calendar has. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days since 1 January 1970 in the Gregorian calendar. */
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;

/** `YYYY-MM-DD` of a day number. */
export const dayOf = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

export const addDays = (iso: string, days: number): string => dayOf(dayNumber(iso) + days);

/** How many days a span has, both its ends included. */
export const daysIn = ({ from, to }: DaySpan): number => dayNumber(to) - dayNumber(from) + 1;

/** The days two spans share; null when none. */
export function shared(a: DaySpan, b: DaySpan): DaySpan | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : null;
}

/** The calendar day a moment falls on where this device is, as people there would say it. Unix ms. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
