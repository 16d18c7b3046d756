import { firstValue } from '../replica/field.ts';
import type { appointmentFields } from '../schema/roster.ts';
import { collide, isUnsettled, termOf, type Appointment, type Term } from './appointments.ts';
import { RosterRefused } from './roster-refused.ts';
import type { Sides } from './sides.ts';

const NOBODY: readonly Appointment[] = [];

/** Whether a term lies within another one in the same capacity. */
export const within = (inner: Term, outer: Term): boolean =>
  inner.capacity === outer.capacity &&
  (outer.from === null || (inner.from !== null && inner.from >= outer.from)) &&
  (outer.to === null || (inner.to !== null && inner.to <= outer.to));

/** Which appointments are to which seat, and whether a seat is free for another. */
export class SeatHolders {
  readonly #bodies: readonly string[];
  readonly #appointments: Sides<typeof appointmentFields, Appointment>;
  readonly #bodyOf: (seat: string) => string | undefined;
  #bySeat: ReadonlyMap<string | null, readonly Appointment[]> | null = null;

  /** `bodyOf`: on whose side a seat stands. */
  constructor(
    bodies: readonly string[],
    appointments: Sides<typeof appointmentFields, Appointment>,
    bodyOf: (seat: string) => string | undefined,
  ) {
    this.#bodies = bodies;
    this.#appointments = appointments;
    this.#bodyOf = bodyOf;
  }

  /** Every appointment to a seat that stands, in no order. */
  of(seat: string): readonly Appointment[] {
    this.#bySeat ??= Map.groupBy(
      this.#bodies.flatMap((body) => this.#appointments.standing(body)),
      (one) => firstValue(one.seat),
    );
    const all = this.#bySeat.get(seat) ?? NOBODY;
    // Another body's appointment to this seat would be an entry on its own side that names ours: it counts for nothing.
    const body = this.#bodyOf(seat);
    return all.filter((one) => one.body === body);
  }

  /**
   * Throws RosterRefused 'held already' and 'in conflict' where somebody holds the seat in such a term. `except`: an appointment
   * that is being changed; `ending`: last days of appointments that end in the same act.
   */
  checkFree(
    seat: string,
    term: Term,
    except: string | null,
    ending: ReadonlyMap<string, string> = new Map(),
  ): void {
    for (const other of this.of(seat)) {
      if (other.id === except) continue;
      if (isUnsettled(other)) throw new RosterRefused('in conflict', other.id);
      const to = ending.get(other.id) ?? termOf(other).to;
      if (collide(term, { ...termOf(other), to })) throw new RosterRefused('held already', other.id);
    }
  }

  /** An appointment or a seat may have changed. */
  drop(): void {
    this.#bySeat = null;
  }
}
