import type { Standing } from '../replica/deletion.ts';
import type { Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import type { RecordView } from '../replica/records.ts';
import type { agencyFields, Level } from '../schema/roster.ts';
import type { Seat } from './roster-seats.ts';
import { placeOf } from './placed.ts';

/** An agency of one body, as Annex 1 lists it. */
export interface Agency {
  readonly id: string;
  /** Whose side it stands on, and who alone writes it. */
  readonly body: string;
  readonly nameEn: Field<string>;
  readonly nameKm: Field<string>;
  readonly nameTh: Field<string>;
  readonly short: Field<string>;
  readonly level: Field<Level>;
  /** Id of the agency it is part of; null: none. */
  readonly parent: Field<string | null>;
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
  readonly order: string;
}

/** An agency in its place in the structure. */
export interface AgencyNode {
  readonly agency: Agency;
  /** 0 for one that is part of no other. */
  readonly depth: number;
  /** In order. */
  readonly parts: readonly AgencyNode[];
  /** Its own seats, in order; those of its parts are with them. */
  readonly seats: readonly Seat[];
}

export const agencyOf = (view: RecordView<typeof agencyFields>, body: string): Agency => ({
  id: view.id,
  body,
  nameEn: view.field('nameEn'),
  nameKm: view.field('nameKm'),
  nameTh: view.field('nameTh'),
  short: view.field('short'),
  level: view.field('level'),
  parent: view.field('parent'),
  standing: view.standing,
  get where() {
    return view.where;
  },
  order: placeOf(view.field('order')),
});

/**
 * The agencies as a tree, in order. One whose parent is missing or deleted stands at the top; so do those that two devices
 * moved into each other apart, since no choice between them would be anybody's.
 */
export function treeOf(agencies: readonly Agency[], seats: readonly Seat[]): readonly AgencyNode[] {
  const known = new Map(agencies.map((agency) => [agency.id, agency]));
  const parentOf = (agency: Agency): string | null => {
    const parent = firstValue(agency.parent);
    return parent !== null && known.has(parent) ? parent : null;
  };
  const circling = (agency: Agency): boolean => {
    const seen = new Set<string>();
    for (let at = parentOf(agency); at !== null && !seen.has(at);) {
      if (at === agency.id) return true;
      seen.add(at);
      const next = known.get(at);
      at = next === undefined ? null : parentOf(next);
    }
    return false;
  };
  const below = Map.groupBy(agencies, (agency) => (circling(agency) ? null : parentOf(agency)));
  const seated = Map.groupBy(seats, ({ agency }) => firstValue(agency));
  const nodes = (parent: string | null, depth: number): readonly AgencyNode[] =>
    (below.get(parent) ?? []).map((agency) => ({
      agency,
      depth,
      parts: nodes(agency.id, depth + 1),
      seats: seated.get(agency.id) ?? [],
    }));
  return nodes(null, 0);
}

/** Every node of a tree, each before its parts. */
export const flatten = (nodes: readonly AgencyNode[]): readonly AgencyNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.parts)]);
