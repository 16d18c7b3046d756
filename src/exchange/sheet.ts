import type { InterfaceLanguage } from '../texts/language.ts';

/*
 * Minutes, a plan or a roster as they lie on paper, with no word of how they came about: the page on the screen, its print
 * and the DOCX file are three renderings of this. All texts are printable (printable.ts); numbers are text, as they were adopted.
 */

/** A stretch of words: as they are, or as somebody proposes to take them out (`gone`) or to put them in (`new`). */
export interface SheetPiece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
  /** Who proposes it, where that is not who proposes the rest. */
  readonly by?: SheetAuthor;
}

/** Words all of which stand, or words with a change marked in them. */
export type SheetLine = string | readonly SheetPiece[];

/** Who proposes a change, and when: `YYYY-MM-DDTHH:MM:SSZ`, as claimed. */
export interface SheetAuthor {
  readonly name: string;
  readonly at: string;
}

export interface SheetTable {
  /** What it holds, for whoever hears the page. */
  readonly name: string;
  /** Whether a row may be parted by the end of a page; `whole` unless told. Rows of long texts are longer than a page. */
  readonly rowsAre?: 'whole' | 'parted';
  /** `share`: of the width, all together 1. No headings at all: the first cell of a row is its heading. */
  readonly columns: readonly { readonly heading: string | null; readonly share: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A cell is its lines; a list has a bullet before each, `strong` lines are the name of what follows. */
export interface SheetCell {
  readonly kind: 'lines' | 'list' | 'strong';
  readonly lines: readonly SheetLine[];
}

export type SheetBlock =
  | { readonly kind: 'heading'; readonly number: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A remark of whoever made the sheet, no part of what it shows: smaller, and set apart. */
  | { readonly kind: 'note'; readonly text: string }
  /** A numbered paragraph; `level` from 0, `record`: what an address on the screen calls it. */
  | {
      readonly kind: 'point';
      readonly record: string;
      readonly number: string;
      readonly level: number;
      readonly text: string;
    }
  /** A heading or a numbered paragraph (`level` 0) with changes by Parties in it: tracked in a Word file, marked on paper. */
  | {
      readonly kind: 'changed';
      readonly as: 'heading' | 'point';
      readonly number: SheetLine;
      readonly line: SheetLine;
      /** Who proposes what names nobody else. */
      readonly by: SheetAuthor;
      /** Whether the paragraph itself is new or goes. */
      readonly paragraph: 'stays' | 'new' | 'gone';
    }
  | { readonly kind: 'table'; readonly table: SheetTable };

export interface SheetSignatures {
  /** "Bangkok, Friday, 26 August 2022". */
  readonly placeAndDate: string;
  /** In the order they print, two side by side. */
  readonly blocks: readonly { readonly office: string; readonly name: string }[];
}

/** What begins on a page of its own. */
export interface SheetAnnex {
  readonly heading: string;
  readonly blocks: readonly SheetBlock[];
}

/** Of a page of A4. */
export type SheetLayout = 'upright' | 'across';

/** What the page says of itself, in the language of the sheet's own words: headings, labels and dates. */
export interface SheetFrame {
  readonly language: InterfaceLanguage;
  /** "Page 2 of 7" without its two numbers, which whoever prints counts. */
  readonly page: readonly [before: string, between: string, after: string];
  /** The key to the signs that mark a change where no program tracks it. */
  readonly signs: string;
}

export interface Sheet {
  readonly frame: SheetFrame;
  readonly layout: SheetLayout;
  /** In the running head and above the title: "Draft – not adopted". */
  readonly standing: string;
  /** "B. Meeting Notes Day 2"; also in the running head. Empty for none. */
  readonly heading: string;
  readonly title: string;
  /** `YYYY-MM-DD`; the file's own date. */
  readonly date: string;
  /** The block under the title: when, where, who. */
  readonly head: SheetTable | null;
  readonly blocks: readonly SheetBlock[];
  readonly signatures: SheetSignatures | null;
  readonly annexes: readonly SheetAnnex[];
}

export const cell = (...lines: readonly SheetLine[]): SheetCell => ({ kind: 'lines', lines });
export const strong = (...lines: readonly SheetLine[]): SheetCell => ({ kind: 'strong', lines });

/** What a file or a window is called where it has one name. */
export const shortTitle = ({ heading, title }: Sheet): string => (heading === '' ? title : heading);

/** Letters of a title that leave room for the standing beside it in the running head. */
const ROOM: Readonly<Record<SheetLayout, number>> = { upright: 56, across: 96 };

/** The same, cut at a word (Khmer and Thai: at a written letter) where the running head has no room for all of it. */
export function runningTitle(sheet: Sheet): string {
  const title = shortTitle(sheet);
  const letters = [...new Intl.Segmenter('km', { granularity: 'grapheme' }).segment(title)];
  const room = ROOM[sheet.layout];
  if (letters.length <= room) return title;
  const kept = title.slice(0, letters[room]?.index);
  const space = kept.lastIndexOf(' ');
  return `${kept.slice(0, space > room / 2 ? space : undefined).trimEnd()}…`;
}
