import { firstValue } from '../replica/field.ts';
import { byPlace } from '../replica/order.ts';
import { byText } from '../replica/field.ts';
import { SECTIONS, type NumberStyle, type SectionKind, type SectionStyle } from '../schema/meetings.ts';
import type { NumberedPoint, Point, Section } from './meeting-types.ts';

/** 1 → "a", 26 → "z", 27 → "aa": counts on as columns of a sheet do. */
export function lettersOf(count: number): string {
  let letters = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** The number of the `count`th point below `above`, "2" for a section or "2.1" for a point; letters begin anew below each. */
function numberOf(style: NumberStyle, above: string, count: number): string {
  switch (style) {
    case 'decimal':
      // "a)" has nothing a decimal could go on from.
      return /^\d[\d.]*$/u.test(above) ? `${above}.${count}` : `${count}.`;
    case 'letter-bracket':
      return `${lettersOf(count)})`;
    case 'letter-dot':
      return `${lettersOf(count)}.`;
  }
}

/**
 * The point at the top under which each stands: itself, or one further up. Two who indented apart may have made a chain or a
 * ring; a chain becomes one level, and of a ring the point with the first id is the top, so that none is ever lost.
 */
function topsOf(points: ReadonlyMap<string, Point>): ReadonlyMap<string, string> {
  const tops = new Map<string, string>();
  for (const id of points.keys()) {
    const path: string[] = [];
    let at = id;
    while (!tops.has(at) && !path.includes(at)) {
      path.push(at);
      const parent = firstValue(points.get(at)?.parent ?? { state: 'empty' });
      if (parent === null || !points.has(parent)) break;
      at = parent;
    }
    const ring = path.indexOf(at);
    const top = tops.get(at) ?? (ring < 0 ? at : (path.slice(ring).sort(byText)[0] ?? at));
    for (const one of path) tops.set(one, top);
  }
  return tops;
}

/** The points of a meeting in their sections, numbered. `points`: all that stand, in any order. */
export function sectionsOf(
  points: readonly Point[],
  styles: Readonly<Record<SectionKind, SectionStyle>>,
): readonly Section[] {
  const byId = new Map(points.map((point) => [point.id, point]));
  const tops = topsOf(byId);
  const nested = Map.groupBy(
    points.filter(({ id }) => tops.get(id) !== id),
    ({ id }) => tops.get(id) ?? '',
  );
  const heads = Map.groupBy(
    points.filter(({ id }) => tops.get(id) === id),
    ({ section }) => firstValue(section) ?? 'discussion',
  );
  return SECTIONS.map((kind, at): Section => {
    const { title, points: style, nested: below } = styles[kind];
    const number = String(at + 1);
    const numbered = (heads.get(kind) ?? []).sort(byPlace).map((point, i): NumberedPoint => {
      const own = numberOf(style, number, i + 1);
      const under = (nested.get(point.id) ?? []).sort(byPlace);
      return {
        point,
        number: own,
        points: under.map((child, n) => ({ point: child, number: numberOf(below, own, n + 1), points: [] })),
      };
    });
    return { kind, number, title, points: numbered };
  });
}
