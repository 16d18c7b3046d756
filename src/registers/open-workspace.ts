import type { Admissions } from '../charter/admissions.ts';
import type { Charter } from '../charter/charter.ts';
import { genesisHash } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import { sixWords } from '../crypto/words.ts';
import type { Change, Frontier } from '../replica/changes.ts';
import type { RecordHost } from '../replica/door.ts';
import type { FileCarrier } from '../replica/file-carrier.ts';
import { Listeners } from '../replica/listeners.ts';
import type { Notice } from '../replica/notice.ts';
import type { Lead } from '../replica/presence.ts';
import type { Space } from '../replica/space.ts';
import { JointRegisters } from './joint.ts';
import type { Keyrings } from './keyrings.ts';
import { fileOf, type LibraryDocument } from './library.ts';
import type { Agreement } from './matter.ts';
import { OpenRefused } from './open-refused.ts';
import type { OpenSpace } from './open-space.ts';
import type { OwnSpace } from './own-space.ts';
import type { WorkspacePlace } from './workspace-place.ts';
import type { Body, Evidence, Invitations, Member, Sync, Workspace } from './workspace-types.ts';

/** Where the shelf keeps how far this device's person has looked. */
export const lookedKey = (workspace: string): string => `looked ${workspace}`;

/** What an open workspace is put together of. */
export interface WorkspaceParts {
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

/** A workspace whose spaces are open. Closes all it was put together of. */
export class OpenWorkspace implements Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'founded' | 'sample';
  readonly words: readonly string[];
  readonly bodies: readonly Body[];
  readonly joint: JointRegisters;
  readonly host: Space;
  readonly files: FileCarrier;
  readonly invitations: Invitations | null;
  readonly #parts: WorkspaceParts;
  readonly #listeners = new Listeners();
  readonly #ends: (() => void)[];
  #heardAt: number | null = null;
  #documents: readonly LibraryDocument[] | null = null;
  #looked: Frontier;

  constructor(parts: WorkspaceParts) {
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
    const { standing, deleted } = this.joint.library.files();
    void this.files.sweep(standing, deleted);
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

  clockClaims() {
    return this.#parts.joint.space.clockClaims();
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
    return this.#listeners.add(listener);
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
    this.#listeners.tell();
  }
}

/** Parties first, as the genesis names them. */
export function bodiesOf({ foundation: { genesis } }: Identity): Body[] {
  return [
    ...genesis.parties.map(({ id, name }, tone): Body => ({ id, kind: 'party', name, tone })),
    ...genesis.partners.map(({ id, name }, tone): Body => ({ id, kind: 'partner', name, tone })),
  ];
}
