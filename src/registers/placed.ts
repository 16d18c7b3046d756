import type { Field } from '../replica/field.ts';
import { orderBetween, type Placed } from '../replica/order.ts';
import { BadValue } from '../replica/records.ts';

/**
 * Of two places set apart, the one further up: a rule that prefers no Party, since which of them stands is nobody's choice.
 */
export function placeOf(order: Field<string>): string {
  if (order.state === 'one') return order.value;
  return order.state === 'conflict' ? (order.values.map(({ value }) => value).sort()[0] ?? '') : '';
}

/**
 * The order key behind one of a sorted list (null: first). Deleted records keep their places, so that one restored stands
 * where it stood: they belong into the list. Throws {@link BadValue} `after` 'missing': it is not in the list.
 */
export function placeAfter(all: readonly Placed[], after: string | null, id: string): string {
  const others = all.filter((one) => one.id !== id);
  const index = after === null ? -1 : others.findIndex((one) => one.id === after);
  if (after !== null && index < 0) throw new BadValue('after', 'missing');
  return orderBetween(others, index, id);
}

/** The order key behind all others of a sorted list. */
export function placeLast(all: readonly Placed[], id: string): string {
  const others = all.filter((one) => one.id !== id);
  return orderBetween(others, others.length - 1, id);
}
