import type { RosterRow } from '../../src/exchange/roster-csv.ts';
import { previewRoster, writeRoster, type ReadRow } from '../../src/exchange/roster-import.ts';
import { finish, type ImportPreview } from '../../src/exchange/table/import.ts';
import type { RosterRegister } from '../../src/registers/roster.ts';

/** A preview made in one go. */
export const previewImport = (
  roster: RosterRegister,
  rows: readonly RosterRow[],
  day: string,
): ImportPreview<ReadRow> => finish(previewRoster(roster, rows, day));

export function applyImport(
  roster: RosterRegister,
  rows: readonly RosterRow[],
  day: string,
  shown: ImportPreview<ReadRow>,
): void {
  finish(writeRoster(roster, rows, day, shown));
}
