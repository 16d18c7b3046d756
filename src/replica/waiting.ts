import type { Entry } from './entry.ts';

/** At most this much is held for want of something else (sealed-replica 5.5); a relay hands out again what fell out. */
export const HOLD_LIMITS = { values: 2_000, bytes: 16 * 1024 * 1024 } as const;

/** A sealed value, and what was read of it so far. */
export interface Value {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entry: Entry | null;
  readonly verified: boolean;
}

/** Values that wait, each for the one thing that is missing first. */
export class Waiting {
  readonly #values = new Map<string, { readonly value: Value; readonly missing: string }>();
  readonly #byMissing = new Map<string, Set<string>>();
  #bytes = 0;

  get size(): number {
    return this.#values.size;
  }

  has(id: string): boolean {
    return this.#values.has(id);
  }

  hold(value: Value, missing: string): void {
    this.#remove(value.id);
    this.#values.set(value.id, { value, missing });
    this.#bytes += value.bytes.length;
    const ids = this.#byMissing.get(missing) ?? new Set();
    ids.add(value.id);
    this.#byMissing.set(missing, ids);
  }

  /** Takes out all that waited for this. */
  release(missing: string): Value[] {
    const released = [...(this.#byMissing.get(missing) ?? [])].flatMap(
      (id) => this.#values.get(id)?.value ?? [],
    );
    for (const value of released) this.#remove(value.id);
    return released;
  }

  /** Takes out all that waited for anything whose name begins so. */
  releaseAll(prefix: string): Value[] {
    return [...this.#byMissing.keys()]
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => this.release(key));
  }

  /** Drops the oldest beyond the limits. */
  trim(): void {
    for (const id of this.#values.keys()) {
      if (this.#values.size <= HOLD_LIMITS.values && this.#bytes <= HOLD_LIMITS.bytes) return;
      this.#remove(id);
    }
  }

  #remove(id: string): void {
    const held = this.#values.get(id);
    if (held === undefined) return;
    this.#values.delete(id);
    this.#bytes -= held.value.bytes.length;
    const ids = this.#byMissing.get(held.missing);
    ids?.delete(id);
    if (ids?.size === 0) this.#byMissing.delete(held.missing);
  }
}
