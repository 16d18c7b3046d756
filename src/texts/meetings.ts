import type { LineTime } from '../registers/meeting-clock.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Outcome } from '../schema/meetings.ts';
import type { AttendanceRole, Attributed, LINK_KINDS } from '../schema/minutes.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { calendarDate } from './times.ts';

const ROLES: Readonly<Record<AttendanceRole, () => string>> = {
  chair: m.mtg_role_chair,
  mc: m.mtg_role_mc,
  delegate: m.mtg_role_delegate,
  secretariat: m.mtg_role_secretariat,
  observer: m.mtg_role_observer,
  interpreter: m.mtg_role_interpreter,
};

/** As what somebody sat at the meeting. */
export const attendanceRoleName = (role: AttendanceRole): string => ROLES[role]();

const LINKS: Readonly<Record<(typeof LINK_KINDS)[number], () => string>> = {
  item: m.mtg_link_item,
  plan: m.mtg_link_plan,
  proposal: m.mtg_link_proposal,
  commitment: m.mtg_link_commitment,
  meeting: m.mtg_link_meeting,
  workshop: m.mtg_link_workshop,
};
export const linkKindName = (kind: (typeof LINK_KINDS)[number]): string => LINKS[kind]();

/** `25 min`, `1 h`, `1 h 10 min`. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return m.mtg_minutes({ minutes: rest });
  return rest === 0 ? m.mtg_hours({ hours }) : m.mtg_hours_minutes({ hours, minutes: rest });
}

/** How long a line of the agenda has run, or took. */
export function lineTimeWords(time: LineTime): string {
  if (time.state === 'to come') return '';
  if (time.state === 'over') return m.mtg_line_took({ length: lengthWords(time.spent) });
  const { spent, left } = time;
  if (left === null) return m.mtg_line_runs({ length: lengthWords(spent) });
  if (left > 0) return m.mtg_line_left({ length: lengthWords(spent), left: lengthWords(left) });
  return left === 0
    ? m.mtg_line_full({ length: lengthWords(spent) })
    : m.mtg_line_over({ length: lengthWords(spent), over: lengthWords(-left) });
}

/** `H.E. Chou Bun Eng (Cambodia)`; the office alone where nobody is named. */
export const attributedWords = ({ person, title, body }: Attributed, bodies: readonly Body[]): string =>
  m.who_of({ person: person === '' ? title : person, body: bodyName(bodies, body) });

/** `26 August 2022, 09:00–15:00`. */
export function whenWords(date: string | null, from: string | null, to: string | null): string {
  const day = date === null || date === '' ? m.mtg_no_date() : calendarDate(date);
  const hours = [from, to].filter((time) => time !== null && time !== '').join('–');
  return hours === '' ? day : `${day}, ${hours}`;
}

const OUTCOMES: Readonly<Record<Outcome['kind'], () => string>> = {
  agreed: m.mtg_outcome_agreed,
  amended: m.mtg_outcome_amended,
  kept: m.mtg_outcome_kept,
  rejected: m.mtg_outcome_rejected,
  open: m.mtg_outcome_open,
  deferred: m.mtg_outcome_deferred,
  noted: m.mtg_outcome_noted,
};
export const outcomeName = (kind: Outcome['kind']): string => OUTCOMES[kind]();

/** `Agreed 15:47`. */
export const outcomeWords = ({ kind, time }: Outcome): string =>
  time === null ? outcomeName(kind) : `${outcomeName(kind)} ${time}`;
