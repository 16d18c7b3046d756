import { sameBytes, type Bytes } from '../crypto/bytes.ts';
import type { DeviceCard, Directory } from './directory.ts';
import {
  clientSuffix,
  decodeOpening,
  EntryUnreadable,
  NO_ENTRY,
  shortHash,
  type Dep,
  type Entry,
} from './entry.ts';

/** One accepted entry, as later judgements and the face need it. */
export interface Accepted {
  /** Content id of its sealed value; empty while an own entry is still being sealed. */
  id: string;
  /** Replaced once, when an own entry has been signed. */
  entry: Entry;
  /** Exclusive clock of the session's client after this entry. */
  readonly to: number;
}

/** What a session has in its past: session id → highest seq. */
export type Past = ReadonlyMap<string, number>;

/** A session's chain as far as it was accepted. */
export interface Session {
  readonly id: string;
  readonly client: number;
  readonly card: DeviceCard;
  readonly accepted: Accepted[];
  /** The past of its newest accepted entry, itself excluded. */
  readonly past: Map<string, number>;
  /** The past of its `open` entry: base from which the past of any older entry is told again. */
  readonly openingPast: Past;
}

export type RejectReason =
  | 'opening'
  | 'certificate'
  | 'not a writer'
  | 'client id'
  | 'session closed'
  | 'chain'
  | 'cause'
  | 'cause refused'
  | 'own cause';

/** `hold` names the one thing that is missing first: judged again when that arrives. */
export type Judgement =
  | {
      readonly verdict: 'next';
      readonly card: DeviceCard;
      readonly client: number;
      readonly from: number;
      readonly past: Map<string, number>;
    }
  | { readonly verdict: 'known' }
  | { readonly verdict: 'hold'; readonly missing: string }
  /** Another session of the same device has the same client id. */
  | { readonly verdict: 'namesake'; readonly accepted: Accepted }
  | { readonly verdict: 'reject'; readonly reason: RejectReason };

export const missingEntry = (session: string, seq: number): string => `entry ${session} ${seq}`;
export const missingCertificate = (cert: string): string => `certificate ${cert}`;

const reject = (reason: RejectReason): Judgement => ({ verdict: 'reject', reason });

/**
 * The accepted history of one space: chains of sessions and their causes. Judges steps 5, 6 and 9 of sealed-replica 5.5;
 * keeps no Yjs document. Its verdicts depend on an entry and its past only, never on the order of arrival.
 */
export class Ledger {
  readonly #directory: Directory;
  readonly #space: string;
  readonly #sessions = new Map<string, Session>();
  readonly #clients = new Map<number, Session>();
  /** Sessions whose head is in nobody else's past: what a new session names as its causes. */
  readonly #frontier = new Set<string>();
  /** First seq of a session that was refused: nothing after it is accepted. */
  readonly #frozen: Map<string, number>;
  /** Per body: the newest seq of every session that an entry of the body's people had in its past. */
  readonly #seenBy = new Map<string, Map<string, number>>();

  /** `frozen` carries over what was refused before, when the history is judged again. */
  constructor(space: string, directory: Directory, frozen: ReadonlyMap<string, number> = new Map()) {
    this.#frozen = new Map(frozen);
    this.#space = space;
    this.#directory = directory;
  }

  sessions(): Iterable<Session> {
    return this.#sessions.values();
  }

  session(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  sessionOfClient(client: number): Session | undefined {
    return this.#clients.get(client);
  }

  /** Exclusive clock of a client in a past. */
  knownClock(past: Past, client: number): number {
    const session = this.#clients.get(client);
    const seq = session === undefined ? undefined : past.get(session.id);
    return seq === undefined ? 0 : (session?.accepted[seq]?.to ?? 0);
  }

  /** The past of the entry `seq` of a session, itself excluded. */
  pastOf(session: Session, seq: number): Past {
    if (seq === session.accepted.length - 1) return session.past;
    const past = new Map(session.openingPast);
    for (const { entry } of session.accepted.slice(1, seq + 1)) {
      for (const dep of entry.body.deps) past.set(dep.session, dep.seq);
    }
    return past;
  }

  /** The entry that holds a clock of a client, or null. */
  entryAt(client: number, clock: number): { session: Session; seq: number } | null {
    const session = this.#clients.get(client);
    if (session === undefined) return null;
    let low = 0;
    let high = session.accepted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((session.accepted[middle]?.to ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    return low < session.accepted.length ? { session, seq: low } : null;
  }

  /** How far a body has seen a session: exclusive seq. It has seen what it wrote, and what its entries name as causes. */
  seenUpTo(body: string, session: Session): number {
    if (session.card.body === body) return session.accepted.length;
    return (this.#seenBy.get(body)?.get(session.id) ?? -1) + 1;
  }

  get frozen(): ReadonlyMap<string, number> {
    return this.#frozen;
  }

  /** The causes a new session names, by session. */
  frontier(): Dep[] {
    return [...this.#frontier].flatMap((id) => this.#headOf(id));
  }

  /** The causes an entry names whose writer has `past`: every other session whose head moved since. */
  movedSince(past: Past, own: string): Dep[] {
    const moved: Dep[] = [];
    for (const session of this.#sessions.values()) {
      if (session.id === own || past.get(session.id) === session.accepted.length - 1) continue;
      moved.push(...this.#headOf(session.id));
    }
    return moved;
  }

  #headOf(id: string): Dep[] {
    const head = this.#sessions.get(id)?.accepted.at(-1);
    return head === undefined
      ? []
      : [{ session: id, seq: head.entry.body.seq, hash: shortHash(head.entry.hash) }];
  }

  /** Judges an entry whose signature is already known to be its session's. Changes nothing. */
  judge(entry: Entry): Judgement {
    const { seq } = entry.body;
    const session = this.#sessions.get(entry.session);
    const before = session?.accepted[seq];
    if (before !== undefined) {
      // The space lets one link a place through, so this one hangs on another history than the accepted.
      return sameBytes(before.entry.hash, entry.hash) ? { verdict: 'known' } : reject('chain');
    }
    if ((this.#frozen.get(entry.session) ?? Infinity) <= seq) return reject('session closed');
    return session === undefined ? this.#judgeOpening(entry) : this.#judgeLink(session, entry);
  }

  #judgeOpening(entry: Entry): Judgement {
    if (entry.body.seq > 0) return { verdict: 'hold', missing: missingEntry(entry.session, 0) };
    if (entry.body.kind !== 'open' || !sameBytes(entry.previous, NO_ENTRY)) return reject('opening');
    const opening = readOpening(entry.body.payload);
    if (opening === null) return reject('opening');
    const card = this.#directory.byCert(opening.cert);
    if (card === null) return { verdict: 'hold', missing: missingCertificate(opening.cert) };
    if (card.party !== opening.party || card.device !== opening.device) return reject('certificate');
    if (!card.writes.has(this.#space)) return reject('not a writer');
    const suffix = clientSuffix(opening.client);
    if (suffix.party !== card.party || suffix.device !== card.device) return reject('client id');
    const namesake = this.#clients.get(opening.client)?.accepted[0];
    if (namesake !== undefined) return { verdict: 'namesake', accepted: namesake };
    const causes = this.#judgeCauses(entry, null);
    if (causes !== null) return causes;
    const past = new Map<string, number>();
    for (const dep of entry.body.deps) this.#mergePast(past, dep);
    return { verdict: 'next', card, client: opening.client, from: 0, past };
  }

  #judgeLink(session: Session, entry: Entry): Judgement {
    const head = session.accepted.at(-1);
    if (head === undefined || entry.body.kind === 'open') return reject('chain');
    if (entry.body.seq > session.accepted.length) {
      return { verdict: 'hold', missing: missingEntry(session.id, session.accepted.length) };
    }
    if (!sameBytes(entry.previous, head.entry.hash)) return reject('chain');
    const causes = this.#judgeCauses(entry, session);
    if (causes !== null) return causes;
    const past = new Map(session.past);
    for (const dep of entry.body.deps) past.set(dep.session, dep.seq);
    return { verdict: 'next', card: session.card, client: session.client, from: head.to, past };
  }

  #judgeCauses(entry: Entry, session: Session | null): Judgement | null {
    let missing: Judgement | null = null;
    for (const dep of entry.body.deps) {
      if (dep.session === entry.session) return reject('own cause');
      if (session !== null && dep.seq <= (session.past.get(dep.session) ?? -1)) return reject('cause');
      const named = this.#sessions.get(dep.session)?.accepted[dep.seq];
      if (named !== undefined && !sameBytes(shortHash(named.entry.hash), dep.hash)) return reject('cause');
      if ((this.#frozen.get(dep.session) ?? Infinity) <= dep.seq) return reject('cause refused');
      if (named === undefined) missing ??= { verdict: 'hold', missing: missingEntry(dep.session, dep.seq) };
    }
    return missing;
  }

  #mergePast(into: Map<string, number>, dep: Dep): void {
    const session = this.#sessions.get(dep.session);
    if (session === undefined) return;
    for (const [id, seq] of this.pastOf(session, dep.seq)) into.set(id, Math.max(seq, into.get(id) ?? -1));
    into.set(dep.session, Math.max(dep.seq, into.get(dep.session) ?? -1));
  }

  /** Appends an entry judged `next`. `id` is the content id of its sealed value, `to` the clock it reaches. */
  accept(entry: Entry, judgement: Extract<Judgement, { verdict: 'next' }>, to: number, id: string): Accepted {
    const accepted: Accepted = { id, entry, to };
    const { past, card, client } = judgement;
    let session = this.#sessions.get(entry.session);
    if (session === undefined) {
      session = { id: entry.session, client, card, accepted: [], past, openingPast: new Map(past) };
      this.#sessions.set(session.id, session);
      this.#clients.set(client, session);
    } else {
      for (const dep of entry.body.deps) session.past.set(dep.session, dep.seq);
    }
    session.accepted.push(accepted);
    for (const dep of entry.body.deps) {
      if (dep.seq === (this.#sessions.get(dep.session)?.accepted.length ?? 0) - 1)
        this.#frontier.delete(dep.session);
    }
    this.#frontier.add(session.id);
    const seen = this.#seenBy.get(card.body) ?? new Map<string, number>();
    this.#seenBy.set(card.body, seen);
    const news = entry.body.seq === 0 ? past : new Map(entry.body.deps.map((dep) => [dep.session, dep.seq]));
    for (const [id, seq] of news) seen.set(id, Math.max(seq, seen.get(id) ?? -1));
    return accepted;
  }

  /** Refuses an entry for good: its session ends before it. */
  freeze(session: string, seq: number): void {
    this.#frozen.set(session, Math.min(seq, this.#frozen.get(session) ?? Infinity));
  }
}

function readOpening(payload: Bytes) {
  try {
    return decodeOpening(payload);
  } catch (error) {
    if (error instanceof EntryUnreadable) return null;
    throw error;
  }
}
