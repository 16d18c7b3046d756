import type { Problem } from './report.ts';

/** A check did not hold. Never leaves `verifyProof`: it becomes a line of the report. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly problem: Problem;
  /** Whom or what it is about; empty for nobody. */
  readonly of: string;
  constructor(problem: Problem, of = '') {
    super(problem);
    this.problem = problem;
    this.of = of;
  }
}

/** Throws {@link Failed} unless the condition holds. */
export function need(holds: boolean, problem: Problem, of = ''): asserts holds {
  if (!holds) throw new Failed(problem, of);
}
