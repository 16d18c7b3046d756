import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { printable } from '../../src/exchange/printable.ts';
import { cell, type Sheet } from '../../src/exchange/sheet.ts';
import { sheetFrame } from '../../src/exchange/sheet-frame.ts';
import { readDocx } from './docx-reader.ts';
import { all, kids, type XmlNode } from './xml-reader.ts';

/** A text wherever a sheet takes one. */
const sheetOf = (raw: string): Sheet => {
  const text = printable(raw);
  const table = { name: text, columns: [{ heading: text, share: 1 }], rows: [[cell(text)]] };
  return {
    frame: sheetFrame(),
    layout: 'upright',
    standing: text,
    heading: text,
    title: text,
    date: '2022-08-26',
    head: table,
    blocks: [
      { kind: 'heading', number: text, text },
      { kind: 'paragraph', text },
      { kind: 'point', record: 'p', number: 'a)', level: 9, text },
      { kind: 'table', table },
    ],
    signatures: { placeAndDate: text, blocks: [{ office: text, name: text }] },
    annexes: [{ heading: text, blocks: [{ kind: 'table', table }] }],
  };
};
const pointIn = (sheet: Sheet): string =>
  readDocx(sheetDocx(sheet)).paragraphs.find(({ style }) => style === 'Point')?.words ?? '';

const valueOf = (properties: XmlNode | null, name: string, attribute = 'w:val'): string | undefined =>
  properties === null ? undefined : kids(properties, name)[0]?.attributes[attribute];

describe('A Word file of hostile text', () => {
  it.each([
    ['markup', '</w:t></w:r><w:p/>]]> & " \' &amp; <!--'],
    ['control characters', 'a\u0000b\u0008c\u001Bd\u009Fe\uFFFEf\uFFFF'],
    ['half a surrogate pair', 'a\uD800b\uDC00c'],
    ['marks that turn letters around', 'a\u202Eb\u2066c\u2069'],
    ['line ends of every kind', 'a\r\nb\rc\u2028d\u2029e\u0085f\u000Bg'],
    ['a combining mark alone, and marks in heaps', `\u17D2 ${'\u0E49'.repeat(5_000)}`],
  ])('opens, and holds every letter that can be shown: %s', (_, text) => {
    const words = pointIn(sheetOf(text));
    expect(words).toBe(`a) ${printable(text)}`.trim());
    expect(words).not.toMatch(/[\u202A-\u202E\u2066-\u2069\r]/u);
  });

  it('shows what a reader could not see, so that paper never reads otherwise than what was agreed', () => {
    expect(printable('pay \u202E001')).toBe('pay [U+202E]001');
    expect(printable('a\u0007b\uD800')).toBe('a\uFFFDb\uFFFD');
  });

  it('opens, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(pointIn(sheetOf(text))).toBe(`a) ${printable(text)}`.trim());
      }),
      { seed: 4, numRuns: 25 },
    );
  });

  it('opens with a point of a million letters, and one of seventy thousand changes of script', () => {
    for (const text of [`${'x'.repeat(1_000_000)}<&`, 'ក a'.repeat(35_000)]) {
      const blocks = [{ kind: 'point', record: 'p', number: 'a)', level: 0, text }] as const;
      expect(pointIn({ ...sheetOf(''), blocks }) === `a) ${text}`).toBe(true);
    }
  });
});

describe('Khmer and Thai in a Word file', () => {
  const file = readDocx(sheetDocx(sheetOf('Agreed ភាគីទាំងពីរ and ทั้งสองฝ่าย.')));

  it.each([
    ['Khmer', 'ភាគីទាំងពីរ', 'Noto Sans Khmer', 'km-KH'],
    ['Thai', 'ทั้งสองฝ่าย', 'Noto Sans Thai', 'th-TH'],
  ])('%s stands in runs of complex script with its own font and language', (_, words, font, language) => {
    const runs = file.runs.filter(({ text }) => text.includes(words));
    expect(runs.length).toBeGreaterThan(5);
    for (const { text, properties } of runs) {
      expect(text).toBe(words);
      expect(valueOf(properties, 'w:rFonts', 'w:cs')).toBe(font);
      expect(valueOf(properties, 'w:lang', 'w:bidi')).toBe(language);
      expect(properties === null ? [] : kids(properties, 'w:cs')).toHaveLength(1);
    }
  });

  it('has a size of its own for complex script wherever there is a size, and weight too', () => {
    const styles = file.parts.get('word/styles.xml');
    const properties = styles === undefined ? [] : all(styles, 'w:rPr');
    expect(properties.length).toBeGreaterThan(5);
    for (const one of properties) {
      expect(kids(one, 'w:szCs')).toHaveLength(kids(one, 'w:sz').length);
      expect(kids(one, 'w:bCs')).toHaveLength(kids(one, 'w:b').length);
    }
    expect(valueOf(properties[0] ?? null, 'w:szCs')).toBe('22');
  });

  it('leaves English words in the font and language of the page', () => {
    const english = file.runs.filter(({ text }) => text.startsWith('Agreed'));
    expect(english.length).toBeGreaterThan(5);
    expect(english.every(({ properties }) => properties === null)).toBe(true);
  });
});

it('A sheet laid across is as wide as its page', () => {
  const { parts } = readDocx(sheetDocx({ ...sheetOf('x'), layout: 'across' }));
  const root = parts.get('word/document.xml');
  const [size] = root === undefined ? [] : all(root, 'w:pgSz');
  expect(size?.attributes).toMatchObject({ 'w:w': '16838', 'w:h': '11906', 'w:orient': 'landscape' });
});
