import type { DeadlineKind, Lane, TimelineEvent } from '../registers/timeline-event.ts';
import type { Edge, Reach } from '../registers/reach.ts';
import type { Body } from '../registers/workspace-types.ts';
import { m } from './messages.ts';
import { bodiesNamed } from './plan-agreement.ts';
import { readersWords } from './readers-first.ts';
import { calendarDate, spanWords } from './times.ts';

const LANES: Readonly<Record<Lane, () => string>> = {
  plan: m.tl_lane_plan,
  workshop: m.tl_lane_workshop,
  preparation: m.tl_lane_preparation,
  commitment: m.tl_lane_commitment,
  meeting: m.tl_lane_meeting,
  deadline: m.tl_lane_deadline,
};

export const laneName = (lane: Lane): string => LANES[lane]();

const date = (edge: Edge): string => (edge.kind === 'open' ? '' : calendarDate(edge.day));

/** The days a time may mean: "until 31 October 2022", "between 21 and 30 November 2022". */
export function reachWords({ from, to }: Reach): string {
  if (from.kind === 'open') return m.edtf_until({ date: date(to) });
  if (to.kind === 'open') return m.edtf_from({ date: date(from) });
  const days = spanWords(from.day, to.day);
  return from.kind === 'soft' || to.kind === 'soft' ? m.tl_about({ days }) : days;
}

const DEADLINES: Readonly<Record<DeadlineKind, (inputs: { title: string; body: string }) => string>> = {
  confirmation: m.tl_due_confirmation,
  readiness: m.tl_due_readiness,
  effect: m.tl_due_effect,
};

/** What happens: the record's own number and words, or what falls due and for whom. */
export function eventTitle(event: TimelineEvent, bodies: readonly Body[]): string {
  const { number, lane, deadline } = event;
  const title = readersWords(event.title);
  if (deadline !== null) return DEADLINES[deadline]({ title, body: bodiesNamed(event.bodies, bodies) });
  const named = title === '' ? laneName(lane) : title;
  return number === '' ? named : m.tl_numbered({ number, title: named });
}

/** What is said of its standing; empty where it simply stands. */
export const eventStanding = ({ standing, lane, tbc, apart }: TimelineEvent): readonly string[] => [
  ...(tbc ? [m.tl_tbc()] : []),
  ...(standing === 'struck' ? [lane === 'plan' ? m.status_dropped() : m.ws_struck()] : []),
  ...(standing === 'done'
    ? [lane === 'preparation' || lane === 'deadline' ? m.ws_state_ready() : m.status_done()]
    : []),
  ...(apart ? [m.tl_apart()] : []),
];

/** The whole of it for who cannot see the bar. */
export const eventWords = (event: TimelineEvent, bodies: readonly Body[]): string =>
  [
    laneName(event.lane),
    eventTitle(event, bodies),
    ...(event.spoken === null ? [] : [event.spoken]),
    event.reach === null ? m.tl_no_days() : reachWords(event.reach),
    ...eventStanding(event),
    ...(event.bodies.length === 0 || event.deadline !== null ? [] : [bodiesNamed(event.bodies, bodies)]),
  ].join('. ');
