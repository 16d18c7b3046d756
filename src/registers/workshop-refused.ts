/** Why the planner does not take an act. Audience: the member who tried. */
export type WorkshopProblem =
  /** A date that a Party has struck is not confirmed; the Party takes its word back first. */
  'struck';

export class WorkshopRefused extends Error {
  override readonly name = 'WorkshopRefused';
  readonly problem: WorkshopProblem;
  constructor(problem: WorkshopProblem) {
    super(problem);
    this.problem = problem;
  }
}
