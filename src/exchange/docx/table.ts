import { cell, type SheetCell, type SheetTable } from '../sheet.ts';
import { bullet, paragraph } from './paragraph.ts';
import type { StyleId } from './styles.ts';
import { el, val, type Xml } from '../xml.ts';

const EDGES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'] as const;
const edge = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '808080' };

/** A cell needs a paragraph, be it empty. */
const inside = ({ kind, lines }: SheetCell, style: StyleId): Xml[] =>
  lines.length === 0
    ? [paragraph(style, '')]
    : lines.map((line) =>
        kind === 'list' ? bullet(line) : paragraph(kind === 'strong' ? 'CellHead' : style, line),
      );

const cellOf = (width: number, content: SheetCell, style: StyleId): Xml =>
  el('w:tc', {}, el('w:tcPr', {}, el('w:tcW', { 'w:w': width, 'w:type': 'dxa' })), inside(content, style));

/** The headings are said again on each page. */
const rowOf = (cells: readonly Xml[], repeated: boolean, rowsAre: SheetTable['rowsAre']): Xml =>
  el(
    'w:tr',
    {},
    el(
      'w:trPr',
      {},
      rowsAre === 'parted' && !repeated ? null : el('w:cantSplit'),
      repeated ? el('w:tblHeader') : null,
    ),
    cells,
  );

/** A table across `width` twentieths of a point, of fixed columns so that every program breaks the lines alike. */
export function table({ name, columns, rows, rowsAre }: SheetTable, width: number): Xml {
  const widths = columns.map(({ share }) => Math.round(share * width));
  const headed = columns.some(({ heading }) => heading !== null);
  const cells = (row: readonly SheetCell[], style: (column: number) => StyleId) =>
    widths.map((one, i) => cellOf(one, row[i] ?? cell(), style(i)));
  const head = columns.map(({ heading }) => cell(heading ?? ''));
  return el(
    'w:tbl',
    {},
    el(
      'w:tblPr',
      {},
      el('w:tblW', { 'w:w': width, 'w:type': 'dxa' }),
      el('w:tblBorders', {}, ...EDGES.map((side) => el(`w:${side}`, edge))),
      el('w:tblLayout', { 'w:type': 'fixed' }),
      el(
        'w:tblCellMar',
        {},
        ...(['left', 'right'] as const).map((side) => el(`w:${side}`, { 'w:w': 100, 'w:type': 'dxa' })),
      ),
      el('w:tblLook', {
        'w:val': headed ? '0020' : '0080',
        'w:firstRow': headed ? 1 : 0,
        'w:firstColumn': headed ? 0 : 1,
      }),
      val('w:tblCaption', name),
    ),
    el('w:tblGrid', {}, ...widths.map((one) => el('w:gridCol', { 'w:w': one }))),
    headed
      ? rowOf(
          cells(head, () => 'CellHead'),
          true,
          rowsAre,
        )
      : null,
    rows.map((row) =>
      rowOf(
        cells(row, (i) => (headed || i > 0 ? 'Cell' : 'CellHead')),
        false,
        rowsAre,
      ),
    ),
  );
}
