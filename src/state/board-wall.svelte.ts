import type { BoardWatch } from '../charter/board.ts';
import { BoardLinkRefused } from '../charter/board-link.ts';
import type { BoardFrame } from '../schema/board.ts';
import { m } from '../texts/messages.ts';
import { momentOf } from '../texts/times.ts';
import type { App } from './app.ts';
import { BoardRenewal } from './board-renewal.ts';

const SECOND = 1_000;

export type Wall =
  | { readonly state: 'opening' }
  | { readonly state: 'refused'; readonly words: () => string }
  | { readonly state: 'open'; readonly name: string };

/** What a room sees: the newest frame of a board, with the time of day and this device's own count of time since. */
export class BoardWall {
  now = $state.raw<Wall>({ state: 'opening' });
  frame = $state.raw<BoardFrame | null>(null);
  /** Milliseconds since the frame came, by a clock nobody can set. */
  since = $state(0);
  /** Unix ms. */
  at = $state(0);
  /** The board shows what this page is too old for. */
  newer = $state(false);
  notes = $state.raw<readonly string[]>([]);
  readonly #app: App;
  readonly #renewal: BoardRenewal;
  readonly #tick: ReturnType<typeof setInterval>;
  #watch: BoardWatch | null = null;
  #cameAt = 0;
  readonly #sleep: () => void;
  /** Unix ms by this device; null while the relay is in reach, or was not yet reached. */
  #offlineSince: number | null = null;
  #closed = false;

  constructor(app: App, link: string) {
    this.#app = app;
    this.#renewal = new BoardRenewal(app);
    this.#sleep = app.stayAwake();
    this.#tick = setInterval(() => this.#beat(), SECOND);
    this.#beat();
    void this.#open(link);
  }

  async #open(link: string): Promise<void> {
    try {
      const watch = await this.#app.boards.watch(link);
      if (this.#closed) return watch.close();
      this.#watch = watch;
      this.now = { state: 'open', name: watch.name };
      watch.observe(() => this.#look(watch));
      this.#look(watch);
    } catch (error) {
      const foreign = error instanceof BoardLinkRefused && error.problem === 'foreign version';
      this.now = { state: 'refused', words: foreign ? m.board_foreign : m.board_damaged_long };
    }
  }

  #look(watch: BoardWatch): void {
    if (watch.frame !== this.frame) {
      this.frame = watch.frame;
      this.#cameAt = performance.now();
    }
    if (watch.link === 'synced') this.#offlineSince = null;
    else if (watch.link === 'offline') this.#offlineSince ??= this.#app.clock();
    this.#beat();
  }

  #beat(): void {
    const watch = this.#watch;
    const ahead = watch?.clockAhead ?? 0;
    // A room reads the time off the wall: where this device's is known to be wrong it is the relay's.
    const clock = this.#app.clock() + ahead;
    this.since = Math.max(0, performance.now() - this.#cameAt);
    this.at = clock;
    if (watch === null) return;
    this.newer = watch.newer;
    if (watch.newer) this.#renewal.look();
    const notes: string[] = [];
    if (watch.link === 'refused') notes.push(m.board_refused());
    else if (this.#offlineSince !== null)
      notes.push(m.board_offline({ time: momentOf(this.#offlineSince + ahead, clock) }));
    else if (watch.link === 'connecting') notes.push(m.board_connecting());
    if (ahead !== 0) notes.push(m.board_clock_wrong());
    if (watch.newer) notes.push(m.board_newer());
    if (watch.ignored > 0) notes.push(m.board_ignored({ count: watch.ignored }));
    if (notes.join() !== this.notes.join()) this.notes = notes;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#tick);
    this.#sleep();
    this.#watch?.close();
  }
}
