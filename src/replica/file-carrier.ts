import type { Bytes } from '../crypto/bytes.ts';
import { Carried, carriedName, STILL } from './carried-file.ts';
import { ChunkStoreFailed, type ChunkStore } from './chunk-store.ts';
import { sweepChunks } from './chunk-sweep.ts';
import { RoomLost, type EnterRoom } from './file-room.ts';
import { problemOf, type FileState, type Move } from './file-state.ts';
import { fetchFile, heldAt, sendFile, type Way } from './file-transfer.ts';
import { Listeners } from './listeners.ts';
import { Patience } from './patience.ts';
import { chunkIds, openFile, sealFile, type FileRef } from './sealed-file.ts';
import { Turns } from './turns.ts';

/** Files under way at once, and files asked after at once. */
const MOVING = 2;
const LOOKING = 4;
/**
 * The files of a workspace on this device: keeps their sealed chunks, hands them to the relays, and fetches what is asked for. A
 * file that is whole here and that no relay has confirmed is sent by itself, now and whenever the page is opened again.
 */
export class FileCarrier {
  readonly #store: ChunkStore;
  readonly #relays: readonly string[];
  readonly #enter: EnterRoom;
  readonly #now: () => number;
  readonly #files = new Map<string, Carried>();
  readonly #listeners = new Listeners();
  readonly #moving = new Turns(MOVING);
  readonly #looking = new Turns(LOOKING);
  readonly #closing = new AbortController();
  readonly #patience = new Patience();

  /** `relays`: base URLs, `wss://host`. `now`: Unix ms. The store is closed with it. */
  constructor(wish: {
    readonly store: ChunkStore;
    readonly relays: readonly string[];
    readonly enter: EnterRoom;
    readonly now: () => number;
  }) {
    this.#store = wish.store;
    this.#relays = wish.relays;
    this.#enter = wish.enter;
    this.#now = wish.now;
  }

  /** Whether what is kept here outlives the page. */
  get lasting(): boolean {
    return this.#store.lasting;
  }

  /** Seals a file and keeps it here; it is sent once {@link know} is told of it. Throws `ChunkStoreFailed`, and keeps nothing then. */
  async add(content: Bytes): Promise<FileRef> {
    const { ref, chunks } = await sealFile(content);
    try {
      for (const [id, chunk] of chunks) await this.#store.put(id, chunk);
    } catch (error) {
      await this.#store.drop(chunks.map(([id]) => id)).catch(() => undefined);
      throw error;
    }
    return ref;
  }

  /** These are files of the workspace: what has yet to be sent is. */
  know(refs: readonly FileRef[]): void {
    for (const ref of refs) this.#carried(ref);
  }

  state(ref: FileRef): FileState {
    return this.#carried(ref).state;
  }

  /** Asks the relays what they hold of it, and sends what they lack if it is whole here. */
  async look(ref: FileRef): Promise<void> {
    const file = this.#carried(ref);
    await file.known;
    if (file.looking || file.run !== null || this.#closed) return;
    file.looking = true;
    try {
      const { signal } = this.#closing;
      const wish = { ref, relays: this.#relays, enter: this.#enter, signal };
      const held = await this.#looking.take(() => heldAt(wish));
      await this.#told(file, held.size);
      this.#sendWhatIsDue(file);
    } catch (error) {
      // Not reached: what was known stands.
      if (!(error instanceof RoomLost || error instanceof ChunkStoreFailed)) throw error;
    } finally {
      file.looking = false;
    }
  }

  /** Fetches it to this device, or goes on with that. */
  fetch(ref: FileRef): void {
    this.#begin(this.#carried(ref), 'down');
  }

  /** Hands it to the relays, or goes on with that. */
  send(ref: FileRef): void {
    this.#begin(this.#carried(ref), 'up');
  }

  /** What is there by now stays. */
  stop(ref: FileRef): void {
    this.#carried(ref).run?.end.abort();
  }

  /** The bytes of a file that is here. Throws `FileRefused` and `ChunkStoreFailed`. */
  async open(ref: FileRef): Promise<Bytes> {
    const file = this.#carried(ref);
    try {
      return await openFile(ref, (id) => this.#store.get(id));
    } catch (error) {
      await this.#forgetDamaged(file);
      throw error;
    }
  }

  /** Frees its place here; only what a relay has just said it holds whole may go. Gives whether it went. */
  async drop(ref: FileRef): Promise<boolean> {
    const file = this.#carried(ref);
    if (file.state.relay.state !== 'whole' || file.run !== null) return false;
    await this.#store.drop(file.ids);
    await this.#count(file);
    return true;
  }

  /**
   * Frees what no file names, of those that stand and of those deleted: a deleted one names its chunks until a relay has
   * confirmed that it holds them, so that taking the deletion back never finds nothing. Best effort; it is tried at every opening.
   */
  async sweep(standing: readonly FileRef[], deleted: readonly FileRef[]): Promise<void> {
    try {
      const named = new Set([...this.#files.values()].flatMap(({ ids }) => ids));
      for (const ref of standing) for (const id of chunkIds(ref)) named.add(id);
      for (const ref of deleted) {
        if ((await this.#store.confirmed(carriedName(ref))) !== null) continue;
        for (const id of chunkIds(ref)) named.add(id);
      }
      if (!this.#closed) await sweepChunks(this.#store, named, this.#now());
    } catch (error) {
      if (!(error instanceof ChunkStoreFailed)) throw error;
    }
  }

  network(online: boolean): void {
    if (online) this.#patience.wake();
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#listeners.clear();
    const files = [...this.#files.values()];
    for (const { run } of files) run?.end.abort();
    await Promise.all(files.map(({ known }) => known));
    await Promise.all(files.flatMap(({ run }) => (run === null ? [] : [run.over])));
    await this.#store.close();
  }

  get #closed(): boolean {
    return this.#closing.signal.aborted;
  }

  #carried(ref: FileRef): Carried {
    const known = this.#files.get(ref.chunks);
    if (known !== undefined) return known;
    const file = new Carried(ref);
    this.#files.set(ref.chunks, file);
    file.known = this.#firstLook(file).catch(() => undefined);
    return file;
  }

  async #firstLook(file: Carried): Promise<void> {
    const confirmed = await this.#store.confirmed(file.name);
    this.#set(file, { relay: { state: 'unknown', confirmed } });
    await this.#count(file);
    this.#sendWhatIsDue(file);
  }

  #sendWhatIsDue(file: Carried): void {
    const { device, relay, move } = file.state;
    if (device.state !== 'whole' || relay.state === 'whole' || move.state === 'stopped') return;
    if (relay.state === 'unknown' && relay.confirmed !== null) return;
    this.#begin(file, 'up');
  }

  async #count(file: Carried): Promise<void> {
    const { size: have } = await this.#store.has(file.ids);
    const device =
      have === file.ids.length
        ? ({ state: 'whole' } as const)
        : have === 0
          ? ({ state: 'none' } as const)
          : ({ state: 'part', have } as const);
    this.#set(file, { device });
  }

  /** Chunks that do not read as they were put there are fetched again. */
  async #forgetDamaged(file: Carried): Promise<void> {
    for (const id of await this.#store.has(file.ids))
      if ((await this.#store.get(id)) === null) await this.#store.drop([id]);
    await this.#count(file);
  }

  async #told(file: Carried, have: number): Promise<void> {
    const at = this.#now();
    const whole = have === file.ids.length;
    await this.#store.confirm(file.name, whole ? at : null);
    this.#set(file, {
      relay: whole ? { state: 'whole', at } : have === 0 ? { state: 'none' } : { state: 'part', have },
    });
  }

  #begin(file: Carried, way: Way): void {
    if (file.run !== null || this.#closed) return;
    const end = new AbortController();
    this.#set(file, { move: { state: 'waiting', way, for: 'turn', done: 0 } });
    const over = this.#moving
      .take(() => this.#run(file, way, end.signal))
      .then((move) => {
        file.run = null;
        this.#set(file, { move });
      });
    file.run = { way, end, over };
  }

  /** Tries until it is done, stopped, or failed in a way that waiting does not mend. */
  async #run(file: Carried, way: Way, signal: AbortSignal): Promise<Move> {
    const { ref } = file;
    let done = 0;
    let tries = 0;
    const transfer = {
      ref,
      store: this.#store,
      relays: this.#relays,
      enter: this.#enter,
      signal,
      done: (chunks: number) => {
        if (chunks > done) tries = 0;
        done = chunks;
        const move = { state: 'moving', way, done } as const;
        if (way === 'down') return this.#set(file, { move });
        const relay = done === 0 ? ({ state: 'none' } as const) : ({ state: 'part', have: done } as const);
        this.#set(file, { move, relay });
      },
    };
    while (!signal.aborted) {
      try {
        if (way === 'up') {
          await sendFile(transfer);
          await this.#told(file, file.ids.length);
        } else {
          await fetchFile(transfer);
          await this.#count(file);
        }
        return STILL;
      } catch (error) {
        if (way === 'down') await this.#count(file).catch(() => undefined);
        if (signal.aborted) break;
        const problem = problemOf(error);
        if (problem !== 'away') return { state: 'failed', way, problem };
        this.#set(file, { move: { state: 'waiting', way, for: 'relay', done } });
        await this.#patience.pause(tries++, signal);
      }
    }
    return { state: 'stopped', way };
  }

  #set(file: Carried, news: Partial<FileState>): void {
    file.state = { ...file.state, ...news };
    this.#listeners.tell();
  }
}
