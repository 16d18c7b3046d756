import { openFailure } from '../texts/problems.ts';
import type { ShelfCard } from '../charter/shelf.ts';
import type { App, SampleSeat, SampleStage } from './app.ts';

export type ShelfState =
  | { readonly state: 'loading' }
  | { readonly state: 'read'; readonly cards: readonly ShelfCard[] }
  | { readonly state: 'failed' };

export type SampleLinks = Readonly<Record<SampleSeat, string>>;

/** The first page: what may be opened, and what this device has. */
export class StartPage {
  shelf = $state.raw<ShelfState>({ state: 'loading' });
  /** Which moment of the sample the links lead to. */
  stage = $state<SampleStage>('adopted');
  #links = $state.raw<Readonly<Record<SampleStage, SampleLinks>> | null>(null);
  /** What failed, said anew in each language. */
  #problem = $state.raw<(() => string) | null>(null);
  readonly now: number;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    this.now = app.clock();
    void this.#readShelf();
    void this.#readLinks();
  }

  get problem(): string | null {
    return this.#problem?.() ?? null;
  }

  async #readShelf(): Promise<void> {
    try {
      this.shelf = { state: 'read', cards: await this.#app.shelf.list() };
    } catch {
      this.shelf = { state: 'failed' };
    }
  }

  readonly sampleLinks: SampleLinks | null = $derived(this.#links === null ? null : this.#links[this.stage]);

  /** Links, not buttons: so each may also be opened in a window of its own. */
  async #readLinks(): Promise<void> {
    try {
      // One after the other: the first makes the seed that all share.
      const adopted = await this.#linksOf('adopted');
      this.#links = { adopted, opening: await this.#linksOf('opening') };
    } catch (error) {
      this.#problem = () => openFailure(error);
    }
  }

  async #linksOf(stage: SampleStage): Promise<SampleLinks> {
    const KH = await this.#app.sampleLink('KH', stage);
    const TH = await this.#app.sampleLink('TH', stage);
    const IOM = await this.#app.sampleLink('IOM', stage);
    const facilitator = await this.#app.sampleLink('facilitator', stage);
    return { KH, TH, IOM, facilitator };
  }

  /** The content of an invitation file as an address; null when none was chosen. */
  async file(): Promise<string | null> {
    const content = await this.#app.files.open();
    return content === null ? null : joinAddress(content);
  }
}

/** `#/join/…` of a pasted link, a bare payload, or a file's content. */
export const joinAddress = (text: string): string => `#/join/${text.trim().split('#/join/').at(-1) ?? ''}`;
