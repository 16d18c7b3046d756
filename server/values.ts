import { createHash } from 'node:crypto';
import type { CloseName } from '../src/wire/close-codes.ts';
import { VALUE_ID } from '../src/wire/messages.ts';
import type { Peer } from './peer.ts';

/** A value that arrived in this turn: a view into its frame, good for the turn. */
export interface NewValue {
  readonly peer: Peer;
  readonly id: string;
  readonly value: Uint8Array;
}

/**
 * The values a room keeps beside its document: add-only, and each under its own hash, so that nobody, the room's members included,
 * can put another in its place or take it away. The bytes lie in the store alone; here is only how large each is.
 */
export class Values {
  readonly #limit: number;
  readonly #sizes: Map<string, number>;
  #bytes: number;
  #new = new Map<string, NewValue>();
  #newBytes = 0;

  /** @param limit bytes of all together; 0 where the room takes none */
  constructor(limit: number, stored: ReadonlyMap<string, number>) {
    this.#limit = limit;
    this.#sizes = new Map(stored);
    this.#bytes = [...stored.values()].reduce((sum, size) => sum + size, 0);
  }

  /** Something arrived in this turn. */
  get written(): boolean {
    return this.#new.size > 0;
  }

  get taken(): boolean {
    return this.#limit > 0;
  }

  /** Takes a value into this turn; one that is here already costs nothing. */
  put(peer: Peer, id: Uint8Array, value: Uint8Array): CloseName | null {
    if (!this.taken) return 'malformed';
    const hash = createHash('sha256').update(value).digest().subarray(0, VALUE_ID);
    if (!hash.equals(id)) return 'malformed';
    const name = hash.toString('base64url');
    if (this.#sizes.has(name) || this.#new.has(name)) return null;
    if (this.#bytes + this.#newBytes + value.length > this.#limit) return 'room-full';
    if (!peer.mayKeep(value.length)) return 'address-full';
    this.#new.set(name, { peer, id: name, value });
    this.#newBytes += value.length;
    return null;
  }

  /** What this turn brought, once. */
  endTurn(): readonly NewValue[] {
    const values = [...this.#new.values()];
    this.#new = new Map();
    this.#newBytes = 0;
    return values;
  }

  /** They are on disk. */
  committed(values: readonly NewValue[]): void {
    for (const { id, value } of values) {
      if (this.#sizes.has(id)) continue;
      this.#sizes.set(id, value.length);
      this.#bytes += value.length;
    }
  }

  /** Bytes of one that is on disk; null when there is none. */
  sizeOf(id: string): number | null {
    return this.#sizes.get(id) ?? null;
  }

  /** Ids of all that is on disk. */
  ids(): readonly Uint8Array[] {
    return [...this.#sizes.keys()].map((id) => Buffer.from(id, 'base64url'));
  }
}
