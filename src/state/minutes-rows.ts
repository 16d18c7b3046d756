import type { NumberedPoint, Point, Section } from '../registers/meeting-types.ts';
import type { SectionKind } from '../schema/meetings.ts';

export interface SectionRow {
  readonly kind: 'section';
  /** For the page; a section is no record. */
  readonly id: string;
  readonly section: SectionKind;
  readonly number: string;
  readonly title: string;
}

export interface PointRow {
  readonly kind: 'point';
  readonly id: string;
  readonly section: SectionKind;
  /** The point it stands under; null at the top of its section. */
  readonly parent: string | null;
  readonly number: string;
  /** "2 a)", "1.3", "1.3 b)": what it is called elsewhere. */
  readonly name: string;
  readonly point: Point;
}

/** One line of the minutes as they are written. */
export type MinutesRow = SectionRow | PointRow;

const sectionId = (section: SectionKind): string => `section-${section}`;

/** What a point is called: its number, behind its section's or its parent's where that is not in it. */
const nameOf = (above: string, number: string): string =>
  number.startsWith(`${above}.`) ? number : `${above} ${number}`;

function pointRows(
  section: SectionKind,
  above: string,
  { point, number, points }: NumberedPoint,
  parent: string | null,
): MinutesRow[] {
  const name = nameOf(above, number);
  return [
    { kind: 'point', id: point.id, section, parent, number, name, point },
    ...points.flatMap((child) => pointRows(section, name, child, point.id)),
  ];
}

/** The minutes as lines, in the order they are read. */
export const rowsOf = (sections: readonly Section[]): readonly MinutesRow[] =>
  sections.flatMap(({ kind, number, title, points }): MinutesRow[] => [
    { kind: 'section', id: sectionId(kind), section: kind, number, title },
    ...points.flatMap((point) => pointRows(kind, number, point, null)),
  ]);
