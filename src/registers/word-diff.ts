import { diffArrays } from 'diff';

export type DiffLanguage = 'en' | 'km' | 'th';

/** A run of text that both wordings have, only the earlier one had, or only the later one has. Never empty. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** UTF-16 units of a wording up to which it is compared by word; longer ones are compared by paragraph. */
const LONGEST_BY_WORD = 40_000;
/** Differing segments up to which the comparison goes on: its cost grows with their square (at 1,000 under 0.2 s, cutting included). */
const MOST_EDITS = 1_000;

/** A cut here would part a written letter although Unicode sees two: a Khmer subscript, a Thai vowel before its consonant. */
const BINDS_NEXT = /[\u17D2\u0E40-\u0E44]$/;
/** Between two changes, what holds no word reads as part of them: "[old words][new words]", not a change a word. */
const ISLAND = /^[^\p{L}\p{N}\p{M}\n\r]{1,3}$/u;

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(language: DiffLanguage, granularity: 'word' | 'grapheme'): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  const kept = segmenters.get(key);
  if (kept !== undefined) return kept;
  const made = new Intl.Segmenter(language, { granularity });
  segmenters.set(key, made);
  return made;
}

/** Words, spaces and punctuation in order; the ends of a word that would part a letter from its marks are no ends. */
function wordsOf(text: string, language: DiffLanguage): string[] {
  const letters = new Set<number>();
  for (const { index } of segmenter(language, 'grapheme').segment(text)) letters.add(index);
  const words: string[] = [];
  let word = '';
  for (const { segment, index } of segmenter(language, 'word').segment(text)) {
    if (word !== '' && letters.has(index) && !BINDS_NEXT.test(word)) {
      words.push(word);
      word = '';
    }
    word += segment;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Lines with the ends they have; together they are the text. */
const paragraphsOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Null where too much differs to say it in time. What is gone stands before what is new. */
function compared(before: string[], after: string[]): Piece[] | null {
  const changes = diffArrays(before, after, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return null;
  const pieces: Piece[] = [];
  let [gone, fresh] = ['', ''];
  const close = () => {
    if (gone !== '') pieces.push({ kind: 'gone', text: gone });
    if (fresh !== '') pieces.push({ kind: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  changes.forEach(({ added, removed, value }, i) => {
    const text = value.join('');
    if (removed) gone += text;
    else if (added) fresh += text;
    else if (gone !== '' && fresh !== '' && i < changes.length - 1 && ISLAND.test(text)) {
      gone += text;
      fresh += text;
    } else {
      close();
      if (text !== '') pieces.push({ kind: 'same', text });
    }
  });
  close();
  return pieces;
}

/**
 * What changed between two wordings, by word, to be looked at. `same` and `gone` in order are `before`, `same` and `new`
 * are `after`, to the letter; no piece begins inside a letter of its wording. Engines cut Khmer at different places: never
 * use the pieces for anchors, hashes or merging (product.md, rule 6). Very long or very different wordings are compared by
 * paragraph, or as wholes, so that it always ends soon.
 */
export function wordDiff(before: string, after: string, language: DiffLanguage): readonly Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const short = Math.max(before.length, after.length) <= LONGEST_BY_WORD;
  const pieces =
    (short ? compared(wordsOf(before, language), wordsOf(after, language)) : null) ??
    compared(paragraphsOf(before), paragraphsOf(after));
  if (pieces !== null) return pieces;
  return [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
}
