import type { InstrumentText } from './instrument-text.ts';

/** `4.11` → `4.`, 11 and nothing; `(1)` → `(`, 1 and `)`. Null where there is no figure to count. */
function partsOf(number: string): { readonly around: string; of(n: number): string } | null {
  const match = /^(.*?)(\d+)(\D*)$/u.exec(number);
  if (match === null) return null;
  const [, before = '', , behind = ''] = match;
  return { around: `${before} ${behind}`, of: (n) => `${before}${n}${behind}` };
}

/**
 * Numbers that would follow each other without a gap, by provision, as a suggestion to be read: within one article, and among
 * the articles, whatever is numbered in one manner ("4.1", "4.2"; "Article 1") counts from 1 in the order it stands in.
 * Those without a figure keep what they have, and are left out like all whose number would not change. `numbers` are the
 * numbers as somebody has written them so far; a provision it leaves out has its own.
 */
export function withoutGaps(
  text: InstrumentText,
  numbers: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const suggested = new Map<string, string>();
  const rows = [text.articles.map(({ article }) => article), ...text.articles.map(({ clauses }) => clauses)];
  for (const row of rows) {
    const counted = new Map<string, number>();
    for (const { id, now } of row) {
      const number = numbers.get(id) ?? now?.number ?? '';
      const parts = partsOf(number);
      if (parts === null) continue;
      const n = (counted.get(parts.around) ?? 0) + 1;
      counted.set(parts.around, n);
      if (parts.of(n) !== number) suggested.set(id, parts.of(n));
    }
  }
  return suggested;
}
