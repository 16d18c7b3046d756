import type { Matter } from './matter.ts';

/** A Party whose word on the minutes stands ad referendum: its capital has yet to confirm. */
export interface Awaited {
  readonly party: string;
  /** The day by which it means to confirm, `YYYY-MM-DD`; nothing happens by itself then. */
  readonly until: string;
}

/**
 * Parties whose capital has yet to confirm exactly this text, in the order of the genesis. A word on an earlier text binds to
 * nothing that is here now, so no confirmation of it is owed.
 */
export const awaitedIn = ({ stands }: Matter, hash: string | null): readonly Awaited[] =>
  [...stands].flatMap(([party, stand]) =>
    stand.state === 'spoken' && stand.hash === hash && stand.decision.kind === 'ad referendum'
      ? [{ party, until: stand.decision.until }]
      : [],
  );
