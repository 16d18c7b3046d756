import type { Member, Present, Sync, Workspace } from '../registers/workspace-types.ts';
import type { Notice } from '../replica/notice.ts';
import type { App } from './app.ts';
import { Coalesced } from './coalesced.ts';
import { Version } from './version.svelte.ts';

const MINUTE = 60_000;

/** What stands around every page of a workspace. */
export class Shell {
  readonly workspace: Workspace;
  sync = $state.raw<Sync>() as Sync;
  people = $state.raw<readonly Present[]>([]);
  members = $state.raw<readonly Member[]>([]);
  notices = $state.raw<readonly Notice[]>([]);
  /** Unix ms, by the minute: for "since". */
  now = $state(0);
  readonly version: Version;
  readonly #app: App;
  readonly #soon = new Coalesced(() => this.#read());
  readonly #minutes: ReturnType<typeof setInterval>;
  readonly #ends: (() => void)[];

  constructor(app: App, workspace: Workspace) {
    this.#app = app;
    this.workspace = workspace;
    this.#read();
    this.version = new Version(app, workspace);
    this.#ends = [workspace.observe(this.#soon.soon), workspace.host.observe(this.#soon.soon)];
    this.#minutes = setInterval(() => {
      this.now = app.clock();
    }, MINUTE);
  }

  #read(): void {
    this.sync = this.workspace.sync();
    this.people = this.workspace.people();
    this.members = this.workspace.members();
    this.notices = this.workspace.notices();
    this.now = this.#app.clock();
  }

  close(): void {
    for (const end of this.#ends) end();
    clearInterval(this.#minutes);
    this.version.close();
    this.#soon.close();
  }
}
