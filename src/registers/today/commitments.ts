import { firstValue } from '../../replica/field.ts';
import { inThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { one, type Waiting } from './waiting.ts';

/** Open promises of a body or of any of its seats. */
export const ofCommitments = ({ commitments }: JointRegisters, body: string): Waiting[] =>
  commitments
    .byBody(body)
    .map((promise) =>
      one('commitment', 'today', promise.id, inThree(promise, 'what'), { due: firstValue(promise.by) }),
    );
