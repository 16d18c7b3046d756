import type { Author } from './door.ts';
import type { LintReason } from './lint.ts';
import type { PlacementReason } from './adjacency.ts';
import type { OwnershipReason } from './ownership.ts';
import type { RejectReason } from './ledger.ts';

export type RefusalReason =
  | RejectReason
  | LintReason
  | PlacementReason
  | OwnershipReason
  | 'signature'
  | 'endorsement'
  | 'not a signer';

/** What a replica set apart, and why; worded in src/texts. Times are this device's, Unix ms. */
export type Notice =
  /** Values that wait for something that has not come yet. */
  | { readonly kind: 'held'; readonly count: number; readonly at: number }
  /** Signed by a member, but not what a member may write: kept as proof, not read; the member's session ends before it. */
  | {
      readonly kind: 'refused';
      readonly by: Author | null;
      readonly reason: RefusalReason;
      readonly at: number;
    }
  /** One session signed two histories: both are kept as proof. */
  | { readonly kind: 'fork'; readonly by: Author; readonly at: number }
  /** A Party's admin key signed two statements for one place: it was used in two places, or is in wrong hands. */
  | { readonly kind: 'admin key used apart'; readonly body: string; readonly at: number }
  /** Values this device gave back damaged; fetched again from a relay when one is in reach. */
  | { readonly kind: 'damaged'; readonly count: number; readonly at: number }
  /** This device's own change broke a limit and was taken back. */
  | { readonly kind: 'own change refused'; readonly reason: RefusalReason; readonly at: number };
