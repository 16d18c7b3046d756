import { Unzip, UnzipInflate } from 'fflate';
import { TABLE_LIMITS, TableRefused } from './table.ts';

/** Bytes that all parts together may unpack to; ten thousand full rows need a third of it. */
const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_ENTRIES = 4_000;
/** Deflate grows a thousandfold at most, so that a step never holds more than 16 MB before it is counted. */
const STEP = 16 * 1024;

const begins = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, i) => bytes[i] === byte);

export interface Unpacked {
  /** Of everything in the file, what was not unpacked included. */
  readonly names: ReadonlySet<string>;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/**
 * Unpacks the parts that are wanted of an Office file and nothing else. The sizes a zip declares are not believed: what comes
 * out is counted as it comes. Throws {@link TableRefused} ('too large', 'locked', 'damaged', 'bomb').
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Unpacked {
  if (bytes.length > TABLE_LIMITS.packed) throw new TableRefused('too large');
  // An OLE file: a workbook of before 2007, or a newer one that is encrypted.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableRefused('locked');
  if (!begins(bytes, 0x50, 0x4b, 0x03, 0x04)) throw new TableRefused('damaged');
  const names = new Set<string>();
  const parts = new Map<string, Uint8Array>();
  let open = 0;
  let total = 0;
  const zip = new Unzip((file) => {
    // Of two parts by one name, one reader takes the first and another the last.
    if (names.has(file.name)) throw new TableRefused('damaged');
    if (names.size >= MAX_ENTRIES) throw new TableRefused('bomb');
    names.add(file.name);
    if (!wanted(file.name)) return;
    const chunks: Uint8Array[] = [];
    open++;
    file.ondata = (error, chunk, last) => {
      // The library hands back what was thrown here at the step before.
      if (error !== null) throw error instanceof TableRefused ? error : new TableRefused('damaged');
      total += chunk.length;
      if (total > MAX_UNPACKED) throw new TableRefused('bomb');
      // The buffer behind a chunk may be used again.
      chunks.push(chunk.slice());
      if (!last) return;
      open--;
      parts.set(file.name, joined(chunks));
    };
    file.start();
  });
  zip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += STEP)
      zip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch (error) {
    // Whatever the library stumbles over.
    throw error instanceof TableRefused ? error : new TableRefused('damaged');
  }
  if (open > 0) throw new TableRefused('damaged');
  return { names, parts };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
