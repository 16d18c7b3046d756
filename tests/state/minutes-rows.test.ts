import { expect, it } from 'vitest';
import type { NumberedPoint, Point, Section } from '../../src/registers/meeting-types.ts';
import { rowsOf } from '../../src/state/minutes-rows.ts';

const point = (id: string, number: string, points: NumberedPoint[] = []): NumberedPoint => ({
  point: { id } as Point,
  number,
  points,
});

it('lists sections and points in reading order, each point called by a number that is understood alone', () => {
  const sections: Section[] = [
    { kind: 'opening', number: '1', title: 'Opening', points: [point('a', '1.1', [point('b', 'a)')])] },
    { kind: 'discussion', number: '2', title: 'Discussion', points: [point('c', 't)', [point('d', '1.')])] },
    { kind: 'results', number: '3', title: 'Key results', points: [] },
  ];
  const rows = rowsOf(sections).map((row) => (row.kind === 'section' ? row.title : [row.name, row.parent]));
  expect(rows).toEqual([
    'Opening',
    ['1.1', null],
    ['1.1 a)', 'a'],
    'Discussion',
    ['2 t)', null],
    ['2 t) 1.', 'c'],
    'Key results',
  ]);
});
