import { isEdtf } from '../registers/edtf.ts';
import { timeframeOf } from '../registers/timeframe.ts';
import type { Body } from '../registers/workspace-types.ts';
import { itemFields, type Status, type Timeframe } from '../schema/plan.ts';
import { QUOTED, type PlanColumn } from './plan-table.ts';
import type { FieldRow } from './table/columns.ts';

export type PlanRow = FieldRow<PlanColumn>;

/** Why a row is not taken. Audience: who chose the file. */
export type PlanRowProblem =
  | 'no such plan'
  /** Several plans have this title. */
  | 'which plan'
  | 'no such item'
  /** Several items of the plan have this number. */
  | 'which item'
  /** An earlier row is about the same item. */
  | 'same item twice'
  | 'no activity'
  | 'no such status'
  | 'no such body'
  | 'too long'
  /** The cell quotes two values set apart, which were settled or changed since. */
  | 'two values';

/** A row is left out; stays within an import, whose preview says why. */
export class PlanRowRefused extends Error {
  override readonly name = 'PlanRowRefused';
  readonly problem: PlanRowProblem;
  readonly column: PlanColumn | null;
  constructor(problem: PlanRowProblem, column: PlanColumn | null = null) {
    super(problem);
    this.problem = problem;
    this.column = column;
  }
}

/** What is said of a time in a row; `null`: its words decide. */
export interface SaidTime {
  readonly spoken: string;
  readonly edtf: string | null;
  readonly tbc: boolean | null;
}

const STATUSES: Readonly<Record<Status, readonly string[]>> = {
  planned: ['planned', 'not started', 'បានគ្រោង', 'วางแผนไว้'],
  'under way': ['under way', 'underway', 'ongoing', 'in progress', 'កំពុងអនុវត្ត', 'กำลังดำเนินการ'],
  done: ['done', 'completed', 'complete', 'បានបញ្ចប់', 'แล้วเสร็จ'],
  dropped: ['dropped', 'cancelled', 'បានបោះបង់', 'ยกเลิก'],
};
const STATUS_OF = new Map<string, Status>(
  Object.entries(STATUSES).flatMap(([status, names]) =>
    names.map((name) => [name, status as Status] as const),
  ),
);

const key = (text: string): string => text.normalize('NFC').trim().toLowerCase().replace(/\s+/gu, ' ');

export function readStatus(cell: string): Status {
  const status = STATUS_OF.get(key(cell));
  if (status === undefined) throw new PlanRowRefused('no such status', 'status');
  return status;
}

/** A text within the bounds of its field. */
export function readText(cell: string, column: 'number' | 'expected' | 'progress'): string {
  const read = itemFields[column].safeParse(cell);
  if (!read.success) throw new PlanRowRefused('too long', column);
  return read.data;
}

const YES = new Set(['yes', 'true', 'y', 'x', '1', 'tbc', '✓', 'បាទ', 'ចាស', 'បាទ/ចាស', 'ใช่']);
const NO = new Set(['no', 'false', 'n', '0', '-', 'ទេ', 'ไม่', 'ไม่ใช่']);

/** Null where the table has no such column. An interval that is none says nothing: a spreadsheet makes dates of them. */
export function readTime(cells: PlanRow['cells']): SaidTime | null {
  if (cells.timeframe === undefined) return null;
  const interval = cells.interval ?? '';
  const edtf = interval !== '' && interval.length <= 40 && isEdtf(interval) ? interval : null;
  const spoken = (cells.timeframe || (edtf ?? '')).normalize('NFC');
  if (spoken.length > 200) throw new PlanRowRefused('too long', 'timeframe');
  const said = key(cells.tbc ?? '');
  return { spoken, edtf, tbc: YES.has(said) ? true : NO.has(said) ? false : null };
}

/** The time a row gives an item, going on from the one it has: words that stay keep the interval they were given. */
export function timeFrom(said: SaidTime, stands: Timeframe | null, year: number | undefined): Timeframe {
  const read = timeframeOf(said.spoken, year);
  const before = stands !== null && stands.spoken === read.spoken ? stands : read;
  return { spoken: read.spoken, edtf: said.edtf ?? before.edtf, tbc: said.tbc ?? before.tbc };
}

/** What a partner is called in the tables of the Parties; countries are known to every browser. */
const PARTNERS: Readonly<Record<string, readonly string[]>> = {
  'International Organization for Migration': [
    'IOM',
    'អង្គការអន្តរជាតិទេសន្តរប្រវេសន៍',
    'องค์การระหว่างประเทศเพื่อการโยกย้ายถิ่นฐาน',
  ],
};

/** Names of bodies by what tables call them, in English, Khmer and Thai as far as they are known. */
export function bodyNames(bodies: readonly Body[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of bodies) {
    names.set(key(id), id);
    names.set(key(name), id);
    for (const other of PARTNERS[name] ?? []) names.set(key(other), id);
    if (!/^[A-Z]{2}$/.test(id)) continue;
    for (const language of ['en', 'km', 'th']) {
      const country = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(id);
      if (country !== undefined) names.set(key(country), id);
    }
  }
  return names;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a name stands in a piece as a word of its own; Khmer and Thai have no spaces between words. */
function holds(piece: string, name: string): boolean {
  if (!/\p{Script=Latin}/u.test(name)) return piece.includes(name);
  for (let at = piece.indexOf(name); at >= 0; at = piece.indexOf(name, at + 1)) {
    const around = [piece.slice(0, at).at(-1), piece[at + name.length]];
    if (!around.some((letter) => letter !== undefined && LETTER.test(letter))) return true;
  }
  return false;
}

/**
 * The bodies a cell names, in the order of the workspace: a line each, or parted by commas and semicolons, or all in one line
 * as a document copied by hand has them ("Government of the Kingdom of Thailand IOM"). Each piece has to name one.
 */
export function readBodies(
  cell: string,
  names: ReadonlyMap<string, string>,
  bodies: readonly Body[],
): readonly string[] {
  const found = new Set<string>();
  for (const part of cell.split(/[\n;,/]+/u)) {
    const piece = key(part.replace(/^[\s•–*-]+/u, ''));
    if (piece === '') continue;
    const within = [...names].filter(([name]) => holds(piece, name)).map(([, id]) => id);
    if (within.length === 0) throw new PlanRowRefused('no such body', 'responsible');
    for (const id of within) found.add(id);
  }
  return bodies.filter(({ id }) => found.has(id)).map(({ id }) => id);
}

const QUOTES = /\[([A-Z][A-Z0-9]{0,15}|\?): ([^\]]*)\]/gu;

/**
 * Whether a cell quotes the very values its field says, set apart: `own`, as a table in English has them. A table in another
 * language names the same states and bodies otherwise.
 */
export function quotesSame(
  column: PlanColumn,
  cell: string,
  own: string,
  names: ReadonlyMap<string, string>,
  bodies: readonly Body[],
): boolean {
  if (cell === own) return true;
  if (column !== 'status' && column !== 'responsible') return false;
  const meant = (words: string): string => {
    try {
      return column === 'status' ? readStatus(words) : readBodies(words, names, bodies).join(' ');
    } catch (error) {
      if (error instanceof PlanRowRefused) return words;
      throw error;
    }
  };
  const meaning = (text: string) =>
    text.replace(QUOTES, (_, by: string, words: string) => `[${by}: ${meant(words)}]`);
  return QUOTED.test(cell) && meaning(cell) === meaning(own);
}

/** Refuses a cell that quotes values set apart: as a text of its own it would be nonsense. */
export function checkQuoted(cells: PlanRow['cells'], column: PlanColumn): void {
  if (QUOTED.test(cells[column] ?? '')) throw new PlanRowRefused('two values', column);
}

export const sameKey = key;
