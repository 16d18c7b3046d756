import type { PlanItem } from '../../registers/plan.ts';
import type { PlanPage } from '../../state/plan-page.svelte.ts';

/** A row dragged by its handle: a line shows where it would go. Escape, and letting go where it was, change nothing. */
export class RowDrag {
  /** Distance of the line from the top of the table, px; null while nothing is dragged anywhere. */
  line = $state<number | null>(null);
  /** Id of the item whose handle is held. */
  held = $state<string | null>(null);
  readonly #page: PlanPage;
  readonly #table: () => HTMLElement;

  constructor(page: PlanPage, table: () => HTMLElement) {
    this.#page = page;
    this.#table = table;
  }

  readonly grab = (event: PointerEvent, item: PlanItem): void => {
    const handle = event.currentTarget;
    if (event.button !== 0 || !(handle instanceof HTMLElement)) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    this.held = item.id;
    let after: string | null = null;
    const stop = new AbortController();
    const { signal } = stop;
    const end = (keep: boolean) => () => {
      stop.abort();
      if (keep && this.line !== null && this.#moves(item.id, after)) this.#page.moveAfter(item.id, after);
      this.line = null;
      this.held = null;
    };
    handle.addEventListener('pointermove', ({ clientY }) => (after = this.#point(clientY)), { signal });
    handle.addEventListener('pointerup', end(true), { signal });
    handle.addEventListener('pointercancel', end(false), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false)(), { signal });
  };

  /** Draws the line nearest to a height of the window, px; gives the item above it, null at the top. */
  #point(y: number): string | null {
    const table = this.#table();
    const rows = [...table.querySelectorAll<HTMLElement>('[data-item]')];
    const next = rows.findIndex((row) => {
      const at = row.getBoundingClientRect();
      return y < at.top + at.height / 2;
    });
    const before = next < 0 ? rows.at(-1) : rows[next - 1];
    const edge =
      before === undefined ? rows[0]?.getBoundingClientRect().top : before.getBoundingClientRect().bottom;
    this.line = edge === undefined ? null : edge - table.getBoundingClientRect().top;
    return before?.dataset['item'] ?? null;
  }

  #moves(id: string, after: string | null): boolean {
    const { items } = this.#page;
    const place = items.findIndex((item) => item.id === id);
    return after !== id && after !== (items[place - 1]?.id ?? null);
  }
}
