/** Rows by index, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A row of a long table that is drawn, or the room that rows left out take, px, with the row that comes next. */
export type Part =
  | { readonly part: 'row'; readonly index: number }
  | { readonly part: 'gap'; readonly height: number; readonly before: number };

/**
 * Heights of rows, px, by key: measured while drawn, remembered after, and guessed from the first ones before. A window of
 * another width makes them guesses, too, until a row is drawn again.
 */
export class RowHeights {
  readonly #known = new Map<string, number>();
  readonly #first: number;
  #guess: number | null = null;

  /** `first`: what a row is taken for before any was drawn, px. */
  constructor(first: number) {
    this.#first = first;
  }

  /** Whether it is news. */
  measured(key: string, height: number): boolean {
    if (this.#known.get(key) === height) return false;
    this.#known.set(key, height);
    return true;
  }

  of(key: string): number {
    return this.#known.get(key) ?? this.#guessed();
  }

  /** Made once: were it to move with every row drawn, all that is out of sight would move. */
  #guessed(): number {
    if (this.#guess !== null) return this.#guess;
    if (this.#known.size < 6) return this.#first;
    let sum = 0;
    for (const height of this.#known.values()) sum += height;
    this.#guess = sum / this.#known.size;
    return this.#guess;
  }
}

/** The rows that reach into a stretch, px from the top of the first row; at least one where there are any. */
export function rowsIn(heights: readonly number[], top: number, bottom: number): Span {
  let at = 0;
  let from = 0;
  while (from < heights.length - 1 && at + (heights[from] ?? 0) <= top) at += heights[from++] ?? 0;
  let to = from;
  while (to < heights.length && (to === from || at < bottom)) at += heights[to++] ?? 0;
  return { from, to };
}

/**
 * The next span on the way from one to another: what is in sight is there at once, what is near it by at most so many rows a
 * step, and what is far away goes.
 */
export function towards(now: Span, sight: Span, near: Span, most: number): Span {
  const kept = { from: Math.max(now.from, near.from), to: Math.min(now.to, near.to) };
  const apart = kept.from > sight.to || kept.to < sight.from || kept.from >= kept.to;
  const { from, to } = apart
    ? sight
    : { from: Math.min(kept.from, sight.from), to: Math.max(kept.to, sight.to) };
  return { from: Math.max(near.from, from - most), to: Math.min(near.to, to + most) };
}

const ROWS: Part[] = [];
/** The same object for the same place, so that a row that stays is not told anything anew. */
export const rowPart = (index: number): Part => (ROWS[index] ??= { part: 'row', index });

/** All parts of a table, of which the rows of a span are drawn, and some more wherever they are (`pinned`, in order). */
export function partsOf(heights: readonly number[], span: Span, pinned: readonly number[]): readonly Part[] {
  const parts: Part[] = [];
  let next = 0;
  const skip = (to: number) => {
    let height = 0;
    for (; next < to; next++) height += heights[next] ?? 0;
    if (height > 0) parts.push({ part: 'gap', height, before: to });
  };
  const count = heights.length;
  const spans = [
    ...pinned.filter((i) => i < span.from).map((i) => ({ from: i, to: i + 1 })),
    span,
    ...pinned.filter((i) => i >= span.to).map((i) => ({ from: i, to: i + 1 })),
  ];
  for (const { from, to } of spans) {
    if (from >= Math.min(to, count)) continue;
    skip(from);
    for (; next < Math.min(to, count); next++) parts.push(rowPart(next));
  }
  skip(count);
  return parts;
}
