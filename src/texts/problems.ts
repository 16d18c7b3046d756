import { BoardRefused } from '../charter/board.ts';
import type { InvitationProblem } from '../charter/states.ts';
import { EndorseRefused, type EndorseProblem } from '../registers/agreement.ts';
import { ComposeRefused } from '../registers/compose.ts';
import { MeetingRefused } from '../registers/meeting-types.ts';
import { DatesRefused } from '../registers/days.ts';
import { RosterRefused } from '../registers/roster-refused.ts';
import { WorkshopRefused } from '../registers/workshop-refused.ts';
import type { Meeting } from '../replica/meeting.ts';
import { m } from './messages.ts';
import { meetingProblem } from './minutes.ts';
import { datesProblem } from './planner.ts';
import { rosterProblem } from './roster.ts';

const INVITATION: Readonly<Record<InvitationProblem, () => string>> = {
  unreadable: m.problem_unreadable,
  edited: m.problem_edited,
  used: m.problem_used,
  withdrawn: m.problem_withdrawn,
  refused: m.problem_refused,
  'foreign version': m.problem_foreign_version,
  unreachable: m.problem_unreachable,
  untrue: m.problem_untrue,
};

/** Why an invitation cannot be followed, and what to do. */
export const invitationProblem = (problem: InvitationProblem): string => INVITATION[problem]();

const problemIn = (error: unknown): unknown =>
  error instanceof Error && 'problem' in error ? error.problem : undefined;

/** Whatever `App.join` or `App.found` threw, in words. */
export function joinFailure(error: unknown): string {
  const problem = problemIn(error);
  return typeof problem === 'string' && problem in INVITATION
    ? INVITATION[problem as InvitationProblem]()
    : m.problem_unknown();
}

/** Whatever `App.open` or `App.sample` threw, in words. */
export function openFailure(error: unknown): string {
  const problem = problemIn(error);
  if (problem === 'unknown') return m.open_unknown();
  if (problem === 'keys missing') return m.open_keys_missing();
  return m.open_failed();
}

const ENDORSE: Readonly<Record<EndorseProblem, () => string>> = {
  'in conflict': m.endorse_conflict,
  held: m.endorse_held,
  'changed meanwhile': m.endorse_changed,
  empty: m.endorse_empty,
  'too large': m.rref_too_large,
  behind: m.endorse_behind,
  'not the receiver': m.endorse_receiver,
  'not the giver': m.endorse_giver,
};

const OBSTACLES: Readonly<Partial<Record<EndorseProblem, () => string>>> = {
  'in conflict': m.insp_cannot_conflict,
  held: m.insp_cannot_held,
  empty: m.insp_cannot_empty,
  behind: m.insp_cannot_behind,
};

/** Why a text cannot be signed, told before anybody tries. */
export const obstacleWords = (problem: EndorseProblem): string => (OBSTACLES[problem] ?? ENDORSE[problem])();

const COMPOSE: Readonly<Record<ComposeRefused['problem'], () => string>> = {
  'no such provision': m.compose_missing,
  disputed: m.compose_disputed,
  'nothing changes': m.compose_nothing,
  'no hits': m.compose_no_hits,
  'has clauses': m.write_has_clauses,
};

/** Why a change cannot be written as a proposal, in words. */
export const composeProblem = (problem: ComposeRefused['problem']): string => COMPOSE[problem]();

/** Whatever an act on a record or a signature threw (`WriteRefused`, `BadValue`, `EndorseRefused`, …), in words. */
export function actFailure(error: unknown): string {
  const problem = problemIn(error);
  if (problem === 'not a writer') return m.act_not_writer();
  if (problem === 'closed') return m.act_closed();
  if (problem === 'not a signer') return m.act_not_signer();
  if (problem === 'not the owner') return m.act_not_owner();
  if (problem === 'outside the role') return m.act_outside_role();
  if (error instanceof EndorseRefused) return ENDORSE[error.problem]();
  if (error instanceof RosterRefused) return rosterProblem(error.problem);
  if (error instanceof DatesRefused) return datesProblem(error.problem);
  if (error instanceof WorkshopRefused) return m.ws_refused_struck();
  if (error instanceof BoardRefused) return m.board_too_large();
  if (error instanceof MeetingRefused) return meetingProblem(error.problem);
  if (error instanceof ComposeRefused) return COMPOSE[error.problem]();
  if (error instanceof Error && error.name === 'BadValue') {
    const words = problem === 'too_big' ? m.act_bad_value_too_big() : m.act_bad_value_other();
    return m.act_bad_value({ problem: words });
  }
  return m.act_failed();
}

const MEETING: Readonly<Record<Meeting['state'], () => string>> = {
  connecting: m.meeting_connecting,
  synced: m.meeting_synced,
  offline: m.meeting_offline,
  refused: m.meeting_refused,
};

/** How far what was put into the room of an invitation has come. */
export const meetingWords = (state: Meeting['state']): string => MEETING[state]();
