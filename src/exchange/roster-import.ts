import type { Json } from '../crypto/canonical.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { BadValue } from '../replica/records.ts';
import { daysOn, type AppointmentWish, type PersonName } from '../registers/appointments.ts';
import type { FieldChange, FieldWords } from '../registers/acknowledgement.ts';
import { RosterRefused } from '../registers/roster-refused.ts';
import type { RosterRegister, SeatWish } from '../registers/roster.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { appointmentWish, Refused, seatWish, type RowProblem } from './roster-cells.ts';
import { ROSTER_COLUMNS, type RosterColumn, type RosterRow } from './roster-csv.ts';
import { previewOf, type ImportPreview, type ImportWritten, type Steps } from './table/import.ts';

export interface ReadRow {
  readonly line: number;
  /** As the row calls the seat. */
  readonly title: string;
  readonly outcome:
    | {
        readonly state: 'added';
        /** Null: the agency is added, too, unless an earlier row does it. */
        readonly agency: string | null;
        readonly agencyName: string;
        readonly changes: readonly FieldChange[];
      }
    /** Fields of the seat by their names; `person` and `from` are who follows, and since when. */
    | { readonly state: 'changed'; readonly seat: string; readonly changes: readonly FieldChange[] }
    | { readonly state: 'unchanged'; readonly seat: string }
    | { readonly state: 'refused'; readonly problem: RowProblem; readonly column: RosterColumn | null };
  /** Line of an earlier row that names the same person: one may hold two seats, so it is only said. */
  readonly samePersonAs: number | null;
  /** The first column whose cell a spreadsheet would calculate; here it is text like any other. */
  readonly formula: RosterColumn | null;
}

interface Plan {
  readonly row: ReadRow;
  readonly act: ((agencies: Map<string, string>) => void) | null;
}

const key = (text: string): string => text.normalize('NFC').trim().toLowerCase();
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Not of channels: a number begins with a plus only behind its kind. */
const formulaIn = (cells: RosterRow['cells']): RosterColumn | null =>
  ROSTER_COLUMNS.find((column) => /^[=+@-]/.test(cells[column] ?? '')) ?? null;

const isUnset = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

/** Rows judged, or written, in one step. */
const STEP = 20;

/** Reads rows against this device's side of the roster, as they would be applied on a day (`YYYY-MM-DD`). Writes nothing. */
export function* previewRoster(
  roster: RosterRegister,
  rows: readonly RosterRow[],
  today: string,
): Steps<ImportPreview<ReadRow>> {
  return previewOf((yield* plansIn(roster, rows, today)).map(({ row }) => row));
}

/**
 * Applies what was shown: all rows but those refused. Throws {@link RosterRefused} 'changed meanwhile' where the roster no
 * longer gives that preview (nothing is written then), and `WriteRefused`. It is taken back as one
 * act of its member's, or not at all: half a rotation would leave a seat with two holders.
 */
export function* writeRoster(
  roster: RosterRegister,
  rows: readonly RosterRow[],
  today: string,
  shown: ImportPreview<ReadRow>,
): Steps<ImportWritten> {
  const plans = yield* plansIn(roster, rows, today);
  if (!sameJson(previewOf(plans.map(({ row }) => row)), shown)) throw new RosterRefused('changed meanwhile');
  const agencies = new Map<string, string>();
  let written = 0;
  for (const { act } of plans) {
    if (act === null) continue;
    act(agencies);
    if (++written % STEP === 0) yield written;
  }
  return { written, moved: 0, undo: null };
}

/** Ids of my agencies by name, else by short name: a table made by hand says `MoI`. Of two alike the first counts. */
function agenciesByName(roster: RosterRegister): ReadonlyMap<string, string> {
  const standing = roster
    .records(roster.me)
    .agencies.filter(({ standing: { state } }) => state !== 'deleted');
  const names = (field: 'short' | 'nameEn') =>
    standing.map((agency) => [key(firstValue(agency[field]) ?? ''), agency.id] as const).reverse();
  return new Map([...names('short'), ...names('nameEn')].filter(([name]) => name !== ''));
}

function* plansIn(roster: RosterRegister, rows: readonly RosterRow[], today: string): Steps<Plan[]> {
  const side = roster.side(roster.me);
  const agencies = agenciesByName(roster);
  const agencyOf = (name: string): string => agencies.get(key(name)) ?? key(name);
  const nameOf = (seat: Seat): string =>
    `${firstValue(seat.agency) ?? ''}\n${key(firstValue(seat.titleEn) ?? '')}`;
  const byName = Map.groupBy(side.seats, nameOf);
  const taken = new Set<string>();
  const people = new Map<string, number>();
  const planOf = ({ line, cells }: RosterRow): Plan => {
    const title = cells.seat ?? '';
    const person = key([cells.person, cells.person_km, cells.person_th].find((name) => name) ?? '');
    const samePersonAs = person === '' ? null : (people.get(person) ?? null);
    if (person !== '' && samePersonAs === null) people.set(person, line);
    const told = (outcome: ReadRow['outcome'], act: Plan['act'] = null): Plan => ({
      row: { line, title, outcome, samePersonAs, formula: formulaIn(cells) },
      act,
    });
    try {
      const wish = seatWish(cells);
      const name = `${agencyOf(cells.agency ?? '')}\n${key(title)}`;
      const seat = seatFor(roster, cells, byName.get(name) ?? []);
      const own = seat?.id ?? name;
      if (taken.has(own)) throw new Refused('same seat twice');
      taken.add(own);
      if (seat === null) {
        if (title === '') throw new Refused('no title', 'seat');
        const agencyName = cells.agency ?? '';
        if (agencyName === '' || agencyName.length > 300) throw new Refused('no such agency', 'agency');
        const appointment = appointmentWish(cells);
        if (appointment?.from != null && appointment.to != null && appointment.to < appointment.from)
          throw new Refused('ends before it starts', 'to');
        const agency = agencies.get(key(agencyName)) ?? null;
        const said = { ...wish, titleEn: title };
        const fields = Object.entries(said).filter(([, value]) => !isUnset(value));
        const changes = [
          ...fields.map(([field, value]) => changed(field, null, value as Json)),
          ...passes(null, null, appointment),
        ];
        return told({ state: 'added', agency, agencyName, changes }, (made) => {
          const known = agency ?? made.get(key(agencyName));
          const id = known ?? roster.addAgency({ nameEn: agencyName });
          made.set(key(agencyName), id);
          const added = roster.addSeat(id, said);
          if (appointment !== null) roster.appoint(added, appointment);
        });
      }
      return changePlan(roster, seat, wish, cells, today, told);
    } catch (error) {
      if (error instanceof Refused)
        return told({ state: 'refused', problem: error.problem, column: error.column });
      if (error instanceof RosterRefused)
        return told({ state: 'refused', problem: error.problem, column: null });
      if (error instanceof BadValue) return told({ state: 'refused', problem: 'bad cell', column: null });
      throw error;
    }
  };
  const plans: Plan[] = [];
  for (const row of rows) {
    plans.push(planOf(row));
    if (plans.length % STEP === 0) yield plans.length;
  }
  return plans;
}

const NOTHING: Field<Json> = { state: 'empty' };

const saying = (value: Json): FieldWords =>
  value === null || isUnset(value) ? { state: 'unset' } : { state: 'said', value };
const changed = (field: string, before: Json, now: Json): FieldChange => ({
  field,
  before: saying(before),
  now: saying(now),
});

/** Who holds the seat, and since when, as it passes by a row. */
function passes(
  before: PersonName | null,
  since: string | null,
  wish: AppointmentWish | null,
): FieldChange[] {
  if (wish === null) return [];
  const named = ({ en, km, th }: Partial<PersonName>): string => en || km || th || '';
  const person = changed('person', before === null ? null : named(before), named(wish.person));
  return wish.from == null ? [person] : [person, changed('from', since, wish.from)];
}

function seatFor(roster: RosterRegister, cells: RosterRow['cells'], named: readonly Seat[]): Seat | null {
  if (cells.seat_id) {
    const seat = roster.seat(cells.seat_id);
    if (seat === null || seat.body !== roster.me || seat.standing.state === 'deleted')
      throw new Refused('no such seat', 'seat_id');
    return seat;
  }
  if (named.length > 1) throw new Refused('which seat', 'seat');
  return named[0] ?? null;
}

function changePlan(
  roster: RosterRegister,
  seat: Seat,
  wish: SeatWish,
  cells: RosterRow['cells'],
  today: string,
  told: (outcome: ReadRow['outcome'], act?: Plan['act']) => Plan,
): Plan {
  const now = seat as unknown as Readonly<Record<string, Field<Json>>>;
  const fields = Object.entries(wish).filter(([name, value]) => {
    const field = now[name];
    const stands = field === undefined ? null : firstValue(field);
    return field?.state === 'conflict' || (!sameJson(stands, value) && !(stands === null && isUnset(value)));
  });
  const appointment = appointmentWish(cells);
  const holder = roster.holder(seat.id, today);
  const holding = holder.state === 'held' ? holder.holding : null;
  const acts: (() => void)[] = [];
  const changes = fields.map(([name, value]) =>
    changed(name, firstValue(now[name] ?? NOTHING), value as Json),
  );
  if (fields.length > 0) acts.push(() => roster.setSeat(seat.id, Object.fromEntries(fields) as SeatWish));
  const names = appointment === null ? [] : Object.entries(appointment.person);
  const isSame =
    holding !== null &&
    names.every(([script, name]) => name === '' || key(holding.person[script as 'en']) === key(name));
  if (appointment !== null && !isSame) {
    changes.push(...passes(holding?.person ?? null, holding?.since ?? null, appointment));
    if (holding === null) {
      roster.checkAppointment(seat.id, appointment);
      acts.push(() => roster.appoint(seat.id, appointment));
    } else {
      const { from } = appointment;
      if (from == null) throw new Refused('no first day', 'from');
      const ends = daysOn(from, -1);
      if (holding.since !== null && ends < holding.since) throw new Refused('ends before it starts', 'from');
      roster.checkAppointment(seat.id, appointment, new Map([[holding.appointment, ends]]));
      const next = { ...appointment, from };
      acts.push(() => roster.rotate(seat.id, { ends, appointment: holding.appointment, next }));
    }
  }
  if (acts.length === 0) return told({ state: 'unchanged', seat: seat.id });
  return told({ state: 'changed', seat: seat.id, changes }, () => {
    for (const act of acts) act();
  });
}
