import type { Bytes } from '../crypto/bytes.ts';
import { contentId } from '../crypto/hash.ts';
import { ChunkStoreFailed, type ChunkStore } from './chunk-store.ts';
import { MemoryChunkStore } from './chunk-store-memory.ts';
import { problemOf } from './vault.ts';

const CHUNKS = 'chunks';
const MARKS = 'marks';
/** How long a browser may take to open its database; in some private windows it never answers. Milliseconds. */
const OPEN_TIMEOUT = 8_000;

/** Opens the chunks of a database name; where nothing can be kept, memory serves, and `lasting` says so. */
export async function openChunkStore(name: string): Promise<ChunkStore> {
  try {
    return new IdbChunkStore(await open(name));
  } catch {
    return new MemoryChunkStore();
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new ChunkStoreFailed('private')), OPEN_TIMEOUT);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(CHUNKS);
      request.result.createObjectStore(MARKS);
    };
    request.onsuccess = () => {
      clearTimeout(late);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(late);
      reject(new ChunkStoreFailed(problemOf(request.error)));
    };
  });
}

/** One database: sealed chunks by content id. A write is done when its transaction is, since a full disk takes it back then. */
class IdbChunkStore implements ChunkStore {
  readonly lasting = true;
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
    // Another tab that clears this site's data waits for this one otherwise.
    db.onversionchange = () => db.close();
  }

  async has(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = await Promise.all(ids.map((id) => this.#read(CHUNKS, (store) => store.getKey(id))));
    return new Set(ids.filter((_, i) => keys[i] !== undefined));
  }

  async ids(): Promise<readonly string[]> {
    const keys = await this.#read(CHUNKS, (store) => store.getAllKeys());
    return keys.filter((key) => typeof key === 'string');
  }

  async get(id: string): Promise<Bytes | null> {
    const chunk: unknown = await this.#read(CHUNKS, (store) => store.get(id));
    return chunk instanceof Uint8Array && contentId(chunk) === id ? new Uint8Array(chunk) : null;
  }

  put(id: string, chunk: Bytes): Promise<void> {
    return this.#write(CHUNKS, (store) => store.put(chunk, id));
  }

  drop(ids: readonly string[]): Promise<void> {
    return this.#write(CHUNKS, (store) => ids.forEach((id) => store.delete(id)));
  }

  async confirmed(file: string): Promise<number | null> {
    const at: unknown = await this.#read(MARKS, (store) => store.get(file));
    return typeof at === 'number' ? at : null;
  }

  confirm(file: string, at: number | null): Promise<void> {
    return this.#write(MARKS, (store) => (at === null ? store.delete(file) : store.put(at, file)));
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  async #read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    try {
      const request = ask(this.#db.transaction(name).objectStore(name));
      return await new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
      });
    } catch (error) {
      throw new ChunkStoreFailed(problemOf(error));
    }
  }

  async #write(name: string, act: (store: IDBObjectStore) => unknown): Promise<void> {
    try {
      const transaction = this.#db.transaction(name, 'readwrite');
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
        act(transaction.objectStore(name));
      });
    } catch (error) {
      throw new ChunkStoreFailed(problemOf(error));
    }
  }
}
