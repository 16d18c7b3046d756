import type { SheetLine, SheetPiece } from './sheet.ts';

/** Words in front of and behind a change where nothing but signs can tell it: in black and white, and read aloud. */
export const SIGNS: Readonly<Record<'gone' | 'new', readonly [string, string]>> = {
  gone: ['[−', '−]'],
  new: ['[+', '+]'],
};

/** A line as pieces; words all of which stand are one. */
export const piecesOf = (line: SheetLine): readonly SheetPiece[] =>
  typeof line === 'string' ? (line === '' ? [] : [{ kind: 'same', text: line }]) : line;
