import { updateFrame, updatesOf } from './frames.ts';

/** A tail no longer than this is sent as it is: starting the worker would take longer than applying it. */
const SHORT_BYTES = 32 * 1024;
const SHORT_UPDATES = 128;

/** The beginning of a tail, as one batch. */
export interface Part {
  readonly rows: number;
  /** Number of its last row in the store. */
  readonly through: number;
  readonly batch: Uint8Array<ArrayBuffer>;
}

interface Kept {
  readonly row: number;
  readonly batch: Uint8Array;
  readonly updates: number;
}

/** What came after a room's snapshot: the batches in the store's log, in order. */
export class Tail {
  readonly #kept: Kept[] = [];
  bytes = 0;
  #updates = 0;

  constructor(stored: readonly { readonly row: number; readonly batch: Uint8Array }[]) {
    for (const { row, batch } of stored) this.push(row, batch, updatesOf(batch).length);
  }

  get empty(): boolean {
    return this.#kept.length === 0;
  }

  /** Not worth a merge for the sake of one who joins. */
  get short(): boolean {
    return this.bytes <= SHORT_BYTES && this.#updates <= SHORT_UPDATES;
  }

  push(row: number, batch: Uint8Array, updates: number): void {
    this.#kept.push({ row, batch, updates });
    this.bytes += batch.length;
    this.#updates += updates;
  }

  /** All there is now. The bytes are a copy in a buffer of their own, fit to be handed to a worker. */
  part(): Part {
    const batch = new Uint8Array(this.bytes);
    let at = 0;
    for (const kept of this.#kept) {
      batch.set(kept.batch, at);
      at += kept.batch.length;
    }
    return { rows: this.#kept.length, through: this.#kept.at(-1)?.row ?? 0, batch };
  }

  /** Every update as it came. */
  frames(): Buffer[] {
    return this.#kept.flatMap(({ batch }) => updatesOf(batch).map(updateFrame));
  }

  /** Takes a part away that has become snapshot. */
  cut(part: Part): void {
    for (const { batch, updates } of this.#kept.splice(0, part.rows)) {
      this.bytes -= batch.length;
      this.#updates -= updates;
    }
  }
}
