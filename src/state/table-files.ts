import type { Bytes } from '../crypto/bytes.ts';
import type { TableFormat } from '../exchange/table/read-tables.ts';
import { TABLE_LIMITS } from '../exchange/table/table.ts';
import type { Spoken } from '../texts/language.ts';
import type { App, ChosenFile } from './app.ts';
import type { ImportSource } from './file-import.svelte.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** As a file chooser has it. */
const ACCEPT = ['.csv', '.xlsx', '.docx', 'text/csv', XLSX, DOCX].join(',');

/** By its name, since both Office kinds begin alike; what has no known end is judged by its first bytes. */
function formatOf(name: string, bytes: Uint8Array): TableFormat {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (/^doc[xm]?$/.test(end)) return 'docx';
  if (/^xls[xm]?$/.test(end)) return 'xlsx';
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'xlsx' : 'csv';
}

/** Lets the user choose a file with tables; null when none was chosen. */
export const chooseTable = (app: App): Promise<ChosenFile | null> =>
  app.files.read(ACCEPT, TABLE_LIMITS.packed);

/** Tables to be read off a file's bytes. Of a Word file it is always asked which table is meant. */
export function tablesOf<F extends string>(app: App, name: string, bytes: Bytes): ImportSource<F> {
  const format = formatOf(name, bytes);
  return {
    kind: 'tables',
    sure: format !== 'docx',
    read: (signal) => app.files.tables(format, bytes, signal),
  };
}

/** `km `, in the name of a table whose headings are not in English. */
export const tongue = ({ language }: Spoken): string => (language === 'en' ? '' : `${language} `);

/** Saves a table as text or as a workbook of one sheet. Rejects when the part that makes it cannot be fetched. */
export async function saveTable(
  app: App,
  format: 'csv' | 'xlsx',
  table: {
    readonly name: string;
    readonly sheet: string;
    readonly rows: readonly (readonly string[])[];
    readonly widths: readonly number[];
  },
): Promise<void> {
  const { name, sheet, rows, widths } = table;
  if (format === 'csv') {
    const { writeCsv } = await import('../exchange/table/csv.ts');
    app.files.save(`${name}.csv`, writeCsv(rows) as Bytes);
    return;
  }
  const { writeXlsx } = await import('../exchange/table/xlsx-write.ts');
  app.files.save(`${name}.xlsx`, writeXlsx({ name: sheet, rows, widths }));
}
