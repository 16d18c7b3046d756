import type { Timeframe } from '../schema/plan.ts';
import { isEdtf } from './edtf.ts';
import { addDays } from './days.ts';

/** One end of the days a time may mean. */
export type Edge =
  /** The words name this day. */
  | { readonly kind: 'day'; readonly day: string }
  /** The words mean about this day, or a stretch that ends there: "end of November". */
  | { readonly kind: 'soft'; readonly day: string }
  /** Nothing bounds it on this side: "by end of October" has no beginning. */
  | { readonly kind: 'open' };

/** The days a time as spoken may mean, first and last. At least one of them is not open. */
export interface Reach {
  readonly from: Edge;
  readonly to: Edge;
}

const lastOf = (year: string, month: number): string =>
  addDays(
    `${month === 12 ? String(Number(year) + 1).padStart(4, '0') : year}-${String((month % 12) + 1).padStart(2, '0')}-01`,
    -1,
  );
const two = (n: number): string => String(n).padStart(2, '0');

/** First and last day of one EDTF date; seasons 21-24 are quarters of the year here as in timeframe. */
function bounds(part: string): { first: string; last: string; exact: boolean } {
  const bare = part.replace(/[~?%]$/, '');
  const loose = bare !== part;
  const [year = '', month, date] = bare.split('-');
  const [low, high] = [year.replaceAll('X', '0'), year.replaceAll('X', '9')];
  if (month === undefined || month === 'XX')
    return { first: `${low}-01-01`, last: `${high}-12-31`, exact: false };
  const m = Number(month);
  if (m > 20) {
    const start = (m - 21) * 3 + 1;
    return { first: `${low}-${two(start)}-01`, last: lastOf(high, start + 2), exact: false };
  }
  if (date === undefined || date === 'XX')
    return { first: `${low}-${month}-01`, last: lastOf(high, m), exact: false };
  return { first: bare, last: bare, exact: !loose };
}

/** Whether words name a day by its number: "31 October", "2022-10-31". */
function names(spoken: string, day: string): boolean {
  const number = Number(day.slice(8));
  return new RegExp(`(?<!\\d)0?${number}(?!\\d)`).test(spoken.replace(/\b(\d+)(?:st|nd|rd|th)\b/gi, '$1'));
}

/**
 * The days a loose time may mean; null where its words give none. An end is drawn hard only where the words name that very
 * day and nothing is to be confirmed: "end of November" means 21 to 30 November and names neither.
 */
export function reachOf({ spoken, edtf, tbc }: Timeframe): Reach | null {
  if (edtf === null || !isEdtf(edtf)) return null;
  const edge = (day: string, exact: boolean): Edge => ({
    kind: exact && !tbc && names(spoken, day) ? 'day' : 'soft',
    day,
  });
  const [from = '', to] = edtf.split('/');
  const isOpen = (part: string) => part === '..' || part === '';
  const begin = isOpen(from) ? null : bounds(from);
  const end = to === undefined ? begin : isOpen(to) ? null : bounds(to);
  return {
    from: begin === null ? { kind: 'open' } : edge(begin.first, begin.exact),
    to: end === null ? { kind: 'open' } : edge(end.last, end.exact),
  };
}

/** A span of named days. */
export const exactly = (from: string, to: string): Reach => ({
  from: { kind: 'day', day: from },
  to: { kind: 'day', day: to },
});
