import type { CloseName } from '../src/wire/close-codes.ts';
import { LIMITS } from '../src/wire/limits.ts';
import {
  EMPTY_UPDATE,
  EMPTY_VECTOR,
  presenceFrame,
  step1Frame,
  step2Frame,
  unwrap,
  updateFrame,
  updateFrameLength,
  updatesOf,
  writeUpdateFrame,
} from './frames.ts';
import type { Merger } from './merger.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import type { RoomKind, Snapshot, Store, StoredRoom } from './store.ts';

/** A tail shorter than this is not worth a merge for its own sake. */
const TAIL = 1024 * 1024;
/** A quiet room is merged when its tail is at least this part of the snapshot: each merge writes the whole. */
const WORTH = 1 / 16;
const QUIET_MS = 1_500;
/** A question costs its asker this part of the room, as if it had sent it: answers are large and questions small. */
const QUESTION = 1 / 16;
/** After a merge the room rests so many times as long as the merge took (without starting its worker), or this long when it failed. */
const REST = 5;
const FAILED_REST_MS = 60_000;

interface Entry {
  readonly peer: Peer;
  readonly body: Uint8Array;
}

/** Who waits for the merge: with what they asked, and those whom the room has yet to ask what it lacks. */
interface Waiting {
  readonly questions: ReadonlyMap<Peer, Uint8Array>;
  readonly unasked: readonly Peer[];
}

/** What rooms share. */
export interface House {
  readonly store: Store;
  readonly merger: Merger;
  readonly metrics: Metrics;
  /** Asks for the end-of-turn work: commit, forward, flush. */
  readonly endOfTurn: () => void;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/**
 * A room as bytes: a snapshot and the batches that came after it. No Y.Doc lives here; the merger makes one when
 * somebody joins, when the room is quiet, or when the tail has outgrown the snapshot.
 */
export class Room {
  readonly name: string;
  readonly kind: RoomKind;
  generation: number;
  readonly peers = new Set<Peer>();
  readonly presence = new Presence();
  touchedAt: number;
  readonly #house: House;
  readonly #limit: number;
  #snapshot: Snapshot | null;
  #tail: { readonly row: number; readonly batch: Uint8Array }[];
  #tailBytes: number;
  #turn: Entry[] = [];
  #turnBytes = 0;
  /** The whole room as one frame: what a newcomer gets. */
  #whole: Buffer | null = null;
  readonly #waiting = new Map<Peer, Uint8Array>();
  readonly #unasked = new Set<Peer>();
  #merging: Promise<void> | null = null;
  #restUntil = 0;
  #rest: NodeJS.Timeout | null = null;

  constructor(name: string, kind: RoomKind, stored: StoredRoom | null, house: House, now: number) {
    this.name = name;
    this.kind = kind;
    this.#house = house;
    this.#limit = kind === 'meet' ? LIMITS.meetingRoom : LIMITS.room;
    this.generation = stored?.generation ?? 0;
    this.#snapshot = stored?.snapshot ?? null;
    this.#tail = [...(stored?.tail ?? [])];
    this.#tailBytes = this.#tail.reduce((sum, { batch }) => sum + batch.length, 0);
    this.touchedAt = now;
  }

  /** Something was written in this turn. */
  get written(): boolean {
    return this.#turn.length > 0;
  }

  /** Nobody is here and nothing is left to do. */
  get idle(): boolean {
    return this.peers.size === 0 && this.#turn.length === 0 && !this.#merging && this.#tail.length === 0;
  }

  join(peer: Peer): void {
    this.peers.add(peer);
    const here = this.presence.all();
    if (here) peer.say(presenceFrame(here));
    if (this.#tail.length === 0) peer.say(step1Frame(this.#snapshot?.vector ?? EMPTY_VECTOR));
    else this.#unasked.add(peer);
    if (this.#unasked.size > 0) this.#merge();
  }

  leave(peer: Peer, now: number): void {
    this.peers.delete(peer);
    this.#waiting.delete(peer);
    this.#unasked.delete(peer);
    this.touchedAt = now;
    const gone = this.presence.leave(peer, now);
    if (gone) this.tell(gone);
    if (this.peers.size === 0) this.#whole = null;
  }

  /** Says who is here to all, the speaker included: y-websocket wants to hear something every 30 s. */
  tell(presence: Uint8Array): void {
    const frame = presenceFrame(presence);
    for (const peer of this.peers) peer.say(frame);
  }

  /** Takes an update into this turn. Nobody hears it, and no receipt is given, before it is committed. */
  write(peer: Peer, body: Uint8Array, final: boolean, now: number): CloseName | null {
    if (final) {
      const update = unwrap(body);
      // An honest answer to "what do I lack" is mostly nothing, or the deletions everybody has.
      if (same(update, EMPTY_UPDATE) || (this.#snapshot && same(update, this.#snapshot.deletes))) return null;
    }
    const size = (this.#snapshot?.update.length ?? 0) + this.#tailBytes + this.#turnBytes + body.length;
    if (size > this.#limit) {
      this.#merge();
      return 'room-full';
    }
    this.#turn.push({ peer, body });
    this.#turnBytes += body.length;
    this.touchedAt = now;
    return null;
  }

  /** The turn's updates as one batch, and those who wrote them. */
  endTurn(): { readonly entries: readonly Entry[]; readonly batch: Uint8Array } {
    const entries = this.#turn;
    const batch = Buffer.concat(
      entries.map(({ body }) => body),
      this.#turnBytes,
    );
    this.#turn = [];
    this.#turnBytes = 0;
    return { entries, batch };
  }

  /** The turn is on disk: now it may be heard. */
  committed(row: number, entries: readonly Entry[], batch: Uint8Array): void {
    this.#tail.push({ row, batch });
    this.#tailBytes += batch.length;
    this.#forward(entries);
    if (this.#tailBytes > Math.max(TAIL, this.#snapshot?.update.length ?? 0)) this.#merge();
  }

  /** Answers sync step 1, at once or when the tail is merged. */
  asked(peer: Peer, vector: Uint8Array, now: number): CloseName | null {
    if (peer.asking) return null;
    if (!peer.charge((this.#snapshot?.update.length ?? 0) * QUESTION, now)) return 'too-fast';
    if (this.#tail.length === 0) {
      this.#answer(peer, vector);
      return null;
    }
    peer.hold();
    this.#waiting.set(peer, Uint8Array.from(vector));
    this.#merge();
    return null;
  }

  /** Called now and then: merges a room that has come to rest. */
  settle(now: number): void {
    if (this.#tail.length === 0 || now - this.touchedAt < QUIET_MS) return;
    const worth = this.#tailBytes >= (this.#snapshot?.update.length ?? 0) * WORTH;
    if (worth || this.peers.size === 0) this.#merge();
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    if (this.#rest) clearTimeout(this.#rest);
    await this.#merging;
  }

  #forward(entries: readonly Entry[]): void {
    const length = entries.reduce((sum, { body }) => sum + updateFrameLength(body), 0);
    const all = Buffer.allocUnsafe(length);
    let at = 0;
    for (const { body } of entries) at = writeUpdateFrame(all, at, body);
    const authors = new Set(entries.map(({ peer }) => peer));
    for (const peer of this.peers) {
      if (!authors.has(peer)) peer.hear(all);
      else if (authors.size > 1) peer.hear(withoutAuthor(all, entries, peer));
    }
  }

  #answer(peer: Peer, vector: Uint8Array): void {
    const snapshot = this.#snapshot;
    if (!snapshot) {
      peer.answer(step2Frame(EMPTY_UPDATE));
    } else if (same(vector, EMPTY_VECTOR)) {
      peer.answer((this.#whole ??= step2Frame(snapshot.update)));
    } else if (same(vector, snapshot.vector)) {
      peer.answer(step2Frame(snapshot.deletes));
    } else {
      peer.hold();
      void this.#house.merger
        .lacking(snapshot.update, vector)
        .then((update) => peer.answer(step2Frame(update)))
        .catch(() => peer.close('malformed'))
        .finally(this.#house.endOfTurn);
    }
  }

  /** Starts a merge, unless one runs or the room rests from the last. Serves whoever waits when there is no need. */
  #merge(): void {
    if (this.#merging) return;
    if (this.#tail.length === 0) {
      this.#serve(this.#takeWaiting());
      return;
    }
    const rest = this.#restUntil - performance.now();
    if (rest <= 0) {
      this.#merging = this.#mergeNow().finally(() => {
        this.#merging = null;
        if (this.#waiting.size + this.#unasked.size > 0) this.#merge(); // came meanwhile
        this.#house.endOfTurn();
      });
    } else {
      this.#rest ??= setTimeout(() => {
        this.#rest = null;
        this.#merge();
      }, rest).unref();
    }
  }

  async #mergeNow(): Promise<void> {
    const { merger, store, metrics } = this.#house;
    const part = this.#tail.slice();
    const through = part.at(-1)?.row ?? 0;
    // Those who ask later wait for the next: only what came before the cut is sure to be in this snapshot.
    const waiting = this.#takeWaiting();
    try {
      const merged = await merger.merge(
        this.#snapshot?.update ?? null,
        part.map(({ batch }) => batch),
      );
      await store.replace(this.name, through, merged.snapshot);
      metrics.merges += 1;
      metrics.malformedUpdates += merged.malformed;
      metrics.pendingDroppedBytes += merged.pendingDropped;
      this.#snapshot = merged.snapshot;
      this.#whole = null;
      this.#tail.splice(0, part.length);
      this.#tailBytes -= part.reduce((sum, { batch }) => sum + batch.length, 0);
      this.#restUntil = performance.now() + merged.ms * REST;
      this.#serve(waiting);
    } catch {
      metrics.mergesFailed += 1;
      this.#restUntil = performance.now() + FAILED_REST_MS;
      for (const peer of waiting.questions.keys()) this.#answerUnmerged(peer, part);
      this.#serve({ ...waiting, questions: new Map() });
    }
  }

  #takeWaiting(): Waiting {
    const waiting = { questions: new Map(this.#waiting), unasked: [...this.#unasked] };
    this.#waiting.clear();
    this.#unasked.clear();
    return waiting;
  }

  #serve({ questions, unasked }: Waiting): void {
    for (const [peer, vector] of questions) this.#answer(peer, vector);
    for (const peer of unasked) peer.say(step1Frame(this.#snapshot?.vector ?? EMPTY_VECTOR));
  }

  /** Slower for the client, but nothing is kept from it: every update as it came, and an empty step 2 at the end. */
  #answerUnmerged(peer: Peer, part: readonly { readonly batch: Uint8Array }[]): void {
    const snapshot = this.#snapshot ? [updateFrame(this.#snapshot.update)] : [];
    const tail = part.flatMap(({ batch }) => updatesOf(batch).map(updateFrame));
    peer.answer(...snapshot, ...tail, step2Frame(EMPTY_UPDATE));
  }
}

/** The turn's frames without those that came from this peer. */
function withoutAuthor(all: Buffer, entries: readonly Entry[], author: Peer): Buffer {
  const others = Buffer.allocUnsafe(all.length);
  let from = 0;
  let at = 0;
  for (const { peer, body } of entries) {
    const next = from + updateFrameLength(body);
    if (peer !== author) at += all.copy(others, at, from, next);
    from = next;
  }
  return others.subarray(0, at);
}
