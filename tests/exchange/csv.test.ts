import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import { readCsv, writeCsv } from '../../src/exchange/table/csv.ts';
import { TABLE_LIMITS, TableRefused } from '../../src/exchange/table/table.ts';

const cellsOf = (bytes: Uint8Array): (readonly string[])[] => readCsv(bytes).map(({ cells }) => cells);
function refused(bytes: Uint8Array): string {
  try {
    readCsv(bytes);
  } catch (error) {
    if (error instanceof TableRefused) return error.problem;
    throw error;
  }
  return 'nothing';
}

describe('a table', () => {
  it('comes back as it was written, whatever its cells say', () => {
    const piece = fc.oneof(
      fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ' ', 'ក', 'พ'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    );
    const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('').replaceAll('\0', ''));
    const rows = fc.array(
      fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => ['x', ...cells]),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        expect(cellsOf(writeCsv(given))).toEqual(given);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('never begins a cell with what a spreadsheet takes for a formula', () => {
    const bytes = writeCsv([['=1+1', '+855 23', '-1', '@SUM(A1)', '\t=1', "'=1", '=HYPERLINK("http://x")']]);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text).toBe(`\uFEFF'=1+1,'+855 23,'-1,'@SUM(A1),'\t=1,''=1,"'=HYPERLINK(""http://x"")"\r\n`);
  });

  it('is read with line ends of any make, and rows keep the line they began on', () => {
    expect(readCsv(utf8('a,b\n"1\n2",c\r\n\r\nd,e'))).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1\n2', 'c'] },
      { line: 5, cells: ['d', 'e'] },
    ]);
  });

  it.each([
    ['UTF-16 with its mark', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x2c, 0])],
    ['UTF-16 without', new Uint8Array([0x61, 0, 0x2c, 0, 0x62, 0])],
    ['Thai of Windows', new Uint8Array([0xa1, 0xc3, 0xd0, 0xb7])],
    ['cut off in the middle of a letter', utf8('ក').slice(0, 2)],
  ])('in another encoding is refused: %s', (_name, bytes) => {
    expect(refused(bytes)).toBe('not UTF-8');
  });

  it('with a quote in the wrong place, or open at the end, is refused with its line', () => {
    expect(refused(utf8('a,b\nc,"d'))).toBe('quotes');
    expect(refused(utf8('a,b"c'))).toBe('quotes');
    expect(refused(utf8('a,"b"c'))).toBe('quotes');
    expect(() => readCsv(utf8('a,b\nc,"d'))).toThrow(expect.objectContaining({ line: 2 }));
  });

  it('of 10,000 rows is read, and of one more refused, as is one too large in any other way', () => {
    const rows = (count: number) => utf8(`seat\n${'a seat,=1\n'.repeat(count)}`);
    expect(readCsv(rows(TABLE_LIMITS.rows))).toHaveLength(TABLE_LIMITS.rows + 1);
    expect(refused(rows(TABLE_LIMITS.rows + 1))).toBe('too many rows');
    expect(refused(new Uint8Array(TABLE_LIMITS.bytes + 1))).toBe('too large');
    expect(refused(utf8(','.repeat(100)))).toBe('too many columns');
    expect(refused(utf8('x'.repeat(TABLE_LIMITS.cell + 1)))).toBe('cell too long');
    expect(refused(utf8('\n\n'))).toBe('empty');
    expect(refused(utf8(`"${'""'.repeat(1_900_000)}`))).toBe('quotes');
  });
});
