import type { Bytes } from '../crypto/bytes.ts';
import { contentId } from '../crypto/hash.ts';
import type { ChunkStore } from './chunk-store.ts';

/** Lasts as long as the page: where the device keeps nothing. */
export class MemoryChunkStore implements ChunkStore {
  readonly lasting = false;
  readonly #chunks = new Map<string, Bytes>();
  readonly #confirmed = new Map<string, number>();

  async has(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter((id) => this.#chunks.has(id)));
  }

  async ids(): Promise<readonly string[]> {
    return [...this.#chunks.keys()];
  }

  async get(id: string): Promise<Bytes | null> {
    const chunk = this.#chunks.get(id);
    return chunk !== undefined && contentId(chunk) === id ? chunk : null;
  }

  async put(id: string, chunk: Bytes): Promise<void> {
    this.#chunks.set(id, chunk.slice());
  }

  async drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#chunks.delete(id);
  }

  async confirmed(file: string): Promise<number | null> {
    return this.#confirmed.get(file) ?? null;
  }

  async confirm(file: string, at: number | null): Promise<void> {
    if (at === null) this.#confirmed.delete(file);
    else this.#confirmed.set(file, at);
  }

  async close(): Promise<void> {}
}
