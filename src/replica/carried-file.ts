import { fromBase64Url } from '../crypto/bytes.ts';
import { contentId } from '../crypto/hash.ts';
import type { FileState, Move } from './file-state.ts';
import type { Way } from './file-transfer.ts';
import { chunkIds, type FileRef } from './sealed-file.ts';

export const STILL: Move = { state: 'still' };

/** Under which the store notes what the relay confirmed of a file. */
export const nameOf = ({ secret }: FileRef): string => contentId(fromBase64Url(secret));

/** A file that a device carries: where it is, and what is under way with it. */
export class Carried {
  state: FileState;
  readonly ref: FileRef;
  readonly ids: readonly string[];
  /** Under which the store notes what the relay confirmed. */
  readonly name: string;
  run: { readonly way: Way; readonly end: AbortController; readonly over: Promise<void> } | null = null;
  known: Promise<void> = Promise.resolve();
  looking = false;

  constructor(ref: FileRef) {
    this.ref = ref;
    this.ids = chunkIds(ref);
    this.name = nameOf(ref);
    this.state = {
      of: this.ids.length,
      device: { state: 'unknown' },
      relay: { state: 'unknown', confirmed: null },
      move: STILL,
    };
  }
}
