import { strToU8, zipSync } from 'fflate';
import type { Bytes } from '../../crypto/bytes.ts';
import type { SheetFrame, SheetLayout } from '../sheet.ts';
import { footPart, headPart, NAMESPACES, PARTS, section } from './page.ts';
import { fontsPart, numberingPart, stylesPart } from './styles.ts';
import { chars, el, part, type Xml } from '../xml.ts';

/*
 * The zip of parts that a DOCX is (ISO/IEC 29500). Written here over fflate rather than by the library `docx` 9.15.2:
 * 9 kB in place of 226 kB, and that library takes dates from the clock and passes on control characters, which no reader opens.
 */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** Of every file in the zip; local time on purpose, since that is what zip writes: the same bytes in every zone. */
const EPOCH = new Date(1980, 0, 1);

const WORD_PARTS = [
  [PARTS.head, 'header', 'header1.xml', 'header'],
  [PARTS.foot, 'footer', 'footer1.xml', 'footer'],
  [PARTS.styles, 'styles', 'styles.xml', 'styles'],
  [PARTS.numbering, 'numbering', 'numbering.xml', 'numbering'],
  [PARTS.fonts, 'fontTable', 'fontTable.xml', 'fontTable'],
] as const;

const contentTypes = (): string =>
  part(
    el(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      el('Default', {
        Extension: 'rels',
        ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
      }),
      el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
      el('Override', { PartName: '/word/document.xml', ContentType: `${WORD}.document.main+xml` }),
      ...WORD_PARTS.map(([, , file, type]) =>
        el('Override', { PartName: `/word/${file}`, ContentType: `${WORD}.${type}+xml` }),
      ),
      el('Override', {
        PartName: '/docProps/core.xml',
        ContentType: 'application/vnd.openxmlformats-package.core-properties+xml',
      }),
    ),
  );

const relationships = (all: readonly (readonly [id: string, type: string, target: string])[]): string =>
  part(
    el(
      'Relationships',
      { xmlns: `${PACKAGE}/relationships` },
      ...all.map(([Id, Type, Target]) => el('Relationship', { Id, Type, Target })),
    ),
  );

export interface DocxFile {
  readonly frame: SheetFrame;
  readonly layout: SheetLayout;
  /** Printable, as all texts here. */
  readonly title: string;
  /** "Draft – not adopted". */
  readonly standing: string;
  /** `YYYY-MM-DD`: from the text, never the clock. */
  readonly date: string;
  readonly running: { readonly left: string; readonly right: string };
  readonly body: readonly Xml[];
}

const core = ({ frame, title, standing, date }: DocxFile): string =>
  part(
    el(
      'cp:coreProperties',
      {
        'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      el('dc:title', {}, chars(title)),
      el('dc:language', {}, chars(frame.language)),
      ...(['created', 'modified'] as const).map((name) =>
        el(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, chars(`${date}T00:00:00Z`)),
      ),
      el('cp:contentStatus', {}, chars(standing)),
    ),
  );

/** The file; the same bytes for the same content. */
export function docxFile(file: DocxFile): Bytes {
  const document = part(el('w:document', NAMESPACES, el('w:body', {}, file.body, section(file.layout))));
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      ['rId1', `${OFFICE}/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': core(file),
    'word/document.xml': document,
    'word/_rels/document.xml.rels': relationships(
      WORD_PARTS.map(([id, type, target]) => [id, `${OFFICE}/${type}`, target]),
    ),
    'word/header1.xml': headPart(file.layout, file.running.left, file.running.right),
    'word/footer1.xml': footPart(file.layout, file.frame.page),
    'word/styles.xml': stylesPart(file.frame.language),
    'word/numbering.xml': numberingPart(),
    'word/fontTable.xml': fontsPart(),
  };
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 6 });
}
