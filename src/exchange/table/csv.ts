import { utf8 } from '../../crypto/bytes.ts';
import { checkedCell, TABLE_LIMITS, TableRefused, type TableRow } from './table.ts';

/**
 * A cell that a spreadsheet would take for a formula is written behind an apostrophe (OWASP, CSV injection): one that begins
 * with = + - @, a tab or a carriage return. So is one whose apostrophes end before such a sign: then reading takes away
 * exactly one of them, and every text comes back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

const escaped = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unescaped = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

/** RFC 4180: commas, CRLF, quotes where they are needed; UTF-8 with a BOM, without which spreadsheets garble Khmer and Thai. */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row) => `${row.map((cell) => quoted(escaped(cell.toWellFormed()))).join(',')}\r\n`);
  return utf8(`\uFEFF${lines.join('')}`);
}

/**
 * Reads RFC 4180, strictly: UTF-8 only (another encoding is told by its bytes, and refused rather than guessed), a quote only
 * around a whole cell. A line end alone is taken, too, since files pass through many hands. Empty lines are left out. Throws
 * {@link TableRefused}; bounded by {@link TABLE_LIMITS} in time and memory.
 */
export function readCsv(bytes: Uint8Array): readonly TableRow[] {
  if (bytes.length > TABLE_LIMITS.bytes) throw new TableRefused('too large');
  const rows = [...rowsOf(decode(bytes))];
  if (rows.length === 0) throw new TableRefused('empty');
  return rows;
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // UTF-16 of plain letters is valid UTF-8 with a NUL beside each.
    if (!text.includes('\0')) return text;
  } catch {
    // Windows code pages and UTF-16 with its mark come here.
  }
  throw new TableRefused('not UTF-8');
}

/** What stands before the next comma, line end or quote, and what ends it. */
const PLAIN = /[^",\r\n]*/y;

function* rowsOf(text: string): IterableIterator<TableRow> {
  let at = 0;
  let line = 1;
  let count = 0;
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    for (let more = true; more;) {
      if (cells.length >= TABLE_LIMITS.columns) throw new TableRefused('too many columns', line);
      let cell: string;
      if (text[at] === '"') {
        const end = closing(text, at + 1, line);
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        line += cell.split('\n').length - 1;
        at = end + 1;
      } else {
        PLAIN.lastIndex = at;
        cell = PLAIN.exec(text)?.[0] ?? '';
        at += cell.length;
      }
      cells.push(unescaped(checkedCell(cell, line)));
      const mark = text[at];
      if (mark !== undefined && mark !== ',' && mark !== '\r' && mark !== '\n')
        throw new TableRefused('quotes', line);
      more = mark === ',';
      if (mark === ',') at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (cells.every((cell) => cell === '')) continue;
    // The header is no row.
    if (++count > TABLE_LIMITS.rows + 1) throw new TableRefused('too many rows', begun);
    yield { line: begun, cells };
  }
}

/** Where the quote ends that a cell began with. */
function closing(text: string, from: number, line: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] !== '"') return end;
  }
  throw new TableRefused('quotes', line);
}
