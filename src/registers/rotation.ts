import type { RecordHost } from '../replica/door.ts';
import { checkedTerm, daysOn, existingDay, type AppointmentWish } from './appointments.ts';
import type { Holding } from './holder.ts';
import { RosterRefused } from './roster-refused.ts';
import type { RosterRegister } from './roster.ts';

export interface RotationWish {
  /** Last day in office of the one who leaves, `YYYY-MM-DD`. */
  readonly ends: string;
  /** Why, in the Party's words. */
  readonly reason?: string;
  /** Which appointment ends, where one acts beside the substantive holder; left out: the only one there is. */
  readonly appointment?: string;
  /** Who follows; null: the seat is vacant from the day after. */
  readonly next: (AppointmentWish & { readonly from: string }) | null;
}

export interface Rotated {
  /** Ids of the appointment that ends and of the one that begins. */
  readonly ended: string;
  readonly begun: string | null;
  /** First day on which nobody holds the seat in that capacity; null: the next one begins the day after. */
  readonly vacantSince: string | null;
  /** What this act leaves as it was. Access of the devices of the one who left is not withdrawn by a rotation. */
  readonly stands: readonly ['device access'];
}

/**
 * A seat passes on: one appointment ends and the next begins, or the seat is vacant since. One act, so that no replica ever
 * shows one half. Duties and everything assigned name the seat, so they pass by themselves. Throws {@link RosterRefused}
 * ('no such day', 'ends before it starts', 'held already', 'nobody to follow', 'which holder', …) before anything is written.
 *
 * Withdrawing the keys of the person who left belongs here once devices can be withdrawn; until then `stands` says that it
 * has not happened.
 */
export function rotate(
  register: RosterRegister,
  host: RecordHost,
  seat: string,
  { ends, reason, appointment, next }: RotationWish,
): Rotated {
  existingDay(ends, 'ends');
  const leaving = leavingOf(register, seat, ends, appointment);
  checkedTerm({ from: leaving.since, to: ends, capacity: leaving.capacity });
  if (next !== null) {
    existingDay(next.from, 'from');
    register.checkAppointment(seat, next, new Map([[leaving.appointment, ends]]));
  }
  const begun = host.change(() => {
    register.setAppointment(leaving.appointment, {
      to: ends,
      ...(reason === undefined ? {} : { ended: reason }),
    });
    return next === null ? null : register.appoint(seat, next);
  });
  const after = daysOn(ends, 1);
  return {
    ended: leaving.appointment,
    begun,
    vacantSince: next !== null && next.from <= after ? null : after,
    stands: ['device access'],
  };
}

/** Who holds the seat on the day it is left, and is said to leave, or is the only one. */
function leavingOf(
  register: RosterRegister,
  seat: string,
  ends: string,
  appointment: string | undefined,
): Holding {
  const said = register.appointment(appointment ?? '');
  if (said !== null) {
    const found = register.holdings(seat).find((one) => one.appointment === said.id);
    if (found !== undefined) return found;
  }
  if (appointment !== undefined) throw new RosterRefused('no such appointment', appointment);
  const holder = register.holder(seat, ends);
  switch (holder.state) {
    case 'held':
      if (holder.standsInFor !== null) throw new RosterRefused('which holder');
      return holder.holding;
    case 'overlap':
      throw new RosterRefused('which holder');
    case 'unsettled':
      throw new RosterRefused('in conflict');
    case 'to come':
      throw new RosterRefused('ends before it starts', 'ends');
    case 'vacant': {
      // It ended already, or begins later: the day given lies outside every term.
      if (holder.next !== null) throw new RosterRefused('ends before it starts', 'ends');
      throw new RosterRefused('nobody to follow');
    }
  }
}
