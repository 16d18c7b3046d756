import { titleInThree, untranslated } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** Seats of its own that a Party has to fill. `day`: `YYYY-MM-DD`. */
export const vacanciesOf = ({ roster }: JointRegisters, party: string, day: string): Waiting[] =>
  roster
    .side(party)
    .seats.filter(({ id }) => roster.holder(id, day).state === 'vacant')
    .map((seat) => one('seat', 'roster', seat.id, titleInThree(seat)));

/** What a Party has not acknowledged of the rosters of others. */
export const acknowledgementsOf = (
  { acknowledgements }: JointRegisters,
  party: string,
  bodies: readonly string[],
): Waiting[] =>
  bodies.flatMap((body): Waiting[] => {
    const count = body === party ? 0 : acknowledgements.pending(body, party).length;
    return count === 0 ? [] : [one('acknowledge', 'roster', null, untranslated(''), { count, body })];
  });

/** Annex 1, when the word of a Party on it is waited for. */
export const annexOf = ({ annex }: JointRegisters, party: string): Waiting[] =>
  awaits(annex.now.state, party) ? [one('annex', 'roster', null, untranslated(''))] : [];
