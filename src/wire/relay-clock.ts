import { closeNameOf, type CloseName } from './close-codes.ts';

const BY_CLOCK: ReadonlySet<CloseName> = new Set(['wrong-clock', 'expired-token']);

/** What a relay says as it closes the door: the name of the refusal and, where a clock is why, its own time (Unix ms). */
export const closingWords = (name: CloseName, now: number): string =>
  BY_CLOCK.has(name) ? `${name} ${now}` : name;

/**
 * The time at a relay, for its tokens. A device whose clock is a year off is told the relay's by the refusal and comes back
 * with a token of that time. A relay that lies gets tokens that serve at no other host and in no other room, which it could
 * open anyway: nothing else may go by this clock.
 */
export class RelayClock {
  readonly #own: () => number;
  #ahead = 0;

  /** @param own This device's clock. Unix ms. */
  constructor(own: () => number) {
    this.#own = own;
  }

  /** Milliseconds by which the relay's clock is ahead of this device's; 0 until it refused a token for its time. */
  get ahead(): number {
    return this.#ahead;
  }

  now(): number {
    return Math.max(0, this.#own() + this.#ahead);
  }

  /** How a connection ended; null: it broke. */
  closed(event: { readonly code: number; readonly reason: string } | null): void {
    if (event === null) return;
    const name = closeNameOf(event.code);
    if (name === null || !BY_CLOCK.has(name)) return;
    const time = /^[a-z-]+ (\d{1,16})$/.exec(event.reason)?.[1];
    if (time !== undefined && Number.isSafeInteger(Number(time))) this.#ahead = Number(time) - this.#own();
  }
}
