import { firstValue } from '../replica/field.ts';
import type { Records } from '../replica/records.ts';
import type { phaseStepFields } from '../schema/meetings.ts';
import type { PhaseStep } from './meeting-types.ts';

/** Every step a meeting took between phases, by claimed time, the newest last. */
export function stepsOf(steps: Records<typeof phaseStepFields>, meeting: string): readonly PhaseStep[] {
  return steps
    .ids()
    .sort()
    .flatMap((step): PhaseStep[] => {
      const view = steps.view(step);
      const [from, to] = [view?.field('from'), view?.field('to')];
      if (view === null || firstValue(view.field('meeting')) !== meeting) return [];
      if (from?.state !== 'one' || to?.state !== 'one') return [];
      return [{ from: from.value, to: to.value, by: to.by, at: to.at }];
    })
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}
