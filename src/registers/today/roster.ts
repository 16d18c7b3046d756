import { titleInThree, untranslated } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** Seats of its own that a Party has to fill, what it has not acknowledged of the others, and Annex 1. `day`: `YYYY-MM-DD`. */
export function ofRoster(
  { roster, acknowledgements, annex }: JointRegisters,
  party: string,
  bodies: readonly string[],
  day: string,
): Waiting[] {
  const vacant = roster
    .side(party)
    .seats.filter(({ id }) => roster.holder(id, day).state === 'vacant')
    .map((seat) => one('seat', 'roster', seat.id, titleInThree(seat)));
  const owed = bodies.flatMap((body): Waiting[] => {
    const count = body === party ? 0 : acknowledgements.pending(body, party).length;
    return count === 0 ? [] : [one('acknowledge', 'roster', null, untranslated(''), { count, body })];
  });
  return [
    ...vacant,
    ...owed,
    ...(awaits(annex.now.state, party) ? [one('annex', 'roster', null, untranslated(''))] : []),
  ];
}
