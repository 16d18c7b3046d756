import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff, type DiffLanguage, type Piece } from '../../src/registers/word-diff.ts';

const LANGUAGES: readonly DiffLanguage[] = ['en', 'km', 'th'];

const read = (pieces: readonly Piece[], kind: 'gone' | 'new'): string =>
  pieces.map((piece) => (piece.kind === 'same' || piece.kind === kind ? piece.text : '')).join('');
/** `[-gone-]{+new+}`, as `git diff --word-diff` writes it. */
const marked = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

/** Where letters begin in a wording: by Unicode's own rule, which parts a Khmer subscript and a Thai vowel from their consonant. */
const letters = (text: string): Set<number> =>
  new Set([...new Intl.Segmenter('en').segment(text)].map(({ index }) => index));

/** Piece boundaries of one of the two wordings that lie inside a letter. */
function cutsInside(pieces: readonly Piece[], kind: 'gone' | 'new'): number[] {
  const text = read(pieces, kind);
  const starts = letters(text);
  let at = 0;
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'same' && piece.kind !== kind) return [];
    const from = at;
    at += piece.text.length;
    return starts.has(from) && !/[\u17D2\u0E40-\u0E44]$/.test(text.slice(0, from)) ? [] : [from];
  });
}

/** Words of the three languages and what breaks naive cutting: marks without a base, half surrogate pairs, U+200B, joiners. */
const shard = fc.constantFrom(
  ...[
    'the Parties',
    'shall',
    'should',
    'establish/assign',
    'Center',
    '4.11',
    ',',
    '. ',
    ' ',
    '  ',
    '\n',
    '\t',
  ],
  ...['ភាគី', 'ទាំងពីរ', 'យល់ព្រម', 'ត្រឡប់ពី', 'ក្រ', '្ក', '្', 'ស្ត្រី', '២៦'],
  ...['ทั้งสองฝ่าย', 'ตกลง', 'ที่', 'เ', 'ำ', 'น้ำ', '๒๕๖๕', 'ผู้เสียหาย'],
  ...['\u200b', '\u200d', '\u0301', 'e\u0301', '\ud83d', '\ude00', '👩‍👧', '🇰🇭', '\r\n', '\u00ad', '\ufeff'],
);
const wording = fc.oneof(
  fc.array(shard, { maxLength: 30 }).map((shards) => shards.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('a word diff', () => {
  it.each(LANGUAGES)('gives back both wordings to the letter, and cuts no letter (%s)', (language) => {
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const pieces = wordDiff(before, after, language);
        expect(read(pieces, 'gone')).toBe(before);
        expect(read(pieces, 'new')).toBe(after);
        expect(pieces.every(({ text }) => text !== '')).toBe(true);
        expect(cutsInside(pieces, 'gone')).toEqual([]);
        expect(cutsInside(pieces, 'new')).toEqual([]);
        pieces.forEach(({ kind }, i) => expect(kind).not.toBe(pieces[i + 1]?.kind));
      }),
      { seed: 20220826, numRuns: 700 },
    );
  });

  it('shows what was decided on Articles 4.11 and 2 as a delegate would mark it', () => {
    expect(
      marked(wordDiff('In case a person is deported from', 'In case a person is returned from', 'en')),
    ).toBe('In case a person is [-deported-]{+returned+} from');
    expect(marked(wordDiff('agree to establish a Center', 'agree to establish/assign a Center', 'en'))).toBe(
      'agree to establish{+/assign+} a Center',
    );
    expect(marked(wordDiff('4.2 The', '4.1 The', 'en'))).toBe('[-4.2-]{+4.1+} The');
  });

  it('shows neighbouring words that changed as one change, with the spaces between them', () => {
    expect(marked(wordDiff('alpha beta gamma', 'delta epsilon gamma', 'en'))).toBe(
      '[-alpha beta-]{+delta epsilon+} gamma',
    );
    expect(marked(wordDiff('a b c', 'a c', 'en'))).toBe('a [-b -]c');
  });

  it('finds words where a language writes none of the spaces', () => {
    expect(marked(wordDiff('ทั้งสองฝ่ายตกลง', 'ทั้งสองประเทศตกลง', 'th'))).toBe('ทั้งสอง[-ฝ่าย-]{+ประเทศ+}ตกลง');
    expect(marked(wordDiff('ភាគីទាំងពីរយល់ព្រម', 'ភាគីទាំងពីរបានយល់ព្រម', 'km'))).toBe('ភាគីទាំងពីរ{+បាន+}យល់ព្រម');
  });

  it('is empty for nothing, and whole for what is all new, all gone or all the same', () => {
    expect(wordDiff('', '', 'en')).toEqual([]);
    expect(wordDiff('', 'a b', 'en')).toEqual([{ kind: 'new', text: 'a b' }]);
    expect(wordDiff('a b', '', 'en')).toEqual([{ kind: 'gone', text: 'a b' }]);
    expect(wordDiff('a b', 'a b', 'en')).toEqual([{ kind: 'same', text: 'a b' }]);
  });

  it('ends soon for wordings of any size, by paragraph or as wholes', () => {
    const words = (count: number, word: string) =>
      Array.from({ length: count }, (_, i) => `${word}${(i * 7919) % 10_007}`).join(' ');
    const long = words(20_000, 'a');
    const started = performance.now();
    expect(marked(wordDiff(`first\n${long}\nlast`, `first\n${long} b\nlast`, 'en'))).toBe(
      `first\n[-${long}\n-]{+${long} b\n+}last`,
    );
    expect(wordDiff(words(3_000, 'a'), words(3_000, 'b'), 'en').map(({ kind }) => kind)).toEqual([
      'gone',
      'new',
    ]);
    expect(wordDiff('\n'.repeat(300_000), 'a\n'.repeat(200_000), 'km')).toHaveLength(2);
    expect(wordDiff('ក'.repeat(39_000), '្ក'.repeat(19_000), 'km')).not.toHaveLength(0);
    // Measured at 0.5 s on two shared cores; what it guards against takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
