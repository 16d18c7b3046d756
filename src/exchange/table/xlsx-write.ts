import { strToU8, zipSync } from 'fflate';
import type { Bytes } from '../../crypto/bytes.ts';
import { chars, el, part, type Xml } from '../xml.ts';
import { escapedLetters } from './xlsx-letters.ts';

/*
 * A workbook of one sheet (ISO/IEC 29500-1, 18), written here over fflate as Word files are: 3 kB in place of the 60 kB of
 * `write-excel-file` 4.1.1, which tests read and write with. Every cell is text, so nothing in it can be a formula, and
 * "1.10" stays itself when somebody types over it.
 */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Of every file in the zip; local time on purpose, since that is what zip writes: the same bytes in every zone. */
const EPOCH = new Date(1980, 0, 1);
/** Letters of a cell at most, in every program that opens such files. */
const MAX_CELL = 32_767;

/** Places in the list of formats: text that wraps, and the same in bold. */
const PLAIN = 1;
const BOLD = 2;

export interface WorkbookSheet {
  /** Shown on its tab; letters a tab may not have are left out. */
  readonly name: string;
  /** The first row names the columns: bold, and in sight while one scrolls. */
  readonly rows: readonly (readonly string[])[];
  /** Of the columns, in letters. */
  readonly widths: readonly number[];
}

/** `A`, `Z`, `AA`. */
const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const relations = (...all: readonly (readonly [id: string, type: string, target: string])[]): string =>
  part(
    el(
      'Relationships',
      { xmlns: `${PACKAGE}/relationships` },
      ...all.map(([Id, type, Target]) => el('Relationship', { Id, Type: `${OFFICE}/${type}`, Target })),
    ),
  );

const override = (PartName: string, type: string): Xml =>
  el('Override', { PartName, ContentType: `${SHEET}.${type}+xml` });

const CONTENT_TYPES = part(
  el(
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    el('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('/xl/workbook.xml', 'sheet.main'),
    override('/xl/worksheets/sheet1.xml', 'worksheet'),
    override('/xl/styles.xml', 'styles'),
  ),
);

/** `@` is the format of text. */
const format = (font: number): Xml =>
  el(
    'xf',
    { numFmtId: 49, fontId: font, fillId: 0, borderId: 0, xfId: 0, applyNumberFormat: 1, applyAlignment: 1 },
    el('alignment', { vertical: 'top', wrapText: 1 }),
  );
const font = (...inside: readonly Xml[]): Xml =>
  el('font', {}, ...inside, el('sz', { val: 11 }), el('name', { val: 'Noto Sans' }));
const fill = (patternType: string): Xml => el('fill', {}, el('patternFill', { patternType }));

const STYLES = part(
  el(
    'styleSheet',
    { xmlns: MAIN },
    el('fonts', { count: 2 }, font(), font(el('b'))),
    el('fills', { count: 2 }, fill('none'), fill('gray125')),
    el('borders', { count: 1 }, el('border')),
    el('cellStyleXfs', { count: 1 }, el('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })),
    el(
      'cellXfs',
      { count: 3 },
      el('xf', { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0, xfId: 0 }),
      format(0),
      format(1),
    ),
  ),
);

function cell(words: string, place: string, style: number): Xml | null {
  if (words === '') return null;
  const text = escapedLetters(words.slice(0, MAX_CELL));
  return el(
    'c',
    { r: place, s: style, t: 'inlineStr' },
    el('is', {}, el('t', { 'xml:space': 'preserve' }, chars(text))),
  );
}

const sheetPart = ({ rows, widths }: WorkbookSheet): string =>
  part(
    el(
      'worksheet',
      { xmlns: MAIN },
      el(
        'sheetViews',
        {},
        el(
          'sheetView',
          { workbookViewId: 0 },
          el('pane', { ySplit: 1, topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' }),
        ),
      ),
      widths.length === 0
        ? null
        : el(
            'cols',
            {},
            ...widths.map((width, i) =>
              el('col', { min: i + 1, max: i + 1, width, style: PLAIN, customWidth: 1 }),
            ),
          ),
      el(
        'sheetData',
        {},
        rows.map((words, i) =>
          el(
            'row',
            { r: i + 1 },
            words.map((text, column) => cell(text, `${letterOf(column)}${i + 1}`, i === 0 ? BOLD : PLAIN)),
          ),
        ),
      ),
    ),
  );

/** 31 letters at most, none of `: \ / ? * [ ]`, and no apostrophe at an end. */
const tabName = (name: string): string =>
  [...name.toWellFormed().replace(/[:\\/?*[\]\p{Cc}]/gu, ' ')]
    .slice(0, 31)
    .join('')
    .replace(/^[' ]+|[' ]+$/g, '') || 'Sheet 1';

/** A workbook with one sheet; the same bytes for the same rows. */
export function writeXlsx(sheet: WorkbookSheet): Bytes {
  const workbook = part(
    el(
      'workbook',
      { xmlns: MAIN, 'xmlns:r': OFFICE },
      el('sheets', {}, el('sheet', { name: tabName(sheet.name), sheetId: 1, 'r:id': 'rId1' })),
    ),
  );
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations(
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'styles', 'styles.xml'],
    ),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheetPart(sheet),
  };
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 6 });
}
