import fc from 'fast-check';
import readExcel from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { TABLE_LIMITS, TableRefused } from '../../src/exchange/table/table.ts';
import { readXlsx } from '../../src/exchange/table/xlsx-read.ts';
import { writeXlsx } from '../../src/exchange/table/xlsx-write.ts';
import { bookFile, officeFile } from './office-file.ts';

const cellsOf = (bytes: Uint8Array): (readonly string[])[] =>
  readXlsx(bytes).tables.flatMap(({ rows }) => rows.map(({ cells }) => cells));
const sheetOf = (...rows: readonly string[]): string => `<sheetData>${rows.join('')}</sheetData>`;

function refused(bytes: Uint8Array): string {
  try {
    readXlsx(bytes);
  } catch (error) {
    if (error instanceof TableRefused) return error.problem;
    throw error;
  }
  return 'nothing';
}

describe('a workbook', () => {
  it('comes back as it was written, whatever its cells say', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '=',
        '_x0041_',
        '_x',
        '&amp;',
        '<',
        '\t',
        '\n',
        '"',
        ' ',
        'ក្រសួង',
        'พม.',
        '😀',
        '\u0001',
        '\uFFFE',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    );
    // A parser of XML reads every line end as one, and a cell at a row's end that is empty is not there.
    const cell = fc
      .array(piece, { maxLength: 6 })
      .map((pieces) => pieces.join('').replaceAll('\r', '').toWellFormed());
    const rows = fc.array(
      fc.array(cell, { maxLength: 5 }).map((cells) => ['x', ...cells, 'y']),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        expect(cellsOf(writeXlsx({ name: 'Plan', rows: given, widths: [] }))).toEqual(given);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('is read by another program, every cell as text, and the same bytes are made of the same rows', async () => {
    const rows = [
      ['Item', 'Activities'],
      ['1.10', '=HYPERLINK("http://x.example")'],
      ['១', 'ផ្ញើបញ្ជីឈ្មោះ\nรายชื่อ'],
    ];
    const bytes = writeXlsx({ name: "What: 'next'?", rows, widths: [8, 60] });
    const [sheet] = await readExcel(Buffer.from(bytes));
    expect(sheet).toMatchObject({ sheet: "What  'next" });
    expect(sheet?.data).toEqual(rows);
    expect(writeXlsx({ name: "What: 'next'?", rows, widths: [8, 60] })).toEqual(bytes);
  });

  it('of another program is read: numbers and days as they are shown', async () => {
    const book = await writeExcel([
      [{ value: 'Item' }, { value: 'When' }, { value: 'Done' }],
      [
        { value: 1.1, type: Number, format: '0.00' },
        { value: new Date(Date.UTC(2022, 9, 31)), type: Date, format: 'dd/mm/yyyy' },
        { value: true, type: Boolean },
      ],
      [
        { value: 0.1 + 0.2, type: Number },
        { value: new Date(Date.UTC(2022, 9, 1)), type: Date, format: 'mmm yyyy' },
      ],
    ]).toBuffer();
    expect(cellsOf(new Uint8Array(book))).toEqual([
      ['Item', 'When', 'Done'],
      ['1.10', '2022-10-31', 'TRUE'],
      ['0.3', '2022-10'],
    ]);
  });

  it('gives the value a formula last had, and says which columns were calculated', () => {
    const sheet = sheetOf(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Item</t></is></c></row>',
      '<row r="3"><c r="A3" t="str"><f>CONCAT("1",".2")</f><v>1.2</v></c><c r="C3"><f>WEBSERVICE("http://x.example")</f><v>7</v></c></row>',
    );
    expect(readXlsx(bookFile({ sheet })).tables[0]?.rows).toEqual([
      { line: 1, cells: ['Item'] },
      { line: 3, cells: ['1.2', '', '7'], calculated: [0, 2] },
    ]);
  });

  it('counts the days of both calendars spreadsheets have, the day included that never was', () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const sheet = sheetOf(
      '<row><c s="1"><v>1</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>44865</v></c></row>',
    );
    expect(cellsOf(bookFile({ sheet, styles }))).toEqual([
      ['1900-01-01', '1900-02-28', '1900-03-01', '2022-10-31'],
    ]);
    const workbook = '<workbookPr date1904="1"/>';
    expect(cellsOf(bookFile({ sheet, styles, workbook }))[0]?.at(-1)).toBe('2026-11-01');
  });

  it('fills a cell merged downwards into its rows, and says so', () => {
    const row = (n: number, words: string) =>
      `<row r="${n}"><c r="A${n}" t="inlineStr"><is><t>${n}</t></is></c>${words === '' ? '' : `<c r="B${n}" t="inlineStr"><is><t>${words}</t></is></c>`}</row>`;
    const sheet = `${sheetOf(row(1, 'both'), row(2, ''), row(3, 'own'))}<mergeCells><mergeCell ref="B1:B2"/><mergeCell ref="A3:B1048576"/></mergeCells>`;
    const { tables, notes } = readXlsx(bookFile({ sheet }));
    expect(tables[0]?.rows.map(({ cells }) => cells[1])).toEqual(['both', 'both', 'own']);
    expect(notes).toEqual(['merged cells']);
  });

  it('names what it does not follow: other files, macros, hidden sheets', () => {
    const sheet = sheetOf('<row><c t="s"><v>0</v></c></row>');
    const shared = '<si><t>as last</t><rPh><t>aloud</t></rPh><r><t> seen</t></r></si>';
    const workbook = '<sheets><sheet name="Secret" state="veryHidden" sheetId="2" r:id="rId1"/></sheets>';
    const more = { 'xl/externalLinks/externalLink1.xml': '<x/>', 'xl/vbaProject.bin': 'x' };
    const { tables, notes } = readXlsx(bookFile({ sheet, shared, workbook, more }));
    expect(tables).toMatchObject([{ name: 'Plan', rows: [{ cells: ['as last seen'] }] }]);
    expect([...notes].sort()).toEqual(['hidden sheets', 'links', 'macros']);
  });

  it.each<[string, string, () => Uint8Array]>([
    ['a text', 'damaged', () => new Uint8Array([65, 66])],
    [
      'a workbook of before 2007, or behind a password',
      'locked',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
    ],
    ['no workbook', 'damaged', () => officeFile({ 'word/document.xml': '<x/>' })],
    ['an empty sheet', 'empty', () => bookFile({ sheet: sheetOf() })],
    [
      'cut off',
      'damaged',
      () => writeXlsx({ name: '', rows: [['a'.repeat(900)]], widths: [] }).slice(0, 900),
    ],
    ['a billion laughs', 'entities', () => bookFile({ sheet: '<!DOCTYPE a [<!ENTITY b "cc">]>' })],
    [
      'an entity of its own',
      'entities',
      () => bookFile({ sheet: sheetOf('<row><c t="str"><v>&b;</v></c></row>') }),
    ],
    ['a part that is not closed', 'damaged', () => bookFile({ sheet: '<sheetData><row>' })],
    ['elements without end', 'damaged', () => bookFile({ sheet: '<a>'.repeat(1_000) })],
    [
      'a zip that grows a thousandfold',
      'bomb',
      () => officeFile({ 'xl/workbook.xml': new Uint8Array(70 * 1024 * 1024) }),
    ],
    ['too large a file', 'too large', () => new Uint8Array(TABLE_LIMITS.packed + 1)],
    ['a long cell', 'cell too long', () => writeXlsx({ name: '', rows: [['a'.repeat(20_001)]], widths: [] })],
    [
      'many columns',
      'too many columns',
      () => writeXlsx({ name: '', rows: [Array.from({ length: 65 }, () => 'a')], widths: [] }),
    ],
    [
      'many rows',
      'too many rows',
      () => writeXlsx({ name: '', rows: Array.from({ length: 10_002 }, () => ['a']), widths: [] }),
    ],
  ])('that is %s is refused as %s', (_name, problem, bytes) => {
    expect(refused(bytes())).toBe(problem);
  });
});
