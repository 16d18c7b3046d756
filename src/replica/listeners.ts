/** Those who watch something. `What` is all that they are told of a change; nothing where they look for themselves. */
export class Listeners<What extends readonly unknown[] = []> {
  readonly #all = new Set<(...what: What) => void>();

  /** Returns what ends the watching. Who watches twice is told twice, and ends each by itself. */
  add(listener: (...what: What) => void): () => void {
    const own = (...what: What): void => listener(...what);
    this.#all.add(own);
    return () => {
      this.#all.delete(own);
    };
  }

  /** Tells all of them, whatever one makes of it; then throws what the first that failed threw. */
  tell(...what: What): void {
    const failures: unknown[] = [];
    for (const listener of this.#all) {
      try {
        listener(...what);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Nobody watches any more. */
  clear(): void {
    this.#all.clear();
  }
}
