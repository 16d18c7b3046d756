import type { Standing } from '../replica/deletion.ts';
import type { Whereabouts } from '../replica/door.ts';
import type { Draft } from '../replica/draft.ts';
import type { Field } from '../replica/field.ts';
import type { RecordView } from '../replica/records.ts';
import type { itemFields, planFields, Status, Timeframe } from '../schema/plan.ts';
import { viewInThree } from './in-three.ts';
import { placeOf } from './placed.ts';

/** One activity two Parties have planned, as everybody's writing left it. */
export interface PlanItem {
  readonly id: string;
  readonly plan: Field<string>;
  readonly number: Field<string>;
  readonly activity: Draft;
  readonly responsible: Field<readonly string[]>;
  readonly timeframe: Field<Timeframe>;
  readonly expected: Field<string>;
  readonly status: Field<Status>;
  readonly progress: Field<string>;
  readonly standing: Standing;
  /** Read anew at every access: relays and Parties move on while the record does not change. */
  readonly where: Whereabouts;
  readonly order: string;
}

/** A plan's heading. */
export interface Plan {
  readonly id: string;
  readonly title: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
  readonly period: Field<string>;
  readonly periodKm: Field<string>;
  readonly periodTh: Field<string>;
  readonly standing: Standing;
  readonly where: Whereabouts;
  readonly order: string;
}

/** An item as its record reads now. */
export function itemOf(id: string, view: RecordView<typeof itemFields>): PlanItem {
  return {
    id,
    plan: view.field('plan'),
    number: view.field('number'),
    activity: view.draft('activity'),
    responsible: view.field('responsible'),
    timeframe: view.field('timeframe'),
    expected: view.field('expected'),
    status: view.field('status'),
    progress: view.field('progress'),
    standing: view.standing,
    get where() {
      return view.where;
    },
    order: placeOf(view.field('order')),
  };
}

/** A plan's heading as its record reads now. */
export function planOf(id: string, view: RecordView<typeof planFields>): Plan {
  return {
    id,
    ...viewInThree(view, 'title'),
    ...viewInThree(view, 'period'),
    standing: view.standing,
    get where() {
      return view.where;
    },
    order: placeOf(view.field('order')),
  };
}
