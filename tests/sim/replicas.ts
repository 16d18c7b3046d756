import * as prng from 'lib0/prng';
import { toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.ts';
import { openEpochKey, type EpochKey } from '../../src/crypto/epoch-key.ts';
import { sha256 } from '../../src/crypto/hash.ts';
import { signerFromSeed } from '../../src/crypto/sign.ts';
import { judgeEndorsement } from '../../src/registers/endorsement.ts';
import { JointRegisters } from '../../src/registers/joint.ts';
import { Courier } from '../../src/replica/courier.ts';
import type { DeviceCard, Directory } from '../../src/replica/directory.ts';
import type { Device } from '../../src/replica/own-session.ts';
import { authorOf } from '../../src/replica/provenance.ts';
import { ownedRoots, type Roots } from '../../src/replica/roots.ts';
import { Space } from '../../src/replica/space.ts';
import { Vault } from '../../src/replica/vault.ts';

/** A directory that is simply told. */
export class ToldDirectory implements Directory {
  readonly #cards = new Map<string, DeviceCard>();
  readonly #listeners = new Set<() => void>();

  add(card: DeviceCard): void {
    this.#cards.set(card.cert, card);
    for (const listener of this.#listeners) listener();
  }

  byCert(cert: string): DeviceCard | null {
    return this.#cards.get(cert) ?? null;
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Devices and keys of an invented workspace, alike in every run. */
export class World {
  readonly spaceId = sha256(utf8('a joint space'));
  readonly directory = new ToldDirectory();
  readonly devices: readonly Device[];
  readonly key: EpochKey;
  /** Anybody's notes, and a side of each body's own. */
  readonly roots: Roots = new Map([
    ['notes', null],
    ...ownedRoots(['sides'], ['KH', 'TH', 'IOM']),
    ...JointRegisters.roots(['KH', 'TH', 'IOM']),
  ]);
  readonly #prng: prng.PRNG;
  clock = Date.UTC(2022, 7, 26, 9, 0);

  private constructor(devices: readonly Device[], key: EpochKey, seed: number) {
    this.#prng = prng.create(seed);
    this.devices = devices;
    this.key = key;
    for (const device of devices) this.directory.add(device.card);
  }

  /** One device each for the bodies named, in this order; partners are certified by Party 1; `IOM leads`: a facilitator of it. */
  static of(...bodies: readonly string[]): Promise<World> {
    return World.seeded(1, ...bodies);
  }

  static async seeded(seed: number, ...bodies: readonly string[]): Promise<World> {
    const devices = await Promise.all(
      bodies.map(async (named, i): Promise<Device> => {
        const [body = '', leads] = named.split(' ');
        const signer = await signerFromSeed(sha256(utf8(`device ${i}`)));
        const card: DeviceCard = {
          cert: toBase64Url(sha256(utf8(`certificate ${i}`))),
          party: body === 'TH' ? 2 : 1,
          device: i + 1,
          body,
          person: `Person ${i}`,
          seat: `Seat ${i}`,
          signPub: signer.publicKey,
          writes: new Set(['joint']),
          signs: leads === undefined && (body === 'KH' || body === 'TH'),
          facilitates: leads !== undefined,
        };
        return { card, signKey: signer.privateKey };
      }),
    );
    return new World(devices, await openEpochKey(sha256(utf8('epoch 1'))), seed);
  }

  random(length: number): Bytes {
    return Uint8Array.from({ length }, () => prng.int32(this.#prng, 0, 255));
  }

  /** The replica of one device, over a vault of its own; in a space where members sign, unless told. */
  async open(
    index: number,
    vault: Vault = Vault.inMemory(),
    { signs = true }: { readonly signs?: boolean } = {},
  ): Promise<Replica> {
    const device = this.devices[index];
    if (device === undefined) throw new Error('no such device');
    const courier = new Courier(vault, () => this.clock);
    const keys = new Map([[this.key.id, this.key]]);
    const space = await Space.open({
      name: 'joint',
      spaceId: this.spaceId,
      roots: this.roots,
      led: JointRegisters.LED,
      directory: this.directory,
      parties: ['KH', 'TH'],
      device,
      author: authorOf(device.card),
      courier,
      keys: () => keys,
      writeKey: () => this.key,
      now: () => this.clock++,
      random: (length) => this.random(length),
      together: () => true,
      ...(signs ? { judgeEndorsement } : {}),
      app: 'test',
    });
    return { space, vault, courier };
  }
}

export interface Replica {
  readonly space: Space;
  readonly vault: Vault;
  readonly courier: Courier;
}

/** Sealed values a vault has and another lacks. */
export const lacking = (from: Replica, to: Replica): (readonly [string, Uint8Array<ArrayBuffer>])[] =>
  [...from.vault.ids()].flatMap((id) => {
    const bytes = to.vault.has(id) ? null : from.vault.get(id);
    return bytes === null ? [] : [[id, bytes] as const];
  });

/** Hands everything over in both directions. */
export async function exchange(a: Replica, b: Replica): Promise<void> {
  await Promise.all([a.space.flush(), b.space.flush()]);
  await b.space.receive(lacking(a, b));
  await a.space.receive(lacking(b, a));
}
