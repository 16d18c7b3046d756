import type { FileNote, TableProblem } from '../exchange/table/table.ts';
import { m } from './messages.ts';

export type TableFileProblem = TableProblem | 'unreadable';

const PROBLEMS: Readonly<Record<TableFileProblem, () => string>> = {
  'too large': m.imp_file_too_large,
  unreadable: m.rst_file_unreadable,
  'not UTF-8': m.rst_file_encoding,
  'too many rows': m.rst_file_rows,
  'too many columns': m.rst_file_columns,
  'too many tables': m.imp_file_tables,
  'cell too long': m.imp_file_cell,
  quotes: m.rst_file_quotes,
  empty: m.rst_file_empty,
  bomb: m.imp_file_bomb,
  damaged: m.imp_file_damaged,
  locked: m.imp_file_locked,
  entities: m.imp_file_entities,
  'no table': m.imp_file_no_table,
  'too long to read': m.imp_file_slow,
};

/** Why a file is not read, in words, and where. Nothing of it was written. */
export function tableProblem({
  problem,
  line,
}: {
  readonly problem: TableFileProblem;
  /** From 1; null: the file as a whole. */
  readonly line: number | null;
}): string {
  const words = PROBLEMS[problem]();
  return line === null ? words : m.rst_file_at_line({ line, problem: words });
}

const NOTES: Readonly<Record<FileNote, () => string>> = {
  links: m.imp_note_links,
  macros: m.imp_note_macros,
  'hidden sheets': m.imp_note_hidden,
  'nested tables': m.imp_note_nested,
  'merged cells': m.imp_note_merged,
  'tracked changes': m.imp_note_tracked,
};

/** What of a file was not taken as it stands. */
export const fileNote = (note: FileNote): string => NOTES[note]();
