import type { PlanItem } from '../registers/plan.ts';

/** Columns of the register, in order. The last three are read or act, they are not written. */
export const COLUMNS = [
  'number',
  'activity',
  'responsible',
  'timeframe',
  'expected',
  'status',
  'progress',
  'agreement',
  'where',
  'acts',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Cell {
  readonly id: string;
  readonly column: Column;
}

type Rows = readonly Pick<PlanItem, 'id'>[];

/** The cell so many columns and rows from another; a column past an end is in the next row. Null past an end of the rows. */
export function neighbour(rows: Rows, cell: Cell, columns: number, by: number): Cell | null {
  const row = rows.findIndex(({ id }) => id === cell.id);
  if (row < 0) return null;
  const at = COLUMNS.indexOf(cell.column) + columns;
  const wrapped = columns === 0 ? 0 : Math.floor(at / COLUMNS.length);
  const item = rows[row + by + wrapped];
  const column = COLUMNS[((at % COLUMNS.length) + COLUMNS.length) % COLUMNS.length];
  return item === undefined || column === undefined ? null : { id: item.id, column };
}

/** As {@link neighbour}, but never into another row by a step aside. */
export function beside(rows: Rows, cell: Cell, columns: number, by: number): Cell | null {
  const at = COLUMNS.indexOf(cell.column) + columns;
  return at < 0 || at >= COLUMNS.length ? null : neighbour(rows, cell, columns, by);
}

/** The cell a screenful of rows away in the same column, and no further than the first or the last row. */
export function screenful(rows: Rows, cell: Cell, by: number): Cell | null {
  const row = rows.findIndex(({ id }) => id === cell.id);
  const item = row < 0 ? undefined : rows[Math.max(0, Math.min(rows.length - 1, row + by))];
  return item === undefined ? null : { id: item.id, column: cell.column };
}

/** The first or last cell of a row, or of all rows. */
export function edge(rows: Rows, cell: Cell, end: 'Home' | 'End', whole: boolean): Cell | null {
  const item = whole ? (end === 'Home' ? rows[0] : rows.at(-1)) : { id: cell.id };
  const column = end === 'Home' ? COLUMNS[0] : COLUMNS.at(-1);
  return item === undefined || column === undefined ? null : { id: item.id, column };
}
