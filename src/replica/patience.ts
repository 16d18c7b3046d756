/** How long after a lost relay it is tried again; the last stands for all later tries. Milliseconds. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** Waits between tries to reach a relay, each longer than the last; a network that comes back ends them all. */
export class Patience {
  readonly #wakers = new Set<() => void>();

  /** Resolves when it is time for another try. `tries`: how many there were; ends at once with the signal. */
  pause(tries: number, signal: AbortSignal): Promise<void> {
    const milliseconds = PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 15_000;
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        this.#wakers.delete(over);
        signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      this.#wakers.add(over);
      signal.addEventListener('abort', over);
    });
  }

  /** Every wait is over. */
  wake(): void {
    for (const wake of this.#wakers) wake();
  }
}
