import {
  fieldRows,
  findHeader,
  widthOf,
  type Columns,
  type FieldRow,
  type HeadingNames,
} from '../exchange/table/columns.ts';
import type { ImportPreview, ImportRow, ImportWritten, RowState, Steps } from '../exchange/table/import.ts';
import { TableRefused, type FileNote, type FileTables, type Table } from '../exchange/table/table.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { inSlices } from './in-slices.ts';
import type { OwnAct, OwnActs } from '../replica/own-acts.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What files are read into: a plan, or a side of the roster. */
export interface ImportKind<F extends string, Row extends ImportRow> {
  readonly names: HeadingNames<F>;
  /** Why such columns do not do, in words; empty where they do. */
  lacking(columns: Columns<F>): string;
  preview(rows: readonly FieldRow<F>[]): Steps<ImportPreview<Row>>;
  /** May throw where nothing can be written. */
  write(preview: ImportPreview<Row>, rows: readonly FieldRow<F>[]): Steps<ImportWritten>;
  /** Words for an error of {@link write} which says that what was shown no longer is what would be written; else null. */
  changedMeanwhile(error: unknown): string | null;
  /** Called once something was written. */
  written(): void;
}

/** Where the rows come from. */
export type ImportSource<F extends string> =
  /** Tables whose columns are still to be told; `sure`: columns that do are not asked about. */
  | { readonly kind: 'tables'; readonly sure: boolean; read(signal: AbortSignal): Promise<FileTables> }
  /** Cards, which say themselves what each line is. */
  | { readonly kind: 'rows'; read(): readonly FieldRow<F>[] };

export type ImportStage<Row extends ImportRow> =
  /** The file is read, or its rows are laid beside what stands. */
  | { readonly state: 'reading' }
  /** Why the file is not taken, in words. */
  | { readonly state: 'refused'; readonly words: () => string }
  /** Which table, and what its columns hold. */
  | { readonly state: 'columns' }
  | { readonly state: 'shown'; readonly preview: ImportPreview<Row> }
  | { readonly state: 'writing'; readonly done: number; readonly all: number }
  | { readonly state: 'done' };

export type RowFilter = 'all' | RowState;
/** Rows drawn at once: ten thousand would hold up the page, and nobody reads them in one go. */
const PAGE = 100;

/** A file that was chosen, and what it would do. Nothing is written before {@link FileImport.write}. */
export class FileImport<F extends string, Row extends ImportRow> {
  readonly name: string;
  stage = $state.raw<ImportStage<Row>>({ state: 'reading' });
  /** Why what was shown is not what would be written now, said anew in each language; null while it is. */
  anew = $state.raw<(() => string) | null>(null);
  filter = $state<RowFilter>('all');
  most = $state(PAGE);
  tables = $state.raw<readonly Table[]>([]);
  notes = $state.raw<readonly FileNote[]>([]);
  /** Place of the table that is read. */
  table = $state(0);
  /** Place of the row in it that names the columns. */
  header = $state(0);
  columns = $state.raw<Columns<F>>([]);
  readonly #kind: ImportKind<F, Row>;
  readonly #toasts: Toasts;
  readonly #acts: OwnActs;
  readonly #problem: (error: unknown) => string | null;
  readonly #reading = new AbortController();
  #rows: readonly FieldRow<F>[] = [];

  /** `problem`: why a file is refused, in words; null for an error that is no such reason. */
  constructor(
    name: string,
    kind: ImportKind<F, Row>,
    source: ImportSource<F> | { readonly kind: 'refused'; readonly words: () => string },
    { toasts, acts }: { readonly toasts: Toasts; readonly acts: OwnActs },
    problem: (error: unknown) => string | null,
  ) {
    this.name = name;
    this.#kind = kind;
    this.#toasts = toasts;
    this.#acts = acts;
    this.#problem = problem;
    if (source.kind === 'refused') this.stage = { state: 'refused', words: source.words };
    else void this.#begin(source);
  }

  /** Why the columns as chosen do not do, in words; empty where they do. */
  readonly lacking: string = $derived.by(() => this.#kind.lacking(this.columns));
  /** Fields a column may hold. */
  get fields(): readonly F[] {
    return Object.keys(this.#kind.names) as F[];
  }

  /** Headings of the table that is read, and the first words below each. */
  readonly headings: readonly { readonly heading: string; readonly sample: string }[] = $derived.by(() => {
    const table = this.tables[this.table];
    if (table === undefined) return [];
    const below = table.rows.slice(this.header + 1, this.header + 21);
    return Array.from({ length: widthOf(table) }, (_, at) => ({
      heading: table.rows[this.header]?.cells[at] ?? '',
      sample: below.map(({ cells }) => cells[at] ?? '').find((words) => words !== '') ?? '',
    }));
  });

  /** Rows in sight under the filter, what is refused and what changes before what stays as it is. */
  readonly rows: readonly Row[] = $derived.by(() => {
    if (this.stage.state !== 'shown') return [];
    const { rows } = this.stage.preview;
    if (this.filter !== 'all') return rows.filter(({ outcome }) => outcome.state === this.filter);
    return (['refused', 'changed', 'added', 'unchanged'] as const).flatMap((state) =>
      rows.filter(({ outcome }) => outcome.state === state),
    );
  });

  /** How many rows would be written. */
  get writes(): number {
    if (this.stage.state !== 'shown') return 0;
    const { added, changed } = this.stage.preview.counts;
    return added + changed;
  }

  more(): void {
    this.most += PAGE;
  }

  chooseTable(at: number): void {
    const table = this.tables[at];
    if (table === undefined) return;
    const { at: header, columns } = findHeader(table, this.#kind.names);
    this.table = at;
    this.header = header;
    this.columns = widened(columns, widthOf(table));
  }

  setColumn(at: number, field: F | null): void {
    this.columns = this.columns.map((own, place) => (place === at ? field : own));
  }

  /** Back to the choice of table and columns, where there is one. */
  askColumns(): void {
    if (this.tables.length > 0) this.stage = { state: 'columns' };
  }

  /** Shows what the columns as chosen would do. */
  async show(): Promise<void> {
    const table = this.tables[this.table];
    if (table !== undefined) this.#rows = fieldRows(table, this.header, this.columns);
    this.stage = { state: 'reading' };
    this.filter = 'all';
    this.most = PAGE;
    try {
      const preview = await inSlices(this.#kind.preview(this.#rows), this.#reading.signal);
      this.stage = { state: 'shown', preview };
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Writes what was shown; what cannot be written any more is said and shown anew. Goes on when the dialog is closed meanwhile. */
  async write(): Promise<void> {
    if (this.stage.state !== 'shown') return;
    const { preview } = this.stage;
    const all = preview.rows.length;
    this.anew = null;
    this.stage = { state: 'writing', done: 0, all };
    const end = this.#acts.together();
    try {
      const { written, moved, undo } = await inSlices(this.#kind.write(preview, this.#rows), null, (done) => {
        this.stage = { state: 'writing', done, all };
      });
      const act = end();
      this.#kind.written();
      if (act !== null)
        this.#toasts.say(
          () => m.rst_file_written({ count: written }),
          () => void this.#undo(act, undo),
        );
      if (moved === 0) {
        this.stage = { state: 'done' };
        return;
      }
      this.anew = () => m.imp_moved({ count: moved });
    } catch (error) {
      this.#kind.written();
      this.anew = () => this.#kind.changedMeanwhile(error) ?? actFailure(error);
    } finally {
      end();
    }
    await this.show();
  }

  /** Nobody looks any more: what is being read is given up, what is being written goes on. */
  close(): void {
    this.#reading.abort();
  }

  /** `undo`: takes back row by row what others left as it was written; without one it is all of it or nothing. */
  async #undo(act: OwnAct, undo: (() => Steps<void>) | null): Promise<void> {
    try {
      if (undo === null) {
        const { state } = this.#acts.takeBack(act);
        this.#toasts.say(() => (state === 'done' ? m.imp_undone() : m.room_imp_kept()));
      } else {
        const end = this.#acts.together();
        try {
          await inSlices(undo(), null);
        } finally {
          this.#acts.drop(act, end());
        }
        this.#toasts.say(() => m.imp_undone());
      }
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
    }
    this.#kind.written();
  }

  async #begin(source: ImportSource<F>): Promise<void> {
    try {
      if (source.kind === 'rows') {
        this.#rows = source.read();
        return await this.show();
      }
      const { tables, notes } = await source.read(this.#reading.signal);
      this.tables = tables;
      this.notes = notes;
      const known = tables.map((table) => {
        const { columns } = findHeader(table, this.#kind.names);
        return {
          does: this.#kind.lacking(columns) === '',
          count: columns.filter((one) => one !== null).length,
        };
      });
      const best = known.reduce((most, { count }, at) => (count > (known[most]?.count ?? 0) ? at : most), 0);
      this.chooseTable(best);
      const certain = known[best]?.does === true && known.filter(({ does }) => does).length === 1;
      if (source.sure && certain) await this.show();
      else this.stage = { state: 'columns' };
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (this.#reading.signal.aborted) return;
    if (this.#problem(error) === null) throw error;
    this.stage = { state: 'refused', words: () => this.#problem(error) ?? '' };
  }
}

const widened = <F extends string>(columns: Columns<F>, width: number): Columns<F> =>
  Array.from({ length: width }, (_, at) => columns[at] ?? null);

export const isTableRefused = (error: unknown): error is TableRefused => error instanceof TableRefused;
