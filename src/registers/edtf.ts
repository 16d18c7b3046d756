import { daysInMonth } from './days.ts';

const EDTF_DATE = /^(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?$/;
const EDTF_YEAR_MASK = /^\d{2}(?:\dX|XX)[?~%]?$/;

/** The first day, as text that sorts, of one side of a typed EDTF interval; null when there is no such date. */
function edtfDate(text: string): string | null {
  if (EDTF_YEAR_MASK.test(text)) return `${text.slice(0, 4).replaceAll('X', '0')}-01-01`;
  const found = EDTF_DATE.exec(text);
  if (found === null) return null;
  const [, year = '', month = '01', date = '01'] = found;
  if (month === 'XX') return found[3] === undefined || date === 'XX' ? `${year}-01-01` : null;
  const m = Number(month);
  // 21 to 24 are seasons: a year's quarter, never with a day.
  if (m >= 21 && m <= 24) return found[3] === undefined ? `${year}-01-01` : null;
  if (m < 1 || m > 12) return null;
  if (date === 'XX') return `${year}-${month}-01`;
  const d = Number(date);
  return d >= 1 && d <= daysInMonth(Number(year), m) ? `${year}-${month}-${date}` : null;
}

/** Whether a text is an EDTF level 1 date or interval that the calendar has (no times, no years beyond four digits). */
export function isEdtf(text: string): boolean {
  const [from = '', to, ...more] = text.split('/');
  if (more.length > 0) return false;
  if (to === undefined) return edtfDate(from) !== null;
  const open = (side: string) => side === '..' || side === '';
  if (open(from)) return !open(to) && edtfDate(to) !== null;
  const start = edtfDate(from);
  if (start === null) return false;
  if (open(to)) return true;
  const end = edtfDate(to);
  // Compared as far as both are precise: 2022-10-15/2022-10 is lawful, 2022-10-15/2022-09 runs backwards.
  const precise = Math.min(
    ...[from, to].map((side) => /^[\d-]*/.exec(side)?.[0].replace(/-$/, '').length ?? 0),
  );
  return end !== null && start.slice(0, precise) <= end.slice(0, precise);
}
