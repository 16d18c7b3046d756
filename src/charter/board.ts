import { concat, fromBase64Url, randomBytes, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { sign, verify } from '../crypto/sign.ts';
import { Listeners } from '../replica/listeners.ts';
import type { Meeting } from '../replica/meeting.ts';
import {
  boardFrame,
  FRAME_VERSION,
  MAX_FRAME,
  newerFrame,
  type BoardFrame,
  type BoardPicture,
} from '../schema/board.ts';
import { boardIdOf, boardKeys, type BoardKeys, type BoardLink } from './board-link.ts';

const NAME = 'frame';
const TAG = 'span/1/board-frame';
const SIGNATURE = 64;
/** Least time between two frames. Milliseconds; large ones come slower, or the relay's room would fill before it is merged. */
const PACE = 100;
const BYTES_PER_MS = 64;
/** After how long a frame that somebody spoilt at the relay is said again. Milliseconds. */
const HEAL = 1_000;

/** A board's room at a relay: one named value, each replacing the one before. */
export interface BoardRoom extends Meeting {
  /** Values that did not open: somebody without the board's secret put them there. */
  readonly refused: number;
}

/** A picture larger than any board takes. Audience: whoever drives. */
export class BoardRefused extends Error {
  override readonly name = 'BoardRefused';
  readonly problem = 'too large';
  constructor() {
    super('too large');
  }
}

/** Encodes and signs a frame: `signature64 ‖ JSON`. Throws {@link BoardRefused}. */
export async function encodeFrame({ view, driver }: BoardKeys, frame: BoardFrame): Promise<Bytes> {
  const content = utf8(JSON.stringify(frame));
  if (content.length > MAX_FRAME) throw new BoardRefused();
  return concat(await sign(driver.privateKey, TAG, boardIdOf(view), content), content);
}

/**
 * What a value turned out to be. `newer`: the board's own driver made it, with a version of Span that this page does not understand.
 * `unsound`: of another board or another hand, too large, or no frame at all.
 */
export type ReadFrame =
  | { readonly kind: 'frame'; readonly frame: BoardFrame }
  | { readonly kind: 'newer'; readonly sequence: number }
  | { readonly kind: 'unsound' };

const UNSOUND: ReadFrame = { kind: 'unsound' };

function parsed(content: Uint8Array): ReadFrame {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return UNSOUND;
  }
  const frame = content.length > MAX_FRAME ? undefined : boardFrame.safeParse(value).data;
  if (frame !== undefined) return { kind: 'frame', frame };
  const newer = newerFrame.safeParse(value).data;
  return newer === undefined ? UNSOUND : { kind: 'newer', sequence: newer.sequence };
}

/** Reads a value as a frame of one board. */
export async function readFrame(view: Uint8Array, driver: Uint8Array, value: Uint8Array): Promise<ReadFrame> {
  if (value.length <= SIGNATURE) return UNSOUND;
  const content = value.subarray(SIGNATURE);
  const genuine = await verify(driver, value.subarray(0, SIGNATURE), TAG, boardIdOf(view), content);
  return genuine ? parsed(content) : UNSOUND;
}

/** Looks at a board: the newest sound frame, and what was passed over. */
export class BoardWatch {
  readonly name: string;
  readonly #room: BoardRoom;
  readonly #view: Bytes;
  readonly #driver: Bytes;
  readonly #listeners = new Listeners();
  readonly #end: () => void;
  #turn: Promise<void> = Promise.resolve();
  #last: Uint8Array | null = null;
  #unsound = 0;
  #frame: BoardFrame | null = null;
  /** Of the newest frame that only a newer version understands; 0: there was none. */
  #newer = 0;

  constructor(link: BoardLink, room: BoardRoom) {
    this.name = link.name;
    this.#room = room;
    this.#view = fromBase64Url(link.view);
    this.#driver = fromBase64Url(link.driver);
    this.#end = room.observe(() => this.#look());
    this.#look();
  }

  get frame(): BoardFrame | null {
    return this.#frame;
  }

  /** Whether the board shows more than this page understands: its driver has a newer version of Span. */
  get newer(): boolean {
    return this.#newer > (this.#frame?.sequence ?? 0);
  }

  /** Frames ignored: forged, of another board, older than what is shown, or unreadable. */
  get ignored(): number {
    return this.#unsound + this.#room.refused;
  }

  get link(): Meeting['state'] {
    return this.#room.state;
  }

  /** Milliseconds by which the relay's clock is ahead of this device's; 0 unless the device's was refused. */
  get clockAhead(): number {
    return this.#room.clockAhead;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    this.#end();
    this.#listeners.clear();
    this.#room.close();
  }

  #look(): void {
    const value = this.#room.get(NAME);
    if (value === null || value === this.#last) return this.#changed();
    this.#last = value;
    this.#turn = this.#turn.then(async () => {
      this.#take(await readFrame(this.#view, this.#driver, value));
      this.#changed();
    });
  }

  #take(read: ReadFrame): void {
    const last = Math.max(this.#newer, this.#frame?.sequence ?? 0);
    if (read.kind === 'newer' && read.sequence >= last) this.#newer = read.sequence;
    else if (read.kind === 'frame' && read.frame.sequence > last) this.#frame = read.frame;
    else if (read.kind !== 'frame' || JSON.stringify(read.frame) !== JSON.stringify(this.#frame))
      this.#unsound += 1;
  }

  #changed(): void {
    this.#listeners.tell();
  }
}

/** Shows pictures on a board, at a pace the relay and the wall can follow; the last one always gets there. */
export class BoardDriver {
  readonly #room: BoardRoom;
  readonly #keys: BoardKeys;
  readonly #now: () => number;
  readonly #id = toBase64Url(randomBytes(12));
  readonly #listeners = new Listeners();
  readonly #end: () => void;
  #turn: Promise<void> = Promise.resolve();
  #last: Uint8Array | null = null;
  #refused: number;
  #sequence = 0;
  #wanted: BoardPicture | null = null;
  #newest: BoardFrame | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;
  #heal: ReturnType<typeof setTimeout> | null = null;
  #tooLarge = false;
  #newer = false;
  #closed = false;

  constructor(keys: BoardKeys, room: BoardRoom, now: () => number) {
    this.#keys = keys;
    this.#room = room;
    this.#now = now;
    this.#refused = room.refused;
    this.#end = room.observe(() => this.#look());
    this.#look();
  }

  /** What the board shows now, whoever drives it. */
  get newest(): BoardFrame | null {
    return this.#newest;
  }

  /** Whether what the board shows came from this page. */
  get driving(): boolean {
    return this.#newest?.driver === this.#id && !this.#newer;
  }

  /** Whether somebody else shows on it what only a newer version of Span understands. */
  get newer(): boolean {
    return this.#newer;
  }

  get link(): Meeting['state'] {
    return this.#room.state;
  }

  /** Milliseconds by which the relay's clock is ahead of this device's; 0 unless the device's was refused. */
  get clockAhead(): number {
    return this.#room.clockAhead;
  }

  /** The last picture was larger than a frame may be, and was not shown. */
  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  /** Puts a picture on the wall, soon: of several asked for within the pace the last one counts. */
  show(picture: BoardPicture): void {
    this.#wanted = picture;
    if (this.#pause === null && !this.#closed) this.#send();
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** What was asked for last still goes out. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    if (this.#heal !== null) clearTimeout(this.#heal);
    this.#end();
    this.#listeners.clear();
    if (this.#wanted !== null) this.#send();
    void this.#turn.then(() => this.#room.close());
  }

  #send(): void {
    const picture = this.#wanted;
    this.#wanted = null;
    if (picture === null) return;
    // A clock that is behind another driver's must not make its frames look old.
    const sequence = Math.max(this.#sequence + 1, this.#now());
    this.#sequence = sequence;
    const frame: BoardFrame = { v: FRAME_VERSION, sequence, driver: this.#id, at: this.#now(), picture };
    this.#newest = frame;
    this.#newer = false;
    this.#turn = this.#turn.then(async () => {
      const value = await encodeFrame(this.#keys, frame).catch(() => null);
      this.#tooLarge = value === null;
      if (value === null) return this.#changed();
      this.#last = value;
      this.#room.put(NAME, value);
    });
    if (this.#closed) return;
    const size = JSON.stringify(picture).length;
    this.#pause = setTimeout(
      () => {
        this.#pause = null;
        this.#send();
      },
      Math.max(PACE, size / BYTES_PER_MS),
    );
    this.#changed();
  }

  #look(): void {
    const value = this.#room.get(NAME);
    if (this.#room.refused > this.#refused) {
      this.#refused = this.#room.refused;
      this.#healSoon();
    }
    if (value === null || value === this.#last) return this.#changed();
    this.#last = value;
    this.#turn = this.#turn.then(async () => {
      const { view, driver } = this.#keys;
      this.#take(await readFrame(view, driver.publicKey, value));
      this.#changed();
    });
  }

  #take(read: ReadFrame): void {
    const frame = read.kind === 'frame' ? read.frame : null;
    const sequence = read.kind === 'newer' ? read.sequence : (frame?.sequence ?? 0);
    if (sequence < this.#sequence || read.kind === 'unsound') {
      if (frame?.driver !== this.#id) this.#healSoon();
    } else if (frame === null || frame.driver !== this.#id) {
      this.#sequence = sequence;
      this.#newer = frame === null;
      this.#newest = frame ?? this.#newest;
    }
  }

  /** Somebody put junk, or an older frame, in the place of the one that stands: who comes later has to find it. */
  #healSoon(): void {
    if (this.#closed || !this.driving) return;
    this.#heal ??= setTimeout(() => {
      this.#heal = null;
      if (this.#newest !== null && this.driving) this.show(this.#newest.picture);
    }, HEAL);
  }

  #changed(): void {
    this.#listeners.tell();
  }
}

/** Opens a board for driving. `secret`: 32 bytes, from its record. */
export async function driveBoard(
  secret: Uint8Array,
  room: (view: Bytes) => Promise<BoardRoom>,
  now: () => number,
): Promise<BoardDriver> {
  const keys = await boardKeys(secret);
  return new BoardDriver(keys, await room(keys.view), now);
}
