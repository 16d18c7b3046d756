import { readTables, type TableFormat } from '../exchange/table/read-tables.ts';
import { TableRefused, type FileTables, type TableProblem } from '../exchange/table/table.ts';

export interface TableTask {
  readonly format: TableFormat;
  readonly bytes: Uint8Array;
}
export type TableAnswer =
  { readonly read: FileTables } | { readonly problem: TableProblem; readonly line: number | null };

/** Reads one file and answers. A file that is no table at all but trips the reader is refused as damaged, like any other. */
function answer({ format, bytes }: TableTask): TableAnswer {
  try {
    return { read: readTables(format, bytes) };
  } catch (error) {
    return error instanceof TableRefused
      ? { problem: error.problem, line: error.line }
      : { problem: 'damaged', line: null };
  }
}

addEventListener('message', ({ data }: MessageEvent<TableTask>) => postMessage(answer(data)));
