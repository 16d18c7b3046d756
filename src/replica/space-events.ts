import type { ChangedRecords } from './door.ts';
import { Listeners } from './listeners.ts';
import type { Notice } from './notice.ts';

const MAX_NOTICES = 50;

/** What a space tells those who watch it. */
export class SpaceEvents {
  readonly #listeners = new Listeners<[records: ChangedRecords]>();
  readonly #statusListeners = new Listeners();
  #notices: readonly Notice[] = [];

  /** What was set apart and why, newest first. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** The records that changed; null when anything may differ. */
  changed(records: ChangedRecords): void {
    this.#listeners.tell(records);
    this.statusChanged();
  }

  statusChanged(): void {
    this.#statusListeners.tell();
  }

  notice(notice: Notice): void {
    this.#notices = [notice, ...this.#notices].slice(0, MAX_NOTICES);
    this.statusChanged();
  }

  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  observeStatus(listener: () => void): () => void {
    return this.#statusListeners.add(listener);
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
