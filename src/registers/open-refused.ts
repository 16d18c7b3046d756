/** Why a workspace of this device does not open. Audience: its user. */
export class OpenRefused extends Error {
  override readonly name = 'OpenRefused';
  readonly problem: 'unknown' | 'keys missing';
  constructor(problem: 'unknown' | 'keys missing') {
    super(problem);
    this.problem = problem;
  }
}
