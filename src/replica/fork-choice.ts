import { sameBytes, toBase64Url } from '../crypto/bytes.ts';
import type { Entry } from './entry.ts';

/** An entry whose signature holds, with its sealed value; none yet while an own one is being sealed. */
export interface Signed {
  readonly entry: Entry;
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

const placeOf = ({ session, body, previous }: Entry): string =>
  `${session} ${body.seq} ${toBase64Url(previous)}`;

/**
 * Which of two links signed for one place counts: the one with the smaller hash, whichever came first and whatever becomes
 * of it. So the outcome hangs on what was signed, never on the order of arrival, and is the same on every replica.
 */
export class ForkChoice {
  /** Hashes (base64url) of the losing sides. */
  readonly #setAside = new Set<string>();
  /** Of all links signed for one place in a chain, the one with the smallest hash: no other is judged. */
  readonly #places = new Map<string, Signed>();

  /** Another link than this one that stands at its place, or null. */
  rivalOf(entry: Entry): Signed | null {
    const rival = this.#places.get(placeOf(entry));
    return rival === undefined || sameBytes(rival.entry.hash, entry.hash) ? null : rival;
  }

  /** Gives a link its place. */
  place(signed: Signed): void {
    this.#places.set(placeOf(signed.entry), signed);
  }

  isSetAside(entry: Entry): boolean {
    return this.#setAside.has(toBase64Url(entry.hash));
  }

  /** Sets the loser of the two aside; whether the newcomer has won, and its place with it. */
  wins(newcomer: Signed, rival: Signed): boolean {
    const hash = toBase64Url(newcomer.entry.hash);
    const other = toBase64Url(rival.entry.hash);
    if (other < hash) {
      this.#setAside.add(hash);
      return false;
    }
    this.#setAside.add(other);
    this.place(newcomer);
    return true;
  }
}
