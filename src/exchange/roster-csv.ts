import { firstValue } from '../replica/field.ts';
import type { JointRegisters } from '../registers/joint.ts';
import type { PersonName } from '../registers/appointments.ts';
import { CHANNEL_KINDS, type Channel } from '../schema/roster.ts';
import { readCsv, writeCsv } from './csv.ts';

/** Columns of a roster as a table: one row a seat, with who holds it on the day it was written. */
export const ROSTER_COLUMNS = [
  'seat_id',
  'agency',
  'seat',
  'seat_km',
  'seat_th',
  'kind',
  'duties',
  'channels',
  'languages',
  'person',
  'person_km',
  'person_th',
  'from',
  'to',
  'capacity',
  'able_to_decide',
] as const;
export type RosterColumn = (typeof ROSTER_COLUMNS)[number];

/** One row as it was read: a column the file does not have is undefined, and says nothing. */
export interface RosterRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<RosterColumn, string>>>;
}

/** Why a file is no roster. Audience: who chose it. */
export class RosterFileRefused extends Error {
  override readonly name = 'RosterFileRefused';
  readonly problem: 'no seat column' | 'column twice';
  constructor(problem: 'no seat column' | 'column twice') {
    super(problem);
    this.problem = problem;
  }
}

/** Channels in one cell, a line each: `phone | +855 23 555 0101 | Mon-Fri`. */
export const channelCell = (channels: readonly Channel[]): string =>
  channels
    .map(({ kind, value, hours }) =>
      [kind, value, hours].map((part) => part.replace(/[\\|]/g, '\\$&')).join(' | '),
    )
    .join('\n');

/** The channels in a cell; null when a line is none. */
export function readChannels(cell: string): Channel[] | null {
  const lines = cell.split(/\r?\n/).filter((line) => line.trim() !== '');
  const channels = lines.map((line): Channel | null => {
    const parts = [...line.matchAll(/((?:\\.|[^\\|])*)(?:\||$)/g)].map(([, part = '']) =>
      part.trim().replace(/\\(.)/g, '$1'),
    );
    const [name, value = '', hours = ''] = parts;
    const kind = CHANNEL_KINDS.find((one) => one === name?.toLowerCase());
    return kind === undefined || value === '' ? null : { kind, value, hours };
  });
  return channels.some((one) => one === null) ? null : channels.filter((one) => one !== null);
}

/** The roster of one body as a table, with who holds each seat on that day (`YYYY-MM-DD`). */
export function rosterCsv({ roster }: Pick<JointRegisters, 'roster'>, body: string, day: string): Uint8Array {
  const rows = roster.side(body).seats.map((seat) => {
    const holder = roster.holder(seat.id, day);
    const holding = holder.state === 'held' ? holder.holding : null;
    const person: PersonName = holding?.person ?? { en: '', km: '', th: '' };
    const agency = roster.agency(firstValue(seat.agency) ?? '');
    const cells: Record<RosterColumn, string> = {
      seat_id: seat.id,
      agency: agency === null ? '' : (firstValue(agency.nameEn) ?? ''),
      seat: firstValue(seat.titleEn) ?? '',
      seat_km: firstValue(seat.titleKm) ?? '',
      seat_th: firstValue(seat.titleTh) ?? '',
      kind: firstValue(seat.kind) ?? '',
      duties: firstValue(seat.duties) ?? '',
      channels: channelCell(firstValue(seat.channels) ?? []),
      languages: (firstValue(seat.languages) ?? []).join(' '),
      person: person.en,
      person_km: person.km,
      person_th: person.th,
      from: holding?.since ?? '',
      to: holding?.until ?? '',
      capacity: holding?.capacity ?? '',
      able_to_decide: holding?.decides ?? '',
    };
    return ROSTER_COLUMNS.map((column) => cells[column]);
  });
  return writeCsv([ROSTER_COLUMNS, ...rows]);
}

/** The rows of a table, by the names in its first line; columns of other names are left out. Throws `CsvRefused` and {@link RosterFileRefused}. */
export function readRosterCsv(bytes: Uint8Array): readonly RosterRow[] {
  const [header, ...rows] = readCsv(bytes);
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const known = names.filter((name) => (ROSTER_COLUMNS as readonly string[]).includes(name));
  if (new Set(known).size < known.length) throw new RosterFileRefused('column twice');
  if (!known.includes('seat') && !known.includes('seat_id')) throw new RosterFileRefused('no seat column');
  return rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      ROSTER_COLUMNS.flatMap((column) => {
        const at = names.indexOf(column);
        return at < 0 ? [] : [[column, (cells[at] ?? '').trim()]];
      }),
    ),
  }));
}
