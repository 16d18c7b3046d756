import type { Workspace } from '../registers/workspace-types.ts';
import type { App } from './app.ts';

/** What keeps a window from changing over at once. */
export type Obstacle =
  /** Something is being written that only its form has. */
  | 'open'
  /** Changes are neither kept by this device nor at the relay. */
  | 'unkept';

type Unsent = Pick<Workspace, 'flush' | 'sync'>;

/** A newer version of the app, as one window deals with it, with a workspace open or none: nothing unsaved is ever left behind. */
export class Version {
  state = $state<App['update']['state']>('none');
  /** Put off in this window. */
  later = $state(false);
  obstacle = $state<Obstacle | null>(null);
  /** This window is changing over: all that was written is on this device. */
  switching = false;
  readonly #app: App;
  readonly #workspace: Unsent | null;
  readonly #end: () => void;

  constructor(app: App, workspace: Unsent | null) {
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
    if (await this.#unkept()) {
      this.obstacle = 'unkept';
      return;
    }
    this.switching = true;
    this.#app.update.switch();
  }

  async #unkept(): Promise<boolean> {
    if (this.#workspace === null) return false;
    await this.#workspace.flush();
    const { storage, waiting } = this.#workspace.sync();
    return storage.state === 'failing' && waiting > 0;
  }

  close(): void {
    this.#end();
  }
}
