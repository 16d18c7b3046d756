import { daysInMonth } from './days.ts';

/** A date at the precision it was said with: `2022`, `2022-10` or `2022-10-31`. */
export type EdtfDate = string;
/** From the first day of one date to the last day of another. */
export interface EdtfSpan {
  readonly from: EdtfDate;
  readonly to: EdtfDate;
}
/** A part of a month, a quarter or a year as people divide them; the table in timeframe-words says which days. */
export type Portion = 'early' | 'mid' | 'end' | 'first half' | 'second half';

const two = (n: number): string => String(n).padStart(2, '0');

/** Null where the calendar has no such date; months and days count from 1. */
export function day(year: number, month: number, date: number): EdtfDate | null {
  return date >= 1 && date <= daysInMonth(year, month) ? `${year}-${two(month)}-${two(date)}` : null;
}
export function days(year: number, month: number, from: number, to: number): EdtfSpan | null {
  const [first, last] = [day(year, month, from), day(year, month, to)];
  return first === null || last === null ? null : { from: first, to: last };
}
export const months = (year: number, from: number, to: number): EdtfSpan => ({
  from: `${year}-${two(from)}`,
  to: `${year}-${two(to)}`,
});
export const once = (date: EdtfDate | null): EdtfSpan | null =>
  date === null ? null : { from: date, to: date };

export function portionOfMonth(portion: Portion, year: number, month: number): EdtfSpan | null {
  const last = daysInMonth(year, month);
  switch (portion) {
    case 'early':
      return days(year, month, 1, 10);
    case 'mid':
      return days(year, month, 11, 20);
    case 'end':
      return days(year, month, 21, last);
    case 'first half':
      return days(year, month, 1, 15);
    case 'second half':
      return days(year, month, 16, last);
  }
}

export function portionOfYear(portion: Portion, year: number): EdtfSpan {
  switch (portion) {
    case 'early':
      return months(year, 1, 3);
    case 'mid':
      return months(year, 5, 8);
    case 'end':
      return months(year, 10, 12);
    case 'first half':
      return months(year, 1, 6);
    case 'second half':
      return months(year, 7, 12);
  }
}

export function portionOfQuarter(portion: Portion | null, year: number, quarter: number): EdtfSpan | null {
  const first = quarter * 3 - 2;
  switch (portion) {
    case null:
      return months(year, first, first + 2);
    case 'early':
      return months(year, first, first);
    case 'mid':
      return months(year, first + 1, first + 1);
    case 'end':
      return months(year, first + 2, first + 2);
    default:
      return null;
  }
}

/** The first day a date of any precision holds. */
export const firstDay = (date: EdtfDate): EdtfDate =>
  date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
/** The last day it holds. */
export function lastDayOf(date: EdtfDate): EdtfDate {
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7
    ? `${date}-${two(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5))))}`
    : date;
}

/** As EDTF writes it. */
export const written = ({ from, to }: EdtfSpan): string => (from === to ? from : `${from}/${to}`);
