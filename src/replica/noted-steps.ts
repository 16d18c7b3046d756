import type { Step } from './own-act.ts';

/** The steps of an act while it lasts: a new record is one step, and so is a field, however often it was set. */
export class NotedSteps {
  readonly #steps: Step[] = [];
  readonly #made = new Set<string>();
  /** Where the step of a field stands: an import sets thousands. */
  readonly #fields = new Map<string, number>();

  get all(): readonly Step[] {
    return this.#steps;
  }

  note(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.kind === 'created') this.#made.add(step.record);
      else if (this.#made.has(step.record)) continue;
      if (step.kind === 'field' && this.#again(step)) continue;
      this.#steps.push(step);
    }
  }

  #again(step: Extract<Step, { kind: 'field' }>): boolean {
    const at = `${step.root} ${step.record} ${step.field}`;
    const before = this.#fields.get(at);
    const first = before === undefined ? undefined : this.#steps[before];
    if (before !== undefined && first?.kind === 'field' && first.host === step.host) {
      this.#steps[before] = { ...step, before: first.before };
      return true;
    }
    this.#fields.set(at, this.#steps.length);
    return false;
  }
}
