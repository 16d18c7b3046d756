import { calendarDate } from './times.ts';
import { m } from './messages.ts';

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
