import { saw, type Endorsement } from '../replica/endorsements.ts';
import type { Author } from '../replica/door.ts';
import type { Decision } from '../schema/endorsement.ts';

/** One word on a matter, read: who said what of which text. */
export interface Position {
  /** Hash of the entry that carries it. */
  readonly id: string;
  readonly by: Author;
  /** Unix ms, as claimed. */
  readonly at: number;
  readonly decision: Decision;
  /** Content hash of the text it speaks of. */
  readonly hash: string;
  readonly mandate: string | null;
  readonly point: string | null;
  readonly endorsement: Endorsement;
}

/** Where a Party stands: its newest word, or words its members signed apart. */
export type Stand =
  | { readonly state: 'silent' }
  | ({ readonly state: 'spoken' } & Position)
  | { readonly state: 'divided'; readonly positions: readonly Position[] };

/** Whether the later word was spoken having heard the earlier. */
export const after = (later: Position, earlier: Position): boolean =>
  saw(later.endorsement, earlier.endorsement);

export const sameWord = (a: Position, b: Position): boolean =>
  a.hash === b.hash && JSON.stringify(a.decision) === JSON.stringify(b.decision);

/** Words nobody among them has heard and spoken after. */
export const latest = (words: readonly Position[]): Position[] =>
  words.filter((word) => !words.some((other) => after(other, word)));

/**
 * Of one Party's words those that count: a later word replaces an earlier one, a withdrawal only what was said of the same
 * text.
 */
export const standing = (words: readonly Position[]): Position[] =>
  words.filter(
    (word) =>
      !words.some(
        (other) => after(other, word) && (other.decision.kind !== 'withdrawn' || other.hash === word.hash),
      ),
  );

/** Where a Party stands by its words, in the order of causes. */
export function standOf(words: readonly Position[]): Stand {
  const all = standing(words);
  const said = all.filter(({ decision }) => decision.kind !== 'withdrawn');
  // A text that was taken back is silence, unless another member stands by it apart.
  const heads = all.filter(
    (word) => word.decision.kind !== 'withdrawn' || said.some(({ hash }) => hash === word.hash),
  );
  const counted = heads.length > 0 ? heads : all;
  const last = counted.at(-1);
  if (last === undefined) return { state: 'silent' };
  if (counted.every((head) => sameWord(head, last)) || said.length === 0) return { state: 'spoken', ...last };
  return { state: 'divided', positions: counted };
}
