import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from '../wire/messages.ts';

/** An open socket whose relay owes a receipt for so long is dead, whatever the socket says (bad Wi-Fi, sleeping laptop). */
const RECEIPT_TIMEOUT = 8_000;

/** The receipts one connection has asked its relay for: by number, since a relay names none of the values it holds. */
export class Receipts {
  /** Number → ids it will stand for. */
  readonly #asked = new Map<number, readonly string[]>();
  readonly #overdue: () => void;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `overdue`: the relay has owed one for too long. */
  constructor(overdue: () => void) {
    this.#overdue = overdue;
  }

  /** The message that asks for one which stands for these. */
  ask(ids: readonly string[]): Uint8Array<ArrayBuffer> {
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, MESSAGE.receipt);
    encoding.writeVarUint(message, ++this.#count);
    this.#asked.set(this.#count, ids);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#overdue();
    }, RECEIPT_TIMEOUT);
    return encoding.toUint8Array(message);
  }

  /** The ids that the receipt in a message stands for. */
  came(message: decoding.Decoder): readonly string[] {
    const number = decoding.readVarUint(message);
    const ids = this.#asked.get(number) ?? [];
    this.#asked.delete(number);
    if (this.#asked.size === 0) this.#clearTimer();
    return ids;
  }

  /** The connection is over: none of them will come. */
  forget(): void {
    this.#asked.clear();
    this.#clearTimer();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
