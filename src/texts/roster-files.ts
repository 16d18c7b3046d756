import type { RowProblem } from '../exchange/roster-cells.ts';
import type { RosterColumn, RosterColumnsProblem } from '../exchange/roster-csv.ts';
import type { VcardProblem } from '../exchange/vcard.ts';
import { m } from './messages.ts';
import { rosterProblem } from './roster.ts';

const CARDS: Readonly<Record<VcardProblem, () => string>> = {
  'too large': m.rst_file_too_large,
  'not UTF-8': m.rst_file_encoding,
  'no card': m.rst_file_no_card,
  version: m.rst_file_version,
  nested: m.rst_file_nested,
  'not closed': m.rst_file_not_closed,
  'too many cards': m.rst_file_cards,
  'too many properties': m.rst_file_properties,
  'line too long': m.rst_file_line_long,
  'bad line': m.rst_file_bad_line,
};

/** Why a file of address cards is not read, in words, and where. Nothing of it was written. */
export function cardsProblem({
  problem,
  line,
}: {
  readonly problem: VcardProblem;
  /** From 1; null: the file as a whole. */
  readonly line: number | null;
}): string {
  const words = CARDS[problem]();
  return line === null ? words : m.rst_file_at_line({ line, problem: words });
}

/** Why columns make no roster, in words. */
export const rosterColumns = (problem: RosterColumnsProblem): string =>
  problem === 'column twice' ? m.rst_file_column_twice() : m.imp_lack_seat();

const OF_ROW: Readonly<Partial<Record<RowProblem, () => string>>> = {
  'bad cell': m.rst_row_bad_cell,
  'same seat twice': m.rst_row_same_seat,
  'which seat': m.rst_row_which_seat,
  'no title': m.rst_row_no_title,
  'no first day': m.rst_row_no_first_day,
  'no such seat': m.rst_row_no_such_seat,
  'no such agency': m.rst_row_no_agency,
};

const COLUMNS: Readonly<Record<RosterColumn, () => string>> = {
  seat_id: m.imp_col_seat_id,
  agency: m.rst_agency,
  seat: m.rst_seat_title,
  seat_km: m.rst_title_km,
  seat_th: m.rst_title_th,
  kind: m.rst_kind,
  duties: m.rst_duties,
  duties_km: m.doclang_duties_km,
  duties_th: m.doclang_duties_th,
  channels: m.rst_channels,
  languages: m.rst_languages,
  person: m.rst_holder,
  person_km: m.rst_person_km,
  person_th: m.rst_person_th,
  from: m.rst_from,
  to: m.rst_to,
  capacity: m.rst_capacity,
  able_to_decide: m.rst_decides,
};

/** What a column is called on the screen. */
export const columnName = (column: RosterColumn): string => COLUMNS[column]();

/** Why a row is left out, in words. */
export function rowProblem(problem: RowProblem, column: RosterColumn | null): string {
  const words = OF_ROW[problem]?.() ?? rosterProblem(problem as Parameters<typeof rosterProblem>[0]);
  return column === null || (problem !== 'bad cell' && problem !== 'no such day')
    ? words
    : m.rst_row_at({ column: columnName(column), problem: words });
}
