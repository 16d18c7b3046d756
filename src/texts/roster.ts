import type { RosterProblem } from '../registers/roster-refused.ts';
import { m } from './messages.ts';

const PROBLEMS: Readonly<Record<RosterProblem, () => string>> = {
  'no such day': m.rref_no_such_day,
  'ends before it starts': m.rref_ends_before,
  'held already': m.rref_held,
  'nobody to follow': m.rref_nobody,
  'which holder': m.rref_which,
  'no name': m.rref_no_name,
  'no such agency': m.rref_no_agency,
  'no such seat': m.rref_no_seat,
  'no such appointment': m.rref_no_appointment,
  'part of itself': m.rref_part_of_itself,
  'not empty': m.rref_not_empty,
  'in conflict': m.rref_conflict,
  'changed meanwhile': m.rref_changed,
  'own side': m.rref_own_side,
};

/** Why the roster does not take an act, in words. */
export const rosterProblem = (problem: RosterProblem): string => PROBLEMS[problem]();
