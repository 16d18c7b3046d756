import type * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import type { DeviceCard } from './directory.ts';
import { Endorsements } from './endorsements.ts';
import type { Entry } from './entry.ts';
import type { ForkChoice } from './fork-choice.ts';
import { Inner } from './inner.ts';
import { Ledger, type Accepted, type Judgement, type Past } from './ledger.ts';
import { lint } from './lint.ts';
import type { RefusalReason } from './notice.ts';
import type { By, OwnershipReason, Written } from './ownership.ts';
import type { SpaceOptions } from './space-options.ts';
import { Truth } from './truth.ts';

/** An entry that may be accepted now. */
export type Next = Extract<Judgement, { verdict: 'next' }>;

/** What a history tells its space. */
export interface HistoryOwner {
  /** This device changed the open document: an update that is in no entry yet, and the records it touched. */
  wrote(update: Uint8Array, records: ReadonlySet<string>): void;
  /** An entry passed every check and is now part of the history. */
  integrated(records: ReadonlySet<string>): void;
  /** Everything was opened anew; `before` is what had been accepted until then. */
  reopened(before: readonly Accepted[]): void;
}

/** Who wrote an entry, as its certificate says. */
export const writerOf = ({ body, party, device, facilitates }: DeviceCard): By => ({
  body,
  writer: `${party}-${device}`,
  facilitates,
});

/**
 * The accepted history of a space with all that is opened from it: the ledger, the document, the endorsements, and where
 * everything is. They stand and fall together: after a refusal or a fork all of them are built anew.
 */
export class History {
  readonly #options: SpaceOptions;
  readonly #forks: ForkChoice;
  readonly #owner: HistoryOwner;
  #accepted: Accepted[] = [];
  #ledger: Ledger;
  #endorsements: Endorsements;
  #truth: Truth;
  #inner: Inner;
  #carets: Awareness;

  constructor(options: SpaceOptions, forks: ForkChoice, owner: HistoryOwner) {
    this.#options = options;
    this.#forks = forks;
    this.#owner = owner;
    this.#ledger = new Ledger(options.name, options.directory);
    this.#endorsements = new Endorsements(options.judgeEndorsement);
    this.#truth = this.#newTruth();
    this.#inner = this.#newInner();
    this.#carets = new Awareness(this.#inner.doc);
  }

  /** In the order of acceptance. */
  get accepted(): readonly Accepted[] {
    return this.#accepted;
  }

  get ledger(): Ledger {
    return this.#ledger;
  }

  get endorsements(): Endorsements {
    return this.#endorsements;
  }

  get truth(): Truth {
    return this.#truth;
  }

  get doc(): Y.Doc {
    return this.#inner.doc;
  }

  get carets(): Awareness {
    return this.#carets;
  }

  /** Runs an own act as one transaction. */
  change<T>(act: () => T): T {
    return this.#inner.change(act);
  }

  /** Why what this writer has written is not theirs to write; null when it is. */
  foreign(written: Written, by: By): OwnershipReason | null {
    return this.#inner.foreign(written, by);
  }

  /** Exclusive clock of each client in a past. */
  knownClocks(past: Past): (client: number) => number {
    return (client) => this.#ledger.knownClock(past, client);
  }

  judge(entry: Entry): Judgement {
    if (this.#forks.isSetAside(entry)) return { verdict: 'reject', reason: 'chain' };
    return this.#ledger.judge(entry);
  }

  /** Lint, apply, adjacency; null when the entry is now part of the history. */
  integrate(entry: Entry, id: string, judgement: Next): RefusalReason | null {
    const { card, client, from, past } = judgement;
    let to = from;
    let records: ReadonlySet<string> = new Set();
    if (entry.body.kind === 'update') {
      const by = writerOf(card);
      const known = this.knownClocks(past);
      const { roots } = this.#options;
      const verdict = lint(entry.body.payload, { client, from, known, roots, writer: by.writer });
      if (!verdict.ok) return verdict.reason;
      to = verdict.to;
      const written = { client, from, to, known, deletes: verdict.deletes };
      const applied = this.#inner.apply(entry.body.payload, written, by);
      if (applied.problem !== null) {
        this.rebuild();
        return applied.problem;
      }
      records = applied.records;
    } else if (entry.body.kind === 'endorse') {
      const read = this.#endorsements.read(entry.body.payload, card);
      if ('reason' in read) return read.reason;
      records = new Set([read.record]);
    }
    this.accept(entry, id, judgement, to, records);
    this.#owner.integrated(records);
    return null;
  }

  /** Appends an entry whose effect the document shows already. `to` is the clock it reaches. */
  accept(entry: Entry, id: string, judgement: Next, to: number, records: ReadonlySet<string>): void {
    const accepted = this.#ledger.accept(entry, judgement, to, id);
    this.#accepted.push(accepted);
    this.#endorsements.note(accepted, this.#ledger.session(entry.session), judgement.past);
    this.#truth.touched(records, entry.session, entry.body.seq);
  }

  /** Begins again with nothing accepted and nothing refused. */
  restart(): void {
    this.#accepted = [];
    this.rebuild(new Map());
  }

  /** Opens the document anew from the accepted history, judging each entry again: after a refusal or a fork. */
  rebuild(frozen: ReadonlyMap<string, number> = this.#ledger.frozen): void {
    const before = this.#accepted;
    this.#accepted = [];
    this.#ledger = new Ledger(this.#options.name, this.#options.directory, frozen);
    this.#endorsements = new Endorsements(this.#options.judgeEndorsement);
    this.#truth = this.#newTruth();
    const spoilt = this.#inner;
    this.#inner = this.#newInner();
    this.#carets.destroy();
    this.#carets = new Awareness(this.#inner.doc);
    for (const { entry, id, to } of before) {
      const judgement = this.judge(entry);
      if (judgement.verdict === 'next') {
        this.accept(entry, id, judgement, to, this.#replayed(entry, judgement.card));
      } else if (judgement.verdict === 'reject' && judgement.reason !== 'chain') {
        // It was built on the losing side of a fork.
        this.#ledger.freeze(entry.session, entry.body.seq);
      }
    }
    spoilt.close();
    this.#owner.reopened(before);
  }

  close(): void {
    this.#carets.destroy();
    this.#inner.close();
  }

  /** The records an accepted entry touches; an update is integrated anew. */
  #replayed(entry: Entry, card: DeviceCard): ReadonlySet<string> {
    if (entry.body.kind === 'update') return this.#inner.replay(entry.body.payload);
    if (entry.body.kind !== 'endorse') return new Set();
    const read = this.#endorsements.read(entry.body.payload, card);
    return new Set('record' in read ? [read.record] : []);
  }

  #newTruth(): Truth {
    const { courier, parties, author, device, planted = new Set() } = this.#options;
    const me = { body: author.body, cert: device.card.cert };
    return new Truth(this.#ledger, courier, parties, me, planted);
  }

  #newInner(): Inner {
    const { roots, led } = this.#options;
    return new Inner(roots, (update, records) => this.#owner.wrote(update, records), led);
  }
}
