import { wordDiff, type Piece } from '../../registers/word-diff.ts';
import type { BoardOffer } from '../../schema/board.ts';

type Told = Pick<BoardOffer, 'to' | 'language' | 'goesOn'>;

/** As many as one board shows at once, twice: what is shown and what was before. */
const KEPT = 12;
const kept = new Map<string, readonly Piece[]>();

/**
 * What an offer would change. Kept: the same picture comes again with every heartbeat and every scroll, and two texts of 20,000
 * letters take up to a fifth of a second to compare.
 */
export function offerDiff(from: string, { to, language, goesOn }: Told): readonly Piece[] {
  const key = `${language}\n${from.length}\n${from}${to}`;
  let pieces = kept.get(key);
  if (pieces === undefined) {
    pieces = wordDiff(from, to, language);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= KEPT) kept.delete(oldest);
    kept.set(key, pieces);
  }
  // Where a text goes on, what differs at its end is where it was cut, and no change anybody proposed.
  return goesOn ? pieces.slice(0, pieces.findLastIndex(({ kind }) => kind === 'same') + 1) : pieces;
}
