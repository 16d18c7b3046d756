import { firstValue } from '../replica/field.ts';
import type { Appointment } from './appointments.ts';
import { flatten, treeOf, type Agency, type AgencyNode } from './roster-agencies.ts';
import type { Seat } from './roster-seats.ts';

/** One body's side of the roster. */
export interface RosterSide {
  readonly body: string;
  /** Whether this device may write it. */
  readonly mine: boolean;
  /** Its agencies as a tree, in order, with their seats. */
  readonly agencies: readonly AgencyNode[];
  /** All seats that stand, in the order of the tree. */
  readonly seats: readonly Seat[];
  /** Seats whose agency is missing, deleted or not said: shown, never dropped. */
  readonly strays: readonly Seat[];
  /** Appointments whose seat is not there. */
  readonly lost: readonly Appointment[];
}

/** A side out of its records that stand. `gone`: whether a seat was deleted; its appointments are not lost with it. */
export function sideOf(
  body: string,
  mine: boolean,
  agencies: readonly Agency[],
  seats: readonly Seat[],
  appointments: readonly Appointment[],
  gone: (seat: string | null) => boolean,
): RosterSide {
  const tree = treeOf(agencies, seats);
  const placed = flatten(tree).flatMap((node) => node.seats);
  const known = new Set(placed);
  const strays = seats.filter((seat) => !known.has(seat));
  const ids = new Set(seats.map(({ id }) => id));
  return {
    body,
    mine,
    agencies: tree,
    seats: [...placed, ...strays],
    strays,
    lost: appointments.filter(({ seat }) => !ids.has(firstValue(seat) ?? '') && !gone(firstValue(seat))),
  };
}
