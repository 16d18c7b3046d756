import { firstValue } from '../../replica/field.ts';
import { inThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** A workshop a Party has yet to confirm. */
export function ofWorkshops({ workshops }: JointRegisters, party: string): Waiting[] {
  return workshops
    .workshops()
    .filter((workshop) => awaits(workshops.confirmation(workshop).state, party))
    .map((workshop) => one('workshop', 'workshop', workshop.id, inThree(workshop, 'title')));
}

/** Documents a body owes towards a workshop. */
export function documentsOf({ workshops }: JointRegisters, body: string): Waiting[] {
  return workshops.workshops().flatMap(({ id }) =>
    workshops
      .preparations(id)
      .filter((paper) => firstValue(paper.state) !== 'ready')
      .filter((paper) => (firstValue(paper.owners) ?? []).some((owner) => owner.body === body))
      .map((paper) =>
        one('document', 'workshop', id, inThree(paper, 'title'), { due: firstValue(paper.due) }),
      ),
  );
}
