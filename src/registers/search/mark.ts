import { traced } from './fold.ts';

/** A stretch of a line; `hit`: these are words that were looked for. */
export interface Stretch {
  readonly text: string;
  readonly hit: boolean;
}

type Range = readonly [from: number, to: number];

/** Letters shown before the first hit, and in all. */
const BEFORE = 40;
const LENGTH = 240;

/** Where the words occur, as ranges of the text as written, in order, those that meet as one. */
function rangesIn(text: string, words: readonly string[]): Range[] {
  const folded = traced(text);
  const found: Range[] = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length))
      found.push([folded.from[at] ?? 0, folded.to[at + word.length - 1] ?? 0]);
  }
  const merged: Range[] = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}

/** Made when first needed. */
let graphemes: Intl.Segmenter | null = null;

/** The nearest place at or before an offset where a text may be cut; only for the eye (product.md, rule 6). */
function cut(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  const space = text.lastIndexOf(' ', at);
  // Khmer and Thai have no space near: between two letters, then, never inside one.
  if (space >= 0 && at - space < 16) return space + 1;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const start = Math.max(0, at - 64);
  return start + (graphemes.segment(text.slice(start)).containing(at - start)?.index ?? 0);
}

/** A text with the words marked: the whole, or, where it is long, what stands around the first of them. */
export function marked(whole: string, words: readonly string[]): readonly Stretch[] {
  const text = whole.replace(/\s+/gu, ' ').trim();
  const ranges = rangesIn(text, words);
  const first = ranges[0]?.[0] ?? 0;
  const from = text.length <= LENGTH || first <= BEFORE ? 0 : cut(text, first - BEFORE);
  const end = text.length - from <= LENGTH ? text.length : cut(text, from + LENGTH);
  const stretches: Stretch[] = [];
  const add = (stretch: string, hit: boolean) => {
    if (stretch !== '') stretches.push({ text: stretch, hit });
  };
  let at = from;
  add(from > 0 ? '…' : '', false);
  for (const [start, stop] of ranges) {
    if (start >= end) break;
    add(text.slice(at, start), false);
    add(text.slice(start, Math.min(stop, end)), true);
    at = Math.min(stop, end);
  }
  add(text.slice(at, end), false);
  add(end < text.length ? '…' : '', false);
  return stretches;
}
