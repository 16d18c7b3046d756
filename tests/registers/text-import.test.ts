import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisOf, readText } from '../../src/registers/text-import.ts';
import { proposal } from '../../src/schema/articles.ts';

const newIds = () => {
  let count = 0;
  return () => `7-${count++}`;
};
const shape = (text: string) =>
  readText(text).articles.map(({ number, title, clauses }) => [
    number,
    title,
    ...clauses.map((clause) => `${clause.number}|${clause.text}`),
  ]);

describe('a pasted text', () => {
  it('is read line by line: articles, numbered clauses, paragraphs without a number', () => {
    const text = `
      Article 1 Objective
      The Parties cooperate.
      Article 4. Victim Identification
      4.1 The first clause.
      4.2. The second clause.
      (1) A point
      a) A letter
      Annex 1: Details of agencies
    `;
    expect(shape(text)).toEqual([
      ['Article 1', 'Objective', '|The Parties cooperate.'],
      [
        'Article 4',
        'Victim Identification',
        '4.1|The first clause.',
        '4.2|The second clause.',
        '(1)|A point',
        'a)|A letter',
      ],
      ['Annex 1', 'Details of agencies'],
    ]);
  });

  it('may title its articles in brackets, as the minutes do, or not at all', () => {
    expect(shape('Article 2 (Central Cooperation Center)\nArticle 5\nARTICLE 12 – Final Provision.')).toEqual(
      [
        ['Article 2', 'Central Cooperation Center'],
        ['Article 5', ''],
        ['ARTICLE 12', 'Final Provision'],
      ],
    );
  });

  it('keeps what stands before the first article in a place of its own', () => {
    expect(shape('The two Governments,\nArticle 1 Objective')).toEqual([
      ['', '', '|The two Governments,'],
      ['Article 1', 'Objective'],
    ]);
  });

  it('is read in Khmer and Thai, with their digits', () => {
    expect(shape('មាត្រា ១ គោលបំណង\n១.១ ភាគីនានា\nข้อ ๒ ศูนย์ประสาน\n๒.๑ ภาคี')).toEqual([
      ['មាត្រា ១', 'គោលបំណង', '១.១|ភាគីនានា'],
      ['ข้อ ๒', 'ศูนย์ประสาน', '๒.๑|ภาคี'],
    ]);
  });

  it('does not take a sentence about an article, a year or a quantity for a heading or a number', () => {
    expect(
      shape('Article 1 Objective\nArticles 6 to 11 remain.\n90 days after receipt.\n2022 was the year.'),
    ).toEqual([
      [
        'Article 1',
        'Objective',
        '|Articles 6 to 11 remain.',
        '|90 days after receipt.',
        '|2022 was the year.',
      ],
    ]);
  });

  it('loses no letter and adds none, whatever is pasted', () => {
    const letters = (text: string) =>
      [...text.normalize('NFC')].filter((c) => /[\p{L}\p{Nd}\p{M}]/u.test(c)).join('');
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Article 3 Officials', '4.11 In case', '(2) b', 'ข้อ ๑', '1.', 'a)', 'Annex 2'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const read = readText(lines.join('\n'));
        const words = read.articles.flatMap(({ number, title, clauses }) => [
          number,
          title,
          ...clauses.flatMap((clause) => [clause.number, clause.text]),
        ]);
        expect(letters(words.join(''))).toBe(letters(lines.join('\n')));
      }),
      { seed: 20220825, numRuns: 500 },
    );
  });

  it('tells which numbers stand twice; those that do not count their article repeat in every article', () => {
    const text = 'Article 1\n1.1 a\n(1) b\nArticle 2\n1.1 c\n(1) d\nArticle 2';
    expect(readText(text).doubles).toEqual(['1.1', 'Article 2']);
  });

  it('tells what one proposal cannot carry', () => {
    expect(readText(`Article 1\n${'x'.repeat(20_001)}`).problems).toEqual([
      { kind: 'too long', name: 'x'.repeat(40) },
    ]);
    expect(readText(Array.from({ length: 1_001 }, () => 'a').join('\n')).problems).toContainEqual({
      kind: 'too many',
    });
    expect(readText(Array.from({ length: 40 }, () => 'ข'.repeat(2_000)).join('\n')).problems).toEqual([
      { kind: 'too large' },
    ]);
    expect(readText('Article 1 Objective').problems).toEqual([]);
  });
});

describe('the basis made of it', () => {
  const about = { instrument: '1-1', summary: 'The draft of July.' };

  it('is a proposal that adds every provision in its order, clauses in their article', () => {
    const { articles } = readText('Article 1 Objective\nA.\nB.\nArticle 2 Center\n2.1 C.');
    const content = proposal.parse(basisOf(articles, about, newIds()));
    expect(content).toMatchObject({ ...about, kind: 'basis' });
    expect(content.changes.map(({ base }) => base)).toEqual([[], [], [], [], []]);
    const rows = content.changes.map(({ provision, to }) => [provision, to?.parent, to?.number, to?.text]);
    expect(rows).toEqual([
      ['7-0', null, 'Article 1', 'Objective'],
      ['7-1', '7-0', '', 'A.'],
      ['7-2', '7-0', '', 'B.'],
      ['7-3', null, 'Article 2', 'Center'],
      ['7-4', '7-3', '2.1', 'C.'],
    ]);
    const places = content.changes.map(({ to }) => to?.place ?? '');
    expect((places[0] ?? '') < (places[3] ?? '')).toBe(true);
    expect((places[1] ?? '') < (places[2] ?? '')).toBe(true);
  });
});
