import type { Charter } from '../charter/charter.ts';
import type { Identity } from '../charter/identity.ts';
import type { Keyring } from '../charter/keyring.ts';
import { Listeners } from '../replica/listeners.ts';
import type { OpenSpace } from './open-space.ts';

/**
 * The space of this device's own Party. Its key may be granted long after the device was certified, so it opens as soon as
 * key and room are both known, while the workspace stays open; for whom no ring exists it never does.
 */
export class OwnSpace {
  readonly #identity: Identity;
  readonly #charter: Charter;
  readonly #ring: Keyring | null;
  readonly #openWith: (ring: Keyring) => Promise<OpenSpace>;
  readonly #listeners = new Listeners();
  #now: OpenSpace | null = null;
  /** One look at a time: two would open it twice. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** `ring` null: this device's body has no space of its own here. */
  constructor(
    identity: Identity,
    charter: Charter,
    ring: Keyring | null,
    openWith: (ring: Keyring) => Promise<OpenSpace>,
  ) {
    this.#identity = identity;
    this.#charter = charter;
    this.#ring = ring;
    this.#openWith = openWith;
  }

  get now(): OpenSpace | null {
    return this.#now;
  }

  /** Called when it opened, and when what it says of sync, notices or people may have changed. Returns its end. */
  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Takes what the charter has granted this device since, and opens the space once that suffices. */
  look(): Promise<void> {
    const ring = this.#ring;
    const turn = this.#turn.then(() => (ring === null || this.#closed ? undefined : this.#look(ring)));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.clear();
    await this.#turn;
    await this.#now?.close();
  }

  async #look(ring: Keyring): Promise<void> {
    const { foundation, receiver, cert } = this.#identity;
    const news = await ring.take(foundation.genesis, receiver, this.#charter.grants(ring.space, cert));
    if (this.#now !== null) return news ? this.#now.space.keysChanged() : undefined;
    if (ring.keys.size === 0 || this.#charter.descriptor(ring.space) === null) return;
    const opened = await this.#openWith(ring);
    this.#now = opened;
    const changed = () => {
      this.#listeners.tell();
    };
    opened.space.observeStatus(changed);
    opened.presence.observe(changed);
    changed();
    await opened.connect();
  }
}
