import type { Change, Proposal } from '../schema/articles.ts';
import { ComposeRefused, type Composed } from './compose.ts';
import { baseOf, isDisputed, type InstrumentText } from './instrument-text.ts';

/** One place where the words looked for occur. */
export interface Hit {
  /** `<provision>:<count>`, counted in the wording the search was made in. */
  readonly key: string;
  readonly provision: string;
  readonly number: string;
  /** UTF-16 offset in the provision's text. */
  readonly at: number;
  /** The rest of its sentence, before and after it: to be looked at. */
  readonly before: string;
  readonly after: string;
}

/** A letter on both sides means the hit is inside a word. Scripts without spaces have no such borders. */
const LATIN = /[\p{Script=Latin}\p{Nd}]/u;

/** UTF-16 offsets of the whole words that read so, from the left, without overlaps. */
export function offsetsOf(text: string, find: string): readonly number[] {
  const found: number[] = [];
  if (find === '') return found;
  let at = text.indexOf(find);
  while (at >= 0) {
    const inside =
      (LATIN.test(find[0] ?? '') && LATIN.test(text[at - 1] ?? '')) ||
      (LATIN.test(find.at(-1) ?? '') && LATIN.test(text[at + find.length] ?? ''));
    if (!inside) found.push(at);
    at = text.indexOf(find, at + (inside ? 1 : find.length));
  }
  return found;
}

/** Made when first needed: the registers also run where nobody looks at hits. */
let sentences: Intl.Segmenter | null = null;

/** Where the sentence around these words begins and ends; only for the eye (product.md, rule 6). */
function sentenceAround(text: string, at: number, length: number): readonly [number, number] {
  sentences ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const segments = sentences.segment(text);
  const first = segments.containing(at);
  const last = segments.containing(at + length - 1);
  return [first?.index ?? 0, last === undefined ? text.length : last.index + last.segment.length];
}

/** Whole words that read so, in the order of the text. Where wordings are disputed nothing is looked for. */
export function hitsOf(text: InstrumentText, find: string): readonly Hit[] {
  return text.articles
    .flatMap(({ article, clauses }) => [article, ...clauses])
    .flatMap((state) => {
      const { now, id } = state;
      if (now === null || isDisputed(state)) return [];
      return offsetsOf(now.text, find).map((at, count): Hit => {
        const [from, to] = sentenceAround(now.text, at, find.length);
        return {
          key: `${id}:${count}`,
          provision: id,
          number: now.number,
          at,
          before: now.text.slice(from, at),
          after: now.text.slice(at + find.length, to),
        };
      });
    });
}

/** A wording with the hits replaced that are taken (by count). */
export function replaced(
  wording: string,
  find: string,
  replacement: string,
  taken: ReadonlySet<number>,
): string {
  let result = '';
  let from = 0;
  offsetsOf(wording, find).forEach((at, count) => {
    if (!taken.has(count)) return;
    result += wording.slice(from, at) + replacement;
    from = at + find.length;
  });
  return result + wording.slice(from);
}

/** The counts of one provision among keys of hits. */
const countsIn = (taken: ReadonlySet<string>, provision: string): ReadonlySet<number> =>
  new Set(
    [...taken].flatMap((key) =>
      key.startsWith(`${provision}:`) ? [Number(key.slice(provision.length + 1))] : [],
    ),
  );

/** The replacement of the hits that are taken (by key). Throws {@link ComposeRefused} `no hits` when none is. */
export function everywhere(
  text: InstrumentText,
  words: string,
  instead: string,
  taken: ReadonlySet<string>,
): Composed {
  // Agreed wordings are in NFC, and so is what is put into them.
  const [find, replacement] = [words.normalize('NFC'), instead.normalize('NFC')];
  if (find === replacement) throw new ComposeRefused('nothing changes');
  const hits = hitsOf(text, find).filter(({ key }) => taken.has(key));
  const changes = [...new Set(hits.map(({ provision }) => provision))].flatMap((id): Change[] => {
    const now = text.provisions.get(id)?.now;
    if (now === null || now === undefined) return [];
    const wording = replaced(now.text, find, replacement, countsIn(taken, id));
    return [{ provision: id, base: [...baseOf(text, id)], to: { ...now, text: wording } }];
  });
  if (changes.length === 0) throw new ComposeRefused('no hits');
  return { kind: 'everywhere', changes, find, replacement };
}

/**
 * By count, the hits of a wording that are replaced in another one; null when it is not this wording with hits replaced. Where
 * two choices would read alike ("a a" with one "a" become "a a"), one of them: the words are the same.
 */
export function replacedIn(
  before: string,
  after: string,
  find: string,
  replacement: string,
): ReadonlySet<number> | null {
  const hits = offsetsOf(before, find);
  const gapAfter = (i: number): string => before.slice((hits[i] ?? 0) + find.length, hits[i + 1]);
  const first = before.slice(0, hits[0]);
  if (!after.startsWith(first)) return null;
  // How far `after` is read once so many hits are, and by which choices: words left and words replaced can begin alike, so
  // both ways are followed. Each stop is kept once, which bounds the work by hits times lengths.
  let stops = new Map<number, readonly number[]>([[first.length, []]]);
  for (let i = 0; i < hits.length; i++) {
    const next = new Map<number, readonly number[]>();
    for (const [at, taken] of stops) {
      for (const [words, choice] of [
        [find, taken],
        [replacement, [...taken, i]],
      ] as const) {
        const read = words + gapAfter(i);
        if (after.startsWith(read, at) && !next.has(at + read.length)) next.set(at + read.length, choice);
      }
    }
    stops = next;
  }
  const whole = stops.get(after.length);
  return whole === undefined ? null : new Set(whole);
}

/** Which hits of a text a proposal takes: those whose words are replaced in it. None where the wording has moved on. */
export function takenBy(content: Proposal, text: InstrumentText): ReadonlySet<string> {
  const { find, replacement } = content;
  if (find === undefined || replacement === undefined) return new Set();
  return new Set(
    content.changes.flatMap(({ provision, to }) => {
      const before = text.provisions.get(provision)?.now;
      if (before == null || to === null) return [];
      const taken = replacedIn(before.text, to.text, find, replacement);
      return [...(taken ?? [])].map((count) => `${provision}:${count}`);
    }),
  );
}
