/** Bounds of a file that is read, and of each table in it: what a plan or a roster ever needs, many times over. */
export const TABLE_LIMITS = {
  /** A text file; in bytes. */
  bytes: 4 * 1024 * 1024,
  /** A Word or Excel file, which may hold pictures. */
  packed: 20 * 1024 * 1024,
  rows: 10_000,
  columns: 64,
  /** UTF-16 units of one cell: the longest activity. */
  cell: 20_000,
  /** Tables, or sheets, of one file. */
  tables: 100,
} as const;

/** Why a file is not read. Audience: who chose it. */
export type TableProblem =
  | 'too large'
  | 'too many rows'
  | 'too many columns'
  | 'too many tables'
  | 'cell too long'
  | 'not UTF-8'
  | 'quotes'
  | 'empty'
  /** It would grow beyond all bounds when unpacked. */
  | 'bomb'
  /** Cut off, changed on its way, or no file of this kind at all. */
  | 'damaged'
  /** Behind a password, or of the kind programs wrote before 2007: the two begin alike. */
  | 'locked'
  /** It declares entities of its own, by which a page of text becomes a thousand. */
  | 'entities'
  | 'no table'
  | 'too long to read';

export class TableRefused extends Error {
  override readonly name = 'TableRefused';
  readonly problem: TableProblem;
  /** Line of the file or row of the sheet, from 1; null: the file as a whole. */
  readonly line: number | null;
  constructor(problem: TableProblem, line: number | null = null) {
    super(line === null ? problem : `${problem}, line ${line}`);
    this.problem = problem;
    this.line = line;
  }
}

export interface TableRow {
  /** Line of the file or row of the table it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns, from 0, whose value a spreadsheet calculated: the value it last had is the cell's. */
  readonly calculated?: readonly number[];
}

export interface Table {
  /** Name of the sheet; empty where the file gives none. */
  readonly name: string;
  /** Without rows in which nothing stands. */
  readonly rows: readonly TableRow[];
}

/** What of a file was not taken, or not as it stands. Audience: who chose it. */
export type FileNote =
  /** Connections to other files: not followed. */
  | 'links'
  | 'macros'
  | 'hidden sheets'
  /** A table within a cell: its words are lines of that cell. */
  | 'nested tables'
  /** A cell over several rows: its words stand in each of them. */
  | 'merged cells'
  /** Changes nobody accepted yet: read as if all were. */
  | 'tracked changes';

export interface FileTables {
  /** At least one, each with at least one row. */
  readonly tables: readonly Table[];
  readonly notes: readonly FileNote[];
}

/** A cell within its bounds. Throws {@link TableRefused}. */
export function checkedCell(words: string, line: number): string {
  if (words.length > TABLE_LIMITS.cell) throw new TableRefused('cell too long', line);
  return words;
}
