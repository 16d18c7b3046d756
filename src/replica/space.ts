import type * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import type { Bytes } from '../crypto/bytes.ts';
import { Admission } from './admission.ts';
import type { Change, Frontier } from './changes.ts';
import type { ClockClaim } from './clock-claims.ts';
import type { Author, ChangedRecords, EndorsementHost, Whereabouts } from './door.ts';
import type { Endorsement } from './endorsements.ts';
import { ForkChoice } from './fork-choice.ts';
import { History } from './history.ts';
import { keyTag } from './lint.ts';
import type { MailboxAddress } from './mailbox.ts';
import type { Notice } from './notice.ts';
import { OwnEntries } from './own-entries.ts';
import { authorOf, knownAt, knownNow, timeOf } from './provenance.ts';
import { SpaceEvents } from './space-events.ts';
import type { SpaceOptions } from './space-options.ts';
import type { SpaceStatus } from './truth.ts';
import { Validator } from './validator.ts';

/**
 * One space on this device: the accepted history, the document opened from it, and the session this page writes. All that
 * changes the document passes here: own acts through {@link change}, others' entries through the admission's checks.
 */
export class Space implements EndorsementHost {
  readonly me: Author;
  readonly writer: string;
  readonly #options: SpaceOptions;
  readonly #events = new SpaceEvents();
  readonly #history: History;
  readonly #own: OwnEntries;
  readonly #admission: Admission;
  readonly #ends: (() => void)[] = [];
  #closed = false;
  #loaded = false;
  #heardAt: number | null = null;
  #ids = 0;

  private constructor(options: SpaceOptions) {
    this.me = options.author;
    this.writer = options.author.writer;
    this.#options = options;
    const forks = new ForkChoice();
    this.#history = new History(options, forks, {
      wrote: (update, records) => this.#own.wrote(update, records),
      integrated: (records) => {
        this.#events.changed(records);
        this.#own.seenSoon();
      },
      reopened: (before) => {
        this.#own.resume(before);
        this.#events.changed(null);
      },
    });
    this.#own = new OwnEntries(options, this.#history, forks, this.#events);
    const validator = new Validator(options, this.#history, forks, this.#own, this.#events, {
      heard: ({ body }) => {
        if (this.#loaded && body !== this.me.body) this.#heardAt = this.now();
      },
      hold: (value, missing) => this.#admission.waiting.hold(value, missing),
      retry: () => void this.#admission.retry('entry'),
    });
    this.#admission = new Admission({
      spaceId: options.spaceId,
      directory: options.directory,
      keys: options.keys,
      cardOf: (session) => this.#history.ledger.session(session)?.card ?? null,
      admit: (entry, id, bytes) => validator.admit(entry, id, bytes),
      forged: () => {
        this.#events.notice({ kind: 'refused', by: null, reason: 'signature', at: options.now() });
      },
    });
  }

  /** Opens the space from this device's vault. Values that can no longer be read become notices, never errors. */
  static async open(options: SpaceOptions): Promise<Space> {
    const space = new Space(options);
    await space.#load();
    return space;
  }

  async #load(): Promise<void> {
    const { courier, directory } = this.#options;
    const { vault } = courier;
    await this.#admission.take([...vault.ids()].map((id) => [id, vault.get(id)] as const));
    await this.#admission.take(vault.evidence());
    const damaged = vault.damaged.length + vault.unreadableRows;
    if (damaged > 0) this.#events.notice({ kind: 'damaged', count: damaged, at: this.now() });
    this.#history.doc.clientID = this.#own.client;
    this.#loaded = true;
    this.#ends.push(directory.observe(() => void this.#admission.retry('certificate')));
    this.#ends.push(
      courier.observe(() => {
        this.#history.truth.remember();
        this.#events.statusChanged();
      }),
    );
    this.#own.seenSoon();
  }

  /** Begins to fetch from and deliver to relays. */
  connect(addresses: readonly MailboxAddress[]): void {
    this.#options.courier.start(addresses, (values) => this.receive(values));
  }

  /** Judges sealed values by content id, wherever they came from; resolves to the ids of those nobody can ever read. */
  async receive(values: readonly (readonly [string, unknown])[]): Promise<readonly string[]> {
    const junk = await this.#admission.take(values);
    this.#events.statusChanged();
    return junk;
  }

  get doc(): Y.Doc {
    return this.#history.doc;
  }

  get carets(): Awareness {
    return this.#history.carets;
  }

  mayWrite(root: string): boolean {
    const { device, led } = this.#options;
    return !device.card.facilitates || led?.has(root) === true;
  }

  change<T>(act: () => T): T {
    return this.#own.change(act);
  }

  endorse(payload: Bytes): void {
    this.#own.endorse(payload);
  }

  endorsements(record: string): readonly Endorsement[] {
    return this.#history.endorsements.of(record);
  }

  endorsed(): IterableIterator<string> {
    return this.#history.endorsements.records();
  }

  get held(): number {
    return this.#admission.waiting.size;
  }

  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#events.observe(listener);
  }

  /** Called when what is said of sync, storage or notices may have changed. Returns its end. */
  observeStatus(listener: () => void): () => void {
    return this.#events.observeStatus(listener);
  }

  now(): number {
    return this.#options.now();
  }

  /** Every session names its own records (see lint): `<client id>-<count>`, both in base 36. */
  newId(): string {
    return `${keyTag(this.#own.client)}${(this.#ids++).toString(36)}`;
  }

  /** What was set apart and why, newest first. */
  notices(): readonly Notice[] {
    const { held } = this;
    const { notices } = this.#events;
    return held === 0 ? notices : [{ kind: 'held', count: held, at: this.now() }, ...notices];
  }

  authorOf(client: number): Author | null {
    if (client === this.#own.client) return this.me;
    const card = this.#history.ledger.sessionOfClient(client)?.card;
    return card === undefined ? null : authorOf(card);
  }

  timeOf(client: number, clock: number): number | null {
    return (
      timeOf(this.#history.ledger, client, clock) ??
      (client === this.#own.client ? (this.#own.unwritten?.since ?? this.now()) : null)
    );
  }

  knownAt(client: number, clock: number): ReadonlyMap<number, number> {
    const known = knownAt(this.#history.ledger, client, clock);
    return known ?? (client === this.#own.client ? knownNow(this.doc) : new Map<number, number>());
  }

  whereIs(record: string): Whereabouts {
    return this.#history.truth.whereIs(record, this.#own.unwritten);
  }

  status(): SpaceStatus {
    return this.#history.truth.status(this.#own.unwritten);
  }

  /** How far everything is that was accepted here. */
  frontier(): Frontier {
    return this.#history.truth.frontier();
  }

  /** What others changed beyond a frontier, the newest first. */
  changesSince(seen: Frontier): readonly Change[] {
    return this.#history.truth.changesSince(seen);
  }

  /** What other devices' newest entries claim of their clocks. */
  clockClaims(): readonly ClockClaim[] {
    return this.#history.truth.clockClaims(this.#own.session);
  }

  /** Id of the session this page writes. */
  get session(): string {
    return this.#own.session;
  }

  /** When an entry of another body last arrived since the page opened; Unix ms. */
  get heardAt(): number | null {
    return this.#heardAt;
  }

  /** Tells the other Parties now what ours has received, if it owes them that. */
  acknowledge(): void {
    this.#own.acknowledge();
  }

  /** Closes the batch being gathered; resolves when it is sealed and in the vault. For blur, hide and close. */
  flush(): Promise<void> {
    return this.#own.flush();
  }

  /** Resolves when everything received so far is judged. */
  settled(): Promise<void> {
    return this.#admission.settled();
  }

  /** A new epoch key is known: what waited for it is judged. */
  keysChanged(): Promise<void> {
    return this.#admission.retry('key');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
    this.#own.close();
    this.#events.closeStatus();
    for (const end of this.#ends) end();
    await this.settled();
    await this.#options.courier.close();
    this.#history.close();
    this.#events.close();
  }
}
