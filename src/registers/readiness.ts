import { firstValue } from '../replica/field.ts';
import type { SeatKind } from '../schema/roster.ts';
import type { AnnexRegister } from './annex.ts';
import { flatten } from './roster-agencies.ts';
import type { RosterRegister } from './roster.ts';
import type { RosterTargets, Target } from './roster-targets.ts';
import type { Seat } from './roster-seats.ts';

export type ReadinessPartName =
  'agencies' | 'head' | 'focal points' | 'members' | 'competent officials' | 'channels' | 'annex';

export interface ReadinessPart {
  readonly part: ReadinessPartName;
  readonly count: number;
  /** At least 1: what nobody has entered yet is missing, too. */
  readonly of: number;
  /** Ids of the agencies or seats that keep it from being complete; empty where there is not even one yet. */
  readonly missing: readonly string[];
}

export interface Readiness {
  readonly body: string;
  readonly target: Target;
  /** The day seats were looked at, `YYYY-MM-DD`: the due day, or today once that has passed or where there is none. */
  readonly on: string;
  /** In the order of {@link READINESS_PARTS}. */
  readonly parts: readonly ReadinessPart[];
  /** Parts of which nothing is missing. */
  readonly complete: number;
}

const HELD: readonly (readonly [ReadinessPartName, SeatKind])[] = [
  ['head', 'head'],
  ['focal points', 'focal point'],
  ['members', 'member'],
  ['competent officials', 'competent official'],
];

const part = (name: ReadinessPartName, all: readonly { id: string; done: boolean }[]): ReadinessPart => ({
  part: name,
  count: all.filter(({ done }) => done).length,
  of: Math.max(1, all.length),
  missing: all.filter(({ done }) => !done).map(({ id }) => id),
});

export const isComplete = ({ count, of }: ReadinessPart): boolean => count >= of;

/**
 * How far a Party's roster is, against what plan items 1.1 and 1.2 ask for by the end of October 2022 ("assign focal points and
 * relevant members", "structure and communication channels") and Article 3 (competent officials). Seven parts:
 * agencies named with their level; every seat of each of the four kinds held by exactly one person (or one who acts) on the due
 * day, at least one seat of each kind; every seat with a channel; Annex 1 agreed by all Parties as it stands. A holder who
 * begins before the due day counts already today. `today`: `YYYY-MM-DD`.
 */
export function readinessOf(
  {
    roster,
    targets,
    annex,
  }: {
    readonly roster: RosterRegister;
    readonly targets: RosterTargets;
    readonly annex: AnnexRegister;
  },
  body: string,
  today: string,
): Readiness {
  const target = targets.of(body);
  const on = target.day === null || target.day < today ? today : target.day;
  const side = roster.side(body);
  const agencies = flatten(side.agencies).map(({ agency }) => ({
    id: agency.id,
    done: (firstValue(agency.nameEn) ?? '').trim() !== '' && firstValue(agency.level) !== null,
  }));
  const held = (seat: Seat) => ({ id: seat.id, done: roster.holder(seat.id, on).state === 'held' });
  const reachable = (seat: Seat) => ({ id: seat.id, done: (firstValue(seat.channels) ?? []).length > 0 });
  const isAgreed = annex.now.state.state === 'agreed';
  const parts = [
    part('agencies', agencies),
    ...HELD.map(([name, kind]) =>
      part(name, side.seats.filter((seat) => firstValue(seat.kind) === kind).map(held)),
    ),
    part('channels', side.seats.map(reachable)),
    { part: 'annex' as const, count: isAgreed ? 1 : 0, of: 1, missing: [] },
  ];
  return { body, target, on, parts, complete: parts.filter(isComplete).length };
}
