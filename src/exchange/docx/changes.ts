import type { SheetAuthor, SheetBlock, SheetLine, SheetPiece } from '../sheet.ts';
import { piecesOf } from '../marked.ts';
import { pointProperties } from './paragraph.ts';
import { goneRuns, runs, TAB } from './runs.ts';
import { el, val, type Inside, type Xml } from '../xml.ts';

type Changed = Extract<SheetBlock, { readonly kind: 'changed' }>;

/** Ids of the tracked changes of one file: each has to have its own. */
export type NextId = () => number;
export function counted(): NextId {
  let last = 0;
  return () => ++last;
}

const mark = (name: 'w:ins' | 'w:del', by: SheetAuthor, id: NextId, ...inside: readonly Inside[]): Xml =>
  el(name, { 'w:id': id(), 'w:author': by.name, 'w:date': by.at }, ...inside);

const pieceOf = ({ kind, text }: SheetPiece, by: SheetAuthor, id: NextId): Xml[] => {
  if (text === '') return [];
  if (kind === 'same') return runs(text);
  return kind === 'new' ? [mark('w:ins', by, id, runs(text))] : [mark('w:del', by, id, goneRuns(text))];
};

const tracked = (line: SheetLine, by: SheetAuthor, id: NextId): Xml[] =>
  piecesOf(line).flatMap((piece) => pieceOf(piece, by, id));

/**
 * A paragraph with a Party's change as Word tracks it (ISO/IEC 29500-1, 17.13.5): who accepts all changes of an author has
 * the text as that Party proposes it. A paragraph that is new or goes is marked at its own end, too, else an empty one stays.
 */
export function changedParagraph({ as, number, line, by, paragraph }: Changed, id: NextId): Xml {
  const own =
    paragraph === 'stays' ? null : el('w:rPr', {}, mark(paragraph === 'new' ? 'w:ins' : 'w:del', by, id));
  const [numbers, words] = [tracked(number, by, id), tracked(line, by, id)];
  if (as === 'heading') {
    const space = numbers.length > 0 && words.length > 0 ? runs(' ') : [];
    return el('w:p', {}, el('w:pPr', {}, val('w:pStyle', 'Heading2'), own), numbers, space, words);
  }
  return el('w:p', {}, pointProperties(0, own), numbers, TAB, words);
}
