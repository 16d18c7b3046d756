import type { Cell } from '../../state/plan-columns.ts';
import type { PlanPage } from '../../state/plan-page.svelte.ts';

/**
 * A press on a cell writes, unless it chose an act, marked words to copy, or there is something to settle first
 * (`decided` false).
 */
export function pressed(page: PlanPage, cell: Cell, { target }: Event, decided: boolean): void {
  page.focused(cell);
  if (target instanceof Element && target.closest('button, a, input, textarea, select, label') !== null)
    return;
  const selection = getSelection();
  if (!decided || page.isEditing(cell.id, cell.column) || (selection !== null && !selection.isCollapsed))
    return;
  page.edit(cell);
}
