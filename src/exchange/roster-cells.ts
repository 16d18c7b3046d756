import type { AppointmentWish } from '../registers/appointments.ts';
import type { RosterProblem } from '../registers/roster-refused.ts';
import type { SeatWish } from '../registers/roster.ts';
import { languages, seatFields } from '../schema/roster.ts';
import { day } from '../schema/words.ts';
import { capacitySaid, decidesSaid, seatKindSaid } from './roster-codes.ts';
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

/** A row is left out; stays within an import, whose preview says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: RowProblem;
  readonly column: RosterColumn | null;
  constructor(problem: RowProblem, column: RosterColumn | null = null) {
    super(problem);
    this.problem = problem;
    this.column = column;
  }
}

/** What the cells say of the seat. A column the file does not have changes nothing; an empty cell empties the field. */
export function seatWish(cells: RosterRow['cells']): SeatWish {
  const wish: Record<string, unknown> = {};
  const text = (
    column: RosterColumn,
    field: 'titleEn' | 'titleKm' | 'titleTh' | 'duties' | 'dutiesKm' | 'dutiesTh',
  ) => {
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
  text('duties_km', 'dutiesKm');
  text('duties_th', 'dutiesTh');
  if (cells.kind) {
    const kind = seatKindSaid(cells.kind);
    if (kind === null) throw new Refused('bad cell', 'kind');
    wish['kind'] = kind;
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
export function appointmentWish(cells: RosterRow['cells']): AppointmentWish | null {
  const person = { en: cells.person ?? '', km: cells.person_km ?? '', th: cells.person_th ?? '' };
  if (Object.values(person).every((name) => name === '')) return null;
  if (Object.values(person).some((name) => name.length > 200)) throw new Refused('bad cell', 'person');
  const dated = (column: 'from' | 'to'): string | null => {
    const cell = cells[column] ?? '';
    if (cell !== '' && !day.safeParse(cell).success) throw new Refused('no such day', column);
    return cell === '' ? null : cell;
  };
  const held = capacitySaid(cells.capacity || 'substantive');
  if (held === null) throw new Refused('bad cell', 'capacity');
  const able = decidesSaid(cells.able_to_decide || 'unsaid');
  if (able === null) throw new Refused('bad cell', 'able_to_decide');
  return { person, from: dated('from'), to: dated('to'), capacity: held, decides: able };
}
