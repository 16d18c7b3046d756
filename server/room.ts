import type { CloseName } from '../src/wire/close-codes.ts';
import { LIMITS } from '../src/wire/limits.ts';
import {
  EMPTY_UPDATE,
  EMPTY_VECTOR,
  listFrame,
  presenceFrame,
  step1Frame,
  step2Frame,
  unwrap,
  updateFrame,
  valueFrame,
} from './frames.ts';
import type { Merger } from './merger.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import type { RoomKind, Snapshot, Store, StoredRoom } from './store.ts';
import { Tail } from './tail.ts';
import { Turn } from './turn.ts';
import { Values, type NewValue } from './values.ts';

/** A tail shorter than this is not worth a merge for its own sake. */
const LONG = 1024 * 1024;
/** The same, as a part of the most a room may hold. */
const SHARE = 1 / 8;
/** A quiet room is merged when its tail is at least this part of the snapshot: each merge writes the whole. */
const WORTH = 1 / 16;
const QUIET_MS = 1_500;
/** A question costs its asker this part of the room, as if it had sent it: answers are large and questions small. */
const QUESTION = 1 / 16;
/** The most a room's document and its values may come to, by kind. */
const ROOM_BYTES: Readonly<Record<RoomKind, { readonly document: number; readonly values: number }>> = {
  space: { document: LIMITS.room, values: 0 },
  meet: { document: LIMITS.meetingRoom, values: 0 },
  file: { document: 0, values: LIMITS.fileRoom },
  open: { document: LIMITS.room, values: LIMITS.fileRoom },
};
/** After a merge the room rests so many times as long as the merge took (without starting its worker)… */
const REST = 5;
/** …or this long when it failed. */
const FAILED_REST_MS = 60_000;

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
 * A room as bytes: a snapshot and the tail that came after it. No Y.Doc lives here; the merger makes one when somebody
 * joins, when the room is quiet, or when the tail has outgrown the snapshot.
 */
export class Room {
  readonly name: string;
  readonly kind: RoomKind;
  generation: number;
  readonly peers = new Set<Peer>();
  readonly presence = new Presence();
  /** When somebody last came, wrote or left (Unix ms). */
  touchedAt: number;
  readonly #house: House;
  readonly #limit: number;
  #snapshot: Snapshot | null;
  readonly #tail: Tail;
  readonly #values: Values;
  #turn = new Turn();
  /** The whole room as one frame: what a newcomer gets. */
  #whole: Buffer | null = null;
  /** Who waits for a merge: with what they asked, and those whom the room has yet to ask what it lacks. */
  readonly #questions = new Map<Peer, Uint8Array>();
  readonly #unasked = new Set<Peer>();
  #merging: Promise<void> | null = null;
  /** The last merge failed, so the tail is served as it is until the next try. */
  #failed = false;
  #restUntil = 0;
  #rest: NodeJS.Timeout | null = null;

  constructor(name: string, kind: RoomKind, stored: StoredRoom | null, house: House, now: number) {
    this.name = name;
    this.kind = kind;
    this.#house = house;
    const { document, values } = ROOM_BYTES[kind];
    this.#limit = document;
    this.#values = new Values(values, stored?.values ?? new Map());
    this.generation = stored?.generation ?? 0;
    this.#snapshot = stored?.snapshot ?? null;
    this.#tail = new Tail(stored?.tail ?? []);
    this.touchedAt = now;
  }

  /** Something was written in this turn. */
  get written(): boolean {
    return this.#turn.length > 0 || this.#values.written;
  }

  /** Nobody is here and nothing is left to do. */
  get idle(): boolean {
    return this.peers.size === 0 && !this.written && !this.#merging && (this.#tail.empty || this.#failed);
  }

  join(peer: Peer): void {
    this.peers.add(peer);
    const here = this.presence.all();
    if (here) peer.say(presenceFrame(here));
    if (this.#unmerged) {
      this.#unasked.add(peer);
      this.#merge();
    } else {
      this.#ask(peer);
    }
  }

  leave(peer: Peer, now: number): void {
    this.peers.delete(peer);
    this.#questions.delete(peer);
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
  write(peer: Peer, body: Uint8Array, answer: boolean, now: number): CloseName | null {
    if (this.#limit === 0) return 'malformed';
    if (answer) {
      const update = unwrap(body);
      // An honest answer to "what do I lack" is mostly nothing, or the deletions everybody has.
      if (same(update, EMPTY_UPDATE) || (this.#snapshot && same(update, this.#snapshot.deletes))) return null;
    }
    const size = (this.#snapshot?.update.length ?? 0) + this.#tail.bytes + this.#turn.bytes + body.length;
    if (size > this.#limit) {
      this.#merge(); // it may shrink
      return 'room-full';
    }
    this.#turn.add(peer, body);
    this.touchedAt = now;
    return null;
  }

  /** Takes a value into this turn. No receipt is given before it is committed. */
  put(peer: Peer, id: Uint8Array, value: Uint8Array, now: number): CloseName | null {
    this.touchedAt = now;
    return this.#values.put(peer, id, value);
  }

  /** Says which values are on disk. */
  list(peer: Peer): CloseName | null {
    if (!this.#values.taken) return 'malformed';
    peer.say(listFrame(this.#values.ids()));
    return null;
  }

  /** Says one value. It is read from disk for the asker alone, and what it does not read in time ends its connection. */
  ask(peer: Peer, id: Uint8Array, now: number): CloseName | null {
    if (!this.#values.taken) return 'malformed';
    const own = Uint8Array.from(id);
    const name = Buffer.from(own).toString('base64url');
    const size = this.#values.sizeOf(name);
    if (size === null) {
      peer.say(valueFrame(own, null));
      return null;
    }
    if (!peer.charge(size * QUESTION, now)) return 'too-fast';
    this.touchedAt = now;
    void this.#house.store
      .value(this.name, name)
      .then((value) => peer.say(valueFrame(own, value)))
      .catch(() => peer.close('storage-failed'))
      .finally(this.#house.endOfTurn);
    return null;
  }

  /** The values of the turn that ends, and the way to say that they are on disk. */
  endValues(): { readonly values: readonly NewValue[]; committed(): void } {
    const values = this.#values.endTurn();
    return { values, committed: () => this.#values.committed(values) };
  }

  /** Ends the turn: what is written from now on belongs to the next. */
  endTurn(): Turn {
    const turn = this.#turn;
    this.#turn = new Turn();
    return turn;
  }

  /** The turn is on disk: now it may be heard. */
  committed(row: number, batch: Uint8Array, turn: Turn): void {
    this.#tail.push(row, batch, turn.length);
    turn.forward(this.peers);
    // A meeting room is smaller than what is long elsewhere: one whose values are replaced without pause (a board) would fill.
    const long = Math.min(LONG, this.#limit * SHARE);
    if (this.#tail.bytes > Math.max(long, this.#snapshot?.update.length ?? 0)) this.#merge();
  }

  /** Answers sync step 1, at once or when the tail is merged. */
  asked(peer: Peer, vector: Uint8Array, now: number): CloseName | null {
    if (peer.asking) return null;
    if (!peer.charge((this.#snapshot?.update.length ?? 0) * QUESTION, now)) return 'too-fast';
    const own = Uint8Array.from(vector);
    if (this.#unmerged) {
      peer.hold();
      this.#questions.set(peer, own);
      this.#merge();
    } else {
      this.#answer(peer, own);
    }
    return null;
  }

  /** Called now and then: merges a room that has come to rest. */
  settle(now: number): void {
    if (now - this.touchedAt < QUIET_MS) return;
    const worth = this.#tail.bytes >= (this.#snapshot?.update.length ?? 0) * WORTH;
    if (worth || this.peers.size === 0) this.#merge();
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    if (this.#rest) clearTimeout(this.#rest);
    await this.#merging;
  }

  /** The tail has to be merged before anybody new can be served. */
  get #unmerged(): boolean {
    return !this.#failed && !this.#tail.short;
  }

  /** Half of what the room may hold waits to be merged: while it rested, what it has room for would be refused. */
  get #pressed(): boolean {
    return !this.#failed && this.#tail.bytes > this.#limit / 2;
  }

  /** With a short tail it asks for that again; answers that bring nothing new are merged away. */
  #ask(peer: Peer): void {
    peer.say(step1Frame(this.#snapshot?.vector ?? EMPTY_VECTOR));
  }

  /** Says what a peer lacks of the snapshot, and all of the tail, as it came. Step 2 comes last: it means "all said". */
  #answer(peer: Peer, vector: Uint8Array): void {
    const snapshot = this.#snapshot;
    const tail = this.#tail.frames();
    peer.hold();
    const say = (update: Uint8Array, whole?: Buffer): void => {
      if (tail.length === 0) peer.answer(whole ?? step2Frame(update));
      else peer.answer(updateFrame(update), ...tail, step2Frame(EMPTY_UPDATE));
    };
    if (!snapshot) {
      say(EMPTY_UPDATE);
    } else if (same(vector, EMPTY_VECTOR)) {
      say(snapshot.update, (this.#whole ??= step2Frame(snapshot.update)));
    } else if (same(vector, snapshot.vector)) {
      say(snapshot.deletes);
    } else {
      void this.#house.merger
        .lacking(snapshot.update, vector)
        .then((update) => say(update))
        .catch(() => peer.close('malformed'))
        .finally(this.#house.endOfTurn);
    }
  }

  /** Starts a merge, unless one runs or the room rests from the last. */
  #merge(): void {
    if (this.#merging || this.#tail.empty) return;
    const rest = this.#pressed ? 0 : this.#restUntil - performance.now();
    if (rest <= 0) {
      this.#merging = this.#mergeNow().finally(() => {
        this.#merging = null;
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
    const part = this.#tail.part();
    try {
      const merged = await merger.merge(this.#snapshot?.update ?? null, part.batch);
      await store.replace(this.name, part.through, merged.snapshot);
      metrics.merges += 1;
      metrics.malformedUpdates += merged.malformed;
      metrics.pendingDroppedBytes += merged.pendingDropped;
      this.#snapshot = merged.snapshot;
      this.#whole = null;
      this.#tail.cut(part);
      this.#restUntil = performance.now() + merged.ms * REST;
      this.#failed = false;
    } catch {
      metrics.mergesFailed += 1;
      this.#restUntil = performance.now() + FAILED_REST_MS;
      this.#failed = true;
    }
    // What came meanwhile is in the tail, which is part of every answer: nobody who waited has to wait again.
    this.#serve();
  }

  #serve(): void {
    for (const [peer, vector] of this.#questions) this.#answer(peer, vector);
    for (const peer of this.#unasked) this.#ask(peer);
    this.#questions.clear();
    this.#unasked.clear();
  }
}
