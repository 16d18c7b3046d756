import type { Standing } from '../replica/deletion.ts';
import type { Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import type { RecordView } from '../replica/records.ts';
import type { AppointmentFields, appointmentFields, Capacity, Decides } from '../schema/roster.ts';
import { day } from '../schema/words.ts';
import { RosterRefused } from './roster-refused.ts';

/** Somebody holds a seat from a day to a day, both of which count. */
export interface Appointment {
  readonly id: string;
  readonly body: string;
  readonly seat: Field<string>;
  readonly personEn: Field<string>;
  readonly personKm: Field<string>;
  readonly personTh: Field<string>;
  /** `YYYY-MM-DD`; null: since before anybody wrote it down. */
  readonly from: Field<string | null>;
  /** `YYYY-MM-DD`, the last day in office; null: not ended. */
  readonly to: Field<string | null>;
  readonly capacity: Field<Capacity>;
  readonly decides: Field<Decides>;
  readonly ended: Field<string>;
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
  /** Its first day: appointments have no other order. */
  readonly order: string;
}

/** A person's name in the scripts it is known in; one not known is empty. */
export interface PersonName {
  readonly en: string;
  readonly km: string;
  readonly th: string;
}

/** Who is to be appointed, and how. */
export interface AppointmentWish {
  readonly person: Partial<PersonName>;
  /** `YYYY-MM-DD`; null or left out: since before anybody wrote it down. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** Left out: substantive. */
  readonly capacity?: Capacity;
  /** Left out: unsaid. */
  readonly decides?: Decides;
}

/** What may be set of an appointment; the seat stays the one it was made for. */
export type AppointmentEdit = Partial<Omit<AppointmentFields, 'seat'>>;

/** Days an appointment takes up, open at the ends that are null. */
export interface Term {
  readonly from: string | null;
  readonly to: string | null;
  readonly capacity: Capacity;
}

export const appointmentOf = (view: RecordView<typeof appointmentFields>, body: string): Appointment => ({
  id: view.id,
  body,
  seat: view.field('seat'),
  personEn: view.field('personEn'),
  personKm: view.field('personKm'),
  personTh: view.field('personTh'),
  from: view.field('from'),
  to: view.field('to'),
  capacity: view.field('capacity'),
  decides: view.field('decides'),
  ended: view.field('ended'),
  standing: view.standing,
  get where() {
    return view.where;
  },
  order: firstValue(view.field('from')) ?? '',
});

export const personOf = (appointment: Appointment): PersonName => ({
  en: firstValue(appointment.personEn) ?? '',
  km: firstValue(appointment.personKm) ?? '',
  th: firstValue(appointment.personTh) ?? '',
});

const open = (field: Field<unknown>): boolean => field.state === 'conflict' || field.state === 'unreadable';

/** Its days or its seat were set apart, or cannot be read: nobody can say yet whom they make holder. */
export const isUnsettled = ({ seat, from, to, capacity }: Appointment): boolean =>
  [seat, from, to, capacity].some(open);

export const termOf = ({ from, to, capacity }: Appointment): Term => ({
  from: firstValue(from),
  to: firstValue(to),
  capacity: firstValue(capacity) ?? 'substantive',
});

export const covers = ({ from, to }: Pick<Term, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to);

/** `YYYY-MM-DD` so many days on, or back. The day must exist. */
export function daysOn(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Throws {@link RosterRefused} 'no such day' unless the calendar has it. */
export function existingDay(text: string, field: string): string {
  if (!day.safeParse(text).success) throw new RosterRefused('no such day', field);
  return text;
}

/** The days of a term, checked. Throws {@link RosterRefused} 'no such day' and 'ends before it starts'. */
export function checkedTerm(term: Term): Term {
  if (term.from !== null) existingDay(term.from, 'from');
  if (term.to !== null) existingDay(term.to, 'to');
  if (term.from !== null && term.to !== null && term.to < term.from)
    throw new RosterRefused('ends before it starts', 'to');
  return term;
}

/**
 * Whether two appointments may not stand in one seat together. One who acts may stand beside the one they stand in for, who
 * keeps the seat while on leave or on mission; two who both hold it, or both act, are nobody's address.
 */
export const collide = (a: Term, b: Term): boolean =>
  a.capacity === b.capacity &&
  (a.to === null || b.from === null || b.from <= a.to) &&
  (b.to === null || a.from === null || a.from <= b.to);
