import { describe, expect, it } from 'vitest';
import { readDocx } from '../../src/exchange/table/docx-read.ts';
import { TableRefused } from '../../src/exchange/table/table.ts';
import { officeFile, wordCell as cell, wordFile, wordRow as row, wordTable as table } from './office-file.ts';

const MERGED = '<w:vMerge/>';
const BEGUN = '<w:vMerge w:val="restart"/>';
const ACROSS = '<w:gridSpan w:val="2"/>';

describe('tables of a Word file', () => {
  it('are read in order; a cell over several rows stands in each, one over several columns in the first', () => {
    const body = `<w:p/>${table(
      row(cell('Item'), cell('What', ACROSS), cell('When')),
      row(cell('1', BEGUN), cell('a'), cell('b'), cell('by October', BEGUN)),
      row(cell('', MERGED), cell('c', ACROSS), cell('', MERGED)),
      `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('d')}${cell('e')}</w:tr>`,
    )}<w:p/>${table(row(cell('second')))}`;
    const { tables, notes } = readDocx(wordFile(body));
    expect(tables.map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([
      [
        ['Item', 'What', '', 'When'],
        ['1', 'a', 'b', 'by October'],
        ['1', 'c', '', 'by October'],
        ['', 'd', 'e'],
      ],
      [['second']],
    ]);
    expect(notes).toEqual(['merged cells']);
  });

  it('read as if every change were accepted, without the codes of fields, and with a table within a cell as its lines', () => {
    const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
    const body = table(
      row(
        `<w:tc><w:p>${run('kept ')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>${run('new')}</w:ins>` +
          `<w:moveFrom>${run('moved')}</w:moveFrom><w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>line</w:t><w:tab/><w:t>x</w:t></w:r></w:p></w:tc>`,
      ),
      row(`<w:tc><w:p>${run('outer')}</w:p>${table(row(cell('inner')))}<w:p/></w:tc>`),
      `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell('a deleted row')}</w:tr>`,
    );
    const { tables, notes } = readDocx(wordFile(body));
    expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([['kept new\nline x'], ['outer\ninner']]);
    expect([...notes].sort()).toEqual(['nested tables', 'tracked changes']);
  });

  it.each<[string, string, () => Uint8Array]>([
    ['no table', 'no table', () => wordFile('<w:p/>')],
    [
      'a billion laughs',
      'entities',
      () => wordFile(table(row(cell('&lol;'))), '<!DOCTYPE w [<!ENTITY lol "lol">]>'),
    ],
    ['an entity of its own', 'entities', () => wordFile(table(row(cell('&nbsp;'))))],
    [
      'a zip that grows a thousandfold',
      'bomb',
      () => officeFile({ 'word/document.xml': new Uint8Array(70 * 1024 * 1024) }),
    ],
    ['tables without end', 'too many tables', () => wordFile(table(row(cell('a'))).repeat(101))],
    ['rows without end', 'too many rows', () => wordFile(table(row(cell('a')).repeat(10_002)))],
    ['columns without end', 'too many columns', () => wordFile(table(row(cell('a').repeat(65))))],
    ['a cell without end', 'cell too long', () => wordFile(table(row(cell('a'.repeat(20_001)))))],
    ['tables within tables without end', 'damaged', () => wordFile('<w:tbl><w:tr><w:tc>'.repeat(200))],
  ])('that is %s is refused as %s', (_name, problem, bytes) => {
    let said = 'nothing';
    try {
      readDocx(bytes());
    } catch (error) {
      if (!(error instanceof TableRefused)) throw error;
      said = error.problem;
    }
    expect(said).toBe(problem);
  });
});
