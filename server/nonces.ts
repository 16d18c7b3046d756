/** Nonces a relay remembers at once: 400 connects a second for as long as a token lives. */
const MOST = 150_000;
const SWEEP_MS = 5_000;

/** Tokens already used. Bounded: when it is full, newcomers wait rather than old tokens work again. */
export class Nonces {
  readonly #until = new Map<string, number>();
  readonly #most: number;
  #sweptAt = 0;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Takes a nonce for a room until the time (Unix ms) after which its token is expired anyway. */
  take(room: string, nonce: string, until: number, now: number): 'fresh' | 'seen' | 'full' {
    if (now - this.#sweptAt > SWEEP_MS) {
      this.#sweptAt = now;
      for (const [key, end] of this.#until) if (end < now) this.#until.delete(key);
    }
    const key = `${room}/${nonce}`;
    if (this.#until.has(key)) return 'seen';
    if (this.#until.size >= this.#most) return 'full';
    this.#until.set(key, until);
    return 'fresh';
  }
}
