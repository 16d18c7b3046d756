import { z } from 'zod';
import { textOf } from '../wire/text.ts';
import type { HeadKeys } from './devices.ts';
import { bodyId, type Genesis } from './genesis.ts';
import type { PartyLetter } from './invitation.ts';
import type { Shelf } from './shelf.ts';
import { personName, seatName, type Statement } from './statement.ts';

/** What a Party brings to a founding: its root, and who heads its delegation. */
export const offer = z.strictObject({
  v: z.literal(1),
  party: bodyId,
  root: textOf(32),
  person: personName,
  seat: seatName,
});
export type Offer = z.infer<typeof offer>;

/** What is kept on the device while a founding is under way: a reload goes on with the same keys and the same words. */
export interface FoundingDraft {
  readonly letter: PartyLetter;
  readonly offer: Offer;
  readonly keys: HeadKeys;
  /** What the inviting Party wrote out of the offers: kept before it is shown, so that no reload writes another. */
  readonly composed: Genesis | null;
  /** What has been compared and signed; nothing else is signed under these keys. */
  readonly signed: Genesis | null;
  readonly chain: readonly Statement[];
  /** The inviting Party's rooms and first keys: kept before they are handed out, so that no reload draws others. */
  readonly grants: readonly Statement[] | null;
}

/** Where the shelf keeps the draft of a letter's founding. */
export const draftId = (letter: PartyLetter): string => `founding ${letter.secret}`;

/**
 * What holds of a founding once it is renewed. The shelf is asked and told in one step: two pages of one device may have
 * the same founding open, and the genesis, the signature and the grants that one of them kept first are those of both.
 */
export async function renewed(
  shelf: Shelf,
  own: FoundingDraft,
  renew: (kept: FoundingDraft) => FoundingDraft,
): Promise<FoundingDraft> {
  const kept = await shelf.renewPending<FoundingDraft>(draftId(own.letter), (there) => renew(there ?? own));
  return kept ?? renew(own);
}
