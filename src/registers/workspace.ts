import { Admissions } from '../charter/admissions.ts';
import { Charter } from '../charter/charter.ts';
import { spaceIdOf, SPACES, type SpaceName } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import type { InvitationLetter } from '../charter/invitation.ts';
import { Keyring, NoKey } from '../charter/keyring.ts';
import { readSampleKey } from '../charter/sample.ts';
import type { Shelf } from '../charter/shelf.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { Courier } from '../replica/courier.ts';
import type { MailboxAddress } from '../replica/mailbox.ts';
import type { Meeting } from '../replica/meeting.ts';
import type { Notice } from '../replica/notice.ts';
import { Presence } from '../replica/presence.ts';
import { authorOf } from '../replica/provenance.ts';
import { Space } from '../replica/space.ts';
import type { Vault } from '../replica/vault.ts';
import { RELAY_PATH } from '../wire/messages.ts';
import { roomOf } from '../wire/room.ts';
import { mintProtocols } from '../wire/token.ts';
import { judgeEndorsement } from './endorsement.ts';
import { JointRegisters } from './joint.ts';
import { sampleEntries } from './sample-entries.ts';
import type { Body, Invitations, Member, Workspace } from './workspace-types.ts';

/** What a workspace needs of the device it is opened on. */
export interface WorkspacePlace {
  readonly shelf: Shelf;
  /** Unix ms. */
  now(): number;
  random(length: number): Bytes;
  /** Opens the vault of a database name. */
  vault(name: string): Promise<Vault>;
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
  const { genesis } = identity.foundation;
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
  if (card === null) throw new OpenRefused('keys missing');
  const device = { card, signKey: identity.signer.privateKey };
  const courier = await courierOf('joint');
  await plantSample(identity, courier.vault, place.shelf);
  const spaceId = spaceIdOf(genesis, 'joint');
  // The presence is made of the space, and the space asks it who else is here.
  const here: { presence: Presence | null } = { presence: null };
  const space = await Space.open({
    name: 'joint',
    spaceId,
    roots: JointRegisters.ROOTS,
    judgeEndorsement,
    directory: charter,
    parties: genesis.parties.map(({ id }) => id),
    device,
    author: authorOf(card),
    courier,
    keys: () => rings.joint.keys,
    writeKey: () => rings.joint.current,
    now: () => place.now(),
    random: (length) => place.random(length),
    together: () => (here.presence?.others ?? 0) > 0,
    app: place.app,
  });
  const bodies = bodiesOf(identity);
  const presence = new Presence({
    space,
    courier,
    directory: charter,
    device,
    spaceId,
    keys: () => rings.joint.keys,
    writeKey: () => rings.joint.current,
    random: (length) => place.random(length),
  });
  here.presence = presence;
  const admissions = await Admissions.open({
    identity,
    person: card.person,
    charter,
    shelf: place.shelf,
    keyring: (name) => rings[name],
    meet: (letter) => place.meet(letter),
  });
  charter.connect(await addressesOf(identity, charter, rings, 'charter', place));
  space.connect(await addressesOf(identity, charter, rings, 'joint', place));
  return new OpenWorkspace({ identity, place, rings, charter, space, courier, presence, admissions, bodies });
}

type Keyrings = Readonly<Record<SpaceName, Keyring>>;

interface Parts {
  readonly identity: Identity;
  readonly place: WorkspacePlace;
  readonly rings: Keyrings;
  readonly charter: Charter;
  readonly space: Space;
  readonly courier: Courier;
  readonly presence: Presence;
  readonly admissions: Admissions | null;
  readonly bodies: readonly Body[];
}

class OpenWorkspace implements Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'founded' | 'sample';
  readonly bodies: readonly Body[];
  readonly joint: JointRegisters;
  readonly host: Space;
  readonly invitations: Invitations | null;
  readonly #parts: Parts;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[];
  #heardAt: number | null = null;

  constructor(parts: Parts) {
    const { identity, space, charter, presence, admissions, bodies } = parts;
    this.#parts = parts;
    this.id = identity.key;
    this.name = identity.foundation.genesis.name;
    this.kind = identity.kind;
    this.bodies = bodies;
    this.host = space;
    this.joint = new JointRegisters(
      space,
      identity.foundation.genesis.parties.map(({ id }) => id),
    );
    this.invitations = admissions;
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
      presence.observe(changed),
      ...(admissions === null ? [] : [admissions.observe(changed)]),
    ];
  }

  get plan() {
    return this.joint.plan;
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

  people() {
    return this.#parts.presence.people();
  }

  place(record: string | null): void {
    this.#parts.presence.place(record);
  }

  sync() {
    const { space, courier } = this.#parts;
    const { waiting, waitingSince, unseen } = space.status();
    const others = Object.entries(unseen).filter(([body]) => body !== space.me.body);
    return {
      relay: courier.relay,
      storage: courier.vault.storage,
      waiting,
      waitingSince,
      unseen: Object.fromEntries(others),
    };
  }

  notices(): readonly Notice[] {
    const { charter, space } = this.#parts;
    const at = space.now();
    const apart = [...charter.branched].map((party): Notice => {
      const body = charter.foundation.genesis.parties[party - 1]?.id ?? '';
      return { kind: 'admin key used apart', body, at };
    });
    return [...apart, ...space.notices()];
  }

  network(online: boolean): void {
    const { charter, courier } = this.#parts;
    charter.network(online);
    courier.network(online);
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(): Promise<void> {
    return this.#parts.space.flush();
  }

  async close(): Promise<void> {
    const { presence, admissions, space, charter } = this.#parts;
    this.#listeners.clear();
    for (const end of this.#ends) end();
    presence.close();
    admissions?.close();
    await space.close();
    await charter.close();
  }

  /** A key granted since opens what waits for it. */
  async #takeGrants(): Promise<void> {
    const { identity, rings, charter, space } = this.#parts;
    const grants = charter.grants('joint', identity.cert);
    const news = await rings.joint.take(identity.foundation.genesis, identity.receiver, grants);
    if (news) await space.keysChanged();
  }

  #noteTouch(): void {
    const { space, place, identity } = this.#parts;
    if (space.heardAt === null || space.heardAt === this.#heardAt) return;
    this.#heardAt = space.heardAt;
    void place.shelf.touch(identity.key, { seenAt: space.heardAt });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function openKeyrings(identity: Identity): Promise<Keyrings> {
  const rings: Keyrings = { charter: new Keyring(), joint: new Keyring() };
  for (const space of SPACES) {
    const secret = identity.secrets?.[space];
    if (secret !== undefined) await rings[space].add(1, secret);
    const grants = identity.statements.flatMap(({ act }) =>
      act.kind === 'grant' && act.space === space && act.cert === identity.cert ? [act] : [],
    );
    await rings[space].take(identity.foundation.genesis, identity.receiver, grants);
    try {
      void rings[space].current;
    } catch (error) {
      throw error instanceof NoKey ? new OpenRefused('keys missing') : error;
    }
  }
  return rings;
}

/** Where the relays of a workspace keep a space, and how this device gets in. */
async function addressesOf(
  identity: Identity,
  charter: Charter,
  rings: Keyrings,
  space: SpaceName,
  place: WorkspacePlace,
): Promise<MailboxAddress[]> {
  const first = charter.descriptor(space);
  if (first === null) return [];
  const room = await roomOf(first);
  return identity.relays.map((relay) => ({
    url: `${relay}${RELAY_PATH}`,
    room,
    credentials: () =>
      mintProtocols({
        // Read anew: a later generation may have been declared since.
        descriptor: charter.descriptor(space) ?? first,
        accessKey: rings[space].current.access.privateKey,
        audience: new URL(relay).host,
        now: place.now(),
      }),
  }));
}

/** Making the sample's entries takes the better part of a second, so it is done once a device, and again if they were lost. */
async function plantSample(identity: Identity, vault: Vault, shelf: Shelf): Promise<void> {
  const sample = identity.kind === 'sample' ? readSampleKey(identity.key) : null;
  if (sample === null) return;
  const mark = `planted ${identity.key}`;
  const planted = await shelf.pending<readonly string[]>(mark);
  if (planted !== null && planted.every((id) => vault.has(id))) return;
  const entries = await sampleEntries(sample.seed, sample.stage);
  for (const [id, bytes] of entries) vault.put(id, bytes);
  await shelf.setPending(
    mark,
    entries.map(([id]) => id),
  );
}

function bodiesOf({ foundation: { genesis } }: Identity): Body[] {
  return [
    ...genesis.parties.map(({ id, name }, tone): Body => ({ id, kind: 'party', name, tone })),
    ...genesis.partners.map(({ id, name }, tone): Body => ({ id, kind: 'partner', name, tone })),
  ];
}
