import { createStore, del, entries, get, set, update, type UseStore } from 'idb-keyval';
import type { Identity } from './identity.ts';

/** What the start page shows of a workspace of this device. Times: Unix ms. */
export interface ShelfCard {
  readonly key: string;
  readonly name: string;
  readonly body: string;
  readonly person: string;
  readonly kind: 'founded' | 'sample';
  readonly openedAt: number;
  /** When an entry of another Party last arrived here. */
  readonly seenAt: number | null;
}

interface Stored {
  readonly identity: Identity;
  readonly card: ShelfCard;
}

/** This browser keeps nothing (private mode, storage switched off or full). Audience: the user. */
export class ShelfUnavailable extends Error {
  override readonly name = 'ShelfUnavailable';
}

/** The card of a workspace that has just come to this device. */
export const cardOf = (identity: Identity, person: string, now: number): ShelfCard => ({
  key: identity.key,
  name: identity.foundation.genesis.name,
  body: identity.body,
  person,
  kind: identity.kind,
  openedAt: now,
  seenAt: null,
});

/** The workspaces of this device, with its keys to them. */
export class Shelf {
  readonly #identities: UseStore;
  readonly #pending: UseStore;
  /** Serves where the browser keeps nothing: what was opened in this page stays open until it is closed. */
  readonly #memory = new Map<string, Stored>();

  constructor(database = 'span-shelf') {
    this.#identities = createStore(database, 'identities');
    this.#pending = createStore(`${database}-pending`, 'pending');
  }

  /** Newest use first. Where the browser keeps nothing, what this page has opened. */
  async list(): Promise<readonly ShelfCard[]> {
    const stored = (await orNothing(() => entries<string, Stored>(this.#identities))) ?? [];
    const all = new Map([...stored, ...this.#memory].map(([key, { card }]) => [key, card]));
    return [...all.values()].sort((a, b) => b.openedAt - a.openedAt);
  }

  async identity(key: string): Promise<Identity | null> {
    const stored = await orNothing(() => get<Stored>(key, this.#identities));
    return (stored ?? this.#memory.get(key))?.identity ?? null;
  }

  /** Throws {@link ShelfUnavailable}; the page may go on with what it has in memory. */
  async put(identity: Identity, card: ShelfCard): Promise<void> {
    this.#memory.set(identity.key, { identity, card });
    try {
      await set(identity.key, { identity, card }, this.#identities);
    } catch {
      throw new ShelfUnavailable();
    }
  }

  /** Notes a use or a touch with another Party; failing to is no loss. */
  async touch(key: string, times: Partial<Pick<ShelfCard, 'openedAt' | 'seenAt'>>): Promise<void> {
    const renew = (stored: Stored): Stored => ({ ...stored, card: { ...stored.card, ...times } });
    const inMemory = this.#memory.get(key);
    if (inMemory !== undefined) this.#memory.set(key, renew(inMemory));
    const kept = await orNothing(() => get<Stored>(key, this.#identities));
    if (kept === undefined) return;
    await orNothing(() => update<Stored>(key, (stored) => renew(stored ?? kept), this.#identities));
  }

  /** Keys and answers of a founding or joining that is under way, so that a reload goes on with the same words. */
  async pending<T>(id: string): Promise<T | null> {
    return (await orNothing(() => get<T>(id, this.#pending))) ?? null;
  }

  async setPending(id: string, value: unknown): Promise<void> {
    await orNothing(() => set(id, value, this.#pending));
  }

  /** Renews what is under way in one step, whoever else does; answers what is kept now, or null where nothing is kept. */
  async renewPending<T>(id: string, renew: (kept: T | null) => T): Promise<T | null> {
    let now: T | null = null;
    const done = await orNothing(async () => {
      await update<T>(id, (kept) => (now = renew(kept ?? null)), this.#pending);
      return true;
    });
    return done === true ? now : null;
  }

  async dropPending(id: string): Promise<void> {
    await orNothing(() => del(id, this.#pending));
  }
}

/** What storage answers, or undefined where it does not work: some browsers throw at once, some reject, in private mode. */
async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
