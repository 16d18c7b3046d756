import {
  clockDisagreement,
  type ClockDisagreement,
  type RelayClock,
} from '../registers/clock-disagreement.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { App } from './app.ts';

type Claims = Pick<Workspace, 'clockClaims'> & { readonly host: Pick<Workspace['host'], 'now'> };

/**
 * This device's clock beside the others': the relay's is asked for at the opening and whenever the network is back. Without a
 * workspace there is only the relay's.
 */
export class DeviceClock {
  disagreement = $state.raw<ClockDisagreement | null>(null);
  readonly #app: App;
  readonly #workspace: Claims | null;
  readonly #end: () => void;
  #relay: RelayClock | null = null;
  #closed = false;

  constructor(app: App, workspace: Claims | null) {
    this.#app = app;
    this.#workspace = workspace;
    this.#end = app.onNetwork(() => this.#ask());
    this.#ask();
  }

  /** Compares anew: entries came, or time went by. */
  look(): void {
    const claims = this.#workspace?.clockClaims() ?? [];
    const now = this.#workspace?.host.now() ?? this.#app.clock();
    this.disagreement = clockDisagreement(now, this.#relay, claims);
  }

  #ask(): void {
    if (!this.#app.online()) return;
    void this.#app.relayClock().then((relay) => {
      if (this.#closed || relay === null) return;
      this.#relay = relay;
      this.look();
    });
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }
}
