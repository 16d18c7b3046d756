import { piecesOf, SIGNS } from '../marked.ts';
import type { SheetLine } from '../sheet.ts';
import { runs, TAB } from './runs.ts';
import { BULLETS, type StyleId } from './styles.ts';
import { el, val, type Xml } from '../xml.ts';

/** A line with its changes marked by look and by signs, none of them tracked: for a table of what is proposed. */
const marked = (line: SheetLine): Xml[] =>
  piecesOf(line).flatMap(({ kind, text }) => {
    if (kind === 'same') return runs(text);
    const [before, after] = SIGNS[kind];
    return runs(`${before}${text}${after}`, kind === 'gone' ? el('w:strike') : val('w:u', 'single'));
  });

/** A paragraph of printable text. */
export const paragraph = (style: StyleId, line: SheetLine): Xml =>
  el('w:p', {}, el('w:pPr', {}, val('w:pStyle', style)), marked(line));

/** A heading that opens a page. */
export const opening = (text: string): Xml =>
  el('w:p', {}, el('w:pPr', {}, val('w:pStyle', 'Heading1'), el('w:pageBreakBefore')), runs(text));

/** Room for a number, in twentieths of a point: 1 cm. */
const INDENT = 567;

/**
 * A numbered paragraph. The number is text before a hanging indent, not Word's own: it is part of what was adopted (the
 * record counts 3.1, 2.2, 2.3), and Word would count anew when a line is added or the text is pasted elsewhere.
 */
export const point = (number: string, level: number, text: string): Xml =>
  el('w:p', {}, pointProperties(level), runs(number), TAB, runs(text));

/** `own`: run properties of the paragraph's end, last as the schema has it. */
export const pointProperties = (level: number, own: Xml | null = null): Xml =>
  el(
    'w:pPr',
    {},
    val('w:pStyle', 'Point'),
    el('w:ind', { 'w:left': INDENT * (Math.min(level, 6) + 1), 'w:hanging': INDENT }),
    own,
  );

export const bullet = (line: SheetLine): Xml =>
  el(
    'w:p',
    {},
    el(
      'w:pPr',
      {},
      val('w:pStyle', 'CellList'),
      el('w:numPr', {}, val('w:ilvl', 0), val('w:numId', BULLETS)),
    ),
    marked(line),
  );
