/**
 * What nobody types or sees: U+200B, joiners, soft hyphens and the like; and accents, which Unicode gives to the script they
 * stand on, while Khmer and Thai marks belong to their own.
 */
const UNSEEN = /[\p{Cf}\p{Script=Inherited}]/gu;
/** Khmer and Thai digits: their values are the last four bits of their code points. */
const DIGITS = /[\u17E0-\u17E9\u0E50-\u0E59]/g;
const QUOTES = /[‘’‚‛]/g;
const DOUBLE_QUOTES = /[“”„‟«»]/g;
const DASHES = /[‐‑‒–—―−]/g;
const SPACES = /\s+/g;
/** A space between letters of a script that writes without them: whether one was typed there says nothing. */
const LOOSE_SPACES = /(?<=[\u1780-\u17D3\u0E01-\u0E4E]) (?=[\u1780-\u17D3\u0E01-\u0E4E])/g;

/**
 * One letter with what hangs on it. Khmer subscripts and SARA AM are letters of their own to Unicode, but part of the one
 * before to the eye: a mark that began at them would tear the shape.
 */
const CLUSTERS = /(?:\P{M}|^)(?:[\p{M}\p{Cf}\u0E33]|(?<=\u17D2)[\u1780-\u17B3])*/gsu;

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(DASHES, '-')
    .toLowerCase()
    // In a whole word a final sigma becomes another letter than by itself.
    .replaceAll('ς', 'σ');

/**
 * A text as it is compared: without case, accents, U+200B and joiners, with one kind of digits, quotes and dashes, and without
 * spaces inside Khmer and Thai. Vowels and tone marks of these stay: they make another word.
 */
export const fold = (text: string): string => letters(text).replace(SPACES, ' ').replace(LOOSE_SPACES, '');

/** A folded text with where each of its UTF-16 units comes from: the beginning and the end of a letter in the text as written. */
export interface Traced {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The same as {@link fold}, letter by letter; a hundred times slower, so only for what is shown. */
export function traced(text: string): Traced {
  let folded = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    for (const unit of letters(cluster).split('')) {
      folded += unit;
      from.push(index);
      to.push(index + cluster.length);
    }
  }
  return without(without({ text: folded, from, to }, SPACES, ' '), LOOSE_SPACES, '');
}

/** Every match becomes `instead`, which is one unit or none, and stands where the match began. */
function without({ text, from, to }: Traced, what: RegExp, instead: '' | ' '): Traced {
  let kept = '';
  const [starts, ends]: [number[], number[]] = [[], []];
  let at = 0;
  const keep = (end: number) => {
    kept += text.slice(at, end);
    for (; at < end; at++) {
      starts.push(from[at] ?? 0);
      ends.push(to[at] ?? 0);
    }
  };
  for (const { 0: match, index } of text.matchAll(what)) {
    keep(index);
    if (instead !== '') {
      kept += instead;
      starts.push(from[index] ?? 0);
      ends.push(to[index + match.length - 1] ?? 0);
    }
    at = index + match.length;
  }
  keep(text.length);
  return { text: kept, from: starts, to: ends };
}

/** The words of a query, folded, each once, the longest first; none where it holds nothing but spaces and what is not seen. */
export function wordsOf(query: string): readonly string[] {
  const words = query
    .split(/\s+/u)
    .map((word) => fold(word).trim())
    .filter((word) => word !== '');
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}
