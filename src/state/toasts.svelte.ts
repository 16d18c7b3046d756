export interface Toast {
  readonly id: number;
  /** Said anew where the reader changes the language. */
  readonly words: () => string;
  readonly undo: (() => void) | null;
  /** An act takes itself back (`act`); what was undone is done again, and the other way round. */
  readonly way: 'act' | 'redo' | 'back';
}

const STAYS = 8_000;

/** Short words after an act, with its undo where there is one. */
export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody looks at timers
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(words: () => string, undo: (() => void) | null = null, way: Toast['way'] = 'act'): void {
    // Once something was taken back or done again, an older offer to do so would speak of what is not so any more.
    if (way !== 'act') for (const { id, undo: offered } of this.list) if (offered !== null) this.end(id);
    const id = this.#next++;
    this.list = [...this.list.slice(-2), { id, words, undo, way }];
    this.resume(id);
  }

  /** While somebody reads or reaches for it, it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  resume(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.end(id), STAYS),
    );
  }

  end(id: number): void {
    this.hold(id);
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  undo(toast: Toast): void {
    this.end(toast.id);
    toast.undo?.();
  }

  close(): void {
    for (const id of this.#timers.keys()) this.hold(id);
    this.#timers.clear();
  }
}
