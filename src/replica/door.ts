import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Bytes } from '../crypto/bytes.ts';
import type { DeviceCard } from './directory.ts';
import type { Endorsement } from './endorsements.ts';

export interface Author {
  readonly body: string;
  /** `<party>-<device>`, the suffix of this device's multi-value keys. */
  readonly writer: string;
  readonly person: string;
  readonly seat: string;
}

/** Who wrote which CRDT item, when, and what they had seen: told by the verified ledger, never by a value. */
export interface Provenance {
  authorOf(client: number): Author | null;
  /** Unix ms as the writing device claimed it. */
  timeOf(client: number, clock: number): number | null;
  /** Client → exclusive clock: all its writer had accepted before writing this item, its own session up to the item included. */
  knownAt(client: number, clock: number): ReadonlyMap<number, number>;
}

/** Where the newest change of a record is. */
export interface Whereabouts {
  readonly device: true;
  readonly relay: boolean;
  /** By Party, in the order of the genesis. */
  readonly seenBy: Readonly<Record<string, boolean>>;
  /** Claimed time of the newest change, Unix ms. */
  readonly since: number | null;
}

/** This member may not write or sign here, writes on another body's side or outside their role, or the space is closed. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  readonly problem: 'not a writer' | 'not a signer' | 'not the owner' | 'outside the role' | 'closed';
  constructor(problem: WriteRefused['problem']) {
    super(problem);
    this.problem = problem;
  }
}

/** Ids of the records a change touched; null after a rebuild, when anything may differ. */
export type ChangedRecords = ReadonlySet<string> | null;

/** What the records of a register need of a space. */
export interface RecordHost extends Provenance {
  /** Replaced when an entry is refused: read it anew each time, never keep it. */
  readonly doc: Y.Doc;
  readonly writer: string;
  readonly me: Author;
  /** Whether this member's role reaches to a root at all; a facilitator's does to some only. */
  mayWrite(root: string): boolean;
  /** Runs the act as one local transaction. Throws {@link WriteRefused}. */
  change<T>(act: () => T): T;
  /** Called after every change. */
  observe(listener: (records: ChangedRecords) => void): () => void;
  now(): number;
  newId(): string;
  whereIs(record: string): Whereabouts;
  /** Decrypted presence for editors; never sent as it is. */
  readonly carets: Awareness;
}

/**
 * Reads the payload of an endorsement for the record it is about, or says why it is none. Asked before an entry is accepted,
 * on every device: the answer may hang on the bytes and on the certificate only.
 */
export type EndorsementJudge = (
  payload: Bytes,
  card: DeviceCard,
) => { readonly record: string } | { readonly reason: 'endorsement' | 'not a signer' };

/** What agreement needs of a space beside its records. */
export interface EndorsementHost extends RecordHost {
  /** Signs a payload as an entry of its own. Throws {@link WriteRefused}; `RangeError` when it is no endorsement. */
  endorse(payload: Bytes): void;
  /** Accepted endorsements of a record, causes first, in the same order on every device. */
  endorsements(record: string): readonly Endorsement[];
  /** Ids of all records that were ever endorsed. */
  endorsed(): IterableIterator<string>;
  /** How many received values wait for something that has not come: what they will say is unknown. */
  readonly held: number;
}
