import type { Change, Frontier } from './changes.ts';
import type { ClockClaim } from './clock-claims.ts';
import type { Courier } from './courier.ts';
import type { Whereabouts } from './door.ts';
import { byText } from './field.ts';
import type { Accepted, Ledger, Session } from './ledger.ts';
import { authorOf } from './provenance.ts';

/** What a space can say of its own truth. */
export interface SpaceStatus {
  /** Changes that only this device has. */
  readonly waiting: number;
  /** Claimed time of the oldest of them, Unix ms. */
  readonly waitingSince: number | null;
  /** Changes of anyone that a Party has not seen, by Party. */
  readonly unseen: Readonly<Record<string, number>>;
}

/** Changes gathered but not yet in an entry. */
export interface Unwritten {
  readonly records: ReadonlySet<string>;
  readonly since: number;
}

/**
 * Where every change is: on this device, at a relay, seen by a Party. Seen means named among the causes of an entry of that
 * Party's own people; nothing else may call itself so.
 */
export class Truth {
  readonly #ledger: Ledger;
  readonly #courier: Courier;
  readonly #parties: readonly string[];
  readonly #me: string;
  /** Certificate of this device. */
  readonly #cert: string;
  readonly #planted: ReadonlySet<string>;
  /** Record → session → newest seq that touched it. */
  readonly #touches = new Map<string, Map<string, number>>();

  constructor(
    ledger: Ledger,
    courier: Courier,
    parties: readonly string[],
    me: { body: string; cert: string },
    planted: ReadonlySet<string>,
  ) {
    this.#ledger = ledger;
    this.#courier = courier;
    this.#parties = parties;
    this.#me = me.body;
    this.#cert = me.cert;
    this.#planted = planted;
  }

  touched(records: ReadonlySet<string>, session: string, seq: number): void {
    for (const record of records) {
      const touches = this.#touches.get(record) ?? new Map<string, number>();
      this.#touches.set(record, touches.set(session, seq));
    }
  }

  whereIs(record: string, unwritten: Unwritten | null): Whereabouts {
    const pending = unwritten?.records.has(record) === true;
    let relay = !pending;
    let since = pending ? (unwritten?.since ?? null) : null;
    const seenBy = Object.fromEntries(this.#parties.map((party) => [party, !pending || party === this.#me]));
    for (const [id, seq] of this.#touches.get(record) ?? []) {
      const session = this.#ledger.session(id);
      const accepted = session?.accepted[seq];
      if (session === undefined || accepted === undefined) continue;
      relay &&= this.#atRelay(session, accepted);
      since = Math.max(since ?? 0, accepted.entry.body.time);
      for (const party of this.#parties) {
        seenBy[party] &&= party === this.#me || this.#ledger.seenUpTo(party, session) > seq;
      }
    }
    return { device: true, relay, seenBy, since };
  }

  status(unwritten: Unwritten | null): SpaceStatus {
    let waiting = unwritten === null ? 0 : 1;
    let waitingSince = unwritten?.since ?? null;
    const unseen: Record<string, number> = {};
    for (const party of this.#parties) unseen[party] = party === this.#me ? 0 : waiting;
    for (const session of this.#ledger.sessions()) {
      for (const party of this.#parties) {
        if (party === this.#me) continue;
        const from = this.#ledger.seenUpTo(party, session);
        unseen[party] = (unseen[party] ?? 0) + session.accepted.slice(from).filter(isChange).length;
      }
      if (session.card.cert !== this.#cert || this.#planted.has(session.id)) continue;
      for (const accepted of session.accepted
        .slice(this.#courier.vault.relayedUpTo(session.id))
        .filter(isChange)) {
        if (this.#atRelay(session, accepted)) continue;
        waiting++;
        waitingSince = Math.min(waitingSince ?? Infinity, accepted.entry.body.time);
      }
    }
    return { waiting, waitingSince, unseen };
  }

  /** How far everything is that was accepted here. */
  frontier(): Frontier {
    return Object.fromEntries([...this.#ledger.sessions()].map(({ id, accepted }) => [id, accepted.length]));
  }

  /**
   * What others, this device left out, changed beyond a frontier: a record once for every body that touched it, the newest first
   * as they claim, and in one order everywhere. The sample's own is no news.
   */
  changesSince(seen: Frontier): readonly Change[] {
    const changes = new Map<string, Change>();
    for (const [record, touches] of this.#touches) {
      for (const [id, seq] of touches) {
        const session = this.#ledger.session(id);
        const time = session?.accepted[seq]?.entry.body.time;
        if (session === undefined || time === undefined || seq < (seen[id] ?? 0)) continue;
        if (session.card.cert === this.#cert || this.#planted.has(id)) continue;
        const by = authorOf(session.card);
        const key = `${record} ${by.body}`;
        if (time > (changes.get(key)?.at ?? -Infinity)) changes.set(key, { record, by, at: time });
      }
    }
    return [...changes].sort(([a, one], [b, other]) => other.at - one.at || byText(a, b)).map(([, it]) => it);
  }

  /** What the newest session of every other device claims of its clock; `own`: the session this page writes. */
  clockClaims(own: string): readonly ClockClaim[] {
    const mine = this.#ledger.session(own);
    const others = [...this.#ledger.sessions()].filter(
      ({ id, card }) => card.cert !== this.#cert && !this.#planted.has(id),
    );
    return others.flatMap(({ id, card, accepted, past }): ClockClaim[] => {
      // A clock that was wrong and has been set right since is not held against its device.
      const later = others.some((one) => one.id !== id && one.card.cert === card.cert && one.past.has(id));
      const last = accepted.at(-1);
      if (later || last === undefined) return [];
      const seen = past.get(own);
      const after = seen === undefined ? null : (mine?.accepted[seen]?.entry.body.time ?? null);
      return [{ by: authorOf(card), at: last.entry.body.time, after }];
    });
  }

  /** Whether this member's body has yet to say that it has changes of others. */
  owesSeen(): boolean {
    for (const session of this.#ledger.sessions()) {
      const from = this.#ledger.seenUpTo(this.#me, session);
      if (session.accepted.slice(from).some(isChange)) return true;
    }
    return false;
  }

  /** Remembers, for the next start without a relay, how far relays have confirmed this device's sessions, and whether others'. */
  remember(): void {
    for (const session of this.#ledger.sessions()) {
      let seq = this.#courier.vault.relayedUpTo(session.id);
      // Of what others wrote the first is enough: the rest came the same way, and each would be one more write.
      if (session.card.cert !== this.#cert) {
        if (seq === 0 && this.#confirmed(session.accepted[0])) this.#courier.vault.setRelayed(session.id, 1);
        continue;
      }
      while (this.#confirmed(session.accepted[seq])) seq++;
      this.#courier.vault.setRelayed(session.id, seq);
    }
  }

  #confirmed(accepted: Accepted | undefined): boolean {
    return accepted !== undefined && accepted.id !== '' && this.#courier.relayHolds(accepted.id) === 'yes';
  }

  /**
   * Where no relay has been asked yet the last word of one counts: of our own for each change, of others for the session.
   * That others' came from a relay is no matter of course: the sample's first entries are made on each device.
   */
  #atRelay(session: Session, accepted: Accepted): boolean {
    if (accepted.id === '') return false;
    const answer = this.#courier.relayHolds(accepted.id);
    if (answer !== 'unknown') return answer === 'yes';
    const relayed = this.#courier.vault.relayedUpTo(session.id);
    return session.card.cert === this.#cert ? accepted.entry.body.seq < relayed : relayed > 0;
  }
}

/** What a person did; openings and `seen` are the machine's. */
const isChange = ({ entry: { body } }: Accepted): boolean =>
  body.kind === 'update' || body.kind === 'endorse';
