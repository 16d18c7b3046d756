import { PREFIXES } from './relationships.ts';
import { unescapedLetters } from './xlsx-letters.ts';
import { readXml } from './xml-events.ts';

/** How a number is shown, as far as it changes what the cell says. */
export type NumberFormat =
  | 'general'
  /** With so many places: `1.10`. */
  | { readonly places: number }
  /** To the day, the month or the year, or with its time of day. */
  | { readonly date: 'day' | 'month' | 'year' | 'time' };

/** A cell as the sheet holds it. */
export interface RawCell {
  /** Attribute `t`: `s` shared text, `inlineStr`, `str` result of a formula, `b`, `e`, `d`; empty: a number. */
  readonly type: string;
  /** Attribute `s`, a place in the list of formats. */
  readonly style: number;
  readonly words: string;
}

/** Formats every program has without saying so (18.8.30); the others are general as far as words go. */
const BUILT_IN: Readonly<Record<number, NumberFormat>> = {
  1: { places: 0 },
  2: { places: 2 },
  14: { date: 'day' },
  15: { date: 'day' },
  16: { date: 'day' },
  17: { date: 'month' },
  22: { date: 'time' },
};

function formatOf(code: string): NumberFormat {
  const [first = ''] = code.split(';');
  const bare = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase();
  const [places] = /^0\.(0+)$/.exec(bare)?.slice(1) ?? [];
  if (places !== undefined) return { places: places.length };
  // Without a year or a day, m may be minutes.
  if (/d/.test(bare) && /[my]/.test(bare)) return { date: /h/.test(bare) ? 'time' : 'day' };
  if (/y/.test(bare)) return { date: /m/.test(bare) ? 'month' : 'year' };
  return 'general';
}

/** The formats that cells name by their place. */
export function formatsOf(part: Uint8Array | undefined): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  if (part === undefined) return formats;
  let inCells = false;
  readXml(part, PREFIXES, {
    open(name, attributes) {
      if (name === 'x:numFmt') {
        const { numFmtId, formatCode } = attributes();
        codes.set(Number(numFmtId), formatCode ?? '');
      } else if (name === 'x:cellXfs') inCells = true;
      else if (name === 'x:xf' && inCells) {
        const id = Number(attributes()['numFmtId'] ?? 0);
        const code = codes.get(id);
        formats.push(code === undefined ? (BUILT_IN[id] ?? 'general') : formatOf(code));
      }
    },
    close(name) {
      if (name === 'x:cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return formats;
}

const DAY_MS = 86_400_000;

/**
 * A day counted by a spreadsheet, as ISO 8601 to the precision it is shown with. 1900 has a 29 February there (18.17.4.1), so
 * that days before 1 March are counted one less.
 */
function dated(serial: number, to: 'day' | 'month' | 'year' | 'time', since1904: boolean): string | null {
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const at = start + Math.round((serial * DAY_MS) / 60_000) * 60_000;
  if (!(serial >= 0) || at > Date.UTC(9999, 11, 31)) return null;
  const written = new Date(at).toISOString();
  const time = written.slice(11, 16);
  if (to === 'time' && time !== '00:00') return `${written.slice(0, 10)} ${time}`;
  return written.slice(0, to === 'year' ? 4 : to === 'month' ? 7 : 10);
}

function numberWords(raw: string, format: NumberFormat, since1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  // A spreadsheet shows fifteen figures: 0.3, where the sum of 0.1 and 0.2 is a hair more.
  if (format === 'general') return String(Number(value.toPrecision(15)));
  if ('places' in format) return value.toFixed(Math.min(format.places, 20));
  return dated(value, format.date, since1904) ?? String(value);
}

/** What a cell says. A number without its format would lose 1.10 to 1.1, and a day to a count. */
export function cellWords(
  { type, style, words }: RawCell,
  shared: readonly string[],
  format: (style: number) => NumberFormat,
  since1904: boolean,
): string {
  switch (type) {
    case 's':
      return unescapedLetters(shared[Number(words)] ?? '');
    case 'inlineStr':
    case 'str':
      return unescapedLetters(words);
    case 'b':
      return words === '1' || words === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return words;
    case 'd':
      return words.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    default:
      return numberWords(words, format(style), since1904);
  }
}
