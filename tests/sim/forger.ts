import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { concat } from '../../src/crypto/bytes.ts';
import { openBox } from '../../src/crypto/epoch-key.ts';
import { decodeEntry, shortHash, type Dep, type Entry } from '../../src/replica/entry.ts';
import { OwnSession, type Device } from '../../src/replica/own-session.ts';
import type { Replica, World } from './replicas.ts';

/** A certified member whose software writes what it likes: valid chains and signatures over crafted updates. */
export class Forger {
  readonly #world: World;
  readonly #view: Replica;
  readonly #session: OwnSession;
  readonly #told = new Map<string, number>();
  clock = 0;

  constructor(world: World, device: Device, view: Replica) {
    this.#world = world;
    this.#view = view;
    this.#session = new OwnSession(device, world.spaceId, (length) => world.random(length));
  }

  get client(): number {
    return this.#session.client;
  }

  /** Seals a crafted update with honest causes: all the forger's replica has accepted. */
  async write(update: Uint8Array): Promise<readonly (readonly [string, Uint8Array<ArrayBuffer>])[]> {
    const sealed: (readonly [string, Uint8Array<ArrayBuffer>])[] = [];
    const seal = (entry: Entry) =>
      this.#session.seal(
        entry,
        () => this.#world.key,
        (id, bytes) => sealed.push([id, bytes]),
      );
    const deps = await this.#news();
    if (!this.#session.opened) seal(this.#session.open(this.#world.clock++, deps, 'forger'));
    else return this.#finish(update, deps, seal, sealed);
    return this.#finish(update, [], seal, sealed);
  }

  async #finish(
    update: Uint8Array,
    deps: readonly Dep[],
    seal: (entry: Entry) => void,
    sealed: readonly (readonly [string, Uint8Array<ArrayBuffer>])[],
  ): Promise<readonly (readonly [string, Uint8Array<ArrayBuffer>])[]> {
    seal(this.#session.next('update', this.#world.clock++, deps, concat(update)));
    await this.#session.sealed();
    return sealed;
  }

  /** Heads of all sessions the view has, as far as they moved since the last entry. */
  async #news(): Promise<Dep[]> {
    const heads = new Map<string, Entry>();
    for (const id of this.#view.vault.ids()) {
      const keys = new Map([[this.#world.key.id, this.#world.key]]);
      const box = this.#view.vault.get(id);
      if (box === null) continue;
      const entry = decodeEntry(this.#world.spaceId, await openBox(keys, this.#world.spaceId, 'entry', box));
      if (entry.session === this.#session.id) continue;
      if (entry.body.seq >= (heads.get(entry.session)?.body.seq ?? 0)) heads.set(entry.session, entry);
    }
    return [...heads.values()].flatMap((entry) => {
      if ((this.#told.get(entry.session) ?? -1) >= entry.body.seq) return [];
      this.#told.set(entry.session, entry.body.seq);
      return [{ session: entry.session, seq: entry.body.seq, hash: shortHash(entry.hash) }];
    });
  }
}

/** A V1 update that inserts a text between any two ids, and deletes one id: what no editor would write. */
export function craftInsert(
  at: { client: number; clock: number },
  text: string,
  origin: Y.ID | null,
  rightOrigin: Y.ID | null,
  deletes: Y.ID | null,
): Uint8Array {
  const STRING = 4;
  const out = encoding.createEncoder();
  const writeId = (id: Y.ID) => {
    encoding.writeVarUint(out, id.client);
    encoding.writeVarUint(out, id.clock);
  };
  encoding.writeVarUint(out, 1);
  encoding.writeVarUint(out, 1);
  encoding.writeVarUint(out, at.client);
  encoding.writeVarUint(out, at.clock);
  encoding.writeUint8(out, STRING | (origin === null ? 0 : 128) | (rightOrigin === null ? 0 : 64));
  if (origin !== null) writeId(origin);
  if (rightOrigin !== null) writeId(rightOrigin);
  encoding.writeVarString(out, text);
  encoding.writeVarUint(out, deletes === null ? 0 : 1);
  if (deletes !== null) {
    encoding.writeVarUint(out, deletes.client);
    encoding.writeVarUint(out, 1);
    encoding.writeVarUint(out, deletes.clock);
    encoding.writeVarUint(out, 1);
  }
  return encoding.toUint8Array(out);
}

/** Ids of all letters of a text, deleted ones included, in document order. */
export function idsOf(text: Y.Text): Y.ID[] {
  const ids: Y.ID[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    for (let i = 0; i < item.length; i++) ids.push(Y.createID(item.id.client, item.id.clock + i));
  }
  return ids;
}
