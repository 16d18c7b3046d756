import type { Field } from '../replica/field.ts';
import { ready, type Signable } from './agreement.ts';
import type { PlanItem } from './plan.ts';

/** What the Parties agree on of a plan item, as it stood in the adopted minutes' table. */
export const PLAN_ITEM_SCHEMA = 'plan-item/1';

const settled = (field: Field<unknown>): boolean => field.state === 'one' || field.state === 'empty';

/**
 * The words of a plan item that can be signed now: number, activity, responsible bodies, timeframe and expected result, the
 * columns the Parties adopted. Status and progress report on them; reporting progress does not undo an agreement.
 */
export function signableItem(item: PlanItem): Signable {
  const { number, responsible, timeframe, expected, activity, standing } = item;
  if (standing.state !== 'present' || ![number, responsible, timeframe, expected].every(settled))
    return { state: 'blocked', problem: 'in conflict' };
  if (activity.state === 'unreadable') return { state: 'blocked', problem: 'in conflict' };
  const words = activity.toString();
  if (words.trim() === '') return { state: 'blocked', problem: 'empty' };
  const one = <T>(field: Field<T>): T | null => (field.state === 'one' ? field.value : null);
  return ready(PLAN_ITEM_SCHEMA, {
    number: one(number) ?? '',
    activity: words,
    // A set, whatever order its boxes were ticked in.
    responsible: [...(one(responsible) ?? [])].sort(),
    timeframe: one(timeframe),
    expected: one(expected) ?? '',
  });
}
