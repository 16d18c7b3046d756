import { Admissions } from '../charter/admissions.ts';
import { Charter } from '../charter/charter.ts';
import { genesisHash, ownerOf, spacesOf, type SpaceName } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import type { InvitationLetter } from '../charter/invitation.ts';
import { Keyring } from '../charter/keyring.ts';
import { readSampleKey } from '../charter/sample.ts';
import type { Shelf } from '../charter/shelf.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { sixWords } from '../crypto/words.ts';
import type { ChunkStore } from '../replica/chunk-store.ts';
import { Courier } from '../replica/courier.ts';
import { FileCarrier } from '../replica/file-carrier.ts';
import { relayFileRoom } from '../replica/file-room.ts';
import type { Meeting } from '../replica/meeting.ts';
import type { Notice } from '../replica/notice.ts';
import type { Change, Frontier } from '../replica/changes.ts';
import type { RecordHost } from '../replica/door.ts';
import { openRoots, type Roots } from '../replica/roots.ts';
import type { Lead } from '../replica/presence.ts';
import type { Space } from '../replica/space.ts';
import type { Vault } from '../replica/vault.ts';
import { DraftRegister } from './drafts.ts';
import { judgeEndorsement } from './endorsement.ts';
import { JointRegisters } from './joint.ts';
import { fileOf, type LibraryDocument } from './library.ts';
import { addressesOf, openSpace, type OpenSpace } from './open-space.ts';
import { OwnSpace } from './own-space.ts';
import { sampleEntries } from './sample-entries.ts';
import type { Agreement } from './matter.ts';
import type { Body, Evidence, Invitations, Member, Sync, Workspace } from './workspace-types.ts';

/** What a workspace needs of the device it is opened on. */
export interface WorkspacePlace {
  readonly shelf: Shelf;
  /** Unix ms. */
  now(): number;
  random(length: number): Bytes;
  /** Opens the vault of a database name. */
  vault(name: string): Promise<Vault>;
  /** Opens the sealed files of a database name. */
  chunks(name: string): Promise<ChunkStore>;
  meet(letter: InvitationLetter): Promise<Meeting>;
  /** Version of the app, as sessions say it. */
  readonly app: string;
}

/** Why a workspace of this device does not open. Audience: its user. */
export class OpenRefused extends Error {
  override readonly name = 'OpenRefused';
  readonly problem: 'unknown' | 'keys missing';
  constructor(problem: 'unknown' | 'keys missing') {
    super(problem);
    this.problem = problem;
  }
}

/** Opens a workspace: its charter, its keys, its joint space, and the registers in it. Throws {@link OpenRefused}. */
export async function openWorkspace(identity: Identity, place: WorkspacePlace): Promise<Workspace> {
  const rings = await openKeyrings(identity);
  const courierOf = async (space: SpaceName) =>
    new Courier(await place.vault(`span ${identity.key} ${identity.cert.slice(0, 8)} ${space}`), () =>
      place.now(),
    );
  const charter = await Charter.open({
    foundation: identity.foundation,
    courier: await courierOf('charter'),
    statements: identity.statements,
    keys: () => rings.charter.keys,
    writeKey: () => rings.charter.current,
  });
  const card = charter.byCert(identity.cert);
  if (card === null) {
    await charter.close();
    throw new OpenRefused('keys missing');
  }
  const common = { identity, charter, card, place };
  const courier = await courierOf('joint');
  const planted = await plantSample(identity, courier.vault, place.shelf);
  const joint = await openSpace({
    ...common,
    ring: rings.joint,
    courier,
    roots: JointRegisters.roots(bodiesOf(identity).map(({ id }) => id)),
    led: JointRegisters.LED,
    judgeEndorsement,
    planted,
  });
  const own = new OwnSpace(identity, charter, rings.own, async (ring) =>
    openSpace({ ...common, ring, courier: await courierOf(ring.space), roots: OWN_ROOTS }),
  );
  await own.look();
  const admissions = await Admissions.open({
    identity,
    person: card.person,
    charter,
    shelf: place.shelf,
    keyring: (name) => ringOf(rings, name),
    meet: (letter) => place.meet(letter),
  });
  const looked = await place.shelf.pending<Frontier>(lookedKey(identity.key));
  const files = new FileCarrier({
    store: await place.chunks(`span ${identity.key} ${identity.cert.slice(0, 8)} files`),
    relays: identity.relays,
    enter: relayFileRoom(() => place.now()),
    now: () => place.now(),
  });
  const parts = { identity, place, rings, charter, joint, own, files, admissions, looked };
  const workspace = new OpenWorkspace(parts);
  charter.connect(await addressesOf(identity, charter, rings.charter, place));
  await joint.connect();
  return workspace;
}

/** Where the shelf keeps how far this device's person has looked. */
const lookedKey = (workspace: string): string => `looked ${workspace}`;

/** Root maps of a Party's own space. */
const OWN_ROOTS: Roots = openRoots(DraftRegister.ROOTS);

interface Keyrings {
  readonly charter: Keyring;
  readonly joint: Keyring;
  /** Null where this device's body has no space of its own; without a key until one is granted. */
  readonly own: Keyring | null;
}

interface Parts {
  readonly identity: Identity;
  readonly place: WorkspacePlace;
  readonly rings: Keyrings;
  readonly charter: Charter;
  readonly joint: OpenSpace;
  readonly own: OwnSpace;
  readonly files: FileCarrier;
  readonly admissions: Admissions | null;
  /** Null at the first opening: what is here then is no news. */
  readonly looked: Frontier | null;
}

class OpenWorkspace implements Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'founded' | 'sample';
  readonly words: readonly string[];
  readonly bodies: readonly Body[];
  readonly joint: JointRegisters;
  readonly host: Space;
  readonly files: FileCarrier;
  readonly invitations: Invitations | null;
  readonly #parts: Parts;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[];
  #heardAt: number | null = null;
  #documents: readonly LibraryDocument[] | null = null;
  #looked: Frontier;

  constructor(parts: Parts) {
    const { identity, charter, joint, own, admissions } = parts;
    const { space } = joint;
    this.#parts = parts;
    this.id = identity.key;
    this.name = identity.foundation.genesis.name;
    this.kind = identity.kind;
    this.words = sixWords(genesisHash(identity.foundation.genesis));
    this.bodies = bodiesOf(identity);
    this.host = space;
    this.joint = new JointRegisters(
      space,
      identity.foundation.genesis.parties.map(({ id }) => id),
      this.bodies.map(({ id }) => id),
    );
    this.files = parts.files;
    this.invitations = admissions;
    this.#looked = parts.looked ?? space.frontier();
    // At once: at the next opening what came meanwhile has to be news still.
    if (parts.looked === null) this.#keepLooked();
    const changed = () => this.#changed();
    this.#ends = [
      space.observeStatus(() => {
        this.#noteTouch();
        changed();
      }),
      charter.observe(() => {
        void this.#takeGrants();
        changed();
      }),
      joint.presence.observe(changed),
      own.observe(changed),
      this.joint.library.observe(() => this.#knowFiles()),
      ...(admissions === null ? [] : [admissions.observe(changed)]),
    ];
    this.#knowFiles();
  }

  get plan() {
    return this.joint.plan;
  }

  get own(): RecordHost | null {
    return this.#parts.own.now?.space ?? null;
  }

  get me(): Member {
    const { identity, charter } = this.#parts;
    const mine = charter.members().find(({ cert }) => cert === identity.cert);
    if (mine === undefined) throw new OpenRefused('keys missing');
    return { ...mine, me: true };
  }

  get maySign(): boolean {
    const { charter, identity } = this.#parts;
    return charter.byCert(identity.cert)?.signs === true;
  }

  members(): readonly Member[] {
    const { identity, charter } = this.#parts;
    return charter.members().map((member) => ({ ...member, me: member.cert === identity.cert }));
  }

  people(host: RecordHost = this.host) {
    return this.#spaces.find(({ space }) => space === host)?.presence.people() ?? [];
  }

  place(record: string | null, host: RecordHost = this.host): void {
    for (const { space, presence } of this.#spaces) presence.place(space === host ? record : null);
  }

  lead(at: Lead | null): void {
    this.#parts.joint.presence.lead(at);
  }

  sync(): Sync {
    const { space, courier } = this.#parts.joint;
    const statuses = this.#spaces.map((one) => one.space.status());
    const since = statuses.flatMap(({ waitingSince }) => waitingSince ?? []);
    const relays = this.#spaces.map((one) => one.courier.relay);
    const storages = this.#spaces.map(({ courier: { vault } }) => vault.storage);
    const others = Object.entries(space.status().unseen).filter(([body]) => body !== space.me.body);
    return {
      // Of two rooms at one relay, the one that somebody has to do something about.
      relay: relays.find(({ state }) => state === 'refused' || state === 'distrusted') ?? courier.relay,
      storage: storages.find(({ state }) => state === 'failing') ?? { state: 'kept' },
      waiting: statuses.reduce((sum, { waiting }) => sum + waiting, 0),
      waitingSince: since.length === 0 ? null : Math.min(...since),
      unseen: Object.fromEntries(others),
    };
  }

  notices(): readonly Notice[] {
    const { charter, place } = this.#parts;
    const at = place.now();
    const apart = [...charter.branched].map((party): Notice => {
      const body = charter.foundation.genesis.parties[party - 1]?.id ?? '';
      return { kind: 'admin key used apart', body, at };
    });
    return [...apart, ...this.#spaces.flatMap(({ space }) => space.notices())];
  }

  news(): readonly Change[] {
    return this.#parts.joint.space.changesSince(this.#looked);
  }

  looked(): void {
    this.#looked = this.#parts.joint.space.frontier();
    this.#keepLooked();
    this.#changed();
  }

  evidence({ endorsements }: Agreement): Evidence {
    const { identity, charter } = this.#parts;
    const words = endorsements.map(({ endorsement: { entry, cert, client } }) => ({ entry, cert, client }));
    return { foundation: identity.foundation, statements: charter.statements(), words };
  }

  network(online: boolean): void {
    this.#parts.charter.network(online);
    for (const { courier } of this.#spaces) courier.network(online);
    this.files.network(online);
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async flush(): Promise<void> {
    await Promise.all(this.#spaces.map(({ space }) => space.flush()));
  }

  async close(): Promise<void> {
    const { admissions, joint, own, charter } = this.#parts;
    this.#listeners.clear();
    for (const end of this.#ends) end();
    admissions?.close();
    await Promise.all([joint.close(), own.close(), this.files.close()]);
    await charter.close();
  }

  get #spaces(): readonly OpenSpace[] {
    const { joint, own } = this.#parts;
    return own.now === null ? [joint] : [joint, own.now];
  }

  #knowFiles(): void {
    const documents = this.joint.library.list();
    if (documents === this.#documents) return;
    this.#documents = documents;
    this.files.know(documents.flatMap((one) => fileOf(one) ?? []));
  }

  /** A key granted since opens what waits for it. */
  async #takeGrants(): Promise<void> {
    const { identity, rings, charter, own } = this.#parts;
    const { space } = this.#parts.joint;
    void own.look();
    const grants = charter.grants('joint', identity.cert);
    const news = await rings.joint.take(identity.foundation.genesis, identity.receiver, grants);
    if (news) await space.keysChanged();
  }

  #noteTouch(): void {
    const { place, identity } = this.#parts;
    const { space } = this.#parts.joint;
    if (space.heardAt === null || space.heardAt === this.#heardAt) return;
    this.#heardAt = space.heardAt;
    void place.shelf.touch(identity.key, { seenAt: space.heardAt });
  }

  #keepLooked(): void {
    const { identity, place } = this.#parts;
    void place.shelf.setPending(lookedKey(identity.key), this.#looked);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function openKeyrings(identity: Identity): Promise<Keyrings> {
  const { genesis } = identity.foundation;
  const own = spacesOf(genesis, identity.body).find((space) => ownerOf(space) !== null);
  const open = async (space: SpaceName): Promise<Keyring> => {
    const ring = new Keyring(space);
    const secret = identity.secrets?.[space];
    if (secret !== undefined) await ring.add(1, secret);
    const grants = identity.statements.flatMap(({ act }) =>
      act.kind === 'grant' && act.space === space && act.cert === identity.cert ? [act] : [],
    );
    await ring.take(genesis, identity.receiver, grants);
    return ring;
  };
  const rings = { charter: await open('charter'), joint: await open('joint') };
  for (const { keys } of Object.values(rings)) if (keys.size === 0) throw new OpenRefused('keys missing');
  return { ...rings, own: own === undefined ? null : await open(own) };
}

/** The ring of a space that opens to this device's body. */
function ringOf({ charter, joint, own }: Keyrings, space: SpaceName): Keyring {
  const ring = [charter, joint, own].find((one) => one?.space === space);
  if (ring == null) throw new RangeError(`no ring for ${space}`);
  return ring;
}

interface Planted {
  readonly ids: readonly string[];
  readonly sessions: readonly string[];
}

/**
 * Puts the sample's entries into the vault; gives their sessions. Making them takes the better part of a second, so it is done
 * once a device, and again if they were lost.
 */
async function plantSample(identity: Identity, vault: Vault, shelf: Shelf): Promise<ReadonlySet<string>> {
  const sample = identity.kind === 'sample' ? readSampleKey(identity.key) : null;
  if (sample === null) return new Set();
  const mark = `planted ${identity.key}`;
  const planted = await shelf.pending<Planted>(mark);
  if (planted?.ids.every((id) => vault.has(id)) === true) return new Set(planted.sessions);
  const { entries, sessions } = await sampleEntries(sample.seed, sample.stage);
  for (const [id, bytes] of entries) vault.put(id, bytes);
  await shelf.setPending(mark, { ids: entries.map(([id]) => id), sessions } satisfies Planted);
  return new Set(sessions);
}

function bodiesOf({ foundation: { genesis } }: Identity): Body[] {
  return [
    ...genesis.parties.map(({ id, name }, tone): Body => ({ id, kind: 'party', name, tone })),
    ...genesis.partners.map(({ id, name }, tone): Body => ({ id, kind: 'partner', name, tone })),
  ];
}
