import type { Workspace } from '../registers/workspace-types.ts';
import { openFailure } from '../texts/problems.ts';
import type { App } from './app.ts';
import type { WorkspaceSource } from './router.svelte.ts';

export type Opening =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly workspace: Workspace }
  | { readonly state: 'failed'; words(): string };

/** One workspace while its pages are in sight: opened with the address, closed with it. */
export class Opened {
  now = $state.raw<Opening>({ state: 'opening' });
  #closed = false;
  readonly #end: () => void;

  constructor(app: App, source: WorkspaceSource) {
    const opening =
      source.kind === 'shelf' ? app.open(source.key) : app.sample(source.seed, source.body, source.stage);
    this.#end = app.onNetwork(() => {
      if (this.now.state === 'open') this.now.workspace.network(app.online());
    });
    void this.#settle(opening);
  }

  async #settle(opening: Promise<Workspace>): Promise<void> {
    try {
      const workspace = await opening;
      if (this.#closed) await workspace.close();
      else this.now = { state: 'open', workspace };
    } catch (error) {
      this.now = { state: 'failed', words: () => openFailure(error) };
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#end();
    if (this.now.state === 'open') await this.now.workspace.close();
  }
}
