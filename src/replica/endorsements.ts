import { toBase64Url, type Bytes } from '../crypto/bytes.ts';
import type { DeviceCard } from './directory.ts';
import type { Author, EndorsementJudge } from './door.ts';
import type { Entry } from './entry.ts';
import { byText } from './field.ts';
import type { Accepted, Past, Session } from './ledger.ts';
import { authorOf } from './provenance.ts';

/**
 * A member's signed word on one record, as the ledger accepted it. It is an entry of its own and no part of the document:
 * nothing that is typed, deleted or undone can change it or take it away.
 */
export interface Endorsement {
  /** base64url of the entry's hash. */
  readonly id: string;
  readonly record: string;
  readonly author: Author;
  /** Whether its device is certified to sign for its Party. */
  readonly signs: boolean;
  /** Unix ms, as the signing device claims. */
  readonly at: number;
  readonly payload: Bytes;
  /** Counts the entries in its past: greater than that of everything it follows, so sorting by it never puts an effect first. */
  readonly weight: number;
  /** For {@link saw}, and for a proof. A word of this page has no signature in it before it is sealed. */
  readonly entry: Entry;
  /** Certificate and client id of its session, which a proof binds it to. */
  readonly cert: string;
  readonly client: number;
  readonly past: Past;
}

/** Whether the later one's writer had accepted the earlier when signing. */
export const saw = (later: Endorsement, earlier: Endorsement): boolean =>
  later.entry.session === earlier.entry.session
    ? later.entry.body.seq > earlier.entry.body.seq
    : (later.past.get(earlier.entry.session) ?? -1) >= earlier.entry.body.seq;

const weightOf = (entry: Entry, past: Past): number => {
  let weight = entry.body.seq + 1;
  for (const [session, seq] of past) if (session !== entry.session) weight += seq + 1;
  return weight;
};

/** Causes first; what was signed apart, by hash: the same order on every device. */
const inOrder = (a: Endorsement, b: Endorsement): number => a.weight - b.weight || byText(a.id, b.id);

/** The accepted endorsements of a space, by record. */
export class Endorsements {
  readonly #judge: EndorsementJudge | undefined;
  readonly #byRecord = new Map<string, Endorsement[]>();

  /** Without a judge every endorsement is refused. */
  constructor(judge: EndorsementJudge | undefined) {
    this.#judge = judge;
  }

  /** The record a payload is about, or why this device may not have signed it. */
  read(payload: Bytes, card: DeviceCard): ReturnType<EndorsementJudge> {
    if (card.facilitates) return { reason: 'not a signer' };
    return this.#judge?.(payload, card) ?? { reason: 'endorsement' };
  }

  /** Takes in an accepted entry, if it is an endorsement. */
  note(accepted: Accepted, session: Session | undefined, past: Past): void {
    const { kind, payload } = accepted.entry.body;
    if (kind !== 'endorse' || session === undefined) return;
    const read = this.read(payload, session.card);
    if ('record' in read) this.#add(accepted, read.record, session, past);
  }

  #add(accepted: Accepted, record: string, { card, client }: Session, past: Past): void {
    const { entry } = accepted;
    const { time, payload } = entry.body;
    const endorsement: Endorsement = {
      id: toBase64Url(entry.hash),
      record,
      author: authorOf(card),
      signs: card.signs,
      at: time,
      payload,
      weight: weightOf(entry, past),
      get entry() {
        return accepted.entry;
      },
      cert: card.cert,
      client,
      past: new Map(past),
    };
    this.#byRecord.set(record, [...(this.#byRecord.get(record) ?? []), endorsement].sort(inOrder));
  }

  /** Of one record, causes first. */
  of(record: string): readonly Endorsement[] {
    return this.#byRecord.get(record) ?? [];
  }

  records(): IterableIterator<string> {
    return this.#byRecord.keys();
  }
}
