import type { PlanItem } from '../registers/plan.ts';
import { partsOf, RowHeights, rowPart, rowsIn, towards, type Part, type Span } from './row-window.ts';

/** Up to here every row is drawn: the browser's own search and a reader of the screen find all of them. */
const FEW = 100;
/** New rows a frame at either end, beside what has come into sight. */
const STEP = 2;
/** What a row is taken for before any was drawn, px. */
const FIRST = 112;

interface Source {
  rows(): readonly PlanItem[];
  /** Items drawn wherever they are: the one with the focus, being written, being dragged. */
  pinned(): readonly string[];
  /** Calls an act before the next frame is drawn. */
  nextFrame(act: () => void): void;
}

/** What stands under one another for an item; each is measured by its own name. */
export const rowKey = (id: string): string => id;
export const barKey = (id: string): string => `${id} bar`;

/** Which rows of a long table are drawn: those in sight and near it, those pinned, and for a printer all. */
export class DrawnRows {
  /** Whether all are drawn, as for paper. */
  all = $state(false);
  #span = $state.raw<Span>({ from: 0, to: 12 });
  /** Moves on when a height is news. */
  #measure = $state(0);
  readonly #source: Source;
  readonly #heights = new RowHeights(FIRST);
  #sight: { readonly top: number; readonly height: number } | null = null;
  #asked = false;

  constructor(source: Source) {
    this.#source = source;
  }

  readonly #each: readonly number[] = $derived.by(() => {
    void this.#measure;
    return this.#source
      .rows()
      .map(
        ({ id, standing }) =>
          this.#heights.of(rowKey(id)) + (standing.state === 'contested' ? this.#heights.of(barKey(id)) : 0),
      );
  });

  readonly parts: readonly Part[] = $derived.by(() => {
    const rows = this.#source.rows();
    if (this.all || rows.length <= FEW) return rows.map((_, index) => rowPart(index));
    const pinned = this.#source.pinned();
    const at = rows.flatMap(({ id }, index) => (pinned.includes(id) ? [index] : []));
    return partsOf(this.#each, this.#span, at);
  });

  /** What is in sight: from where, counted from the top of the first row, and how much, px. */
  look(top: number, height: number): void {
    this.#sight = { top, height };
    this.#step(0);
  }

  /** A row, or the bar below it, is so high now, px. */
  measured(key: string, height: number): void {
    // On paper rows have other heights.
    if (this.all || !this.#heights.measured(key, height)) return;
    this.#measure++;
    this.#soon();
  }

  #step(most: number): void {
    const each = this.#each;
    if (this.#sight === null || each.length <= FEW) return;
    const { top, height } = this.#sight;
    const near = rowsIn(each, top - height, top + 2 * height);
    const span = towards(this.#span, rowsIn(each, top, top + height), near, most);
    if (span.from !== this.#span.from || span.to !== this.#span.to) this.#span = span;
    if (span.from !== near.from || span.to !== near.to) this.#soon();
  }

  #soon(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#source.nextFrame(() => {
      this.#asked = false;
      this.#step(STEP);
    });
  }
}
