import type { App } from './app.ts';

/** Between two times that a wall loads itself anew. Milliseconds. */
const LEAST = 10 * 60_000;
const NOTE = 'board renewed';

/**
 * A wall that meets what its own page is too old for. Nobody stands at it: it fetches a newer page by itself, at once, and after that
 * no more often than every ten minutes, however often it has been loaded since, for the newer page need not be newer enough.
 */
export class BoardRenewal {
  readonly #app: Pick<App, 'clock' | 'tab' | 'update'>;
  /** By the clock of this page, which begins when it is loaded and which nobody can set. */
  #tried = 0;

  constructor(app: Pick<App, 'clock' | 'tab' | 'update'>) {
    this.#app = app;
  }

  /** Asked as often as one likes while the page is too old. The link is in its address, so that it is still there afterwards. */
  look(): void {
    if (this.#due()) void this.#app.update.renew();
  }

  #due(): boolean {
    const { clock, tab } = this.#app;
    const kept = tab.read(NOTE);
    // A clock that was set back since must not put it off for a year.
    if (kept !== null && Math.abs(clock() - Number(kept)) < LEAST) return false;
    tab.keep(NOTE, String(clock()));
    if (tab.read(NOTE) !== null) return true;
    // Where the window keeps nothing, only how long this page has been open says that it is not the one just loaded.
    if (performance.now() - this.#tried < LEAST) return false;
    this.#tried = performance.now();
    return true;
  }
}
