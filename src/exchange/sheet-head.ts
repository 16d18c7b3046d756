import type { FieldsInThree } from '../registers/in-three.ts';
import type { Body } from '../registers/workspace-types.ts';
import { languageName } from '../texts/articles.ts';
import { language } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { spokenName } from '../texts/people.ts';
import { shownFirst } from '../texts/readers-first.ts';
import { together } from '../texts/times.ts';
import { printable } from './printable.ts';
import { asIs, asOf, saidLines } from './said.ts';
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
  const parties = bodies.filter(({ kind }) => kind === 'party').map(spokenName);
  return [m.out_parties(), cell(printable(together(parties)))];
};

/**
 * Where a document speaks another language than the record: which words of it do, and that the others are as they were
 * written. `others`: what of the record is said there instead, as it reads in the record.
 */
export function languageRows(...others: readonly FieldsInThree[]): readonly HeadRow[] {
  const own = language();
  if (own === 'en') return [];
  const instead = others
    .filter((fields) => shownFirst(fields) !== 'en')
    .flatMap(({ en }) => saidLines(en, asIs));
  return [
    [m.doclang_row(), cell(m.doclang_words({ language: languageName(own) }))],
    ...(instead.length === 0 ? [] : [[languageName('en'), cell(...instead)] as const]),
  ];
}

/** Out of which workspace it was printed, and on which day (`YYYY-MM-DD`). */
export const workspaceRow = (workspace: string, day: string): HeadRow => [
  m.out_workspace(),
  cell(printable(workspace), asOf(day)),
];
