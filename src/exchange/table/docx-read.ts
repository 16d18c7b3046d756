import { PREFIXES, readRelationships } from './relationships.ts';
import {
  checkedCell,
  TABLE_LIMITS,
  TableRefused,
  type FileNote,
  type FileTables,
  type Table,
} from './table.ts';
import { unpack } from './unpack.ts';
import { readXml } from './xml-events.ts';

const WANTED = /^(?:_rels\/\.rels|word\/[^/]*\.xml)$/i;
/** Not read: a way of drawing for old programs, deleted and moved words, codes of fields, and what only draws. */
const PASSED_OVER = new Set([
  'mc:Fallback',
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'w:rPr',
  'w:pPr',
]);
/** Cells a merged cell may reach across. */
const MAX_SPAN = TABLE_LIMITS.columns;

interface Cell {
  /** Place in the grid, from 0. */
  readonly column: number;
  readonly lines: string[];
  span: number;
  /** Over several rows: begun here, or gone on with from the row above. */
  down: 'no' | 'begun' | 'on';
}
interface Row {
  readonly cells: Cell[];
  column: number;
  deleted: boolean;
}

/**
 * The tables in the body of a Word file (WordprocessingML, ISO/IEC 29500-1, 17.4), in order. A cell over several columns
 * stands in the first of them, one over several rows in each. Changes nobody accepted are read as if all were: what is
 * deleted is gone, what is inserted stands. Throws {@link TableRefused}.
 */
export function readDocx(bytes: Uint8Array): FileTables {
  const { names, parts } = unpack(bytes, (name) => WANTED.test(name));
  const main = readRelationships(parts.get('_rels/.rels'), '').find(({ type }) => type === 'officeDocument');
  const body = parts.get(main?.target ?? 'word/document.xml');
  if (body === undefined) throw new TableRefused('damaged');
  const reader = new TableReader();
  readXml(body, PREFIXES, reader);
  if ([...names].some((name) => /(?:^|\/)vbaProject/i.test(name))) reader.notes.add('macros');
  if (reader.tables.length === 0) throw new TableRefused('no table');
  return { tables: reader.tables, notes: [...reader.notes] };
}

class TableReader {
  readonly tables: Table[] = [];
  readonly notes = new Set<FileNote>();
  #rows: Row[] = [];
  /** How many tables the place is within: of the second and deeper only the words count. */
  #tables = 0;
  #passing = 0;
  #rowProperties = 0;
  #reading = false;
  #count = 0;

  open(name: string, attributes: () => Readonly<Record<string, string>>): void {
    if (name === 'w:del' || name === 'w:ins' || name === 'w:moveFrom') {
      this.notes.add('tracked changes');
      // As a property of a row, it says that the row was deleted.
      const row = this.#row();
      if (name === 'w:del' && this.#rowProperties > 0 && row !== null) row.deleted = true;
    }
    if (PASSED_OVER.has(name)) this.#passing++;
    if (this.#passing > 0) return;
    switch (name) {
      case 'w:tbl':
        if (++this.#tables === 1) this.#rows = [];
        else this.notes.add('nested tables');
        return;
      case 'w:tr':
        if (this.#tables === 1) this.#rows.push({ cells: [], column: 0, deleted: false });
        return;
      case 'w:trPr':
        if (this.#tables === 1) this.#rowProperties++;
        return;
      case 'w:gridBefore': {
        const row = this.#row();
        if (row !== null && this.#tables === 1) row.column += spanOf(attributes()['w:val']);
        return;
      }
      case 'w:tc':
        this.#beginCell();
        return;
      case 'w:gridSpan': {
        const cell = this.#cell();
        if (cell !== null && this.#tables === 1) cell.span = spanOf(attributes()['w:val']);
        return;
      }
      case 'w:vMerge': {
        const cell = this.#cell();
        if (cell !== null && this.#tables === 1)
          cell.down = attributes()['w:val'] === 'restart' ? 'begun' : 'on';
        return;
      }
      case 'w:p':
        this.#cell()?.lines.push('');
        return;
      case 'w:t':
        this.#reading = true;
        return;
      case 'w:br':
      case 'w:cr':
        this.#write('\n');
        return;
      case 'w:tab':
        this.#write(' ');
        return;
      case 'w:noBreakHyphen':
        this.#write('-');
        return;
    }
  }

  close(name: string): void {
    if (PASSED_OVER.has(name)) {
      this.#passing--;
      return;
    }
    if (this.#passing > 0) return;
    if (name === 'w:t') this.#reading = false;
    else if (name === 'w:trPr' && this.#tables === 1) this.#rowProperties--;
    else if (name === 'w:tc' && this.#tables === 1) {
      const row = this.#row();
      const cell = row?.cells.at(-1);
      if (row !== null && cell !== undefined) row.column += cell.span;
    } else if (name === 'w:tbl' && --this.#tables === 0) this.#ended();
  }

  text(words: string): void {
    if (this.#reading && this.#passing === 0) this.#write(words);
  }

  #row(): Row | null {
    return this.#tables === 0 ? null : (this.#rows.at(-1) ?? null);
  }

  #cell(): Cell | null {
    return this.#row()?.cells.at(-1) ?? null;
  }

  #beginCell(): void {
    const row = this.#row();
    if (row === null || this.#tables !== 1) return;
    if (row.column >= TABLE_LIMITS.columns) throw new TableRefused('too many columns', this.#rows.length);
    row.cells.push({ column: row.column, lines: [], span: 1, down: 'no' });
  }

  #write(words: string): void {
    const cell = this.#cell();
    if (cell === null) return;
    if (cell.lines.length === 0) cell.lines.push('');
    cell.lines[cell.lines.length - 1] += words;
  }

  #ended(): void {
    const rows = this.#rows.filter(({ deleted }) => !deleted);
    this.#rows = [];
    const above: string[] = [];
    const read = rows.map(({ cells }, i) => {
      const line = i + 1;
      const words: string[] = [];
      for (const cell of cells) {
        while (words.length < cell.column) words.push('');
        if (cell.down === 'on') this.notes.add('merged cells');
        const own = checkedCell(cell.lines.join('\n').trim(), line);
        const said = cell.down === 'on' ? (above[cell.column] ?? '') : own;
        words.push(said);
        above[cell.column] = said;
      }
      return { line, cells: words };
    });
    const standing = read.filter(({ cells }) => cells.some((words) => words !== ''));
    if (standing.length === 0) return;
    this.#count += standing.length;
    // The header is no row.
    if (this.#count > TABLE_LIMITS.rows + 1) throw new TableRefused('too many rows', TABLE_LIMITS.rows + 1);
    if (this.tables.length >= TABLE_LIMITS.tables) throw new TableRefused('too many tables');
    this.tables.push({ name: '', rows: standing });
  }
}

const spanOf = (value: string | undefined): number => {
  const span = Number(value);
  return Number.isSafeInteger(span) && span > 0 ? Math.min(span, MAX_SPAN) : 1;
};
