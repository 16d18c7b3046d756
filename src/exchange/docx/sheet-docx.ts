import type { Bytes } from '../../crypto/bytes.ts';
import { runningTitle, type Sheet, type SheetAnnex, type SheetBlock } from '../sheet.ts';
import { changedParagraph, counted, type NextId } from './changes.ts';
import { docxFile } from './package.ts';
import { textWidth } from './page.ts';
import { opening, paragraph, point } from './paragraph.ts';
import { signatureBlock } from './signature-block.ts';
import { table } from './table.ts';
import type { Xml } from '../xml.ts';

const numbered = (number: string, text: string): string => [number, text].filter((s) => s !== '').join(' ');

/** Without a paragraph between them, two tables would be read as one. */
const gap = (): Xml => paragraph('Normal', '');

function blockOf(block: SheetBlock, width: number, id: NextId): Xml[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph('Heading2', numbered(block.number, block.text))];
    case 'paragraph':
      return [paragraph('Normal', block.text)];
    case 'note':
      return [paragraph('Note', block.text)];
    case 'changed':
      return [changedParagraph(block, id)];
    case 'point':
      return [point(block.number, block.level, block.text)];
    case 'table':
      return [table(block.table, width), gap()];
  }
}

const annexOf = ({ heading, blocks }: SheetAnnex, width: number, id: NextId): Xml[] => [
  opening(heading),
  ...blocks.flatMap((block) => blockOf(block, width, id)),
];

/** A sheet as a DOCX file on A4, with a running head and page numbers; the same bytes for the same sheet. */
export function sheetDocx(sheet: Sheet): Bytes {
  const { frame, layout, standing, heading, title, date, head, blocks, signatures, annexes } = sheet;
  const width = textWidth(layout);
  const id = counted();
  return docxFile({
    frame,
    layout,
    title: title === '' ? heading : title,
    standing,
    date,
    running: { left: runningTitle(sheet), right: standing },
    body: [
      paragraph('Standing', standing),
      ...(heading === '' ? [] : [paragraph('Heading1', heading)]),
      ...(title === '' ? [] : [paragraph('Title', title)]),
      ...(head === null ? [] : [table(head, width), gap()]),
      ...blocks.flatMap((block) => blockOf(block, width, id)),
      ...(signatures === null ? [] : [...signatureBlock(signatures, width), gap()]),
      ...annexes.flatMap((annex) => annexOf(annex, width, id)),
    ],
  });
}
