import { firstValue } from '../replica/field.ts';
import type { JointRegisters } from '../registers/joint.ts';
import type { PersonName } from '../registers/appointments.ts';
import type { Channel, ChannelKind } from '../schema/roster.ts';
import { language } from '../texts/language.ts';
import { columnName } from '../texts/roster-files.ts';
import { capacityName, channelName, decidesAnswer, seatKindName } from '../texts/roster-words.ts';
import { channelKindSaid } from './roster-codes.ts';
import {
  fieldRows,
  fieldTwice,
  findHeader,
  type Columns,
  type FieldRow,
  type HeadingNames,
} from './table/columns.ts';
import { readCsv } from './table/csv.ts';

/** Columns of a roster as a table: one row a seat, with who holds it on the day it was written. */
export const ROSTER_COLUMNS = [
  'seat_id',
  'agency',
  'seat',
  'seat_km',
  'seat_th',
  'kind',
  'duties',
  'duties_km',
  'duties_th',
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

/** What the columns are called, in the three languages; the first is the name that another program may go by. */
export const ROSTER_NAMES: HeadingNames<RosterColumn> = {
  seat_id: ['seat_id', 'Seat ID', 'ID នៃមុខតំណែង', 'ID ของตำแหน่ง'],
  agency: ['agency', 'Ministry', 'Institution', 'ទីភ្នាក់ងារ', 'หน่วยงาน'],
  seat: ['seat', 'Office', 'Position', 'Title', 'មុខតំណែង', 'មុខងារ', 'ตำแหน่ง', 'ตำแหน่งหน้าที่'],
  seat_km: ['seat_km', 'Office in Khmer', 'មុខងារជាភាសាខ្មែរ', 'ตำแหน่งหน้าที่ภาษาเขมร'],
  seat_th: ['seat_th', 'Office in Thai', 'មុខងារជាភាសាថៃ', 'ตำแหน่งหน้าที่ภาษาไทย'],
  kind: ['kind', 'Kind of seat', 'ប្រភេទមុខតំណែង', 'ประเภทตำแหน่ง'],
  duties: ['duties', 'ភារកិច្ច', 'หน้าที่'],
  duties_km: ['duties_km', 'Duties in Khmer', 'ភារកិច្ចជាភាសាខ្មែរ', 'หน้าที่ภาษาเขมร'],
  duties_th: ['duties_th', 'Duties in Thai', 'ភារកិច្ចជាភាសាថៃ', 'หน้าที่ภาษาไทย'],
  channels: [
    'channels',
    'Channels, in the order they are tried',
    'Contact',
    'មធ្យោបាយទំនាក់ទំនង',
    'មធ្យោបាយទំនាក់ទំនង តាមលំដាប់ប្រើ',
    'ช่องทาง',
    'ช่องทาง ตามลำดับที่ใช้ติดต่อ',
  ],
  languages: ['languages', 'ភាសា', 'ภาษา'],
  person: ['person', 'Holder', 'Name', 'ឈ្មោះ', 'អ្នកកាន់', 'ชื่อ', 'ผู้ดำรงตำแหน่ง'],
  person_km: ['person_km', 'Name in Khmer', 'ឈ្មោះជាភាសាខ្មែរ', 'ชื่อภาษาเขมร'],
  person_th: ['person_th', 'Name in Thai', 'ឈ្មោះជាភាសាថៃ', 'ชื่อภาษาไทย'],
  from: ['from', 'First day', 'ថ្ងៃដំបូង', 'วันแรก'],
  to: ['to', 'Last day', 'ថ្ងៃចុងក្រោយ', 'วันสุดท้าย'],
  capacity: ['capacity', 'ឋានៈ', 'ฐานะ'],
  able_to_decide: ['able_to_decide', 'May decide', 'អាចសម្រេចបាន', 'มีอำนาจตัดสินใจ'],
};

/** Of the columns of a workbook, in letters. */
export const ROSTER_WIDTHS: readonly number[] = [
  14, 30, 34, 34, 34, 18, 40, 40, 40, 44, 12, 26, 26, 26, 12, 12, 14, 14,
];

/** One row as it was read. */
export type RosterRow = FieldRow<RosterColumn>;

/** Why columns make no roster. */
export type RosterColumnsProblem = 'no seat column' | 'column twice';
export function rosterColumnsProblem(columns: Columns<RosterColumn>): RosterColumnsProblem | null {
  if (fieldTwice(columns) !== null) return 'column twice';
  return columns.includes('seat') || columns.includes('seat_id') ? null : 'no seat column';
}

/** Why a file is no roster. Audience: who chose it. */
export class RosterFileRefused extends Error {
  override readonly name = 'RosterFileRefused';
  readonly problem: RosterColumnsProblem;
  constructor(problem: RosterColumnsProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Channels in one cell, a line each: `phone | +855 23 555 0101 | Mon-Fri`. `nameOf`: what a kind is called, its code unless told. */
export const channelCell = (
  channels: readonly Channel[],
  nameOf: (kind: ChannelKind) => string = (kind) => kind,
): string =>
  channels
    .map(({ kind, value, hours }) =>
      [nameOf(kind), value, hours].map((part) => part.replace(/[\\|]/g, '\\$&')).join(' | '),
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
    const kind = channelKindSaid(name ?? '');
    return kind === null || value === '' ? null : { kind, value, hours };
  });
  return channels.some((one) => one === null) ? null : channels.filter((one) => one !== null);
}

/** How codes are written: in English as they are, for programs; in another language as the screen has them. */
const coded = <C extends string>(code: C | null | undefined, words: (code: C) => string): string =>
  code === null || code === undefined ? '' : language() === 'en' ? code : words(code);

/**
 * The roster of one body as a table, the header first, with who holds each seat on that day (`YYYY-MM-DD`). Headings, kinds and
 * answers are in the language spoken.
 */
export function rosterRows(
  { roster }: Pick<JointRegisters, 'roster'>,
  body: string,
  day: string,
): readonly (readonly string[])[] {
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
      kind: coded(firstValue(seat.kind), seatKindName),
      duties: firstValue(seat.duties) ?? '',
      duties_km: firstValue(seat.dutiesKm) ?? '',
      duties_th: firstValue(seat.dutiesTh) ?? '',
      channels: channelCell(firstValue(seat.channels) ?? [], (kind) => coded(kind, channelName)),
      languages: (firstValue(seat.languages) ?? []).join(' '),
      person: person.en,
      person_km: person.km,
      person_th: person.th,
      from: holding?.since ?? '',
      to: holding?.until ?? '',
      capacity: coded(holding?.capacity, capacityName),
      able_to_decide: coded(holding?.decides, decidesAnswer),
    };
    return ROSTER_COLUMNS.map((column) => cells[column]);
  });
  return [ROSTER_COLUMNS.map((column) => coded(column, columnName)), ...rows];
}

/** The rows of a text table; columns of other names are left out. Throws `TableRefused` and {@link RosterFileRefused}. */
export function readRosterCsv(bytes: Uint8Array): readonly RosterRow[] {
  const table = { name: '', rows: readCsv(bytes) };
  const { at, columns } = findHeader(table, ROSTER_NAMES);
  const problem = rosterColumnsProblem(columns);
  if (problem !== null) throw new RosterFileRefused(problem);
  return fieldRows(table, at, columns);
}
