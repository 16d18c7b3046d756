import { LIMITS } from '../src/wire/limits.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Addresses remembered of one day; when there are more, those who come later share what is left for one. */
const MOST = 65_536;
const REST = 'rest';

/** An address as it is counted: of IPv6 the network, since whoever has one address of it has all 2^64. */
export function counted(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = tail.split(':').filter((group) => group !== '');
  const between = Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: between }, () => '0'), ...right].slice(0, 4).join(':');
}

/**
 * Bytes of files that one address may put on the disk in a day. Rooms cost nothing to open, so a limit for each room alone keeps no
 * disk from being filled. It is kept in memory: a restart begins the day anew.
 */
export class DayQuota {
  readonly #most: number;
  #day = -1;
  readonly #taken = new Map<string, number>();

  /** @param most bytes a day */
  constructor(most: number = LIMITS.filesPerDay) {
    this.#most = most;
  }

  /** Takes so many bytes of what is left to an address; false, and nothing taken, where that is less. `now`: Unix ms. */
  take(address: string, bytes: number, now: number): boolean {
    const day = Math.floor(now / DAY);
    if (day !== this.#day) this.#taken.clear();
    this.#day = day;
    const own = counted(address);
    const name = this.#taken.has(own) || this.#taken.size < MOST ? own : REST;
    const taken = (this.#taken.get(name) ?? 0) + bytes;
    if (taken > this.#most) return false;
    this.#taken.set(name, taken);
    return true;
  }
}
