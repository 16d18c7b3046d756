/** Calls an act at most once in so many milliseconds, the last time included. */
export class Coalesced {
  readonly #act: () => void;
  readonly #every: number;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(act: () => void, every = 80) {
    this.#act = act;
    this.#every = every;
  }

  readonly soon = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#act();
    }, this.#every);
  };

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
