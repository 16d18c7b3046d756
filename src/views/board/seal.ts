import type { BoardPicture, BoardText } from '../../schema/board.ts';
import { toneOf } from '../context.ts';
import type { SealSegment } from '../ui/Seal.svelte';

const AGAINST: ReadonlySet<string> = new Set(['rejected', 'keep original', 'reserved', 'divided']);

/** The seal of what is on a board, by what each Party has said. */
export const sealOf = (
  { state, stands }: Pick<BoardText, 'state' | 'stands'>,
  parties: BoardPicture['bodies'],
): readonly SealSegment[] =>
  parties.map((party): SealSegment => {
    const said = stands.find(({ body }) => body === party.id)?.stand ?? 'silent';
    const look =
      state === 'agreed' || state === 'kept' || state === 'changed'
        ? 'full'
        : state === 'draft' || state === 'taken back'
          ? 'outline'
          : said === 'agreed'
            ? 'full'
            : AGAINST.has(said)
              ? 'against'
              : 'half';
    return { key: party.id, tone: toneOf(party), look };
  });
