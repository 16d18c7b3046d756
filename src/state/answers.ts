import type { Matter, Position } from '../registers/matter.ts';
import type { Answer } from '../texts/agreement.ts';

const FIRST: readonly Answer[] = ['agreed', 'ad referendum', 'rejected', 'reserved'];

/** A Party's word on exactly this text; null where it has said none, or members of it said several apart. */
export function wordOf(matter: Matter, party: string, hash: string | null): Position | null {
  const stand = matter.stands.get(party);
  return stand?.state === 'spoken' && stand.hash === hash ? stand : null;
}

/** What a Party may still say of a text of which it has said `word`; `complete`: all Parties have agreed to it. */
export function answersAfter(word: Position | null, complete: boolean): readonly Answer[] {
  const kind = word?.decision.kind;
  if (kind === undefined || kind === 'withdrawn') return FIRST;
  // What all have agreed is only taken back; before that, another answer takes the place of the first.
  if (complete) return kind === 'ad referendum' ? ['agreed', 'withdrawn'] : ['withdrawn'];
  return [...FIRST.filter((answer) => answer !== kind), 'withdrawn'];
}
