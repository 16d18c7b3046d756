import type { App } from './app.ts';
import type { Section } from './router.svelte.ts';

/** One station: the page it is on, and the element there that it speaks of. */
export interface TourStep {
  readonly id: 'today' | 'cell' | 'where' | 'articles' | 'meetings' | 'sync' | 'search';
  /** Null: wherever one is. */
  readonly section: Section | null;
  readonly target: string;
}

export const TOUR: readonly TourStep[] = [
  { id: 'today', section: 'today', target: '#content section li' },
  { id: 'cell', section: 'plan', target: '[data-item] [data-column="expected"]' },
  { id: 'where', section: 'plan', target: '[data-item] [data-column="where"]' },
  { id: 'articles', section: 'articles', target: '[data-provision]' },
  { id: 'meetings', section: 'meetings', target: '[data-meeting]' },
  { id: 'sync', section: null, target: '[data-testid="sync"]' },
  { id: 'search', section: null, target: 'header .search' },
];

const NOTE = 'tour';

/** A short way through the sample: offered once, taken when somebody wants it, ended at any step. */
export class Tour {
  /** Whether it is offered by itself. */
  offered = $state(false);
  /** Null: nobody is on it. */
  at = $state<number | null>(null);
  readonly #notes: App['notes'];
  readonly #go: (section: Section) => void;

  constructor(notes: App['notes'], sample: boolean, go: (section: Section) => void) {
    this.#notes = notes;
    this.#go = go;
    this.offered = sample && notes.read(NOTE) === null;
  }

  readonly step: TourStep | null = $derived(this.at === null ? null : (TOUR[this.at] ?? null));

  begin(): void {
    this.decline();
    this.#to(0);
  }

  /** On or back; past the last it ends. */
  move(by: 1 | -1): void {
    if (this.at !== null) this.#to(this.at + by);
  }

  end(): void {
    this.at = null;
  }

  /** Not offered again on this device. */
  decline(): void {
    this.offered = false;
    this.#notes.keep(NOTE, 'seen');
  }

  #to(at: number): void {
    const step = TOUR[at];
    this.at = step === undefined ? null : at;
    if (step !== undefined && step.section !== null) this.#go(step.section);
  }
}
