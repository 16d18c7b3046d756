import { strToU8, zipSync } from 'fflate';

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const X = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relations = (...all: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${RELATIONS}">${all
    .map(
      ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** An Office file of these parts, as a hand that is not ours would zip it. */
export const officeFile = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );

/** A cell of a Word table; `properties` as markup, lines as paragraphs. */
export const wordCell = (words: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${words
    .split('\n')
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`)
    .join('')}</w:tc>`;
export const wordRow = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
export const wordTable = (...rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;

/** A Word file whose body is this markup. */
export const wordFile = (body: string, before = ''): Uint8Array =>
  officeFile({
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': `<?xml version="1.0"?>${before}<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
  });

export interface BookParts {
  readonly sheet: string;
  readonly styles?: string;
  readonly shared?: string;
  readonly workbook?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** A workbook with one sheet whose content is this markup. */
export const bookFile = ({
  sheet,
  styles = '',
  shared = '',
  workbook = '',
  more = {},
}: BookParts): Uint8Array =>
  officeFile({
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${X}" xmlns:r="${OFFICE}">${workbook}<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ),
    'xl/styles.xml': `<styleSheet xmlns="${X}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${X}">${shared}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${X}">${sheet}</worksheet>`,
    ...more,
  });
