import type { Notice } from './notice.ts';

const MAX_NOTICES = 50;

/** What a space tells those who watch it. */
export class SpaceEvents {
  readonly #listeners = new Set<(records: ReadonlySet<string> | null) => void>();
  readonly #statusListeners = new Set<() => void>();
  #notices: readonly Notice[] = [];

  /** What was set apart and why, newest first. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** The records that changed; null when anything may differ. */
  changed(records: ReadonlySet<string> | null): void {
    for (const listener of this.#listeners) listener(records);
    this.statusChanged();
  }

  statusChanged(): void {
    for (const listener of this.#statusListeners) listener();
  }

  notice(notice: Notice): void {
    this.#notices = [notice, ...this.#notices].slice(0, MAX_NOTICES);
    this.statusChanged();
  }

  observe(listener: (records: ReadonlySet<string> | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  observeStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** A closing space has no status any more, though what it had received may still change records. */
  closeStatus(): void {
    this.#statusListeners.clear();
  }

  close(): void {
    this.#listeners.clear();
    this.#statusListeners.clear();
  }
}
