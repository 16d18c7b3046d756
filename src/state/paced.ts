/** Does a row of acts, each in a task of its own, so that frames are drawn between them. A new row takes the place of the old. */
export class Paced {
  #timer: ReturnType<typeof setTimeout> | null = null;

  start(acts: readonly (() => void)[]): void {
    this.close();
    const [act, ...rest] = acts;
    if (act === undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      act();
      this.start(rest);
    });
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
