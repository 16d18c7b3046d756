import type { SheetFrame, SheetLayout } from '../sheet.ts';
import { field, runs, TAB } from './runs.ts';
import { W } from './styles.ts';
import { el, part, val, type Inside, type Xml } from '../xml.ts';

/** A4 in twentieths of a point, shorter side first, with 2 cm around. */
const A4 = [11_906, 16_838] as const;
const MARGIN = 1_134;

const pageSize = (layout: SheetLayout): { width: number; height: number } =>
  layout === 'upright' ? { width: A4[0], height: A4[1] } : { width: A4[1], height: A4[0] };

/** Between the margins. */
export const textWidth = (layout: SheetLayout): number => pageSize(layout).width - 2 * MARGIN;

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const NAMESPACES = { 'xmlns:w': W, 'xmlns:r': R } as const;

/** What names the parts of the running head and foot; the package has them under these ids. */
export const PARTS = {
  head: 'rId1',
  foot: 'rId2',
  styles: 'rId3',
  numbering: 'rId4',
  fonts: 'rId5',
} as const;

/** A line of the running head or foot, with a stop at the right margin. */
const line = (layout: SheetLayout, ...content: readonly Inside[]): Xml =>
  el(
    'w:p',
    {},
    el(
      'w:pPr',
      {},
      val('w:pStyle', 'Running'),
      el('w:tabs', {}, el('w:tab', { 'w:val': 'right', 'w:pos': textWidth(layout) })),
    ),
    content.flat(),
  );

/** `left` and `right` printable. */
export const headPart = (layout: SheetLayout, left: string, right: string): string =>
  part(el('w:hdr', NAMESPACES, line(layout, runs(left), TAB, runs(right))));

/** "Page 2 of 7", the numbers counted by the program that prints. */
export function footPart(layout: SheetLayout, [before, between, after]: SheetFrame['page']): string {
  const count = [...runs(before), field('PAGE'), ...runs(between), field('NUMPAGES'), ...runs(after)];
  return part(el('w:ftr', NAMESPACES, line(layout, TAB, count)));
}

/** Which page the body is laid on; last in it. */
export function section(layout: SheetLayout): Xml {
  const { width, height } = pageSize(layout);
  return el(
    'w:sectPr',
    {},
    el('w:headerReference', { 'w:type': 'default', 'r:id': PARTS.head }),
    el('w:footerReference', { 'w:type': 'default', 'r:id': PARTS.foot }),
    el('w:pgSz', {
      'w:w': width,
      'w:h': height,
      ...(layout === 'across' ? { 'w:orient': 'landscape' } : {}),
    }),
    el('w:pgMar', {
      'w:top': 1_418,
      'w:right': MARGIN,
      'w:bottom': 1_418,
      'w:left': MARGIN,
      'w:header': 680,
      'w:footer': 680,
      'w:gutter': 0,
    }),
  );
}
