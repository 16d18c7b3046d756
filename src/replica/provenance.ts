import * as Y from 'yjs';
import type { DeviceCard } from './directory.ts';
import type { Author } from './door.ts';
import type { Ledger } from './ledger.ts';

/** A device's person, as everything it wrote is signed. */
export const authorOf = (card: DeviceCard): Author => ({
  body: card.body,
  writer: `${card.party}-${card.device}`,
  person: card.person,
  seat: card.seat,
});

/** Claimed time of an item, Unix ms; null when no accepted entry holds it. */
export function timeOf(ledger: Ledger, client: number, clock: number): number | null {
  const at = ledger.entryAt(client, clock);
  return at === null ? null : (at.session.accepted[at.seq]?.entry.body.time ?? null);
}

/** What the writer of an item had accepted; null when no accepted entry holds it. */
export function knownAt(ledger: Ledger, client: number, clock: number): Map<number, number> | null {
  const at = ledger.entryAt(client, clock);
  if (at === null) return null;
  const known = new Map<number, number>();
  for (const [id, seq] of ledger.pastOf(at.session, at.seq)) {
    const other = ledger.session(id);
    if (other !== undefined) known.set(other.client, other.accepted[seq]?.to ?? 0);
  }
  known.set(client, clock + 1);
  return known;
}

/** What the holder of a document knows now: the past of a change not yet in an entry. */
export const knownNow = (doc: Y.Doc): Map<number, number> => Y.decodeStateVector(Y.encodeStateVector(doc));
