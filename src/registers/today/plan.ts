import { firstValue } from '../../replica/field.ts';
import type { JointRegisters } from '../joint.ts';
import { itemInThree } from '../item-in-three.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

const FIELDS = ['number', 'responsible', 'timeframe', 'expected', 'status', 'progress'] as const;

/** What the plan asks of a Party: agreement, times to be confirmed, values to choose between. */
export function ofPlan({ plan, planAgreement, translations }: JointRegisters, party: string): Waiting[] {
  return plan.plans().flatMap(({ id }) =>
    plan.items(id).flatMap((item): Waiting[] => {
      const { state } = planAgreement.of(item);
      const named = () => itemInThree(item, translations);
      const apart = FIELDS.filter((field) => item[field].state === 'conflict').length;
      const due = firstValue(item.timeframe);
      const waiting: Waiting[] = [];
      if (awaits(state, party)) waiting.push(one('item', 'plan', item.id, named(), { due }));
      if (apart > 0) waiting.push(one('conflict', 'plan', item.id, named(), { count: apart }));
      const over = ['done', 'dropped'].includes(firstValue(item.status) ?? '');
      if (due?.tbc === true && !over) waiting.push(one('tbc', 'plan', item.id, named(), { due }));
      return waiting;
    }),
  );
}
