import { describe, expect, it } from 'vitest';
import { beside, edge, neighbour, screenful, type Cell } from '../../src/state/plan-columns.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const at = (id: string, column: Cell['column'] = 'activity'): Cell => ({ id, column });

describe('moving from cell to cell', () => {
  it('goes aside by arrows within a row only, and by Tab into the next or the last row', () => {
    expect(beside(rows, at('b'), 1, 0)).toEqual(at('b', 'responsible'));
    expect(beside(rows, at('b', 'acts'), 1, 0)).toBeNull();
    expect(neighbour(rows, at('b', 'acts'), 1, 0)).toEqual(at('c', 'number'));
    expect(neighbour(rows, at('b', 'number'), -1, 0)).toEqual(at('a', 'acts'));
    expect(neighbour(rows, at('e', 'acts'), 1, 0)).toBeNull();
    expect(neighbour(rows, at('a', 'number'), -1, 0)).toBeNull();
  });

  it('goes up and down, and by a screenful no further than the ends', () => {
    expect(beside(rows, at('b'), 0, 1)).toEqual(at('c'));
    expect(beside(rows, at('e'), 0, 1)).toBeNull();
    expect(screenful(rows, at('b'), 3)).toEqual(at('e'));
    expect(screenful(rows, at('b'), 30)).toEqual(at('e'));
    expect(screenful(rows, at('d'), -30)).toEqual(at('a'));
  });

  it('goes to the ends of a row and of all', () => {
    expect(edge(rows, at('c'), 'Home', false)).toEqual(at('c', 'number'));
    expect(edge(rows, at('c'), 'End', false)).toEqual(at('c', 'acts'));
    expect(edge(rows, at('c'), 'Home', true)).toEqual(at('a', 'number'));
    expect(edge(rows, at('c'), 'End', true)).toEqual(at('e', 'acts'));
  });

  it('leads nowhere from a row that is gone', () => {
    expect(neighbour(rows, at('gone'), 0, 1)).toBeNull();
    expect(screenful(rows, at('gone'), 3)).toBeNull();
  });
});
