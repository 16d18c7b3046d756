import type { InterfaceLanguage } from '../../texts/language.ts';
import { defaultRun, FONTS } from './runs.ts';
import { el, part, val, type Xml } from '../xml.ts';

export const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The paragraphs there are; nothing is formatted by hand. */
export type StyleId =
  | 'Normal'
  | 'Standing'
  | 'Title'
  | 'Heading1'
  | 'Heading2'
  | 'Point'
  | 'Note'
  | 'Cell'
  | 'CellHead'
  | 'CellList'
  | 'PlaceDate'
  | 'Office'
  | 'Name'
  | 'Running';

interface Style {
  readonly name: string;
  /** In twentieths of a point. */
  readonly before?: number;
  readonly after?: number;
  /** Half points, of Latin and of complex script: Khmer and Thai letters are small in their square. */
  readonly size?: readonly [number, number];
  readonly bold?: true;
  readonly align?: 'center' | 'left';
  /** Stays on the page of what follows. */
  readonly next?: true;
  /** A line above, to sign on. */
  readonly line?: true;
  /** From the left, in twentieths of a point. */
  readonly indent?: number;
  /** 0 for a heading of the first level, as the navigation pane and screen readers count. */
  readonly outline?: number;
}

const STYLES: Readonly<Record<StyleId, Style>> = {
  Normal: { name: 'Normal', after: 120 },
  Standing: { name: 'Standing', after: 240, bold: true },
  Heading1: {
    name: 'heading 1',
    before: 240,
    after: 120,
    size: [26, 28],
    bold: true,
    next: true,
    outline: 0,
  },
  Title: { name: 'Title', after: 240, size: [24, 26], bold: true },
  Heading2: {
    name: 'heading 2',
    before: 280,
    after: 120,
    size: [22, 24],
    bold: true,
    next: true,
    outline: 1,
  },
  Point: { name: 'Point', after: 100 },
  Note: { name: 'Note', after: 120, size: [18, 20], indent: 567 },
  Cell: { name: 'Cell', before: 40, after: 40 },
  CellHead: { name: 'Cell Head', before: 40, after: 40, bold: true },
  CellList: { name: 'Cell List', before: 40, after: 40 },
  PlaceDate: { name: 'Place and Date', before: 360, after: 240, next: true },
  Office: { name: 'Office', after: 1_300, bold: true, align: 'center', next: true },
  Name: { name: 'Signatory', after: 120, align: 'center', line: true },
  Running: { name: 'Running', size: [16, 18] },
};

const LINE = { 'w:val': 'single', 'w:sz': 4, 'w:space': 6, 'w:color': '444444' };

const styleOf = ([id, style]: [string, Style]): Xml =>
  el(
    'w:style',
    { 'w:type': 'paragraph', 'w:styleId': id, ...(id === 'Normal' ? { 'w:default': 1 } : {}) },
    val('w:name', style.name),
    id === 'Normal' ? null : val('w:basedOn', 'Normal'),
    el('w:qFormat'),
    el(
      'w:pPr',
      {},
      style.next ? el('w:keepNext') : null,
      style.line ? el('w:pBdr', {}, el('w:top', LINE)) : null,
      el('w:spacing', {
        'w:before': style.before ?? 0,
        'w:after': style.after ?? 0,
        'w:line': 264,
        'w:lineRule': 'auto',
      }),
      style.indent === undefined ? null : el('w:ind', { 'w:left': style.indent }),
      val('w:jc', style.align ?? 'left'),
      style.outline === undefined ? null : val('w:outlineLvl', style.outline),
    ),
    el(
      'w:rPr',
      {},
      style.bold ? el('w:b') : null,
      style.bold ? el('w:bCs') : null,
      style.size === undefined ? null : val('w:sz', style.size[0]),
      style.size === undefined ? null : val('w:szCs', style.size[1]),
    ),
  );

/** `language`: of the document's own words. */
export const stylesPart = (language: InterfaceLanguage): string =>
  part(
    el(
      'w:styles',
      { 'xmlns:w': W },
      el('w:docDefaults', {}, el('w:rPrDefault', {}, defaultRun(language)), el('w:pPrDefault')),
      ...Object.entries(STYLES).map(styleOf),
    ),
  );

/** Id of the one list: bullets. Printed numbers are text, see `point`. */
export const BULLETS = 1;

export const numberingPart = (): string =>
  part(
    el(
      'w:numbering',
      { 'xmlns:w': W },
      el(
        'w:abstractNum',
        { 'w:abstractNumId': 0 },
        val('w:multiLevelType', 'singleLevel'),
        el(
          'w:lvl',
          { 'w:ilvl': 0 },
          val('w:start', 1),
          val('w:numFmt', 'bullet'),
          val('w:lvlText', '•'),
          val('w:lvlJc', 'left'),
          el('w:pPr', {}, el('w:ind', { 'w:left': 284, 'w:hanging': 284 })),
        ),
      ),
      el('w:num', { 'w:numId': BULLETS }, val('w:abstractNumId', 0)),
    ),
  );

/** Windows has Leelawadee UI for both scripts where the Noto fonts are not installed. */
export const fontsPart = (): string =>
  part(
    el(
      'w:fonts',
      { 'xmlns:w': W },
      ...(
        [
          [FONTS.latin, 'Calibri'],
          [FONTS.km, 'Leelawadee UI'],
          [FONTS.th, 'Leelawadee UI'],
        ] as const
      ).map(([name, other]) => el('w:font', { 'w:name': name }, val('w:altName', other))),
    ),
  );
