import type { Timeframe } from '../schema/plan.ts';
import { language } from './language.ts';
import { m } from './messages.ts';
import { runsOf } from './runs.ts';
import { calendarDate } from './times.ts';

/** A date of EDTF level 1 in words; `~` is about, `?` uncertain. */
function dateWords(part: string): string {
  const date = calendarDate(part.replace(/[~?%]$/, ''));
  if (part.endsWith('~') || part.endsWith('%')) return m.edtf_about({ date });
  return part.endsWith('?') ? m.edtf_uncertain({ date }) : date;
}

/** An EDTF date or interval as a delegate reads it: `../2022-10-31` → "until 31 October 2022". */
export function intervalWords(edtf: string): string {
  const [start = '', end] = edtf.split('/');
  if (end === undefined) return dateWords(start);
  const open = (part: string) => part === '..' || part === '';
  if (open(start)) return m.edtf_until({ date: dateWords(end) });
  if (open(end)) return m.edtf_from({ date: dateWords(start) });
  return m.edtf_range({ start: dateWords(start), end: dateWords(end) });
}

/** Whether somebody said a time in the reader's own language, by its script. */
export const isReaders = (spoken: string): boolean =>
  (runsOf(spoken).find(({ lang }) => lang !== null)?.lang ?? 'en') === language();

/**
 * What a time comes to, for who reads another language than it was said in: "until 31 October 2022". Empty where the words are in
 * the reader's own, or come to nothing.
 */
export const readersInterval = ({ spoken, edtf }: Pick<Timeframe, 'spoken' | 'edtf'>): string =>
  edtf === null || spoken === '' || isReaders(spoken) ? '' : intervalWords(edtf);
