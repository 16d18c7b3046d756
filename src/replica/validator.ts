import type { Outcome } from './admission.ts';
import type { DeviceCard } from './directory.ts';
import type { Entry } from './entry.ts';
import type { ForkChoice, Signed } from './fork-choice.ts';
import type { History } from './history.ts';
import type { RefusalReason } from './notice.ts';
import type { OwnEntries } from './own-entries.ts';
import { authorOf } from './provenance.ts';
import type { SpaceEvents } from './space-events.ts';
import type { SpaceOptions } from './space-options.ts';
import type { Value } from './waiting.ts';

/** What a validator asks of its space. */
export interface ValidatorOwner {
  /** An entry that came from outside was accepted. */
  heard(card: DeviceCard): void;
  /** A value has to wait for what is missing. */
  hold(value: Value, missing: string): void;
  /** What waited for entries may find them now. */
  retry(): void;
}

/**
 * Decides about each entry whose signature holds: into the history, to be held, or refused and kept as proof. Where two
 * histories were signed it judges everything again.
 */
export class Validator {
  readonly #options: SpaceOptions;
  readonly #history: History;
  readonly #forks: ForkChoice;
  readonly #own: OwnEntries;
  readonly #events: SpaceEvents;
  readonly #owner: ValidatorOwner;
  /** Judged again when a fork turns out otherwise. */
  #refused: Signed[] = [];

  constructor(
    options: SpaceOptions,
    history: History,
    forks: ForkChoice,
    own: OwnEntries,
    events: SpaceEvents,
    owner: ValidatorOwner,
  ) {
    this.#options = options;
    this.#history = history;
    this.#forks = forks;
    this.#own = own;
    this.#events = events;
    this.#owner = owner;
  }

  /** Judges and, if it stands, integrates one entry. Synchronous: nothing comes between. */
  admit(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    const rival = this.#forks.rivalOf(entry);
    if (rival !== null) return this.#fork(rival, entry, id, bytes);
    this.#forks.place({ entry, id, bytes });
    return this.#judgeOne(entry, id, bytes);
  }

  #judgeOne(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    const judgement = this.#history.judge(entry);
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
        this.#own.closeBatch();
        const problem = this.#history.integrate(entry, id, judgement);
        if (problem !== null) return this.#refuse(entry, id, bytes, problem);
        this.#options.courier.keep(id, bytes);
        this.#owner.heard(judgement.card);
        return { outcome: 'accepted' };
      }
    }
  }

  #setRefused(signed: Signed, reason: RefusalReason): void {
    const { entry } = signed;
    this.#refused.push(signed);
    // A link that fits no chain is the other side of a fork, or follows one: the accepted branch goes on.
    if (reason !== 'chain' && reason !== 'session closed') {
      this.#history.ledger.freeze(entry.session, entry.body.seq);
    }
  }

  /** Keeps a wrong entry as proof and ends its session before it. */
  #refuse(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>, reason: RefusalReason): Outcome {
    this.#setRefused({ entry, id, bytes }, reason);
    this.#options.courier.vault.putEvidence(id, bytes);
    if (reason !== 'session closed') {
      const card = this.#history.ledger.session(entry.session)?.card;
      const by = card === undefined ? null : authorOf(card);
      this.#events.notice({ kind: 'refused', by, reason, at: this.#options.now() });
    }
    return { outcome: 'refused' };
  }

  /** Two links signed for one place: every replica judges the one that {@link ForkChoice} lets stand, and that one only. */
  #fork(rival: Signed, entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome {
    if (this.#forks.isSetAside(entry)) return { outcome: 'refused' };
    const card = this.#history.ledger.session(rival.entry.session)?.card;
    if (card !== undefined) {
      this.#events.notice({ kind: 'fork', by: authorOf(card), at: this.#options.now() });
    }
    // Both, since the one that counts may still be held, and what is held is forgotten when the page closes.
    const { vault } = this.#options.courier;
    vault.putEvidence(id, bytes);
    if (rival.bytes !== null) vault.putEvidence(rival.id, rival.bytes);
    if (!this.#forks.wins({ entry, id, bytes }, rival)) return { outcome: 'refused' };
    this.#own.closeBatch();
    this.#judgeAnew();
    return this.#judgeOne(entry, id, bytes);
  }

  /** Judges everything signed from the beginning, since what was refused may stand now and what stood may not. */
  #judgeAnew(): void {
    const { vault } = this.#options.courier;
    const { accepted } = this.#history;
    let left: Signed[] = [
      ...accepted.map(({ entry, id }) => ({ entry, id, bytes: vault.get(id) })),
      ...this.#refused,
    ];
    left = left.filter(({ entry }) => !this.#forks.isSetAside(entry));
    this.#refused = [];
    this.#history.restart();
    for (let before = Infinity; left.length < before;) {
      before = left.length;
      left = left.filter((signed) => {
        const judgement = this.#history.judge(signed.entry);
        if (judgement.verdict === 'hold') return true;
        const problem =
          judgement.verdict === 'next'
            ? this.#history.integrate(signed.entry, signed.id, judgement)
            : judgement.verdict === 'reject'
              ? judgement.reason
              : null;
        if (problem !== null) this.#setRefused(signed, problem);
        return false;
      });
    }
    for (const { entry, id, bytes } of left) {
      const judgement = this.#history.judge(entry);
      if (bytes === null || judgement.verdict !== 'hold') continue;
      this.#owner.hold({ id, bytes, entry, verified: true }, judgement.missing);
    }
    this.#own.resume(accepted);
    this.#owner.retry();
    this.#events.changed(null);
  }
}
