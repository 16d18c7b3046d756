import type { Pending } from '../registers/acknowledgement.ts';
import type { Readiness } from '../registers/readiness.ts';
import type { Agency } from '../registers/roster-agencies.ts';
import type { Seat } from '../registers/roster-seats.ts';
import type { RosterSide } from '../registers/roster.ts';
import { writesTexts, type Body, type Workspace } from '../registers/workspace-types.ts';
import { stands } from '../replica/deletion.ts';
import { linesOf, seatsOf, type SeatLine } from './roster-lines.ts';

/** One body's side as the page shows it. */
export interface Side {
  readonly body: Body;
  readonly roster: RosterSide;
  readonly mine: boolean;
  readonly lines: readonly SeatLine[];
  /** What my body has not acknowledged of it. */
  readonly pending: readonly Pending[];
  /** Ids of the seats among it, or whose holders are. */
  readonly waiting: ReadonlySet<string>;
  /** Null for a partner, of whom no readiness is asked. */
  readonly readiness: Readiness | null;
  readonly deleted: readonly (Agency | Seat)[];
}

/** A body's side as it reads on a day, `YYYY-MM-DD`. */
export function sideOf({ joint, me }: Workspace, body: Body, day: string, readiness: Readiness | null): Side {
  const roster = joint.roster.side(body.id);
  const { agencies, seats } = joint.roster.records(body.id);
  const pending = body.id === me.body ? [] : joint.acknowledgements.pending(body.id);
  return {
    body,
    roster,
    mine: body.id === me.body && writesTexts(me.role),
    lines: linesOf(joint.roster, roster, day),
    pending,
    waiting: seatsOf(pending),
    readiness,
    deleted: [...agencies, ...seats].filter((record) => !stands(record)),
  };
}
