import type { SheetSignatures } from '../sheet.ts';
import { paragraph } from './paragraph.ts';
import { el, type Xml } from '../xml.ts';

/** Place and date, and the signatories side by side, two to a row, in the order given; never parted by a page's end. */
export function signatureBlock({ placeAndDate, blocks }: SheetSignatures, width: number): Xml[] {
  const half = Math.floor(width / 2);
  const cellOf = (block: SheetSignatures['blocks'][number] | undefined): Xml =>
    el(
      'w:tc',
      {},
      el('w:tcPr', {}, el('w:tcW', { 'w:w': half, 'w:type': 'dxa' })),
      // A cell needs a paragraph; where nobody signs there is no line to sign on.
      ...(block === undefined
        ? [paragraph('Normal', '')]
        : [paragraph('Office', block.office), paragraph('Name', block.name)]),
    );
  const pairs = blocks.flatMap((block, i) => (i % 2 === 0 ? [[block, blocks[i + 1]] as const] : []));
  return [
    paragraph('PlaceDate', placeAndDate),
    el(
      'w:tbl',
      {},
      el(
        'w:tblPr',
        {},
        el('w:tblW', { 'w:w': half * 2, 'w:type': 'dxa' }),
        el('w:tblLayout', { 'w:type': 'fixed' }),
      ),
      el('w:tblGrid', {}, el('w:gridCol', { 'w:w': half }), el('w:gridCol', { 'w:w': half })),
      ...pairs.map((pair) =>
        el('w:tr', {}, el('w:trPr', {}, el('w:cantSplit')), ...pair.map((block) => cellOf(block))),
      ),
    ),
  ];
}
