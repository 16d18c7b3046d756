import { openFailure } from '../texts/problems.ts';
import type { App, SampleBody, ShelfCard } from './app.ts';

export type ShelfState =
  | { readonly state: 'loading' }
  | { readonly state: 'read'; readonly cards: readonly ShelfCard[] }
  | { readonly state: 'failed' };

/** The first page: what may be opened, and what this device has. */
export class StartPage {
  shelf = $state.raw<ShelfState>({ state: 'loading' });
  sampleLinks = $state.raw<Readonly<Record<SampleBody, string>> | null>(null);
  problem = $state<string | null>(null);
  readonly now: number;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    this.now = app.clock();
    void this.#readShelf();
    void this.#readLinks();
  }

  async #readShelf(): Promise<void> {
    try {
      this.shelf = { state: 'read', cards: await this.#app.shelf.list() };
    } catch {
      this.shelf = { state: 'failed' };
    }
  }

  /** Links, not buttons: so each may also be opened in a window of its own. */
  async #readLinks(): Promise<void> {
    try {
      // One after the other: the first makes the seed that all three share.
      const KH = await this.#app.sampleLink('KH');
      const TH = await this.#app.sampleLink('TH');
      const IOM = await this.#app.sampleLink('IOM');
      this.sampleLinks = { KH, TH, IOM };
    } catch (error) {
      this.problem = openFailure(error);
    }
  }

  /** The content of an invitation file as an address; null when none was chosen. */
  async file(): Promise<string | null> {
    const content = await this.#app.files.open();
    return content === null ? null : joinAddress(content);
  }
}

/** `#/join/…` of a pasted link, a bare payload, or a file's content. */
export const joinAddress = (text: string): string => `#/join/${text.trim().split('#/join/').at(-1) ?? ''}`;
