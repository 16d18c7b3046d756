import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, RowHeights, rowsIn, towards, type Part, type Span } from '../../src/state/row-window.ts';

const heights = fc.array(fc.integer({ min: 20, max: 600 }), { minLength: 1, maxLength: 80 });
const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
const roomOf = (part: Part, of: readonly number[]): number =>
  part.part === 'gap' ? part.height : (of[part.index] ?? 0);
const rowsOf = (parts: readonly Part[]): number[] =>
  parts.flatMap((part) => (part.part === 'row' ? [part.index] : []));

describe('a window on many rows', () => {
  it('takes the room of all rows, whichever are drawn, and draws the pinned ones and those of the span once, in order', () => {
    fc.assert(
      fc.property(
        heights,
        fc.nat(90),
        fc.nat(30),
        fc.uniqueArray(fc.nat(79), { maxLength: 3 }),
        (of, from, length, wild) => {
          const pinned = wild.filter((i) => i < of.length).sort((a, b) => a - b);
          const parts = partsOf(of, { from, to: from + length }, pinned);
          expect(sum(parts.map((part) => roomOf(part, of)))).toBe(sum(of));
          const within = of.flatMap((_, i) => (i >= from && i < from + length ? [i] : []));
          expect(rowsOf(parts)).toEqual([...new Set([...within, ...pinned])].sort((a, b) => a - b));
          expect(parts.some((part, i) => part.part === 'gap' && parts[i + 1]?.part === 'gap')).toBe(false);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  it('has every row in sight drawn after one step, wherever it was before, and nothing else but what is near', () => {
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: -400, max: 9_000 }),
        fc.integer({ min: 100, max: 1_400 }),
        fc.nat(79),
        fc.nat(30),
        (of, top, height, from, length) => {
          const sight = rowsIn(of, top, top + height);
          const near = rowsIn(of, top - height, top + 2 * height);
          let span: Span = { from, to: from + length };
          for (let step = 0; step < 100; step++) {
            const before = span;
            span = towards(span, sight, near, 2);
            expect(span.from).toBeLessThanOrEqual(sight.from);
            expect(span.to).toBeGreaterThanOrEqual(sight.to);
            expect(span.from).toBeGreaterThanOrEqual(near.from);
            expect(span.to).toBeLessThanOrEqual(near.to);
            if (span.from === before.from && span.to === before.to) break;
          }
          expect(span).toEqual(near);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  it('finds the rows of a stretch, and always one', () => {
    const of = [100, 50, 50, 100];
    expect(rowsIn(of, 0, 100)).toEqual({ from: 0, to: 1 });
    expect(rowsIn(of, 99, 151)).toEqual({ from: 0, to: 3 });
    expect(rowsIn(of, -500, -100)).toEqual({ from: 0, to: 1 });
    expect(rowsIn(of, 5_000, 6_000)).toEqual({ from: 3, to: 4 });
    expect(rowsIn([], 0, 100)).toEqual({ from: 0, to: 0 });
  });

  it('remembers what was measured, and guesses the rest once', () => {
    const of = new RowHeights(100);
    expect(of.of('a')).toBe(100);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) expect(of.measured(key, 60)).toBe(true);
    expect(of.measured('a', 60)).toBe(false);
    expect(of.of('x')).toBe(60);
    expect(of.measured('a', 600)).toBe(true);
    expect([of.of('a'), of.of('x')]).toEqual([600, 60]);
  });
});
