import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

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

/** This member may not write here, or the space is closed. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  readonly problem: 'not a writer' | 'closed';
  constructor(problem: 'not a writer' | 'closed') {
    super(problem);
    this.problem = problem;
  }
}

/** What the records of a register need of a space. */
export interface RecordHost extends Provenance {
  /** Replaced when an entry is refused: read it anew each time, never keep it. */
  readonly doc: Y.Doc;
  readonly writer: string;
  readonly me: Author;
  /** Runs the act as one local transaction. Throws {@link WriteRefused}. */
  change<T>(act: () => T): T;
  /** Called after every change with the ids of the records it touched; null after a rebuild, when anything may differ. */
  observe(listener: (records: ReadonlySet<string> | null) => void): () => void;
  now(): number;
  newId(): string;
  whereIs(record: string): Whereabouts;
  /** Decrypted presence for editors; never sent as it is. */
  readonly carets: Awareness;
}
