import { IndexeddbPersistence } from 'y-indexeddb';
import * as idb from 'lib0/indexeddb';
import * as Y from 'yjs';
import { contentId } from '../crypto/hash.ts';
import { Listeners } from './listeners.ts';

/** What this device's storage can be relied on for. */
export type StorageState =
  { readonly state: 'kept' } | { readonly state: 'failing'; readonly problem: StorageProblem };
export type StorageProblem = 'full' | 'private' | 'unknown';

/** How long a browser may take to open its database; in some private windows it never answers (no `error` event). */
const OPEN_TIMEOUT = 8_000;
/** How long after a write its survival is checked. */
const CHECK_DELAY = 250;
/** How long after a failure it is tried again. */
const RETRY_DELAY = 3_000;

/**
 * Every accepted sealed value of one space on this device, by content id. Add-only, and never attached to a relay: nobody
 * but this device can take anything out of it (sealed-replica 5.4; a relay emptied the shared store of the first draft).
 */
export class Vault {
  readonly #doc = new Y.Doc();
  readonly #values: Y.Map<Uint8Array>;
  readonly #evidence: Y.Map<Uint8Array>;
  readonly #relayed: Y.Map<number>;
  readonly #listeners = new Listeners();
  #persistence: IndexeddbPersistence | null = null;
  #storage: StorageState = { state: 'kept' };
  #check: ReturnType<typeof setTimeout> | null = null;
  #marks = 0;
  #closed = false;
  #damaged: readonly string[] = [];
  #unreadableRows = 0;

  private constructor() {
    this.#values = this.#doc.getMap('values');
    this.#evidence = this.#doc.getMap('evidence');
    this.#relayed = this.#doc.getMap('relayed');
  }

  /** Opens the vault of a database name. Never fails: where nothing can be kept, {@link storage} says so and memory serves. */
  static async open(name: string): Promise<Vault> {
    const vault = new Vault();
    await vault.#load(name);
    return vault;
  }

  /** A vault that lasts as long as the page: where the device keeps nothing, and for replicas that are only tried out. */
  static inMemory(): Vault {
    return new Vault();
  }

  async #load(name: string): Promise<void> {
    try {
      const persistence = new IndexeddbPersistence(name, this.#doc);
      this.#persistence = persistence;
      // Asked for its own sake: it rejects where the database cannot be opened, which `whenSynced` never tells.
      const opened = persistence.get('mark');
      if (!(await within(OPEN_TIMEOUT, Promise.all([opened, persistence.whenSynced])))) {
        if (persistence.db === null) this.#fail('private');
        else await this.#salvage(persistence.db);
      }
    } catch (error) {
      this.#fail(problemOf(error));
    }
    const damaged: string[] = [];
    for (const [id, bytes] of this.#values) if (!intact(id, bytes)) damaged.push(id);
    this.#damaged = damaged;
  }

  get storage(): StorageState {
    return this.#storage;
  }

  /** Ids under which the device gave back something else than was put there; a relay may bring them again. */
  get damaged(): readonly string[] {
    return this.#damaged;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  has(id: string): boolean {
    return this.#values.has(id) && !this.#damaged.includes(id);
  }

  get(id: string): Uint8Array<ArrayBuffer> | null {
    const bytes = this.#values.get(id);
    return bytes !== undefined && this.has(id) ? (bytes as Uint8Array<ArrayBuffer>) : null;
  }

  *ids(): IterableIterator<string> {
    for (const id of this.#values.keys()) if (this.has(id)) yield id;
  }

  put(id: string, bytes: Uint8Array): void {
    if (this.has(id)) return;
    this.#values.set(id, bytes);
    this.#damaged = this.#damaged.filter((other) => other !== id);
    this.#checkSoon();
  }

  /** Keeps a refused value with its author's signature in it: proof, never read into the document again. */
  putEvidence(id: string, bytes: Uint8Array): void {
    if (!this.#evidence.has(id)) this.#evidence.set(id, bytes);
  }

  evidence(): readonly (readonly [string, Uint8Array<ArrayBuffer>])[] {
    return [...this.#evidence].filter(([id, bytes]) => intact(id, bytes)) as [
      string,
      Uint8Array<ArrayBuffer>,
    ][];
  }

  /** Exclusive seq up to which a relay has confirmed a session, as last heard; of another device's only its first is noted. */
  relayedUpTo(session: string): number {
    const seq = this.#relayed.get(session);
    return typeof seq === 'number' ? seq : 0;
  }

  setRelayed(session: string, seq: number): void {
    if (seq > this.relayedUpTo(session)) this.#relayed.set(session, seq);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#check !== null) clearTimeout(this.#check);
    this.#listeners.clear();
    if (this.#persistence?.db) await this.#persistence.destroy();
    this.#doc.destroy();
  }

  /** One unreadable row keeps y-indexeddb from ever opening: takes every row that can be read and writes the store anew. */
  async #salvage(db: IDBDatabase): Promise<void> {
    const [rows] = idb.transact(db, ['updates'], 'readonly');
    if (rows === undefined) return;
    for (const row of (await idb.getAll(rows)) as readonly unknown[]) {
      try {
        if (row instanceof Uint8Array) Y.applyUpdate(this.#doc, row, this.#persistence);
        else this.#unreadableRows++;
      } catch {
        this.#unreadableRows++;
      }
    }
    const whole = Y.encodeStateAsUpdate(this.#doc);
    const [updates] = idb.transact(db, ['updates']);
    if (updates === undefined) return;
    await idb.rtop(updates.clear());
    await idb.rtop(updates.add(whole));
  }

  /** Rows of the device's database that could not be read and were left behind when it was written anew. */
  get unreadableRows(): number {
    return this.#unreadableRows;
  }

  #fail(problem: StorageProblem): void {
    this.#storage = { state: 'failing', problem };
    this.#listeners.tell();
  }

  #checkSoon(delay: number = CHECK_DELAY): void {
    this.#check ??= setTimeout(() => {
      this.#check = null;
      void this.#checkWritten();
    }, delay);
  }

  /**
   * y-indexeddb does not say whether an update was stored. A mark written after it says that the database takes writes; after
   * a failure the whole is written beside it, since what was refused meanwhile would be missed for ever: Yjs shows nothing
   * of a client behind a gap.
   */
  async #checkWritten(): Promise<void> {
    const db = this.#persistence?.db;
    if (db == null) return;
    try {
      await stored(db, 'custom', (store) => store.put(++this.#marks, 'mark'));
      if (this.#storage.state === 'kept') return;
      await stored(db, 'updates', (store) => store.add(Y.encodeStateAsUpdate(this.#doc)));
      this.#storage = { state: 'kept' };
      this.#listeners.tell();
    } catch (error) {
      if (this.#closed) return;
      this.#fail(problemOf(error));
      this.#checkSoon(RETRY_DELAY);
    }
  }
}

/** Resolves once the write is on disk: a full disk lets the request succeed and takes the transaction back afterwards. */
const stored = (db: IDBDatabase, name: string, write: (store: IDBObjectStore) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction(name, 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    write(transaction.objectStore(name));
  });

/** True when the work ends in time; its failure is thrown on. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

const intact = (id: string, bytes: unknown): boolean =>
  bytes instanceof Uint8Array && contentId(bytes) === id;

/** What a browser means by refusing to store. */
export function problemOf(error: unknown): StorageProblem {
  const name = error instanceof Error ? error.name : error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'SecurityError' || name === 'InvalidStateError') return 'private';
  return 'unknown';
}
