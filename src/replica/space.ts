import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import type { EpochKey } from '../crypto/epoch-key.ts';
import { concat, sameBytes, toBase64Url, type Bytes } from '../crypto/bytes.ts';
import { Admission, type Gate, type Outcome } from './admission.ts';
import type { Change, Frontier } from './changes.ts';
import type { Courier } from './courier.ts';
import type { DeviceCard, Directory } from './directory.ts';
import {
  WriteRefused,
  type Author,
  type EndorsementHost,
  type EndorsementJudge,
  type Whereabouts,
} from './door.ts';
import { Endorsements, type Endorsement } from './endorsements.ts';
import type { Entry } from './entry.ts';
import { Inner } from './inner.ts';
import { Ledger, type Accepted, type Judgement } from './ledger.ts';
import { keyTag, lint } from './lint.ts';
import type { MailboxAddress } from './mailbox.ts';
import type { Notice, RefusalReason } from './notice.ts';
import { OwnSession, type Device } from './own-session.ts';
import type { By } from './ownership.ts';
import type { Roots } from './roots.ts';
import { authorOf, knownAt, knownNow, timeOf } from './provenance.ts';
import { Truth, type SpaceStatus, type Unwritten } from './truth.ts';

/**
 * How long changes are gathered into one entry at most: short while others watch, longer alone. Milliseconds. The first
 * change after a pause as long goes at once, since a typist's letters mostly come further apart than that.
 */
export const BATCH = { together: 80, alone: 500 } as const;
/** Bytes gathered after which the next act begins an entry of its own: an import writes more in one turn than one may hold. */
const BATCH_BYTES = 64 * 1024;
/** After how long a quiet reader says what its Party has received. Milliseconds. */
const SEEN_DELAY = 1_200;
const MAX_NOTICES = 50;

export interface SpaceOptions {
  readonly name: string;
  /** 32 bytes. */
  readonly spaceId: Uint8Array;
  readonly roots: Roots;
  /** Of these, the ones a facilitator may write under; none unless given. */
  readonly led?: ReadonlySet<string>;
  readonly directory: Directory;
  /** Bodies that sign, in the order of the genesis. */
  readonly parties: readonly string[];
  readonly device: Device;
  readonly author: Author;
  readonly courier: Courier;
  keys(): ReadonlyMap<string, EpochKey>;
  writeKey(): EpochKey;
  now(): number;
  /** So many unpredictable bytes. */
  random(length: number): Bytes;
  /** Whether anybody else is here: decides how long a batch may grow. */
  together(): boolean;
  readonly app: string;
  /** Sessions whose entries every device makes for itself (the public sample): they are nobody's unsent work. */
  readonly planted?: ReadonlySet<string>;
  /** Where members sign; a space without it takes no endorsements. */
  readonly judgeEndorsement?: EndorsementJudge;
  /** 12 bytes; random unless given. Only for the public sample, whose entries come out alike on every device. */
  nonce?(entry: Entry): Bytes;
}

/** An entry whose signature holds, with its sealed value; none yet while an own one is being sealed. */
interface Signed {
  readonly entry: Entry;
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

interface Batch extends Unwritten {
  readonly updates: Uint8Array[];
  readonly records: Set<string>;
  /** Null when the batch ends with the turn. */
  readonly timer: ReturnType<typeof setTimeout> | null;
}

/**
 * One space on this device: the accepted history, the document opened from it, and the session this page writes. All that
 * changes the document passes here: own acts through {@link change}, others' entries through the admission's checks.
 */
export class Space implements EndorsementHost {
  readonly me: Author;
  readonly writer: string;
  readonly #options: SpaceOptions;
  readonly #admission: Admission;
  readonly #listeners = new Set<(records: ReadonlySet<string> | null) => void>();
  readonly #statusListeners = new Set<() => void>();
  /** Hashes (base64url) of the losing sides of forks. */
  readonly #setAside = new Set<string>();
  /** Of all links signed for one place in a chain, the one with the smallest hash: no other is judged. */
  readonly #places = new Map<string, Signed>();
  /** Judged again when a fork turns out otherwise. */
  #refused: Signed[] = [];
  readonly #ends: (() => void)[] = [];
  #notices: Notice[] = [];
  #history: Accepted[] = [];
  #own: OwnSession;
  #ledger: Ledger;
  #endorsements = new Endorsements();
  #truth: Truth;
  #inner: Inner;
  #carets: Awareness;
  #batch: Batch | null = null;
  /** Acts within acts that are running. */
  #acts = 0;
  /** When the last batch was closed (monotonic, ms). */
  #batchClosed = -Infinity;
  #seenTimer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;
  #loaded = false;
  #heardAt: number | null = null;
  #ids = 0;

  private constructor(options: SpaceOptions) {
    this.me = options.author;
    this.writer = options.author.writer;
    this.#options = options;
    this.#own = new OwnSession(options.device, options.spaceId, options.random);
    this.#ledger = new Ledger(options.name, options.directory);
    this.#truth = this.#newTruth();
    this.#inner = this.#newInner();
    this.#carets = new Awareness(this.#inner.doc);
    const gate: Gate = {
      spaceId: options.spaceId,
      directory: options.directory,
      keys: options.keys,
      cardOf: (session) => this.#ledger.session(session)?.card ?? null,
      admit: (entry, id, bytes) => this.#admit(entry, id, bytes),
      forged: () => this.#notice({ kind: 'refused', by: null, reason: 'signature', at: options.now() }),
    };
    this.#admission = new Admission(gate);
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
    if (damaged > 0) this.#notice({ kind: 'damaged', count: damaged, at: this.now() });
    this.#inner.doc.clientID = this.#own.client;
    this.#loaded = true;
    this.#ends.push(directory.observe(() => void this.#admission.retry('certificate')));
    this.#ends.push(
      courier.observe(() => {
        this.#truth.remember();
        this.#statusChanged();
      }),
    );
    this.#seenSoon();
  }

  /** Begins to fetch from and deliver to relays. */
  connect(addresses: readonly MailboxAddress[]): void {
    this.#options.courier.start(addresses, (values) => this.receive(values));
  }

  /** Judges sealed values by content id, wherever they came from; resolves to the ids of those nobody can ever read. */
  async receive(values: readonly (readonly [string, unknown])[]): Promise<readonly string[]> {
    const junk = await this.#admission.take(values);
    this.#statusChanged();
    return junk;
  }

  get doc(): Y.Doc {
    return this.#inner.doc;
  }

  get carets(): Awareness {
    return this.#carets;
  }

  mayWrite(root: string): boolean {
    const { device, led } = this.#options;
    return !device.card.facilitates || led?.has(root) === true;
  }

  change<T>(act: () => T): T {
    if (this.#closed) throw new WriteRefused('closed');
    if (!this.#options.device.card.writes.has(this.#options.name)) throw new WriteRefused('not a writer');
    // Between acts only: one act is never split, so that no replica sees half of it.
    if (this.#acts === 0 && this.#gathered() > BATCH_BYTES) this.#closeBatch();
    this.#acts++;
    try {
      return this.#inner.change(act);
    } finally {
      this.#acts--;
    }
  }

  endorse(payload: Bytes): void {
    if (this.#closed) throw new WriteRefused('closed');
    const { card } = this.#options.device;
    if (!card.writes.has(this.#options.name)) throw new WriteRefused('not a writer');
    const read = this.#readEndorsement(payload, card);
    if ('reason' in read) {
      if (read.reason === 'not a signer') throw new WriteRefused('not a signer');
      throw new RangeError('not an endorsement');
    }
    this.#closeBatch();
    const to = this.#ledger.session(this.#own.id)?.accepted.at(-1)?.to ?? 0;
    const records = new Set([read.record]);
    this.#append('endorse', payload, to, records, this.now());
    this.#changed(records);
  }

  endorsements(record: string): readonly Endorsement[] {
    return this.#endorsements.of(record);
  }

  endorsed(): IterableIterator<string> {
    return this.#endorsements.records();
  }

  get held(): number {
    return this.#admission.waiting.size;
  }

  observe(listener: (records: ReadonlySet<string> | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called when what is said of sync, storage or notices may have changed. Returns its end. */
  observeStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
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
    return held === 0 ? this.#notices : [{ kind: 'held', count: held, at: this.now() }, ...this.#notices];
  }

  authorOf(client: number): Author | null {
    if (client === this.#own.client) return this.me;
    const card = this.#ledger.sessionOfClient(client)?.card;
    return card === undefined ? null : authorOf(card);
  }

  timeOf(client: number, clock: number): number | null {
    return (
      timeOf(this.#ledger, client, clock) ??
      (client === this.#own.client ? (this.#batch?.since ?? this.now()) : null)
    );
  }

  knownAt(client: number, clock: number): ReadonlyMap<number, number> {
    const known = knownAt(this.#ledger, client, clock);
    return known ?? (client === this.#own.client ? knownNow(this.doc) : new Map<number, number>());
  }

  whereIs(record: string): Whereabouts {
    return this.#truth.whereIs(record, this.#batch);
  }

  status(): SpaceStatus {
    return this.#truth.status(this.#batch);
  }

  /** How far everything is that was accepted here. */
  frontier(): Frontier {
    return this.#truth.frontier();
  }

  /** What others changed beyond a frontier, the newest first. */
  changesSince(seen: Frontier): readonly Change[] {
    return this.#truth.changesSince(seen);
  }

  /** Id of the session this page writes. */
  get session(): string {
    return this.#own.id;
  }

  /** When an entry of another body last arrived since the page opened; Unix ms. */
  get heardAt(): number | null {
    return this.#heardAt;
  }

  /** Closes the batch being gathered; resolves when it is sealed and in the vault. For blur, hide and close. */
  async flush(): Promise<void> {
    this.#closeBatch();
    await this.#own.sealed();
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
    if (this.#seenTimer !== null) clearTimeout(this.#seenTimer);
    for (const end of this.#ends) end();
    await this.settled();
    await this.#options.courier.close();
    this.#carets.destroy();
    this.#inner.close();
    this.#listeners.clear();
    this.#statusListeners.clear();
  }

  #newTruth(): Truth {
    const { courier, parties, device, planted = new Set() } = this.#options;
    const me = { body: this.me.body, cert: device.card.cert };
    return new Truth(this.#ledger, courier, parties, me, planted);
  }

  #newInner(): Inner {
    const { roots, led } = this.#options;
    return new Inner(roots, (update, records) => this.#wrote(update, records), led);
  }

  #changed(records: ReadonlySet<string> | null): void {
    for (const listener of this.#listeners) listener(records);
    this.#statusChanged();
  }

  #statusChanged(): void {
    if (this.#closed) return;
    for (const listener of this.#statusListeners) listener();
  }

  #notice(notice: Notice): void {
    this.#notices = [notice, ...this.#notices].slice(0, MAX_NOTICES);
    this.#statusChanged();
  }

  #wrote(update: Uint8Array, records: ReadonlySet<string>): void {
    if (this.#batch === null) {
      const least = this.#options.together() ? BATCH.together : BATCH.alone;
      const wait = least - (performance.now() - this.#batchClosed);
      // At the end of this turn, not in a timer: that would come only after the frame that paints the letter (8 ms, measured).
      if (wait <= 0) queueMicrotask(() => this.#closeBatch());
      const timer = wait <= 0 ? null : setTimeout(() => this.#closeBatch(), wait);
      this.#batch = { updates: [], records: new Set(), timer, since: this.now() };
    }
    this.#batch.updates.push(update);
    for (const record of records) this.#batch.records.add(record);
    this.#changed(records);
  }

  #gathered(): number {
    return this.#batch?.updates.reduce((sum, { length }) => sum + length, 0) ?? 0;
  }

  /**
   * Everything of a batch was written knowing the same past, because a remote entry closes the batch before it is applied;
   * so the causes read off the ledger now are exactly what the author saw, and adjacency holds for every honest batch.
   */
  #closeBatch(): void {
    const batch = this.#batch;
    if (batch === null) return;
    this.#batch = null;
    this.#batchClosed = performance.now();
    if (batch.timer !== null) clearTimeout(batch.timer);
    const [first] = batch.updates;
    if (first === undefined) return;
    const payload = concat(batch.updates.length === 1 ? first : Y.mergeUpdates(batch.updates));
    const from = this.#ledger.session(this.#own.id)?.accepted.at(-1)?.to ?? 0;
    const known = this.#knownClocks(
      new Map([...this.#ledger.sessions()].map((s) => [s.id, s.accepted.length - 1])),
    );
    const verdict = lint(payload, {
      client: this.#own.client,
      from,
      known,
      roots: this.#options.roots,
      writer: this.writer,
    });
    const reason = verdict.ok
      ? this.#inner.foreign(
          { client: this.#own.client, from, ...verdict },
          this.#by(this.#options.device.card),
        )
      : verdict.reason;
    if (!verdict.ok || reason !== null) {
      // Nobody would take it: better the author reads why now than that every other replica freezes this session.
      if (reason !== null) this.#notice({ kind: 'own change refused', reason, at: this.now() });
      return this.#rebuild();
    }
    this.#append('update', payload, verdict.to, batch.records, batch.since);
  }

  /** Writes the next entry of this page's session, with its opening before the first. */
  #append(
    kind: 'update' | 'endorse' | 'seen',
    payload: Uint8Array<ArrayBuffer>,
    to: number,
    records: ReadonlySet<string>,
    time: number,
  ): void {
    if (!this.#own.opened) {
      this.#write(this.#own.open(time, this.#ledger.frontier(), this.#options.app), 0, new Set());
    }
    const past = this.#ledger.session(this.#own.id)?.past ?? new Map<string, number>();
    const deps = this.#ledger.movedSince(past, this.#own.id);
    this.#write(this.#own.next(kind, time, deps, payload), to, records);
  }

  #write(entry: Entry, to: number, records: ReadonlySet<string>): void {
    this.#places.set(placeOf(entry), { entry, id: '', bytes: null });
    const judgement = this.#ledger.judge(entry);
    if (judgement.verdict !== 'next') throw new Error(`own entry judged ${judgement.verdict}`);
    const accepted = this.#ledger.accept(entry, judgement, to, '');
    this.#history.push(accepted);
    this.#noteEndorsement(accepted, judgement.past);
    this.#truth.touched(records, entry.session, entry.body.seq);
    const done = (id: string, bytes: Bytes, signed: Entry) => {
      // Looked up anew: the history may have been judged again since.
      const written = this.#ledger.session(entry.session)?.accepted[entry.body.seq];
      if (written !== undefined) Object.assign(written, { id, entry: signed });
      this.#options.courier.keep(id, bytes);
    };
    this.#own.seal(entry, this.#options.writeKey, done, this.#options.nonce);
    this.#statusChanged();
  }

  #knownClocks(past: ReadonlyMap<string, number>): (client: number) => number {
    return (client) => this.#ledger.knownClock(past, client);
  }

  #admit(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    const rival = this.#places.get(placeOf(entry));
    if (rival !== undefined && !sameBytes(rival.entry.hash, entry.hash)) {
      return this.#fork(rival, entry, id, bytes);
    }
    this.#places.set(placeOf(entry), { entry, id, bytes });
    return this.#judgeOne(entry, id, bytes);
  }

  #judgeOne(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    const judgement = this.#judge(entry);
    switch (judgement.verdict) {
      case 'known':
        return { outcome: 'known' };
      case 'hold':
        return { outcome: 'held', missing: judgement.missing };
      case 'reject':
        return this.#refuse(entry, id, bytes, judgement.reason);
      case 'namesake':
        return this.#fork({ ...judgement.accepted, bytes: null }, entry, id, bytes);
      case 'next': {
        this.#closeBatch();
        const problem = this.#integrate(entry, id, judgement);
        if (problem !== null) return this.#refuse(entry, id, bytes, problem);
        this.#options.courier.keep(id, bytes);
        if (this.#loaded && judgement.card.body !== this.me.body) this.#heardAt = this.now();
        return { outcome: 'accepted' };
      }
    }
  }

  #judge(entry: Entry): Judgement {
    if (this.#setAside.has(toBase64Url(entry.hash))) return { verdict: 'reject', reason: 'chain' };
    return this.#ledger.judge(entry);
  }

  /** Lint, apply, adjacency; null when the entry is now part of the history. */
  #integrate(
    entry: Entry,
    id: string,
    judgement: Extract<Judgement, { verdict: 'next' }>,
  ): RefusalReason | null {
    const { card, client, from, past } = judgement;
    let to = from;
    let records: ReadonlySet<string> = new Set();
    if (entry.body.kind === 'update') {
      const writer = `${card.party}-${card.device}`;
      const known = this.#knownClocks(past);
      const verdict = lint(entry.body.payload, { client, from, known, roots: this.#options.roots, writer });
      if (!verdict.ok) return verdict.reason;
      to = verdict.to;
      const written = { client, from, to, known, deletes: verdict.deletes };
      const applied = this.#inner.apply(entry.body.payload, written, this.#by(card));
      if (applied.problem !== null) {
        this.#rebuild();
        return applied.problem;
      }
      records = applied.records;
    } else if (entry.body.kind === 'endorse') {
      const read = this.#readEndorsement(entry.body.payload, card);
      if ('reason' in read) return read.reason;
      records = new Set([read.record]);
    }
    const accepted = this.#ledger.accept(entry, judgement, to, id);
    this.#history.push(accepted);
    this.#noteEndorsement(accepted, judgement.past);
    this.#truth.touched(records, entry.session, entry.body.seq);
    this.#changed(records);
    this.#seenSoon();
    return null;
  }

  #by({ body, party, device, facilitates }: DeviceCard): By {
    return { body, writer: `${party}-${device}`, facilitates };
  }

  #readEndorsement(payload: Bytes, card: DeviceCard): ReturnType<EndorsementJudge> {
    if (card.facilitates) return { reason: 'not a signer' };
    return this.#options.judgeEndorsement?.(payload, card) ?? { reason: 'endorsement' };
  }

  #noteEndorsement(accepted: Accepted, past: ReadonlyMap<string, number>): void {
    const { kind, payload } = accepted.entry.body;
    const session = this.#ledger.session(accepted.entry.session);
    if (kind !== 'endorse' || session === undefined) return;
    const read = this.#readEndorsement(payload, session.card);
    if ('record' in read) this.#endorsements.add(accepted, read.record, session, past);
  }

  #setRefused(signed: Signed, reason: RefusalReason): void {
    const { entry } = signed;
    this.#refused.push(signed);
    // A link that fits no chain is the other side of a fork, or follows one: the accepted branch goes on.
    if (reason !== 'chain' && reason !== 'session closed') this.#ledger.freeze(entry.session, entry.body.seq);
  }

  /** Keeps a wrong entry as proof and ends its session before it. */
  #refuse(entry: Entry, id: string, bytes: Uint8Array, reason: RefusalReason): Outcome {
    this.#setRefused({ entry, id, bytes: bytes as Uint8Array<ArrayBuffer> }, reason);
    this.#options.courier.vault.putEvidence(id, bytes);
    if (reason !== 'session closed') {
      const card = this.#ledger.session(entry.session)?.card;
      this.#notice({
        kind: 'refused',
        by: card === undefined ? null : authorOf(card),
        reason,
        at: this.now(),
      });
    }
    return { outcome: 'refused' };
  }

  /**
   * Two links signed for one place. Every replica judges the one with the smaller hash, and that one only, whichever came
   * first and whatever becomes of it: so the outcome hangs on what was signed, never on the order of arrival.
   */
  #fork(rival: Signed, entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    const hash = toBase64Url(entry.hash);
    if (this.#setAside.has(hash)) return { outcome: 'refused' };
    const card = this.#ledger.session(rival.entry.session)?.card;
    if (card !== undefined) this.#notice({ kind: 'fork', by: authorOf(card), at: this.now() });
    // Both, since the one that counts may still be held, and what is held is forgotten when the page closes.
    const { vault } = this.#options.courier;
    vault.putEvidence(id, bytes);
    if (rival.bytes !== null) vault.putEvidence(rival.id, rival.bytes);
    if (toBase64Url(rival.entry.hash) < hash) {
      this.#setAside.add(hash);
      return { outcome: 'refused' };
    }
    this.#setAside.add(toBase64Url(rival.entry.hash));
    this.#places.set(placeOf(entry), { entry, id, bytes });
    this.#closeBatch();
    this.#judgeAnew();
    return this.#judgeOne(entry, id, bytes);
  }

  /** Judges everything signed from the beginning, since what was refused may stand now and what stood may not. */
  #judgeAnew(): void {
    const { vault } = this.#options.courier;
    const accepted = this.#history;
    let left: Signed[] = [
      ...accepted.map(({ entry, id }) => ({ entry, id, bytes: vault.get(id) })),
      ...this.#refused,
    ];
    left = left.filter(({ entry }) => !this.#setAside.has(toBase64Url(entry.hash)));
    const own = accepted.filter(({ entry }) => entry.session === this.#own.id).length;
    this.#history = [];
    this.#refused = [];
    this.#rebuild(new Map());
    for (let before = Infinity; left.length < before;) {
      before = left.length;
      left = left.filter((signed) => {
        const judgement = this.#judge(signed.entry);
        if (judgement.verdict === 'hold') return true;
        const problem =
          judgement.verdict === 'next'
            ? this.#integrate(signed.entry, signed.id, judgement)
            : judgement.verdict === 'reject'
              ? judgement.reason
              : null;
        if (problem !== null) this.#setRefused(signed, problem);
        return false;
      });
    }
    for (const { entry, id, bytes } of left) {
      const judgement = this.#judge(entry);
      if (bytes === null || judgement.verdict !== 'hold') continue;
      this.#admission.waiting.hold({ id, bytes, entry, verified: true }, judgement.missing);
    }
    if ((this.#ledger.session(this.#own.id)?.accepted.length ?? 0) < own) {
      this.#own = new OwnSession(this.#options.device, this.#options.spaceId, this.#options.random);
    }
    this.#inner.doc.clientID = this.#own.client;
    void this.#admission.retry('entry');
    this.#changed(null);
  }

  /** Before long, if no change of ours does it first, tells the other Parties what ours has received. */
  #seenSoon(): void {
    if (this.#seenTimer !== null || this.#closed || !this.#options.parties.includes(this.me.body)) return;
    this.#seenTimer = setTimeout(() => {
      this.#seenTimer = null;
      this.acknowledge();
    }, SEEN_DELAY);
  }

  /** The records an accepted entry touches; an update is integrated anew. */
  #replayed(entry: Entry, card: DeviceCard): ReadonlySet<string> {
    if (entry.body.kind === 'update') return this.#inner.replay(entry.body.payload);
    if (entry.body.kind !== 'endorse') return new Set();
    const read = this.#readEndorsement(entry.body.payload, card);
    return new Set('record' in read ? [read.record] : []);
  }

  /** Tells the other Parties now what ours has received, if it owes them that. */
  acknowledge(): void {
    const { card } = this.#options.device;
    if (this.#closed || !card.writes.has(this.#options.name) || !this.#truth.owesSeen()) return;
    this.#closeBatch();
    const to = this.#ledger.session(this.#own.id)?.accepted.at(-1)?.to ?? 0;
    if (this.#truth.owesSeen()) this.#append('seen', new Uint8Array(), to, new Set(), this.now());
  }

  /** Opens the document anew from the accepted history, judging each entry again: after a refusal or a fork. */
  #rebuild(frozen: ReadonlyMap<string, number> = this.#ledger.frozen): void {
    const history = this.#history;
    this.#history = [];
    this.#ledger = new Ledger(this.#options.name, this.#options.directory, frozen);
    this.#endorsements = new Endorsements();
    this.#truth = this.#newTruth();
    const spoilt = this.#inner;
    this.#inner = this.#newInner();
    this.#carets.destroy();
    this.#carets = new Awareness(this.#inner.doc);
    for (const { entry, id, to } of history) {
      const judgement = this.#judge(entry);
      if (judgement.verdict === 'next') {
        const accepted = this.#ledger.accept(entry, judgement, to, id);
        this.#history.push(accepted);
        this.#noteEndorsement(accepted, judgement.past);
        const touched = this.#replayed(entry, judgement.card);
        this.#truth.touched(touched, entry.session, entry.body.seq);
      } else if (judgement.verdict === 'reject' && judgement.reason !== 'chain') {
        // It was built on the losing side of a fork.
        this.#ledger.freeze(entry.session, entry.body.seq);
      }
    }
    const kept = this.#ledger.session(this.#own.id)?.accepted.length ?? 0;
    const written = history.filter(({ entry }) => entry.session === this.#own.id).length;
    if (kept < written)
      this.#own = new OwnSession(this.#options.device, this.#options.spaceId, this.#options.random);
    this.#inner.doc.clientID = this.#own.client;
    spoilt.close();
    this.#changed(null);
  }
}

const placeOf = ({ session, body, previous }: Entry): string =>
  `${session} ${body.seq} ${toBase64Url(previous)}`;
