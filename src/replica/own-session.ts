import { sealBox, type EpochKey } from '../crypto/epoch-key.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { contentId } from '../crypto/hash.ts';
import type { DeviceCard } from './directory.ts';
import {
  clientIdOf,
  encodeBody,
  encodeEntry,
  encodeOpening,
  entryHash,
  NO_ENTRY,
  sessionIdOf,
  signEntry,
  type Body,
  type Dep,
  type Entry,
  type Kind,
} from './entry.ts';

/** The device that writes. */
export interface Device {
  readonly card: DeviceCard;
  readonly signKey: CryptoKey;
}

const NO_SIGNATURE: Bytes = new Uint8Array(64);

/**
 * This page's own session: one per page load, never resumed, since a restored profile or a second tab that went on with an
 * old chain would fork itself (sealed-replica 4, attack 6). Links are made at once; signing and sealing follow in order.
 */
export class OwnSession {
  readonly id: string;
  readonly client: number;
  readonly #device: Device;
  readonly #spaceId: Uint8Array;
  #seq = 0;
  #head: Bytes = NO_ENTRY;
  #sealing: Promise<void> = Promise.resolve();

  /** `random` gives so many unpredictable bytes. */
  constructor(device: Device, spaceId: Uint8Array, random: (length: number) => Bytes) {
    this.#device = device;
    this.#spaceId = spaceId;
    const random32 = new DataView(random(4).buffer).getUint32(0);
    this.client = clientIdOf(random32, device.card.party, device.card.device);
    this.id = sessionIdOf(spaceId, device.card.cert, this.client);
  }

  get opened(): boolean {
    return this.#seq > 0;
  }

  /** The first entry: who writes, under which client id. */
  open(time: number, deps: readonly Dep[], app: string): Entry {
    const { party, device, cert } = this.#device.card;
    return this.next('open', time, deps, encodeOpening({ party, device, client: this.client, cert, app }));
  }

  /** The next link of the chain, unsigned until {@link seal}. */
  next(kind: Kind, time: number, deps: readonly Dep[], payload: Bytes): Entry {
    const body: Body = { kind, seq: this.#seq++, time, deps, payload };
    const bodyBytes = encodeBody(body);
    const previous = this.#head;
    this.#head = entryHash(this.#spaceId, this.id, previous, bodyBytes);
    return { session: this.id, previous, signature: NO_SIGNATURE, body, bodyBytes, hash: this.#head };
  }

  /** Signs and seals a link; results come in the order of the chain. */
  seal(
    entry: Entry,
    key: () => EpochKey,
    done: (id: string, bytes: Bytes, signed: Entry) => void,
    nonce?: (entry: Entry) => Bytes,
  ): void {
    this.#sealing = this.#sealing.then(async () => {
      const signature = await signEntry(this.#device.signKey, this.#spaceId, {
        session: entry.session,
        seq: entry.body.seq,
        hash: entry.hash,
      });
      const signed: Entry = { ...entry, signature };
      const content = encodeEntry(signed);
      const bytes = await sealBox(key(), this.#spaceId, 'entry', content, nonce?.(entry));
      done(contentId(bytes), bytes, signed);
    });
  }

  /** Resolves when everything written so far is sealed and handed over. */
  sealed(): Promise<void> {
    return this.#sealing;
  }
}
