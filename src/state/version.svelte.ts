import type { Workspace } from '../registers/workspace-types.ts';
import type { App } from './app.ts';

/** What keeps a window from changing over at once. */
export type Obstacle =
  /** Something is being written that only its form has. */
  | 'open'
  /** Changes are neither kept by this device nor at the relay. */
  | 'unkept';

/** A newer version of the app, as one window of an open workspace deals with it: nothing unsaved is ever left behind. */
export class Version {
  state = $state<App['update']['state']>('none');
  /** Put off in this window. */
  later = $state(false);
  obstacle = $state<Obstacle | null>(null);
  /** This window is changing over: all that was written is on this device. */
  switching = false;
  readonly #app: App;
  readonly #workspace: Workspace;
  readonly #end: () => void;

  constructor(app: App, workspace: Workspace) {
    this.#app = app;
    this.#workspace = workspace;
    this.state = app.update.state;
    this.#end = app.update.observe(() => {
      this.state = app.update.state;
      this.later = false;
    });
  }

  readonly offered: boolean = $derived(this.state !== 'none' && !this.later);

  /** @param open Whether something is open here that would lose what is written in it. */
  async switch(open: boolean): Promise<void> {
    this.obstacle = open ? 'open' : null;
    if (open) return;
    await this.#workspace.flush();
    const { storage, waiting } = this.#workspace.sync();
    if (storage.state === 'failing' && waiting > 0) {
      this.obstacle = 'unkept';
      return;
    }
    this.switching = true;
    this.#app.update.switch();
  }

  close(): void {
    this.#end();
  }
}
