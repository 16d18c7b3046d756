import type { Field } from '../replica/field.ts';
import type { Timeframe } from '../schema/plan.ts';
import type { DaySpan } from '../schema/workshop.ts';
import type { Period } from './calendar.ts';
import type { InThree } from './in-three.ts';
import { reachOf, type Reach } from './reach.ts';

export const LANES = ['plan', 'workshop', 'preparation', 'commitment', 'meeting', 'deadline'] as const;
export type Lane = (typeof LANES)[number];

/** How sure an event is: what is settled, what is not yet, and what no longer counts. */
export type Standing = 'settled' | 'open' | 'struck' | 'done';

export type DeadlineKind =
  /** A capital is to confirm what its Party agreed, adopted or signed ad referendum. */
  | 'confirmation'
  /** A Party means its roster to be ready. */
  | 'readiness'
  /** A notice of termination takes effect. */
  | 'effect';

/** One thing that happens, or is due, at a time. */
export interface TimelineEvent {
  /** The record's id, with the version of its time where it was set apart. */
  readonly id: string;
  readonly lane: Lane;
  /** Where it is looked at: section and record of the address. */
  readonly page: 'plan' | 'workshop' | 'meetings' | 'today' | 'signing' | 'articles' | 'roster';
  readonly record: string;
  /** Its number, where it goes by one. */
  readonly number: string;
  readonly title: InThree;
  /** The time in the words as spoken; null where the days say it. */
  readonly spoken: string | null;
  readonly tbc: boolean;
  /** Null where the words give no days: told in the list, drawn nowhere. */
  readonly reach: Reach | null;
  readonly standing: Standing;
  /** Whose it is, where somebody's. */
  readonly bodies: readonly string[];
  /** What falls due that day; null where the event is the record itself. */
  readonly deadline: DeadlineKind | null;
  /** Several times were set apart, of which this is one. */
  readonly apart: boolean;
}

/** A holiday or busy time behind the events. */
export interface Band {
  readonly period: Period;
  readonly span: DaySpan;
}

const timesOf = (field: Field<Timeframe>): readonly Timeframe[] =>
  field.state === 'one'
    ? [field.value]
    : field.state === 'conflict'
      ? field.values.map(({ value }) => value)
      : [];

/** An event for every time that was said; where two were set apart, both are there. */
export function spokenEvents(
  base: Omit<TimelineEvent, 'spoken' | 'tbc' | 'reach' | 'deadline' | 'apart'>,
  field: Field<Timeframe>,
): TimelineEvent[] {
  const times = timesOf(field).filter(({ spoken, edtf }) => spoken !== '' || edtf !== null);
  return times.map((time, i) => ({
    ...base,
    id: i === 0 ? base.id : `${base.id}~${i}`,
    spoken: time.spoken === '' ? null : time.spoken,
    tbc: time.tbc,
    reach: reachOf(time),
    deadline: null,
    apart: times.length > 1,
  }));
}
