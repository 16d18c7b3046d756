/** At most so many within a time. */
export class Quota {
  readonly #most: number;
  readonly #within: number;
  readonly #taken: number[] = [];

  /** `within`: milliseconds. */
  constructor(most: number, within: number) {
    this.#most = most;
    this.#within = within;
  }

  /** Whether none is left at this time (ms, of the clock {@link take} is told). */
  spent(now: number): boolean {
    while ((this.#taken[0] ?? now) < now - this.#within) this.#taken.shift();
    return this.#taken.length >= this.#most;
  }

  take(now: number): void {
    this.#taken.push(now);
  }
}
