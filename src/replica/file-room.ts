import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fromBase64Url, toBase64Url, type Bytes } from '../crypto/bytes.ts';
import type { FileKey } from '../crypto/file-key.ts';
import { closeNameOf, isFinal } from '../wire/close-codes.ts';
import { MESSAGE, RELAY_PATH, VALUE_ID } from '../wire/messages.ts';
import { roomOf, type FileDescriptor } from '../wire/room.ts';
import { mintProtocols } from '../wire/token.ts';

/** The room of a file at a relay: sealed chunks by content id. Everything rejects with {@link RoomLost} once it is gone. */
export interface FileRoom {
  /** Ids of the chunks on its disk, as it says. */
  list(): Promise<ReadonlySet<string>>;
  /** Resolves once the relay has it on disk. */
  put(id: string, chunk: Bytes): Promise<void>;
  /** Null where it has none. What comes is the relay's word: whoever asks checks the hash. */
  get(id: string): Promise<Bytes | null>;
  close(): void;
}

/** No way into the room, or none any more. `away`: it may be tried again. Audience: whoever waits for a file. */
export class RoomLost extends Error {
  override readonly name = 'RoomLost';
  readonly problem: 'away' | 'full' | 'address full' | 'refused';
  constructor(problem: RoomLost['problem']) {
    super(problem);
    this.problem = problem;
  }
}

/** Enters the room of a file at a relay (`wss://host`). Rejects with {@link RoomLost}. */
export type EnterRoom = (relay: string, key: FileKey) => Promise<FileRoom>;

/** A relay says something every 12 s; one that has been silent for so long is gone, whatever the socket says. Milliseconds. */
const SILENCE = 30_000;

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: RoomLost): void;
}

/** One socket to one file's room. `now`: Unix ms. */
export const relayFileRoom =
  (now: () => number): EnterRoom =>
  async (relay, { access }) => {
    const descriptor: FileDescriptor = { kind: 'file', v: 1, accessPub: toBase64Url(access.publicKey) };
    const protocols = await mintProtocols({
      descriptor,
      accessKey: access.privateKey,
      audience: new URL(relay).host,
      now: now(),
    });
    const room = new RelayFileRoom(`${relay}${RELAY_PATH}/${await roomOf(descriptor)}`, protocols);
    await room.opened;
    return room;
  };

class RelayFileRoom implements FileRoom {
  readonly opened: Promise<void>;
  readonly #socket: WebSocket;
  readonly #lists: Waiting<ReadonlySet<string>>[] = [];
  readonly #asked = new Map<string, Waiting<Bytes | null>[]>();
  readonly #receipts = new Map<number, Waiting<void>>();
  #said = 0;
  #silence: ReturnType<typeof setTimeout> | null = null;
  #lost: RoomLost | null = null;

  constructor(url: string, protocols: string[]) {
    this.#socket = new WebSocket(url, protocols);
    this.#socket.binaryType = 'arraybuffer';
    this.opened = new Promise((resolve, reject) => {
      // A refusal is an accepted socket closed at once, so only its first word says that the room is open.
      this.#socket.addEventListener('message', () => resolve(), { once: true });
      this.#socket.addEventListener('close', ({ code }) => {
        this.#end(new RoomLost(problemOf(code)));
        reject(this.#lost ?? new RoomLost('away'));
      });
    });
    this.#socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#heard();
      if (data instanceof ArrayBuffer) this.#read(new Uint8Array(data));
    });
    this.#heard();
  }

  list(): Promise<ReadonlySet<string>> {
    return new Promise((resolve, reject) => {
      this.#say(reject, Uint8Array.of(MESSAGE.listValues), () => this.#lists.push({ resolve, reject }));
    });
  }

  put(id: string, chunk: Bytes): Promise<void> {
    return new Promise((resolve, reject) => {
      const number = ++this.#said;
      const value = encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.putValue);
        encoding.writeUint8Array(encoder, fromBase64Url(id));
        encoding.writeUint8Array(encoder, chunk);
      });
      this.#say(reject, value, () => this.#receipts.set(number, { resolve, reject }));
      this.#say(
        reject,
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, MESSAGE.receipt);
          encoding.writeVarUint(encoder, number);
        }),
      );
    });
  }

  get(id: string): Promise<Bytes | null> {
    return new Promise((resolve, reject) => {
      const question = new Uint8Array(1 + VALUE_ID);
      question[0] = MESSAGE.askValue;
      question.set(fromBase64Url(id), 1);
      this.#say(reject, question, () =>
        this.#asked.set(id, [...(this.#asked.get(id) ?? []), { resolve, reject }]),
      );
    });
  }

  close(): void {
    this.#end(new RoomLost('away'));
  }

  #say(reject: (error: RoomLost) => void, message: Uint8Array, wait: () => void = () => undefined): void {
    if (this.#lost !== null) return reject(this.#lost);
    wait();
    this.#socket.send(new Uint8Array(message));
  }

  #heard(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    if (this.#lost === null) this.#silence = setTimeout(() => this.#end(new RoomLost('away')), SILENCE);
  }

  #read(message: Uint8Array<ArrayBuffer>): void {
    const rest = message.subarray(1);
    if (message[0] === MESSAGE.listValues) {
      const ids = Array.from({ length: Math.floor(rest.length / VALUE_ID) }, (_, i) =>
        toBase64Url(rest.subarray(i * VALUE_ID, (i + 1) * VALUE_ID)),
      );
      this.#lists.shift()?.resolve(new Set(ids));
    } else if (message[0] === MESSAGE.askValue && rest.length >= VALUE_ID) {
      const id = toBase64Url(rest.subarray(0, VALUE_ID));
      const value = rest.slice(VALUE_ID);
      const waiting = this.#asked.get(id) ?? [];
      this.#asked.delete(id);
      for (const { resolve } of waiting) resolve(value.length === 0 ? null : value);
    } else if (message[0] === MESSAGE.receipt) {
      try {
        const number = decoding.readVarUint(decoding.createDecoder(rest));
        this.#receipts.get(number)?.resolve();
        this.#receipts.delete(number);
      } catch {
        // Half a number: whoever waits for it goes on waiting, and the silence ends that.
      }
    }
  }

  #end(lost: RoomLost): void {
    if (this.#lost !== null) return;
    this.#lost = lost;
    if (this.#silence !== null) clearTimeout(this.#silence);
    this.#socket.close();
    const waiting = [...this.#lists, ...[...this.#asked.values()].flat(), ...this.#receipts.values()];
    for (const { reject } of waiting) reject(lost);
  }
}

function problemOf(code: number): RoomLost['problem'] {
  if (closeNameOf(code) === 'room-full') return 'full';
  if (closeNameOf(code) === 'address-full') return 'address full';
  return isFinal(code) ? 'refused' : 'away';
}
