import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE_CODES, type CloseName } from '../src/wire/close-codes.ts';
import { LIMITS } from '../src/wire/limits.ts';

/** Below this the frames of a turn are copied into one buffer: cheaper than a vector of small ones. */
const COPY = 64 * 1024;

/**
 * One socket in a room. Frames are written past `ws`, straight to the socket it came on: made once for all who hear
 * them, and everything of one event-loop turn in one write. `ws` still reads, answers pings and closes; as it never
 * compresses here, it has no half-sent frame of its own.
 */
export class Peer {
  /** What the descriptor said; 0 where there are no generations. */
  readonly generation: number;
  heardAt: number;
  alive = true;
  /** A question of what it lacks is being answered; another meanwhile would get the same answer. */
  asking = false;
  #answered = false;
  #owed: number[] = [];
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  #out: Buffer[] = [];
  /** Live updates kept back until the answer to its first question has gone out. */
  #held: Buffer[] | null = null;
  #asked = 0;
  #credit: number = LIMITS.burst;
  #creditAt: number;
  #closed: CloseName | 'gone' | null = null;
  readonly #busy: Set<Peer>;

  /** Takes bytes of a value from what its address may still put on the disk today; false where that is less. */
  readonly mayKeep: (bytes: number) => boolean;

  /** @param busy where it puts itself when there is something to do for it at the end of the turn */
  constructor(
    ws: WebSocket,
    socket: Duplex,
    generation: number,
    busy: Set<Peer>,
    now: number,
    mayKeep: (bytes: number) => boolean,
  ) {
    this.mayKeep = mayKeep;
    this.#ws = ws;
    this.#busy = busy;
    this.#socket = socket;
    this.generation = generation;
    this.heardAt = now;
    this.#creditAt = now;
  }

  get open(): boolean {
    return this.#closed === null;
  }

  /** Token bucket. False when the socket has sent more than it may. */
  charge(bytes: number, now: number): boolean {
    const earned = ((now - this.#creditAt) * LIMITS.bytesPerSecond) / 1000;
    this.#credit = Math.min(LIMITS.burst, this.#credit + Math.max(0, earned)) - bytes - LIMITS.frameCost;
    this.#creditAt = now;
    return this.#credit >= 0;
  }

  /** Queues a frame for the end of the turn. */
  say(frame: Buffer): void {
    if (!this.open) return;
    this.#out.push(frame);
    this.#busy.add(this);
  }

  /** Notes a receipt to be given at the end of the turn. */
  owe(receipt: number): void {
    this.#owed.push(receipt);
    this.#busy.add(this);
  }

  /** Receipts asked for that the coming turn has to give. */
  get owing(): boolean {
    return this.#owed.length > 0;
  }

  /** The receipts owed so far, once. */
  takeOwed(): readonly number[] {
    return this.#owed.length > 0 ? this.#owed.splice(0) : [];
  }

  /** Queues live updates; they wait behind the answer to the first question. */
  hear(frames: Buffer): void {
    if (this.#held) this.#held.push(frames);
    else this.say(frames);
  }

  /**
   * From its first question on, live updates wait for the answer: they build on what it does not have yet. Called
   * again when the answer is drawn up, which then says all that has waited so far.
   */
  hold(): void {
    this.asking = true;
    if (!this.#answered) this.#held = [];
  }

  /** Answers a question: what it asked for itself does not make it a slow reader. */
  answer(...frames: readonly Buffer[]): void {
    this.asking = false;
    this.#answered = true;
    for (const frame of [...frames, ...(this.#held ?? [])]) {
      this.#asked += frame.length;
      this.say(frame);
    }
    this.#held = null;
  }

  /** Writes the turn's frames. False when the reader has fallen too far behind and was closed. */
  flush(now: number): boolean {
    const out = this.#out;
    const [first] = out;
    if (!first || !this.open) return true;
    this.#out = [];
    this.heardAt = now;
    if (this.#socket.writableLength === 0) this.#asked = 0;
    const size = out.reduce((sum, frame) => sum + frame.length, 0);
    if (out.length === 1) {
      this.#socket.write(first);
    } else if (size <= COPY) {
      this.#socket.write(Buffer.concat(out, size));
    } else {
      this.#socket.cork();
      for (const frame of out) this.#socket.write(frame);
      this.#socket.uncork();
    }
    // Counted after the write: what the kernel took at once is no longer ours.
    if (this.#socket.writableLength <= LIMITS.unsent + this.#asked) return true;
    this.close('too-slow-reader');
    return false;
  }

  ping(): void {
    this.alive = false;
    this.#ws.ping();
  }

  /** Ends it without a word: it does not answer anyway. */
  drop(): void {
    this.gone();
    this.#ws.terminate();
  }

  close(name: CloseName): void {
    if (!this.open) return;
    this.#closed = name;
    this.#out = [];
    this.#held = null;
    this.#ws.close(CLOSE_CODES[name], name);
  }

  /** The other side has gone. */
  gone(): void {
    this.#closed ??= 'gone';
    this.#out = [];
    this.#held = null;
  }
}
