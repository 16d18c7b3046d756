import { firstValue } from '../replica/field.ts';
import type { Plan } from './plan.ts';

/** The year a time without one is understood in: the last that the plan's title or period names. */
export function referenceYear({ title, period }: Pick<Plan, 'title' | 'period'>): number | undefined {
  const words = `${firstValue(title) ?? ''} ${firstValue(period) ?? ''}`;
  const last = words.match(/\b(?:19|20|21)\d{2}\b/g)?.at(-1);
  return last === undefined ? undefined : Number(last);
}
