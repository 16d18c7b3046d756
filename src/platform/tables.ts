import type { TableFormat } from '../exchange/table/read-tables.ts';
import { TableRefused, type FileTables } from '../exchange/table/table.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { TableAnswer, TableTask } from './table-worker.ts';

/** A file that keeps the worker this long is not read: ten thousand rows take a second or two. */
const MOST_MS = 30_000;

/**
 * Reads the tables of a file beside the page, which goes on meanwhile. Rejects with `TableRefused`; with the signal's reason
 * when it is aborted, and the worker is gone then, whatever it was at.
 */
export function readTablesApart(format: TableFormat, bytes: Bytes, signal: AbortSignal): Promise<FileTables> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      clearTimeout(timer);
      signal.removeEventListener('abort', stopped);
    };
    const refuse = (error: unknown) => {
      end();
      reject(error as Error);
    };
    const stopped = () => refuse(signal.reason);
    const timer = setTimeout(() => refuse(new TableRefused('too long to read')), MOST_MS);
    signal.addEventListener('abort', stopped);
    worker.addEventListener('error', () => refuse(new TableRefused('damaged')));
    worker.addEventListener('message', ({ data }: MessageEvent<TableAnswer>) => {
      if ('problem' in data) return refuse(new TableRefused(data.problem, data.line));
      end();
      resolve(data.read);
    });
    const task: TableTask = { format, bytes };
    worker.postMessage(task, [bytes.buffer]);
  });
}
