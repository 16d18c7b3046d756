/** Why the roster does not take an act. Audience: the member who tried; worded in texts/roster. */
export type RosterProblem =
  /** A day the calendar does not have, or that is not written `YYYY-MM-DD`. */
  | 'no such day'
  /** An appointment would end before its first day. */
  | 'ends before it starts'
  /** Another holds the seat in the same capacity on one of these days. */
  | 'held already'
  /** A rotation of a seat nobody holds: an appointment fills it. */
  | 'nobody to follow'
  /** Two hold the seat, and which of them leaves was not said. */
  | 'which holder'
  /** Nobody was named. */
  | 'no name'
  | 'no such agency'
  | 'no such seat'
  | 'no such appointment'
  /** An agency would be part of itself. */
  | 'part of itself'
  /** An agency that has seats, or agencies below it, is not deleted: they would belong to nothing. */
  | 'not empty'
  /** Dates were set apart: first one is chosen. */
  | 'in conflict'
  /** What was on the screen is no longer what stands there. */
  | 'changed meanwhile'
  /** A body's own roster needs no acknowledgement by itself. */
  | 'own side';

export class RosterRefused extends Error {
  override readonly name = 'RosterRefused';
  readonly problem: RosterProblem;
  /** The field, or the record that stands in the way, where one does. */
  readonly at: string | null;
  constructor(problem: RosterProblem, at: string | null = null) {
    super(at === null ? problem : `${problem}: ${at}`);
    this.problem = problem;
    this.at = at;
  }
}
