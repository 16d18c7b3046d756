import { addDays, daysInMonth } from './days.ts';
import { isEdtf } from './edtf.ts';
import {
  day,
  days,
  firstDay,
  lastDayOf,
  months,
  once,
  portionOfMonth,
  portionOfQuarter,
  portionOfYear,
  written,
  type EdtfSpan,
  type Portion,
} from './edtf-span.ts';

/*
 * What the words mean (English as minutes and plans speak it). Results are EDTF level 1 (ISO 8601-2).
 *
 * | words                                            | interval                                                   |
 * | ------------------------------------------------ | ---------------------------------------------------------- |
 * | 26 August 2022, August 26, 2022, 26th of August  | that day                                                   |
 * | November 2022, 2022                              | that month, that year                                      |
 * | early, beginning, start of a month               | 1st to 10th                                                |
 * | mid, middle of a month                           | 11th to 20th                                               |
 * | end of, late in a month                          | 21st to the last day                                       |
 * | first .. fourth, last week of a month            | 1st-7th, 8th-14th, 15th-21st, 22nd-28th, the last 7 days   |
 * | first, second half of a month                    | 1st to 15th, 16th to the last day                          |
 * | early, mid, end of a year                        | January-March, May-August, October-December                |
 * | first, second half of a year; Q1 .. Q4           | January-June, July-December; the three months              |
 * | early, mid, end of a quarter                     | its first, second, third month                             |
 * | a - b, a to b, a and b, between, a/b             | from the first day of a to the last day of b               |
 * | by, until, no later than x, before end of x      | open, to the last day of x                                 |
 * | before x                                         | open, to the day before x                                  |
 * | from, since, starting x                          | from the first day of x, open                              |
 * | after x                                          | from the day after x, open                                 |
 * | around, about, approximately x                   | x, approximate (`~`)                                       |
 *
 * A missing year is that of the other end of the interval, else the reference year, else there is no interval. Places
 * ("in Cambodia") and remarks in brackets say nothing of time. Years are Common Era, 1900 to 2199.
 */

/** Something said of time that may still lack its year or month. */
interface Said {
  readonly year: number | null;
  readonly month: number | null;
  /** Null where the calendar has no such date. */
  span(year: number, month: number | null): EdtfSpan | null;
  /** Whether it needs a month from elsewhere: the 25 of "25-26 August". */
  readonly needsMonth: boolean;
}

const MONTHS = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
] as const;
const MONTH_OF = new Map<string, number>(
  MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)),
);
/** As a source of regular expressions. */
export const MONTH = `(?:${[...MONTH_OF.keys()].join('|')})\\.?(?![a-z])`;
export const YEAR = '(?:19|20|21)\\d\\d';
export const DAY = '\\d{1,2}(?:st|nd|rd|th)?';

const PORTIONS: readonly (readonly [RegExp, Portion])[] = [
  [/^(?:early(?: in)?|beginning(?: of)?|start(?: of)?)(?=[ -])/, 'early'],
  [/^(?:mid|middle of|middle)(?=[ -])/, 'mid'],
  [/^(?:end of|end|late in|late)(?=[ -])/, 'end'],
  [/^(?:first|1st) half(?: of| in)?(?=[ -])/, 'first half'],
  [/^(?:second|2nd) half(?: of| in)?(?=[ -])/, 'second half'],
];

const WEEKS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 8,
  '2nd': 8,
  third: 15,
  '3rd': 15,
  fourth: 22,
  '4th': 22,
};

const monthOf = (word: string): number | null => MONTH_OF.get(word.replace('.', '')) ?? null;
const yearOf = (word: string | undefined): number | null => (word === undefined ? null : Number(word));

const match = (pattern: string, text: string): RegExpExecArray | null =>
  new RegExp(`^${pattern}$`).exec(text);

/** Reads one moment or stretch, without ranges and without open ends. */
function readOne(text: string): Said | null {
  let rest = text;
  let portion: Portion | null = null;
  for (const [pattern, name] of PORTIONS) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    portion = name;
    rest = rest.slice(found[0].length).replace(/^[ -]+/, '');
    break;
  }
  let found = match(`(${MONTH})(?:,? (${YEAR}))?`, rest);
  if (found !== null) {
    const month = monthOf(found[1] ?? '');
    if (month === null) return null;
    return {
      year: yearOf(found[2]),
      month,
      needsMonth: false,
      span: (year) => (portion === null ? months(year, month, month) : portionOfMonth(portion, year, month)),
    };
  }
  found = match(`(?:year )?(${YEAR})`, rest);
  if (found !== null) {
    const said = portion;
    return {
      year: yearOf(found[1]),
      month: null,
      needsMonth: false,
      span: (year) => (said === null ? once(String(year)) : portionOfYear(said, year)),
    };
  }
  found = match(
    `(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?:(?:,| of|) (${YEAR}))?`,
    rest,
  );
  if (found !== null) {
    const quarter = found[1] === undefined ? ((WEEKS[found[2] ?? ''] ?? 1) + 6) / 7 : Number(found[1]);
    return {
      year: yearOf(found[3]),
      month: quarter * 3,
      needsMonth: false,
      span: (year) => portionOfQuarter(portion, year, quarter),
    };
  }
  if (portion !== null) return null;
  found = match(`(${YEAR})-(0[1-9]|1[0-2])(?:-(\\d\\d))?`, rest);
  if (found !== null && isEdtf(rest)) {
    return { year: yearOf(found[1]), month: Number(found[2]), needsMonth: false, span: () => once(rest) };
  }
  found = match(
    `(first|second|third|fourth|1st|2nd|3rd|4th|last) week (?:of |in )?(${MONTH})(?:,? (${YEAR}))?`,
    rest,
  );
  if (found !== null) {
    const month = monthOf(found[2] ?? '');
    const from = WEEKS[found[1] ?? ''];
    if (month === null) return null;
    return {
      year: yearOf(found[3]),
      month,
      needsMonth: false,
      span: (year) => {
        const first = from ?? daysInMonth(year, month) - 6;
        return days(year, month, first, first + 6);
      },
    };
  }
  found = match(`(${DAY})(?: (?:of )?(${MONTH})(?:,? (${YEAR}))?)?`, rest);
  if (found !== null) {
    const date = parseInt(found[1] ?? '', 10);
    const month = found[2] === undefined ? null : monthOf(found[2]);
    return {
      year: yearOf(found[3]),
      month,
      needsMonth: month === null,
      span: (year, other) =>
        once(month === null && other === null ? null : day(year, month ?? other ?? 0, date)),
    };
  }
  return null;
}

/** Reads a stretch that may be a range; every place it could be parted at is tried. */
function readSpan(text: string, reference: number | null): EdtfSpan | null {
  const one = readOne(text);
  if (one !== null) {
    const year = one.year ?? reference;
    return year === null || one.needsMonth ? null : one.span(year, one.month);
  }
  for (const parting of text.matchAll(/ ?[-/] ?| (?:to|until|till|and|or) /g)) {
    const left = readOne(text.slice(0, parting.index));
    const right = readOne(text.slice(parting.index + parting[0].length));
    if (left !== null && right !== null) return join(left, right, reference);
  }
  return null;
}

function join(left: Said, right: Said, reference: number | null): EdtfSpan | null {
  if (right.needsMonth) return null;
  // "November - January 2023" begins in the year before; "November 2022 - January" ends in the year after.
  const turn = left.month !== null && right.month !== null && left.month > right.month ? 1 : 0;
  const said = left.year ?? reference;
  const end = right.year ?? (said === null ? null : said + turn);
  if (end === null) return null;
  const from = left.span(left.year ?? end - turn, left.month ?? right.month);
  const to = right.span(end, right.month);
  if (from === null || to === null || firstDay(from.from) > lastDayOf(to.to)) return null;
  return { from: from.from, to: to.to };
}

const BOUNDS: readonly (readonly [RegExp, (span: EdtfSpan) => string])[] = [
  [
    /^(?:by|until|till|up to|no later than|not later than|latest by|at the latest by|before(?= end[ -])) /,
    ({ to }) => `../${to}`,
  ],
  [/^(?:before|prior to) /, ({ from }) => `../${addDays(firstDay(from), -1)}`],
  [/^(?:after) /, ({ to }) => `${addDays(lastDayOf(to), 1)}/..`],
];
const OPEN_START = /^(?:from|since|starting(?: from| in)?|as of|as from) /;
const APPROXIMATE = /^(?:around|about|approximately|circa|ca\.) /;
const IDLE = /^(?:in|on|during|within|throughout|at|for) /;

/** The interval that words mean, in small letters and without the rest; null where they give none. */
export function readWords(words: string, reference: number | null): string | null {
  let text = words;
  for (const [pattern, bound] of BOUNDS) {
    if (!pattern.test(text)) continue;
    const rest = text.replace(pattern, '').replace(IDLE, '');
    // "by end of October" ends with October, not with its last third's first day.
    const span = readSpan(endOfWhole(rest, reference) ?? rest, reference);
    return span === null ? null : bound(span);
  }
  if (OPEN_START.test(text)) {
    text = text.replace(OPEN_START, '').replace(/ onwards?$/, '');
    const span = readSpan(text, reference);
    if (span === null) return null;
    // "from January to March" has its end.
    return readOne(text) === null ? written(span) : `${span.from}/..`;
  }
  if (/^between .* and /.test(text)) text = text.replace(/^between /, '');
  if (APPROXIMATE.test(text)) {
    const span = readSpan(text.replace(APPROXIMATE, ''), reference);
    return span === null ? null : span.from === span.to ? `${span.from}~` : `${span.from}~/${span.to}~`;
  }
  const span = readSpan(text.replace(IDLE, ''), reference);
  return span === null ? null : written(span);
}

/** The last day of the month, quarter or year whose end is spoken of, as words this reader reads. */
function endOfWhole(text: string, reference: number | null): string | null {
  const found = /^(?:end|late)(?: of| in)?[ -](.*)$/.exec(text);
  if (found?.[1] === undefined) return null;
  const whole = readSpan(found[1], reference);
  if (whole === null) return null;
  const last = lastDayOf(whole.to);
  return `${Number(last.slice(8))} ${MONTHS[Number(last.slice(5, 7)) - 1]?.[0]} ${last.slice(0, 4)}`;
}
