import type { Author } from './door.ts';

/** How far somebody has looked: by session, the number of its first entry that was not there yet. */
export type Frontier = Readonly<Record<string, number>>;

/** A record that entries of another body beyond a frontier touched. */
export interface Change {
  readonly record: string;
  /** Whoever of that body touched it last, as they claim. */
  readonly by: Author;
  /** Unix ms, claimed. */
  readonly at: number;
}
