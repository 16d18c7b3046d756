import { readCsv } from './csv.ts';
import { readDocx } from './docx-read.ts';
import type { FileTables } from './table.ts';
import { readXlsx } from './xlsx-read.ts';

/** Kinds of file that hold tables. */
export type TableFormat = 'csv' | 'xlsx' | 'docx';

/** The tables of a file. Throws `TableRefused`; what takes longer than a frame, so it is called in a worker. */
export function readTables(format: TableFormat, bytes: Uint8Array): FileTables {
  switch (format) {
    case 'csv':
      return { tables: [{ name: '', rows: readCsv(bytes) }], notes: [] };
    case 'xlsx':
      return readXlsx(bytes);
    case 'docx':
      return readDocx(bytes);
  }
}
