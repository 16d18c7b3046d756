import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { BoxRefused, openBox, sealBox, type EpochKey } from '../crypto/epoch-key.ts';
import { contentId, sha256 } from '../crypto/hash.ts';
import type { Signer } from '../crypto/sign.ts';
import type { Courier } from '../replica/courier.ts';
import type { DeviceCard, Directory } from '../replica/directory.ts';
import { Listeners } from '../replica/listeners.ts';
import type { MailboxAddress } from '../replica/mailbox.ts';
import type { SpaceDescriptor } from '../wire/room.ts';
import { Declarations } from './declarations.ts';
import { genesisHash, spaceIdOf, spacesOf, type Foundation, type SpaceName } from './genesis.ts';
import {
  decodeStatement,
  encodeStatement,
  facilitates,
  signStatement,
  statementHash,
  type Act,
  type Cert,
  type Grant,
  type Role,
  type Statement,
} from './statement.ts';

/** A person's device, as its Party certified it. */
export interface Member {
  readonly cert: string;
  readonly party: number;
  readonly body: string;
  readonly person: string;
  readonly seat: string;
  /** `<party>-<device>`. */
  readonly device: string;
  readonly role: Role;
  readonly kemPub: Bytes;
}

/** Largest sealed statement. */
const MAX_VALUE = 16 * 1024;

export interface CharterOptions {
  readonly foundation: Foundation;
  readonly courier: Courier;
  /** Statements this device has from its founding or its welcome. */
  readonly statements: readonly Statement[];
  keys(): ReadonlyMap<string, EpochKey>;
  writeKey(): EpochKey;
}

/**
 * Who belongs to the workspace and may do what, on this device: the signed statements of every Party, sealed for its members
 * and kept and carried like any other space's values.
 */
export class Charter implements Directory {
  readonly foundation: Foundation;
  readonly #options: CharterOptions;
  readonly #declarations: Declarations;
  readonly #spaceId: Uint8Array;
  readonly #cards = new Map<string, DeviceCard>();
  readonly #listeners = new Listeners();

  private constructor(options: CharterOptions) {
    this.foundation = options.foundation;
    this.#options = options;
    this.#declarations = new Declarations(options.foundation.genesis);
    this.#spaceId = spaceIdOf(options.foundation.genesis, 'charter');
  }

  /** Opens the charter from the device's vault and the statements given. */
  static async open(options: CharterOptions): Promise<Charter> {
    const charter = new Charter(options);
    const { vault } = options.courier;
    for (const said of options.statements) {
      if ((await charter.#declarations.take(said)) === 'new') await charter.#keep(said);
    }
    await charter.receive([...vault.ids()].map((id) => [id, vault.get(id)] as const));
    return charter;
  }

  connect(addresses: readonly MailboxAddress[]): void {
    this.#options.courier.start(addresses, (values) => this.receive(values));
  }

  /** Judges sealed statements by content id; resolves to the ids of those that can never stand. */
  async receive(values: readonly (readonly [string, unknown])[]): Promise<readonly string[]> {
    const junk: string[] = [];
    for (const [id, bytes] of values) {
      const said = await this.#open(id, bytes);
      if (said === 'unknown key') continue;
      const taken = said === 'junk' ? 'refused' : await this.#declarations.take(said);
      if (taken === 'refused') junk.push(id);
      else if (said !== 'junk') await this.#keep(said);
    }
    this.#changed();
    return junk;
  }

  /** Signs an act for a Party after its newest statement; gives the statement's hash. */
  async declare(
    party: number,
    by: { readonly key: string; readonly signer: Signer },
    act: Act,
  ): Promise<string> {
    const { genesis } = this.foundation;
    const said = await declare(this.#declarations, genesis, party, by, act);
    await this.#keep(said);
    this.#changed();
    return statementHash(said);
  }

  byCert(cert: string): DeviceCard | null {
    const known = this.#cards.get(cert);
    if (known !== undefined) return known;
    const said = this.#declarations.get(cert);
    if (said === null || !isCert(said)) return null;
    const { device, body, person, seat, signPub, capabilities } = said.act;
    // Into the charter a Party writes by its admins' signatures, not by a device's session.
    const open = spacesOf(this.foundation.genesis, body).filter((space) => space !== 'charter');
    const leads = facilitates(said.act);
    const leading = capabilities.includes('facilitate') ? ['joint'] : [];
    const writes = new Set<string>(leads ? leading : capabilities.includes('write') ? open : []);
    const card = {
      cert,
      party: said.party,
      device,
      body,
      person,
      seat,
      signPub: fromBase64Url(signPub),
      writes,
      signs: capabilities.includes('sign') && !leads,
      facilitates: leads,
    };
    this.#cards.set(cert, card);
    return card;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** All certified devices, by Party, then in the order of their numbers. */
  members(): readonly Member[] {
    return this.certs()
      .map(([cert, { party, act }]) => ({
        cert,
        party,
        body: act.body,
        person: act.person,
        seat: act.seat,
        device: `${party}-${act.device}`,
        role: act.role,
        kemPub: fromBase64Url(act.kemPub),
        number: act.device,
      }))
      .sort((a, b) => a.party - b.party || a.number - b.number);
  }

  certs(): (readonly [string, Cert])[] {
    return [...this.#declarations.all()].flatMap(([hash, said]) =>
      isCert(said) ? [[hash, said] as const] : [],
    );
  }

  /** Keys of a space that were wrapped for a device. */
  grants(space: SpaceName, cert: string): readonly Grant[] {
    return [...this.#declarations.all()].flatMap(([, { act }]) =>
      act.kind === 'grant' && act.space === space && act.cert === cert ? [act] : [],
    );
  }

  /** How a relay is told who may enter: of several, the latest generation, then the smallest text. */
  descriptor(space: SpaceName): SpaceDescriptor | null {
    const found = [...this.#declarations.all()].flatMap(([, { act }]) =>
      act.kind === 'descriptor' && act.space === space ? [act.descriptor] : [],
    );
    return found.sort((a, b) => b.n - a.n || (a.sig < b.sig ? -1 : 1))[0] ?? null;
  }

  isAdmin(party: number, key: string): boolean {
    return this.#declarations.isAdmin(party, key);
  }

  /** Parties whose admin key was used in two places at once. */
  get branched(): ReadonlySet<number> {
    return this.#declarations.branched;
  }

  /** All statements, causes first: what a newcomer is given. */
  statements(): readonly Statement[] {
    return [...this.#declarations.all()].map(([, said]) => said);
  }

  network(online: boolean): void {
    this.#options.courier.network(online);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#options.courier.close();
  }

  async #open(id: string, bytes: unknown): Promise<Statement | 'junk' | 'unknown key'> {
    if (!(bytes instanceof Uint8Array) || bytes.length > MAX_VALUE || contentId(bytes) !== id) return 'junk';
    try {
      const content = await openBox(this.#options.keys(), this.#spaceId, 'statement', bytes);
      return decodeStatement(content) ?? 'junk';
    } catch (error) {
      if (error instanceof BoxRefused) return error.problem === 'unknown key' ? 'unknown key' : 'junk';
      throw error;
    }
  }

  /**
   * Seals a statement and keeps it. The nonce comes from the statement itself, so that the same statement is the same value
   * on every device and is stored once; under one key a nonce never serves two contents.
   */
  async #keep(said: Statement): Promise<void> {
    const content = encodeStatement(said);
    const nonce = sha256(utf8('span/1/statement-nonce'), content).slice(0, 12);
    const box = await sealBox(this.#options.writeKey(), this.#spaceId, 'statement', content, nonce);
    this.#options.courier.keep(contentId(box), box);
  }

  #changed(): void {
    this.#listeners.tell();
  }
}

const isCert = (said: Statement): said is Cert => said.act.kind === 'cert';

/** Signs an act on top of a Party's newest statement and takes it into the set. Throws {@link NotEntitled}. */
export async function declare(
  declarations: Declarations,
  genesis: Foundation['genesis'],
  party: number,
  by: { readonly key: string; readonly signer: Signer },
  act: Act,
): Promise<Statement> {
  const previous = declarations.head(party);
  const said = await signStatement(
    { v: 1, workspace: toBase64Url(genesisHash(genesis)), party, previous, by: by.key, act },
    by.signer,
  );
  if ((await declarations.take(said)) !== 'new') throw new NotEntitled();
  return said;
}

/** This key may not declare that for this Party. Audience: the programmer; the face offers no such act. */
export class NotEntitled extends Error {
  override readonly name = 'NotEntitled';
}
