import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';
import { concat, type Bytes } from '../../src/crypto/bytes.ts';
import { openBox, sealBox } from '../../src/crypto/epoch-key.ts';
import { contentId } from '../../src/crypto/hash.ts';
import {
  clientIdOf,
  decodeEntry,
  encodeBody,
  encodeEntry,
  encodeOpening,
  entryHash,
  NO_ENTRY,
  sessionIdOf,
  shortHash,
  signEntry,
  type Dep,
  type Entry,
  type Kind,
  type Opening,
} from '../../src/replica/entry.ts';
import type { Device } from '../../src/replica/own-session.ts';
import type { Vault } from '../../src/replica/vault.ts';
import type { World } from './replicas.ts';

/** A sealed value under its content id. */
export type Sealed = readonly [id: string, bytes: Bytes];

/** What a link says other than an honest one would. */
export interface Lie {
  readonly kind?: Kind;
  readonly seq?: number;
  readonly previous?: Bytes;
  readonly deps?: readonly Dep[];
  readonly session?: string;
  readonly signKey?: CryptoKey;
  readonly time?: number;
}

/** One session's chain in the hands of somebody who writes each link as they like. */
export class Chain {
  readonly session: string;
  readonly client: number;
  readonly #world: World;
  readonly #device: Device;
  seq = 0;
  head: Bytes = NO_ENTRY;

  constructor(world: World, device: Device, from?: Chain) {
    this.#world = world;
    this.#device = device;
    this.client =
      from?.client ?? clientIdOf(7_000_000 + world.random(2)[0]!, device.card.party, device.card.device);
    this.session = sessionIdOf(world.spaceId, device.card.cert, this.client);
    this.seq = from?.seq ?? 0;
    this.head = from?.head ?? NO_ENTRY;
  }

  /** The same session once more, from where it is now: what only a liar, or a restored backup, has. */
  twin(): Chain {
    return new Chain(this.#world, this.#device, this);
  }

  /** The newest link as a cause. */
  get dep(): Dep {
    return { session: this.session, seq: this.seq - 1, hash: shortHash(this.head) };
  }

  /** The first link. */
  open(claims: Partial<Opening> = {}, lie: Lie = {}): Promise<Sealed> {
    const { party, device, cert } = this.#device.card;
    const payload = encodeOpening({ party, device, client: this.client, cert, app: 'crafted', ...claims });
    const session = sessionIdOf(this.#world.spaceId, claims.cert ?? cert, claims.client ?? this.client);
    return this.link('open', payload, { session, ...lie });
  }

  update(payload: Uint8Array, lie: Lie = {}): Promise<Sealed> {
    return this.link('update', concat(payload), lie);
  }

  /** The next link, signed and sealed. */
  async link(honest: Kind, payload: Bytes, lie: Lie = {}): Promise<Sealed> {
    const { kind = honest, seq = this.seq, previous = this.head, deps = [], session = this.session } = lie;
    const { spaceId, key } = this.#world;
    const time = lie.time ?? this.#world.clock++;
    const bodyBytes = encodeBody({ kind, seq, time, deps, payload });
    const hash = entryHash(spaceId, session, previous, bodyBytes);
    this.seq = seq + 1;
    this.head = hash;
    const signature = await signEntry(lie.signKey ?? this.#device.signKey, spaceId, { session, seq, hash });
    const box = await sealBox(
      key,
      spaceId,
      'entry',
      encodeEntry({ session, previous, signature, bodyBytes }),
    );
    return [contentId(box), box];
  }
}

/** The entries of a vault. */
export async function entriesOf(world: World, vault: Vault): Promise<readonly (readonly [string, Entry])[]> {
  const keys = new Map([[world.key.id, world.key]]);
  const entries: (readonly [string, Entry])[] = [];
  for (const id of vault.ids()) {
    const box = vault.get(id);
    if (box === null) continue;
    entries.push([id, decodeEntry(world.spaceId, await openBox(keys, world.spaceId, 'entry', box))]);
  }
  return entries;
}

/** The newest entry of every session in a vault, as causes. */
export async function headsOf(world: World, vault: Vault): Promise<Dep[]> {
  const heads = new Map<string, Entry>();
  for (const [, entry] of await entriesOf(world, vault)) {
    if (entry.body.seq >= (heads.get(entry.session)?.body.seq ?? 0)) heads.set(entry.session, entry);
  }
  return [...heads.values()].map(({ session, body, hash }) => ({
    session,
    seq: body.seq,
    hash: shortHash(hash),
  }));
}

/** Content of an item by its number in Yjs' V1 encoding, with what writes it. */
export interface Content {
  readonly ref: number;
  write(out: encoding.Encoder): void;
}

export const content = {
  gc: (length: number): Content => ({ ref: 0, write: (out) => encoding.writeVarUint(out, length) }),
  skip: (length: number): Content => ({ ref: 10, write: (out) => encoding.writeVarUint(out, length) }),
  deleted: (length: number): Content => ({ ref: 1, write: (out) => encoding.writeVarUint(out, length) }),
  json: (...texts: string[]): Content => ({
    ref: 2,
    write(out) {
      encoding.writeVarUint(out, texts.length);
      for (const text of texts) encoding.writeVarString(out, text);
    },
  }),
  text: (text: string): Content => ({ ref: 4, write: (out) => encoding.writeVarString(out, text) }),
  embed: (json: string): Content => ({ ref: 5, write: (out) => encoding.writeVarString(out, json) }),
  format: (key: string, json: string): Content => ({
    ref: 6,
    write(out) {
      encoding.writeVarString(out, key);
      encoding.writeVarString(out, json);
    },
  }),
  /** 0 array, 1 map, 2 text, 3 XML element (with a name), 4 XML fragment, 6 XML text. */
  type: (type: number): Content => ({
    ref: 7,
    write(out) {
      encoding.writeVarUint(out, type);
      if (type === 3) encoding.writeVarString(out, 'p');
    },
  }),
  any: (...values: unknown[]): Content => ({
    ref: 8,
    write(out) {
      encoding.writeVarUint(out, values.length);
      for (const value of values) encoding.writeAny(out, value as string);
    },
  }),
  subdocument: (): Content => ({
    ref: 9,
    write(out) {
      encoding.writeVarString(out, 'guid');
      encoding.writeAny(out, {});
    },
  }),
};

export interface Struct {
  readonly content: Content;
  readonly origin?: Y.ID;
  readonly rightOrigin?: Y.ID;
  /** Written only where no neighbour is named, as Yjs does. */
  readonly parent?: string | Y.ID;
  readonly key?: string;
}

/** Client blocks and delete ranges as they are told, in Yjs' V1 encoding. */
export function craft(
  blocks: readonly { client: number; clock: number; structs: readonly Struct[]; count?: number }[],
  deletes: readonly { client: number; clock: number; length: number; times?: number }[] = [],
): Uint8Array {
  const writeId = (out: encoding.Encoder, { client, clock }: Y.ID): void => {
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, clock);
  };
  return encoding.encode((out) => {
    encoding.writeVarUint(out, blocks.length);
    for (const { client, clock, structs, count = structs.length } of blocks) {
      encoding.writeVarUint(out, count);
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, clock);
      for (const {
        content: { ref, write },
        origin,
        rightOrigin,
        parent,
        key,
      } of structs) {
        if (ref === 0 || ref === 10) {
          encoding.writeUint8(out, ref);
          write(out);
          continue;
        }
        const flags = (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (key === undefined ? 0 : 32);
        encoding.writeUint8(out, ref | flags);
        if (origin) writeId(out, origin);
        if (rightOrigin) writeId(out, rightOrigin);
        if (!origin && !rightOrigin) {
          encoding.writeVarUint(out, typeof parent === 'string' ? 1 : 0);
          if (typeof parent === 'string') encoding.writeVarString(out, parent);
          else if (parent) writeId(out, parent);
          if (key !== undefined) encoding.writeVarString(out, key);
        }
        write(out);
      }
    }
    encoding.writeVarUint(out, deletes.length);
    for (const { client, clock, length, times = 1 } of deletes) {
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, times);
      for (let i = 0; i < times; i++) {
        encoding.writeVarUint(out, clock);
        encoding.writeVarUint(out, length);
      }
    }
  });
}
