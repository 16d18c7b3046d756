import type { Bytes } from '../crypto/bytes.ts';
import { Batcher } from './batch.ts';
import { WriteRefused } from './door.ts';
import type { Entry } from './entry.ts';
import type { ForkChoice } from './fork-choice.ts';
import { writerOf, type History } from './history.ts';
import type { Accepted } from './ledger.ts';
import { lint } from './lint.ts';
import { OwnSession } from './own-session.ts';
import type { SpaceEvents } from './space-events.ts';
import type { SpaceOptions } from './space-options.ts';
import type { Unwritten } from './truth.ts';

/** Bytes gathered after which the next act begins an entry of its own: an import writes more in one turn than one may hold. */
const BATCH_BYTES = 64 * 1024;
/** After how long a quiet reader says what its Party has received. Milliseconds. */
const SEEN_DELAY = 1_200;

/**
 * The entries this page writes, each the next link of its session: what it changed, batch by batch, its words on texts, and
 * what it says it has received.
 */
export class OwnEntries {
  readonly #options: SpaceOptions;
  readonly #history: History;
  readonly #forks: ForkChoice;
  readonly #events: SpaceEvents;
  readonly #batcher: Batcher;
  #session: OwnSession;
  /** Acts within acts that are running. */
  #acts = 0;
  #seenTimer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: SpaceOptions, history: History, forks: ForkChoice, events: SpaceEvents) {
    this.#options = options;
    this.#history = history;
    this.#forks = forks;
    this.#events = events;
    this.#session = this.#newSession();
    this.#batcher = new Batcher(
      () => options.together(),
      () => options.now(),
      () => this.closeBatch(),
    );
  }

  /** Id of the session this page writes. */
  get session(): string {
    return this.#session.id;
  }

  /** Its client in the document. */
  get client(): number {
    return this.#session.client;
  }

  /** What is gathered and in no entry yet. */
  get unwritten(): Unwritten | null {
    return this.#batcher.unwritten;
  }

  /** Runs the act as one local transaction. Throws {@link WriteRefused}. */
  change<T>(act: () => T): T {
    this.#mustWrite();
    // Between acts only: one act is never split, so that no replica sees half of it.
    if (this.#acts === 0 && this.#batcher.size > BATCH_BYTES) this.closeBatch();
    this.#acts++;
    try {
      return this.#history.change(act);
    } finally {
      this.#acts--;
    }
  }

  /** The document was changed by this device. */
  wrote(update: Uint8Array, records: ReadonlySet<string>): void {
    this.#batcher.add(update, records);
    this.#events.changed(records);
  }

  /** Signs a payload as an entry of its own. Throws {@link WriteRefused}; `RangeError` when it is no endorsement. */
  endorse(payload: Bytes): void {
    this.#mustWrite();
    const read = this.#history.endorsements.read(payload, this.#options.device.card);
    if ('reason' in read) {
      if (read.reason === 'not a signer') throw new WriteRefused('not a signer');
      throw new RangeError('not an endorsement');
    }
    this.closeBatch();
    const records = new Set([read.record]);
    this.#append('endorse', payload, this.#reached(), records, this.#options.now());
    this.#events.changed(records);
  }

  /**
   * Everything of a batch was written knowing the same past, because a remote entry closes the batch before it is applied;
   * so the causes read off the ledger now are exactly what the author saw, and adjacency holds for every honest batch.
   */
  closeBatch(): void {
    const batch = this.#batcher.take();
    if (batch === null) return;
    const { payload } = batch;
    const { ledger } = this.#history;
    const { client } = this.#session;
    const from = this.#reached();
    const known = this.#history.knownClocks(
      new Map([...ledger.sessions()].map((s) => [s.id, s.accepted.length - 1])),
    );
    const { roots, author, device } = this.#options;
    const verdict = lint(payload, { client, from, known, roots, writer: author.writer });
    const reason = verdict.ok
      ? this.#history.foreign({ client, from, ...verdict }, writerOf(device.card))
      : verdict.reason;
    if (!verdict.ok || reason !== null) {
      // Nobody would take it: better the author reads why now than that every other replica freezes this session.
      if (reason !== null)
        this.#events.notice({ kind: 'own change refused', reason, at: this.#options.now() });
      return this.#history.rebuild();
    }
    this.#append('update', payload, verdict.to, batch.records, batch.since);
  }

  /** Before long, if no change of ours does it first, tells the other Parties what ours has received. */
  seenSoon(): void {
    const { parties, author } = this.#options;
    if (this.#seenTimer !== null || this.#closed || !parties.includes(author.body)) return;
    this.#seenTimer = setTimeout(() => {
      this.#seenTimer = null;
      this.acknowledge();
    }, SEEN_DELAY);
  }

  /** Tells the other Parties now what ours has received, if it owes them that. */
  acknowledge(): void {
    const { card } = this.#options.device;
    if (this.#closed || !card.writes.has(this.#options.name) || !this.#history.truth.owesSeen()) return;
    this.closeBatch();
    if (this.#history.truth.owesSeen()) {
      this.#append('seen', new Uint8Array(), this.#reached(), new Set(), this.#options.now());
    }
  }

  /** Goes on in a history opened anew; with a new session where it had accepted more of this one before. */
  resume(before: readonly Accepted[]): void {
    const kept = this.#history.ledger.session(this.session)?.accepted.length ?? 0;
    const written = before.filter(({ entry }) => entry.session === this.session).length;
    if (kept < written) this.#session = this.#newSession();
    this.#history.doc.clientID = this.#session.client;
  }

  /** Closes the batch being gathered; resolves when it is sealed and in the vault. */
  async flush(): Promise<void> {
    this.closeBatch();
    await this.#session.sealed();
  }

  close(): void {
    this.#closed = true;
    if (this.#seenTimer !== null) clearTimeout(this.#seenTimer);
  }

  #newSession(): OwnSession {
    const { device, spaceId, random } = this.#options;
    return new OwnSession(device, spaceId, random);
  }

  #mustWrite(): void {
    if (this.#closed) throw new WriteRefused('closed');
    if (!this.#options.device.card.writes.has(this.#options.name)) throw new WriteRefused('not a writer');
  }

  /** Exclusive clock of this session's client after its newest entry. */
  #reached(): number {
    return this.#history.ledger.session(this.session)?.accepted.at(-1)?.to ?? 0;
  }

  /** Writes the next entry of this page's session, with its opening before the first. */
  #append(
    kind: 'update' | 'endorse' | 'seen',
    payload: Bytes,
    to: number,
    records: ReadonlySet<string>,
    time: number,
  ): void {
    const { ledger } = this.#history;
    if (!this.#session.opened) {
      this.#write(this.#session.open(time, ledger.frontier(), this.#options.app), 0, new Set());
    }
    const past = ledger.session(this.session)?.past ?? new Map<string, number>();
    const deps = ledger.movedSince(past, this.session);
    this.#write(this.#session.next(kind, time, deps, payload), to, records);
  }

  #write(entry: Entry, to: number, records: ReadonlySet<string>): void {
    this.#forks.place({ entry, id: '', bytes: null });
    const judgement = this.#history.ledger.judge(entry);
    if (judgement.verdict !== 'next') throw new Error(`own entry judged ${judgement.verdict}`);
    this.#history.accept(entry, '', judgement, to, records);
    const done = (id: string, bytes: Bytes, signed: Entry) => {
      // Looked up anew: the history may have been judged again since.
      const written = this.#history.ledger.session(entry.session)?.accepted[entry.body.seq];
      if (written !== undefined) Object.assign(written, { id, entry: signed });
      this.#options.courier.keep(id, bytes);
    };
    this.#session.seal(entry, this.#options.writeKey, done, this.#options.nonce);
    this.#events.statusChanged();
  }
}
