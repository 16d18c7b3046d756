import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { openEpochKey, type EpochKey } from '../crypto/epoch-key.ts';
import { unwrap, wrap, WrapRefused, type Receiver } from '../crypto/wrap.ts';
import { grantInfo, type Genesis, type SpaceName } from './genesis.ts';
import type { Grant } from './statement.ts';

/** No key of this space was ever wrapped for this device. Audience: its user, who asks the Party's admin. */
export class NoKey extends Error {
  override readonly name = 'NoKey';
}

/** The epoch keys of one space that this device holds: all serve to read, the latest to write. */
export class Keyring {
  readonly space: SpaceName;
  readonly #keys = new Map<string, EpochKey>();
  /** Raw secrets, for an admin to wrap for others; 32 bytes each. */
  readonly #secrets = new Map<string, { readonly n: number; readonly secret: Uint8Array }>();

  constructor(space: SpaceName) {
    this.space = space;
  }

  get keys(): ReadonlyMap<string, EpochKey> {
    return this.#keys;
  }

  /** The key to write with: of concurrent epochs the greatest `(n, keyId)` (sealed-replica 5.7). Throws {@link NoKey}. */
  get current(): EpochKey {
    const best = [...this.#secrets].sort(([a, x], [b, y]) => y.n - x.n || (a < b ? 1 : -1))[0];
    const key = best === undefined ? undefined : this.#keys.get(best[0]);
    if (key === undefined) throw new NoKey();
    return key;
  }

  async add(n: number, secret: Uint8Array): Promise<void> {
    const key = await openEpochKey(secret);
    this.#keys.set(key.id, key);
    this.#secrets.set(key.id, { n, secret });
  }

  /**
   * Unwraps what was granted to this device; true when a key came to be known. Grants that do not open, or open another
   * space, are passed over.
   */
  async take(genesis: Genesis, receiver: Receiver, grants: readonly Grant[]): Promise<boolean> {
    let news = false;
    for (const { space, n, keyId, cert, wrapped } of grants) {
      if (space !== this.space || this.#keys.has(keyId)) continue;
      try {
        const secret = await unwrap(receiver, grantInfo(genesis, space, n, cert), fromBase64Url(wrapped));
        const key = await openEpochKey(secret);
        if (key.id !== keyId) continue;
        await this.add(n, secret);
        news = true;
      } catch (error) {
        if (!(error instanceof WrapRefused)) throw error;
      }
    }
    return news;
  }

  /** Wraps every key for another device. */
  async grantsFor(genesis: Genesis, to: { cert: string; kemPub: Uint8Array }): Promise<Grant[]> {
    const { space } = this;
    const all = [...this.#secrets].map(async ([keyId, { n, secret }]): Promise<Grant> => {
      const wrapped = await wrap(to.kemPub, grantInfo(genesis, space, n, to.cert), secret);
      return { kind: 'grant', space, n, keyId, cert: to.cert, wrapped: toBase64Url(wrapped) };
    });
    return Promise.all(all);
  }
}
