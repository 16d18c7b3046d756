import { PREFIXES } from './relationships.ts';
import { checkedCell, TABLE_LIMITS, TableRefused, type TableRow } from './table.ts';
import type { RawCell } from './xlsx-cells.ts';
import { readXml } from './xml-events.ts';

/** Cells filled from a merged one at most. */
const MAX_MERGED = 100_000;

interface Row {
  readonly line: number;
  readonly cells: string[];
  readonly calculated: number[];
}
interface Place {
  /** From 0. */
  readonly column: number;
  /** From 1, as the sheet counts. */
  readonly row: number;
}

/** `BC12` → column 54, row 12; null where it is no place. */
function placeOf(reference: string): Place | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}

/** The rows of one sheet with something in them, cells merged downwards filled. Throws {@link TableRefused}. */
export function readSheet(
  part: Uint8Array,
  wordsOf: (cell: RawCell) => string,
): { readonly rows: readonly TableRow[]; readonly merged: boolean } {
  const rows = new Map<number, Row>();
  const spans: string[] = [];
  let row: Row | null = null;
  let count = 0;
  let column = 0;
  let cell: { type: string; style: number; words: string; formula: boolean } | null = null;
  /** Within an element whose letters are the cell's. */
  let reading = false;
  let aloud = 0;

  const ended = () => {
    if (row === null || cell === null) return;
    const words = checkedCell(wordsOf(cell), row.line);
    if (words === '') return;
    if (column >= TABLE_LIMITS.columns) throw new TableRefused('too many columns', row.line);
    while (row.cells.length < column) row.cells.push('');
    row.cells[column] = words;
    if (cell.formula) row.calculated.push(column);
    if (row.cells.length > 0 && !rows.has(row.line)) {
      // The header is no row.
      if (rows.size > TABLE_LIMITS.rows) throw new TableRefused('too many rows', row.line);
      rows.set(row.line, row);
    }
  };

  readXml(part, PREFIXES, {
    open(name, attributes) {
      switch (name) {
        case 'x:row': {
          const said = Number(attributes()['r']);
          count = Number.isSafeInteger(said) && said > count ? said : count + 1;
          row = { line: count, cells: [], calculated: [] };
          column = -1;
          return;
        }
        case 'x:c': {
          const { r, t, s } = attributes();
          column = (r === undefined ? null : placeOf(r))?.column ?? column + 1;
          cell = { type: t ?? '', style: Number(s ?? 0), words: '', formula: false };
          return;
        }
        case 'x:f':
          if (cell !== null) cell.formula = true;
          return;
        case 'x:rPh':
          aloud++;
          return;
        case 'x:v':
        case 'x:t':
          reading = true;
          return;
        case 'x:mergeCell':
          spans.push(attributes()['ref'] ?? '');
          return;
      }
    },
    close(name) {
      if (name === 'x:v' || name === 'x:t') reading = false;
      else if (name === 'x:rPh') aloud--;
      else if (name === 'x:c') {
        ended();
        cell = null;
      } else if (name === 'x:row') row = null;
    },
    text(words) {
      if (cell !== null && reading && aloud === 0) cell.words += words;
    },
  });
  const merged = fill(rows, spans);
  return {
    rows: [...rows.values()].map(({ line, cells, calculated }) =>
      calculated.length === 0 ? { line, cells } : { line, cells, calculated },
    ),
    merged,
  };
}

/** Puts the words of a cell over several rows into each of them that has a row; across columns they stand in the first only. */
function fill(rows: ReadonlyMap<number, Row>, spans: readonly string[]): boolean {
  let filled = 0;
  for (const span of spans) {
    const [from, to] = span.split(':').map(placeOf);
    if (from == null || to == null || to.row === from.row || from.column >= TABLE_LIMITS.columns) continue;
    const words = rows.get(from.row)?.cells[from.column] ?? '';
    if (words === '') continue;
    for (let line = from.row + 1; line <= to.row && filled < MAX_MERGED; line++) {
      const row = rows.get(line);
      // Beyond the last row that says something, a span may go on to the end of the sheet.
      if (row === undefined) {
        if (line - from.row > TABLE_LIMITS.rows) break;
        continue;
      }
      while (row.cells.length < from.column) row.cells.push('');
      row.cells[from.column] ||= words;
      filled++;
    }
  }
  return filled > 0;
}
