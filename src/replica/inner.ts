import * as Y from 'yjs';
import { placementProblem, type Placement, type PlacementReason } from './adjacency.ts';
import { Ownership, type By, type OwnershipReason, type Written } from './ownership.ts';
import { recordsTouched } from './records-touched.ts';
import type { Roots } from './roots.ts';

/** Origin of everything that comes out of the ledger; all other transactions are this device's own. */
const LEDGER = Symbol('ledger');
/** Origin of this device's own acts, for undo managers to track. */
export const LOCAL = Symbol('local');

/** Called when this device changed the document: a V1 update to be sealed, and the records it touched. */
export type Wrote = (update: Uint8Array, records: ReadonlySet<string>) => void;

export type Applied =
  | { readonly problem: null; readonly records: ReadonlySet<string> }
  /** The document is spoilt and must be built anew. */
  | { readonly problem: PlacementReason | OwnershipReason };

/** The open document of a space: in memory only, built from accepted entries, thrown away and built anew when one is refused. */
export class Inner {
  readonly doc = new Y.Doc();
  readonly #ownership: Ownership;
  #placement: { readonly of: Placement; readonly writer: string } | null = null;
  #problem: PlacementReason | null = null;
  #records: ReadonlySet<string> = new Set();

  /** `led`: roots a facilitator may write under. */
  constructor(roots: Roots, wrote: Wrote, led: ReadonlySet<string> = new Set()) {
    for (const root of roots.keys()) this.doc.getMap(root);
    this.#ownership = new Ownership(this.doc, roots, led);
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (this.#placement === null || transaction.origin !== LEDGER) return;
      this.#problem ??= placementProblem(transaction, this.#placement.of, this.#placement.writer);
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      this.#records = recordsTouched(transaction);
      if (origin !== LEDGER) wrote(update, this.#records);
    });
  }

  /** Integrates a linted update and looks where its items came to stand, and on whose side. */
  apply(update: Uint8Array, placement: Placement & Written, by: By): Applied {
    this.#placement = { of: placement, writer: by.writer };
    this.#problem = null;
    this.#records = new Set();
    try {
      Y.applyUpdate(this.doc, update, LEDGER);
    } catch {
      this.#problem ??= 'left pending';
    }
    this.#placement = null;
    const { pendingStructs, pendingDs } = this.doc.store;
    const pending = pendingStructs !== null || pendingDs !== null ? 'left pending' : null;
    const problem = this.#problem ?? pending ?? this.foreign(placement, by);
    return problem === null ? { problem, records: this.#records } : { problem };
  }

  /** Why what this writer has written is not theirs to write; null when it is. */
  foreign(written: Written, by: By): OwnershipReason | null {
    return this.#ownership.problem(written, by);
  }

  /** Integrates what was accepted before; gives the records it touches. */
  replay(update: Uint8Array): ReadonlySet<string> {
    this.#records = new Set();
    Y.applyUpdate(this.doc, update, LEDGER);
    return this.#records;
  }

  change<T>(act: () => T): T {
    return this.doc.transact(act, LOCAL);
  }

  close(): void {
    this.doc.destroy();
  }
}
