import type { Body } from '../registers/workspace-types.ts';
import { m } from '../texts/messages.ts';
import { together } from '../texts/times.ts';
import { printable } from './printable.ts';
import { asOf } from './said.ts';
import { cell, type SheetCell, type SheetTable } from './sheet.ts';

/** A line of the block under a title: what it is about, and what is said. */
export type HeadRow = readonly [label: string, value: SheetCell];

/** The block under a title, with the labels in its first column; `share`: of the width, for them. */
export const headTable = (name: string, rows: readonly HeadRow[], share = 0.2): SheetTable => ({
  name,
  columns: [
    { heading: null, share },
    { heading: null, share: 1 - share },
  ],
  rows: rows.map(([label, value]) => [cell(label), value]),
});

/** Whose document it is. */
export const partiesRow = (bodies: readonly Body[]): HeadRow => {
  const parties = bodies.filter(({ kind }) => kind === 'party').map(({ name }) => name);
  return [m.out_parties(), cell(printable(together(parties)))];
};

/** Out of which workspace it was printed, and on which day (`YYYY-MM-DD`). */
export const workspaceRow = (workspace: string, day: string): HeadRow => [
  m.out_workspace(),
  cell(printable(workspace), asOf(day)),
];
