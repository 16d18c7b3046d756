import { firstValue } from '../replica/field.ts';
import { BadValue } from '../replica/records.ts';
import { daysOn, type AppointmentWish } from '../registers/appointments.ts';
import { RosterRefused, type RosterProblem } from '../registers/roster-refused.ts';
import type { RosterRegister, SeatWish } from '../registers/roster.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { capacity, decides, languages, seatFields, seatKind } from '../schema/roster.ts';
import { day } from '../schema/words.ts';
import { readChannels, type RosterColumn, type RosterRow } from './roster-csv.ts';

/** Why a row is not taken. */
export type RowProblem =
  | RosterProblem
  /** A cell that is not what its column holds. */
  | 'bad cell'
  /** An earlier row is about the same seat. */
  | 'same seat twice'
  /** It could be one of several seats. */
  | 'which seat'
  | 'no title'
  /** Another person than who holds the seat: the day on which they follow is needed. */
  | 'no first day';

export interface ReadRow {
  readonly line: number;
  /** As the row calls the seat. */
  readonly title: string;
  readonly outcome:
    | { readonly state: 'added'; readonly agency: string | null; readonly agencyName: string }
    | { readonly state: 'changed'; readonly seat: string; readonly fields: readonly string[] }
    | { readonly state: 'unchanged'; readonly seat: string }
    | { readonly state: 'refused'; readonly problem: RowProblem; readonly column: RosterColumn | null };
  /** Line of an earlier row that names the same person: one may hold two seats, so it is only said. */
  readonly samePersonAs: number | null;
}

/** What an import would do; nothing is written yet. */
export interface ImportPreview {
  readonly rows: readonly ReadRow[];
  readonly counts: Readonly<Record<ReadRow['outcome']['state'], number>>;
}

interface Plan {
  readonly row: ReadRow;
  readonly act: ((agencies: Map<string, string>) => void) | null;
}

class Refused extends Error {
  readonly problem: RowProblem;
  readonly column: RosterColumn | null;
  constructor(problem: RowProblem, column: RosterColumn | null = null) {
    super(problem);
    this.problem = problem;
    this.column = column;
  }
}

const key = (text: string): string => text.normalize('NFC').trim().toLowerCase();
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const isUnset = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

/** Reads rows against this device's side of the roster, as they would be applied on a day (`YYYY-MM-DD`). Writes nothing. */
export const previewImport = (
  roster: RosterRegister,
  rows: readonly RosterRow[],
  today: string,
): ImportPreview => previewOf(plansOf(roster, rows, today));

/**
 * Applies what was shown: all rows but those refused, in one go. Throws {@link RosterRefused} 'changed meanwhile' where the
 * roster no longer gives that preview (nothing is written then), and `WriteRefused`.
 */
export function applyImport(
  roster: RosterRegister,
  rows: readonly RosterRow[],
  today: string,
  shown: ImportPreview,
): void {
  const plans = plansOf(roster, rows, today);
  if (!sameJson(previewOf(plans), shown)) throw new RosterRefused('changed meanwhile');
  const agencies = new Map<string, string>();
  for (const { act } of plans) act?.(agencies);
}

function previewOf(plans: readonly Plan[]): ImportPreview {
  const rows = plans.map(({ row }) => row);
  const count = (state: ReadRow['outcome']['state']) =>
    rows.filter(({ outcome }) => outcome.state === state).length;
  return {
    rows,
    counts: {
      added: count('added'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    },
  };
}

function plansOf(roster: RosterRegister, rows: readonly RosterRow[], today: string): Plan[] {
  const side = roster.side(roster.me);
  const agencies = new Map(
    roster
      .records(roster.me)
      .agencies.flatMap((agency) =>
        agency.standing.state === 'deleted'
          ? []
          : [[key(firstValue(agency.nameEn) ?? ''), agency.id] as const],
      ),
  );
  const nameOf = (seat: Seat): string => {
    const agency = roster.agency(firstValue(seat.agency) ?? '');
    return `${key(agency === null ? '' : (firstValue(agency.nameEn) ?? ''))}\n${key(firstValue(seat.titleEn) ?? '')}`;
  };
  const byName = Map.groupBy(side.seats, nameOf);
  const taken = new Set<string>();
  const people = new Map<string, number>();
  return rows.map(({ line, cells }): Plan => {
    const title = cells.seat ?? '';
    const person = key([cells.person, cells.person_km, cells.person_th].find((name) => name) ?? '');
    const samePersonAs = person === '' ? null : (people.get(person) ?? null);
    if (person !== '' && samePersonAs === null) people.set(person, line);
    const told = (outcome: ReadRow['outcome'], act: Plan['act'] = null): Plan => ({
      row: { line, title, outcome, samePersonAs },
      act,
    });
    try {
      const wish = seatWish(cells);
      const name = `${key(cells.agency ?? '')}\n${key(title)}`;
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
        return told({ state: 'added', agency, agencyName }, (made) => {
          const known = agency ?? made.get(key(agencyName));
          const id = known ?? roster.addAgency({ nameEn: agencyName });
          made.set(key(agencyName), id);
          const added = roster.addSeat(id, { ...wish, titleEn: title });
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
  });
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
  const now = seat as unknown as Readonly<Record<string, Parameters<typeof firstValue>[0]>>;
  const fields = Object.entries(wish).filter(([name, value]) => {
    const field = now[name];
    const stands = field === undefined ? null : firstValue(field);
    return field?.state === 'conflict' || (!sameJson(stands, value) && !(stands === null && isUnset(value)));
  });
  const appointment = appointmentWish(cells);
  const holder = roster.holder(seat.id, today);
  const holding = holder.state === 'held' ? holder.holding : null;
  const acts: (() => void)[] = [];
  const changed = fields.map(([name]) => name);
  if (fields.length > 0) acts.push(() => roster.setSeat(seat.id, Object.fromEntries(fields) as SeatWish));
  const names = appointment === null ? [] : Object.entries(appointment.person);
  const isSame =
    holding !== null &&
    names.every(([script, name]) => name === '' || key(holding.person[script as 'en']) === key(name));
  if (appointment !== null && !isSame) {
    changed.push('person');
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
  return told({ state: 'changed', seat: seat.id, fields: changed }, () => {
    for (const act of acts) act();
  });
}

/** What the cells say of the seat. A column the file does not have changes nothing; an empty cell empties the field. */
function seatWish(cells: RosterRow['cells']): SeatWish {
  const wish: Record<string, unknown> = {};
  const text = (column: RosterColumn, field: 'titleEn' | 'titleKm' | 'titleTh' | 'duties') => {
    const cell = cells[column];
    if (cell === undefined) return;
    const read = seatFields[field].safeParse(cell);
    if (!read.success) throw new Refused('bad cell', column);
    wish[field] = read.data;
  };
  if (cells.seat) text('seat', 'titleEn');
  text('seat_km', 'titleKm');
  text('seat_th', 'titleTh');
  text('duties', 'duties');
  if (cells.kind) {
    const kind = seatKind.safeParse(cells.kind.toLowerCase());
    if (!kind.success) throw new Refused('bad cell', 'kind');
    wish['kind'] = kind.data;
  }
  if (cells.channels !== undefined) {
    const read = seatFields.channels.safeParse(readChannels(cells.channels));
    if (!read.success) throw new Refused('bad cell', 'channels');
    wish['channels'] = read.data;
  }
  if (cells.languages !== undefined) {
    const read = languages.safeParse(cells.languages.split(/[\s,;]+/).filter((one) => one !== ''));
    if (!read.success) throw new Refused('bad cell', 'languages');
    wish['languages'] = read.data;
  }
  return wish as SeatWish;
}

/** Who the cells appoint; null where they name nobody: an import never ends an appointment by an empty cell. */
function appointmentWish(cells: RosterRow['cells']): AppointmentWish | null {
  const person = { en: cells.person ?? '', km: cells.person_km ?? '', th: cells.person_th ?? '' };
  if (Object.values(person).every((name) => name === '')) return null;
  if (Object.values(person).some((name) => name.length > 200)) throw new Refused('bad cell', 'person');
  const dated = (column: 'from' | 'to'): string | null => {
    const cell = cells[column] ?? '';
    if (cell !== '' && !day.safeParse(cell).success) throw new Refused('no such day', column);
    return cell === '' ? null : cell;
  };
  const held = capacity.safeParse((cells.capacity || 'substantive').toLowerCase());
  if (!held.success) throw new Refused('bad cell', 'capacity');
  const able = decides.safeParse((cells.able_to_decide || 'unsaid').toLowerCase());
  if (!able.success) throw new Refused('bad cell', 'able_to_decide');
  return { person, from: dated('from'), to: dated('to'), capacity: held.data, decides: able.data };
}
