import { tick } from 'svelte';
import { beside, edge, neighbour, screenful, type Cell } from '../../state/plan-columns.ts';
import type { PlanPage } from '../../state/plan-page.svelte.ts';
import { cellId } from './values.ts';

export const cellElement = (cell: Cell): HTMLElement | null =>
  document.getElementById(cellId(cell.id, cell.column));

/** Brings the focus to a cell, and the whole cell in sight; the row with the focus is drawn wherever it is. */
export async function go(page: PlanPage, cell: Cell | null): Promise<void> {
  if (cell === null) return;
  page.focused(cell);
  await tick();
  const element = cellElement(cell);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

/** How many rows fill the screen, at least one; the rows near the focus are taken for all. */
function rowsOfScreen(cell: Cell): number {
  const row = cellElement(cell)?.closest('[data-item]');
  const height = row?.getBoundingClientRect().height ?? 0;
  return height === 0 ? 1 : Math.max(1, Math.floor((innerHeight - 160) / height));
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Enter on a cell: the first thing to decide in it, else writing. */
function enter(page: PlanPage, cell: Cell): void {
  const act = cellElement(cell)?.querySelector<HTMLElement>(
    '.conflict button, .screen-only button, .menu-trigger',
  );
  if (act) act.focus();
  else if (cell.column === 'agreement') page.inspect(cell.id);
  else if (cell.column !== 'where' && cell.column !== 'acts') page.edit(cell);
  if (cell.column === 'acts') act?.click();
}

/** Cells that are no text: a space bar presses them like a button. */
const opens = ({ column }: Cell): boolean => column === 'acts' || column === 'agreement';

/** Where a key leads from a cell; undefined for a key that moves nothing, null where nothing is in that direction. */
function target(page: PlanPage, cell: Cell, event: KeyboardEvent): Cell | null | undefined {
  const { key, shiftKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  const arrow = ARROWS[key];
  if (arrow !== undefined && !mod) return beside(page.shown, cell, ...arrow);
  if (key === 'Home' || key === 'End') return edge(page.shown, cell, key, mod);
  if ((key === 'PageUp' || key === 'PageDown') && !mod) {
    return screenful(page.shown, cell, rowsOfScreen(cell) * (key === 'PageUp' ? -1 : 1));
  }
  // At the ends Tab leaves the table.
  if (key === 'Tab') return neighbour(page.shown, cell, shiftKey ? -1 : 1, 0) ?? undefined;
  return undefined;
}

/** What a key does on a cell; false for one that means nothing here. */
function onCell(page: PlanPage, cell: Cell, event: KeyboardEvent, leave: () => void): boolean {
  const { key } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    if (page.mayWrite && !page.filtered) page.move(cell.id, key === 'ArrowUp' ? -1 : 1);
    void tick().then(() => cellElement(cell)?.focus());
    return true;
  }
  const to = target(page, cell, event);
  if (to !== undefined) void go(page, to);
  else if (key === 'Enter' || key === 'F2' || (key === ' ' && opens(cell))) enter(page, cell);
  else if (key === 'n' && !mod && page.mayWrite) page.addItem(cell.id);
  else if (key === 'Escape') leave();
  else return false;
  return true;
}

/** The keys of the table; `leave` is where Escape goes. */
export function gridKeys(page: PlanPage, event: KeyboardEvent, leave: () => void): void {
  const { target: on, key } = event;
  const cell = page.focus;
  if (page.editing !== null || cell === null || event.defaultPrevented || !(on instanceof HTMLElement))
    return;
  if (on.dataset['column'] !== undefined) {
    if (onCell(page, cell, event, leave)) event.preventDefault();
    return;
  }
  // On an act inside a cell: Escape goes back to the cell.
  const around = on.closest<HTMLElement>('[data-column]');
  if (key !== 'Escape' || around === null) return;
  event.preventDefault();
  around.focus();
}
