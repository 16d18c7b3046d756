import { CSV_LIMITS, CsvRefused } from '../exchange/csv.ts';
import { readRosterCsv, RosterFileRefused, rosterCsv, type RosterRow } from '../exchange/roster-csv.ts';
import { applyImport, previewImport, type ImportPreview, type ReadRow } from '../exchange/roster-import.ts';
import { readRosterVcards, rosterVcards } from '../exchange/roster-vcard.ts';
import { VCARD_LIMITS, VcardRefused } from '../exchange/vcard.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { RosterRefused } from '../registers/roster-refused.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { fileProblem } from '../texts/roster-files.ts';
import type { App } from './app.ts';
import { localDay } from './local-day.ts';

export type RosterFormat = 'csv' | 'vcard';
const ACCEPTS: Readonly<Record<RosterFormat, string>> = {
  csv: '.csv,text/csv',
  vcard: '.vcf,.vcard,text/vcard',
};
const MOST: Readonly<Record<RosterFormat, number>> = { csv: CSV_LIMITS.bytes, vcard: VCARD_LIMITS.bytes };

type Reading =
  /** Why the file is none, in words. */
  | { readonly state: 'refused'; readonly words: string }
  | { readonly state: 'shown'; readonly preview: ImportPreview };

/** What of the preview is in sight. */
export type RowFilter = 'all' | ReadRow['outcome']['state'];
/** Rows drawn at once: ten thousand would hold up the page, and nobody reads them in one go. */
const PAGE = 100;

/** A file that was chosen, and what it would do to my side. Nothing is written before {@link RosterImport.apply}. */
export class RosterImport {
  readonly name: string;
  reading = $state.raw<Reading>({ state: 'refused', words: '' });
  /** Why what was shown is not what would be written now; empty while it is. */
  anew = $state('');
  filter = $state<RowFilter>('all');
  most = $state(PAGE);
  readonly #workspace: Workspace;
  readonly #day: string;
  #rows: readonly RosterRow[] = [];

  constructor(
    workspace: Workspace,
    format: RosterFormat,
    { name, bytes }: { readonly name: string; readonly bytes: Bytes | 'too large' | 'unreadable' },
    now: number,
  ) {
    this.name = name;
    this.#workspace = workspace;
    this.#day = localDay(now);
    if (typeof bytes === 'string') {
      this.reading = { state: 'refused', words: fileProblem({ problem: bytes, line: null }) };
      return;
    }
    try {
      this.#rows = format === 'csv' ? readRosterCsv(bytes) : readRosterVcards(bytes);
      this.#show();
    } catch (error) {
      const known =
        error instanceof CsvRefused || error instanceof VcardRefused || error instanceof RosterFileRefused;
      if (!known) throw error;
      const line = 'line' in error ? error.line : null;
      this.reading = {
        state: 'refused',
        words: fileProblem({ problem: error.problem, line }),
      };
    }
  }

  /** Those in sight under the filter, what is refused and what changes before what stays as it is. */
  readonly rows: readonly ReadRow[] = $derived.by(() => {
    if (this.reading.state !== 'shown') return [];
    const { rows } = this.reading.preview;
    if (this.filter !== 'all') return rows.filter(({ outcome }) => outcome.state === this.filter);
    return (['refused', 'changed', 'added', 'unchanged'] as const).flatMap((state) =>
      rows.filter(({ outcome }) => outcome.state === state),
    );
  });

  /** How many rows would be written. */
  get writes(): number {
    if (this.reading.state !== 'shown') return 0;
    const { added, changed } = this.reading.preview.counts;
    return added + changed;
  }

  more(): void {
    this.most += PAGE;
  }

  /** Writes what was shown, or says why not and shows it anew. */
  apply(): boolean {
    if (this.reading.state !== 'shown') return false;
    const { roster } = this.#workspace.joint;
    try {
      applyImport(roster, this.#rows, this.#day, this.reading.preview);
    } catch (error) {
      const moved = error instanceof RosterRefused && error.problem === 'changed meanwhile';
      this.anew = moved ? m.rst_file_anew() : actFailure(error);
      this.#show();
      return false;
    }
    void this.#workspace.flush();
    return true;
  }

  #show(): void {
    this.reading = {
      state: 'shown',
      preview: previewImport(this.#workspace.joint.roster, this.#rows, this.#day),
    };
  }
}

/** Lets the user choose a file of a roster; null when none was chosen. */
export async function chooseRoster(
  app: App,
  workspace: Workspace,
  format: RosterFormat,
): Promise<RosterImport | null> {
  const file = await app.files.read(ACCEPTS[format], MOST[format]);
  return file === null ? null : new RosterImport(workspace, format, file, app.clock());
}

const fileName = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .toLowerCase();

/** Saves a body's side, or one seat of it, as it stands today. */
export function saveRoster(
  app: App,
  { joint }: Workspace,
  format: RosterFormat,
  of: { readonly body: string; readonly name: string; readonly seat?: Seat },
): void {
  const day = localDay(app.clock());
  const seats = of.seat === undefined ? joint.roster.side(of.body).seats : [of.seat];
  const bytes = format === 'csv' ? rosterCsv(joint, of.body, day) : rosterVcards(joint, seats, day);
  const end = format === 'csv' ? 'csv' : 'vcf';
  app.files.save(`${fileName(`${m.nav_roster()} ${of.name} ${day}`)}.${end}`, bytes as Bytes);
}
