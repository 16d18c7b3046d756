import { personOf } from '../registers/appointments.ts';
import type { Holder } from '../registers/holder.ts';
import { flatten } from '../registers/roster-agencies.ts';
import type { RosterRegister, RosterSide } from '../registers/roster.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { firstValue, type Field } from '../replica/field.ts';
import type { SeatKind } from '../schema/roster.ts';
import { language } from '../texts/language.ts';
import { byWords } from '../texts/order.ts';
import { readersName } from '../texts/readers-first.ts';
import { personName } from '../texts/roster-words.ts';

/** A seat as one line of the chart or the table. */
export interface SeatLine {
  readonly seat: Seat;
  /** In the reader's language where it is there, else in another; empty where it has none. */
  readonly title: string;
  readonly kind: SeatKind | null;
  /** Short name of its agency, else its name; empty where it belongs to none. */
  readonly agency: string;
  /** Its id. */
  readonly agencyId: string;
  readonly holder: Holder;
  /** Values set apart, or a deletion that is contested: something waits for a choice. */
  readonly apart: boolean;
}

/** Which seats are in sight: those nobody holds, held by one who acts, by one who may not or is not said to decide, or not acknowledged by my body. */
export const SIGHTS = ['all', 'vacant', 'acting', 'undecided', 'pending'] as const;
export type Sight = (typeof SIGHTS)[number];
export type SortKey = 'structure' | 'agency' | 'title' | 'kind' | 'holder' | 'since';

export interface SeatFilter {
  /** Id of a body; empty: of all. */
  readonly body: string;
  readonly kind: SeatKind | '';
  /** Id of an agency; empty: of all. */
  readonly agency: string;
  readonly sight: Sight;
}

const first = (...fields: readonly Field<string>[]): string =>
  fields.map((field) => firstValue(field) ?? '').find((text) => text !== '') ?? '';

/** Read at each access, since the reader may change the language. */
const seatTitle = ({ titleEn, titleKm, titleTh }: Seat): string =>
  readersName(titleEn, titleKm, titleTh) ?? '';

const apart = ({
  agency,
  titleEn,
  titleKm,
  titleTh,
  kind,
  duties,
  dutiesKm,
  dutiesTh,
  channels,
  languages,
  standing,
}: Seat) =>
  standing.state === 'contested' ||
  [agency, titleEn, titleKm, titleTh, kind, duties, dutiesKm, dutiesTh, channels, languages].some(
    ({ state }) => state === 'conflict' || state === 'unreadable',
  );

/** Every seat of a side in the order of the structure, with who holds it on a day, `YYYY-MM-DD`. */
export function linesOf(register: RosterRegister, side: RosterSide, day: string): readonly SeatLine[] {
  const names = new Map(
    flatten(side.agencies).map(({ agency }) => [
      agency.id,
      first(agency.short, agency.nameEn, agency.nameKm, agency.nameTh),
    ]),
  );
  return side.seats.map((seat) => ({
    seat,
    get title() {
      return seatTitle(seat);
    },
    kind: firstValue(seat.kind),
    agency: names.get(firstValue(seat.agency) ?? '') ?? '',
    agencyId: firstValue(seat.agency) ?? '',
    holder: register.holder(seat.id, day),
    apart: apart(seat),
  }));
}

const inSight = ({ seat, holder }: SeatLine, sight: Sight, pending: ReadonlySet<string>): boolean => {
  switch (sight) {
    case 'all':
      return true;
    case 'vacant':
      // What is not settled or held twice is no seat somebody can be reached at either.
      return holder.state !== 'held';
    case 'acting':
      return holder.state === 'held' && holder.holding.capacity === 'acting';
    case 'undecided':
      return holder.state !== 'held' || holder.holding.decides !== 'yes';
    case 'pending':
      return pending.has(seat.id);
  }
};

/** `pending`: ids of the seats that wait to be acknowledged by my body. */
export const passes = (
  line: SeatLine,
  { body, kind, agency, sight }: SeatFilter,
  pending: ReadonlySet<string>,
): boolean =>
  (body === '' || line.seat.body === body) &&
  (kind === '' || line.kind === kind) &&
  (agency === '' || line.agencyId === agency) &&
  inSight(line, sight, pending);

/** Ids of the seats that something waits for. */
export const seatsOf = (pending: readonly { readonly seat: string | null }[]): ReadonlySet<string> =>
  new Set(pending.flatMap(({ seat }) => (seat === null ? [] : [seat])));

const sortText = ({ holder, title, kind, agency }: SeatLine, key: SortKey): string => {
  switch (key) {
    case 'structure':
      return '';
    case 'agency':
      return agency;
    case 'title':
      return title;
    case 'kind':
      return kind ?? '';
    case 'holder':
      return holder.state === 'held' ? personName(holder.holding.person) : '';
    case 'since':
      return (
        (holder.state === 'held' ? holder.holding.since : holder.state === 'vacant' ? holder.since : '') ?? ''
      );
  }
};

/** In the order of a column; equal ones, and `structure`, as the sides list them. */
export function sorted(lines: readonly SeatLine[], key: SortKey, descending: boolean): readonly SeatLine[] {
  const compare = byWords(language());
  const up = lines
    .map((line) => ({ line, text: sortText(line, key) }))
    .sort((a, b) => (descending ? compare(b.text, a.text) : compare(a.text, b.text)));
  return up.map(({ line }) => line);
}

/** An agency by its name, a seat by its title, an appointment by person and seat; null where there is no such record. */
export function recordName(roster: RosterRegister, id: string): string | null {
  const agency = roster.agency(id);
  if (agency !== null) return readersName(agency.nameEn, agency.nameKm, agency.nameTh);
  const seat = roster.seat(id);
  if (seat !== null) return seatTitle(seat) || null;
  const appointment = roster.appointment(id);
  if (appointment === null) return null;
  const held = roster.seat(firstValue(appointment.seat) ?? '');
  const title = held === null ? '' : seatTitle(held);
  return [personName(personOf(appointment)), title].filter((part) => part !== '').join(' · ') || null;
}
