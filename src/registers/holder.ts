import { firstValue } from '../replica/field.ts';
import type { Capacity, Decides } from '../schema/roster.ts';
import {
  collide,
  covers,
  daysOn,
  isUnsettled,
  personOf,
  termOf,
  type Appointment,
  type PersonName,
} from './appointments.ts';

/** One person in one seat. */
export interface Holding {
  /** Id of the appointment. */
  readonly appointment: string;
  readonly person: PersonName;
  /** First day, `YYYY-MM-DD`; null: since before anybody wrote it down. */
  readonly since: string | null;
  /** Last day; null: not ended. */
  readonly until: string | null;
  readonly capacity: Capacity;
  readonly decides: Decides;
  /** Why it ended; empty where nobody said. */
  readonly ended: string;
}

/** Who a seat's address is on a given day. */
export type Holder =
  /** Nobody. `since` is the first day without a holder; null: nobody ever held it, or nobody wrote it down. */
  | {
      readonly state: 'vacant';
      readonly since: string | null;
      readonly last: Holding | null;
      readonly next: Holding | null;
    }
  /** Nobody yet, and nobody before: the first holder begins later. */
  | { readonly state: 'to come'; readonly next: Holding }
  /** One person. */
  | {
      readonly state: 'held';
      readonly holding: Holding;
      /** The substantive holder, where `holding` acts in their place. */
      readonly standsInFor: Holding | null;
      /** From whom it was taken over, where no day lay between; null: it was vacant before, or nobody held it. */
      readonly handedOver: { readonly on: string; readonly by: Holding } | null;
      readonly next: Holding | null;
    }
  /** Several in one capacity, as merging can leave them: shown until the Party ends all but one. In order of their first day. */
  | { readonly state: 'overlap'; readonly holdings: readonly Holding[]; readonly next: Holding | null }
  /** Days were set apart or cannot be read: who holds it hangs on a choice. */
  | { readonly state: 'unsettled'; readonly appointments: readonly Appointment[] };

const byFirstDay = (a: Appointment, b: Appointment): number => {
  const [x, y] = [termOf(a).from ?? '', termOf(b).from ?? ''];
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
};

export function holdingOf(appointment: Appointment): Holding {
  const { from, to, capacity } = termOf(appointment);
  return {
    appointment: appointment.id,
    person: personOf(appointment),
    since: from,
    until: to,
    capacity,
    decides: firstValue(appointment.decides) ?? 'unsaid',
    ended: firstValue(appointment.ended) ?? '',
  };
}

/** Who holds a seat on a day (`YYYY-MM-DD`), by its appointments that stand. */
export function holderOn(appointments: readonly Appointment[], day: string): Holder {
  const unsettled = appointments.filter(isUnsettled);
  if (unsettled.length > 0) return { state: 'unsettled', appointments: unsettled };
  const sorted = [...appointments].sort(byFirstDay);
  const on = sorted.filter((one) => covers(termOf(one), day));
  const following = sorted.find((one) => (termOf(one).from ?? '') > day);
  const next = following === undefined ? null : holdingOf(following);
  const holdings = on.map(holdingOf);
  const several = on.some((a, i) => on.slice(i + 1).some((b) => collide(termOf(a), termOf(b))));
  if (several) return { state: 'overlap', holdings, next };
  const acting = holdings.find(({ capacity }) => capacity === 'acting');
  const substantive = holdings.find(({ capacity }) => capacity === 'substantive') ?? null;
  const holding = acting ?? substantive;
  if (holding !== null && holding !== undefined) {
    return {
      state: 'held',
      holding,
      standsInFor: acting === undefined ? null : substantive,
      handedOver: takenOver(holding, sorted),
      next,
    };
  }
  const last = lastBefore(sorted, day);
  if (last === null && next !== null) return { state: 'to come', next };
  const since = last?.until == null ? null : daysOn(last.until, 1);
  return { state: 'vacant', since, last, next };
}

function takenOver(holding: Holding, sorted: readonly Appointment[]) {
  const { since } = holding;
  if (since === null) return null;
  const eve = daysOn(since, -1);
  const before = sorted.find(
    (one) =>
      one.id !== holding.appointment && termOf(one).to === eve && termOf(one).capacity === holding.capacity,
  );
  return before === undefined ? null : { on: since, by: holdingOf(before) };
}

function lastBefore(sorted: readonly Appointment[], day: string): Holding | null {
  const ended = sorted.map(holdingOf).filter(({ until }) => until !== null && until < day);
  return ended.reduce<Holding | null>(
    (last, one) => (last === null || (one.until ?? '') > (last.until ?? '') ? one : last),
    null,
  );
}

/** A history for reading: the newest first, those not begun before all. */
export const newestFirst = (appointments: readonly Appointment[]): readonly Appointment[] =>
  [...appointments].sort((a, b) => byFirstDay(b, a));
