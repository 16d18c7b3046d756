import type { Section } from './router.svelte.ts';

/** A place a person was at. */
export interface Visit {
  readonly section: Section;
  /** Null: the page itself. */
  readonly record: string | null;
}

const KEPT = 12;

/** Where a person was since the workspace was opened, the newest first. In memory only: nothing of it stays on the device. */
export class Visits {
  #list: readonly Visit[] = [];

  note(visit: Visit): void {
    const others = this.#list.filter(
      ({ section, record }) => section !== visit.section || record !== visit.record,
    );
    this.#list = [visit, ...others].slice(0, KEPT);
  }

  /** Without the place one is at. */
  earlier(): readonly Visit[] {
    return this.#list.slice(1);
  }
}
