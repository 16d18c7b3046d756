import type { Bytes } from '../crypto/bytes.ts';
import {
  ROSTER_NAMES,
  ROSTER_WIDTHS,
  rosterColumnsProblem,
  rosterRows,
  type RosterColumn,
} from '../exchange/roster-csv.ts';
import { previewRoster, writeRoster, type ReadRow } from '../exchange/roster-import.ts';
import { readRosterVcards, rosterVcards } from '../exchange/roster-vcard.ts';
import { VCARD_LIMITS, VcardRefused } from '../exchange/vcard.ts';
import { RosterRefused } from '../registers/roster-refused.ts';
import type { Seat } from '../registers/roster-seats.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { ENGLISH, inLanguage, type Spoken } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { cardsProblem, rosterColumns } from '../texts/roster-files.ts';
import { tableProblem } from '../texts/table-files.ts';
import type { App } from './app.ts';
import { FileImport, isTableRefused, type ImportKind, type ImportSource } from './file-import.svelte.ts';
import { fileName } from './file-name.ts';
import { localDay } from './local-day.ts';
import { chooseTable, saveTable, tablesOf, tongue } from './table-files.ts';
import type { OwnActs } from '../replica/own-acts.ts';
import type { Toasts } from './toasts.svelte.ts';

export type RosterImport = FileImport<RosterColumn, ReadRow>;
export type RosterFormat = 'csv' | 'xlsx' | 'vcard';

const CARDS = '.vcf,.vcard,text/vcard';

function kindOf(workspace: Workspace, day: string): ImportKind<RosterColumn, ReadRow> {
  const { roster } = workspace.joint;
  return {
    names: ROSTER_NAMES,
    lacking: (columns) => {
      const problem = rosterColumnsProblem(columns);
      return problem === null ? '' : rosterColumns(problem);
    },
    preview: (rows) => previewRoster(roster, rows, day),
    write: (preview, rows) => writeRoster(roster, rows, day, preview),
    changedMeanwhile: (error) =>
      error instanceof RosterRefused && error.problem === 'changed meanwhile' ? m.rst_file_anew() : null,
    written: () => void workspace.flush(),
  };
}

const wordsOf = (error: unknown): string | null =>
  isTableRefused(error) ? tableProblem(error) : error instanceof VcardRefused ? cardsProblem(error) : null;

/** Lets the user choose a file of seats for my own side; null when none was chosen. */
export async function openRosterFile(
  app: App,
  workspace: Workspace,
  said: { readonly toasts: Toasts; readonly acts: OwnActs },
  format: 'table' | 'vcard',
): Promise<RosterImport | null> {
  const file = await (format === 'table' ? chooseTable(app) : app.files.read(CARDS, VCARD_LIMITS.bytes));
  if (file === null) return null;
  const { name, bytes } = file;
  const refused = (problem: 'too large' | 'unreadable') =>
    ({
      kind: 'refused',
      words: () =>
        problem === 'too large' && format === 'vcard'
          ? cardsProblem({ problem, line: null })
          : tableProblem({ problem, line: null }),
    }) as const;
  const cards = (read: Bytes): ImportSource<RosterColumn> => ({
    kind: 'rows',
    read: () => readRosterVcards(read),
  });
  const source =
    typeof bytes === 'string'
      ? refused(bytes)
      : format === 'table'
        ? tablesOf<RosterColumn>(app, name, bytes)
        : cards(bytes);
  return new FileImport(name, kindOf(workspace, localDay(app.clock())), source, said, wordsOf);
}

/** Saves a body's side, or one seat of it, as it stands today; `own`: what the headings of a table are said in. */
export async function saveRoster(
  app: App,
  { joint }: Workspace,
  format: RosterFormat,
  of: { readonly body: string; readonly name: string; readonly seat?: Seat },
  own: Spoken = ENGLISH,
): Promise<void> {
  const day = localDay(app.clock());
  const called = m.nav_roster();
  if (format !== 'vcard') {
    const name = fileName(`${called} ${of.name} ${tongue(own)}${day}`);
    const rows = inLanguage(own, () => rosterRows(joint, of.body, day));
    await saveTable(app, format, { name, sheet: of.name, rows, widths: ROSTER_WIDTHS });
    return;
  }
  const seats = of.seat === undefined ? joint.roster.side(of.body).seats : [of.seat];
  const name = fileName(`${called} ${of.name} ${day}`);
  app.files.save(`${name}.vcf`, rosterVcards(joint, seats, day) as Bytes);
}
