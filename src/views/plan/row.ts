import type { PlanItem } from '../../registers/plan.ts';
import type { Column } from '../../state/plan-columns.ts';
import type { PlanPage } from '../../state/plan-page.svelte.ts';

/** What the cells of a row share. Told once for the row, so that a step of the focus asks no other row's cells. */
export interface Row {
  readonly page: PlanPage;
  readonly item: PlanItem;
  /** Where the focus is; null in another row. */
  readonly at: Column | null;
  /** What is being written; null in another row. */
  readonly writing: Column | null;
  /** The writing is over: the focus stays (0), goes to the next or the last cell, or is elsewhere already (null). */
  ended(step: 0 | 1 | -1 | null): void;
}
