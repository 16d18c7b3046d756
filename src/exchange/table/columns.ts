import type { Table } from './table.ts';

/** What headings a column goes by, field by field, in English, Khmer and Thai; machine names among them. */
export type HeadingNames<F extends string> = Readonly<Record<F, readonly string[]>>;

/** A row by the fields of its columns. One the table does not have is left out, and says nothing. */
export interface FieldRow<F extends string> {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<F, string>>>;
  /** Fields whose value a spreadsheet calculated. */
  readonly calculated?: readonly F[];
}

/** Which field each column holds; null: it is left out. */
export type Columns<F extends string> = readonly (F | null)[];

/** Case, marks, spaces and zero-width spaces between Khmer words do not count. */
const key = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200B-\u200D\uFEFF]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** A heading in two languages is in pieces: `Activities / សកម្មភាព`. */
const pieces = (heading: string): string[] =>
  [heading, ...heading.split(/[/\n\r|()–—]+/u)].map(key).filter((piece) => piece !== '');

/** How much of a heading is looked at; longer ones are sentences. */
const LONGEST = 200;

/**
 * Finds the fields by their headings: those named exactly first, then those whose heading holds a name. One field may be
 * found twice where two headings are exactly it; who reads the file then says which.
 */
function matchColumns<F extends string>(headings: readonly string[], names: HeadingNames<F>): Columns<F> {
  const fields = Object.keys(names) as F[];
  const known = new Map<string, F>();
  for (const field of fields) for (const name of names[field]) known.set(key(name), field);
  const found: (F | null)[] = headings.map(
    (heading) =>
      pieces(heading.slice(0, LONGEST))
        .map((piece) => known.get(piece))
        .find((field) => field !== undefined) ?? null,
  );
  const taken = new Set(found);
  // "Timeframe" before "time", or the shorter name would take its column.
  const longest = [...known].filter(([name]) => [...name].length > 3).sort(([a], [b]) => b.length - a.length);
  return found.map((field, at) => {
    if (field !== null) return field;
    const heading = ` ${key((headings[at] ?? '').slice(0, LONGEST))} `;
    const [, within] =
      longest.find(([name, one]) => {
        // Khmer and Thai have no spaces between words.
        const inside = /^[\p{Script=Latin}\p{N} ]+$/u.test(name) ? ` ${name} ` : name;
        return !taken.has(one) && heading.includes(inside);
      }) ?? [];
    if (within === undefined) return null;
    taken.add(within);
    return within;
  });
}

/** Rows looked at for the one that names the columns: a title may stand above it. */
const HEADER_WITHIN = 12;

/** Place of the row that names the columns, in `rows`, with the fields it names; the first row where none names any. */
export function findHeader<F extends string>(
  { rows }: Table,
  names: HeadingNames<F>,
): { readonly at: number; readonly columns: Columns<F> } {
  const tried = rows.slice(0, HEADER_WITHIN).map(({ cells }, at) => {
    const columns = matchColumns(cells, names);
    return { at, columns, known: columns.filter((field) => field !== null).length };
  });
  return tried.reduce(
    (best, one) => (one.known > best.known ? one : best),
    tried[0] ?? { at: 0, columns: [], known: 0 },
  );
}

/** Columns of a table, the widest row counting. */
export const widthOf = ({ rows }: Table): number =>
  rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);

/** The rows below the header by their fields; rows that say the header again, as on every page, are left out. */
export function fieldRows<F extends string>(
  { rows }: Table,
  header: number,
  columns: Columns<F>,
): readonly FieldRow<F>[] {
  const heading = JSON.stringify(rows[header]?.cells ?? []);
  return rows.slice(header + 1).flatMap(({ line, cells, calculated = [] }) => {
    if (JSON.stringify(cells) === heading) return [];
    const said = columns.flatMap((field, at) =>
      field === null ? [] : ([[field, (cells[at] ?? '').trim()]] as const),
    );
    if (said.every(([, words]) => words === '')) return [];
    const row = { line, cells: Object.fromEntries(said) as Partial<Record<F, string>> };
    const fields = calculated.flatMap((at) => columns[at] ?? []);
    return [fields.length === 0 ? row : { ...row, calculated: fields }];
  });
}

/** The first field that two columns are to hold; null where none is. */
export const fieldTwice = <F extends string>(columns: Columns<F>): F | null =>
  columns.find((field, at) => field !== null && columns.indexOf(field) < at) ?? null;
