import * as Y from 'yjs';
import { concat, type Bytes } from '../crypto/bytes.ts';
import type { Unwritten } from './truth.ts';

/**
 * How long changes are gathered into one entry at most: short while others watch, longer alone. Milliseconds. The first
 * change after a pause as long goes at once, since a typist's letters mostly come further apart than that.
 */
const BATCH = { together: 80, alone: 500 } as const;

/** Changes of this device that will be one entry. */
interface Batch extends Unwritten {
  /** One V1 update for all of them. */
  readonly payload: Bytes;
}

interface Open extends Unwritten {
  readonly updates: Uint8Array[];
  readonly records: Set<string>;
  /** Null when the batch ends with the turn. */
  readonly timer: ReturnType<typeof setTimeout> | null;
}

/** Gathers this device's changes, and says when what it gathered is due. */
export class Batcher {
  readonly #together: () => boolean;
  readonly #now: () => number;
  readonly #due: () => void;
  #open: Open | null = null;
  /** When the last batch was closed (monotonic, ms). */
  #closed = -Infinity;

  constructor(together: () => boolean, now: () => number, due: () => void) {
    this.#together = together;
    this.#now = now;
    this.#due = due;
  }

  /** What is gathered and in no entry yet. */
  get unwritten(): Unwritten | null {
    return this.#open;
  }

  /** Bytes gathered. */
  get size(): number {
    return this.#open?.updates.reduce((sum, { length }) => sum + length, 0) ?? 0;
  }

  add(update: Uint8Array, records: ReadonlySet<string>): void {
    if (this.#open === null) {
      const least = this.#together() ? BATCH.together : BATCH.alone;
      const wait = least - (performance.now() - this.#closed);
      // At the end of this turn, not in a timer: that would come only after the frame that paints the letter (8 ms, measured).
      if (wait <= 0) queueMicrotask(this.#due);
      const timer = wait <= 0 ? null : setTimeout(this.#due, wait);
      this.#open = { updates: [], records: new Set(), timer, since: this.#now() };
    }
    this.#open.updates.push(update);
    for (const record of records) this.#open.records.add(record);
  }

  /** Ends the gathering; null when nothing was. */
  take(): Batch | null {
    const batch = this.#open;
    if (batch === null) return null;
    this.#open = null;
    this.#closed = performance.now();
    if (batch.timer !== null) clearTimeout(batch.timer);
    const { updates, records, since } = batch;
    const [first] = updates;
    if (first === undefined) return null;
    return { payload: concat(updates.length === 1 ? first : Y.mergeUpdates(updates)), records, since };
  }
}
