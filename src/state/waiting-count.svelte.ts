import { waitingReads } from '../registers/today/today.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { Coalesced } from './coalesced.ts';
import { localDay } from './local-day.ts';
import { Paced } from './paced.ts';

/** Nobody watches the number: it follows at leisure, so that typing does not pay for it. */
const EVERY_MS = 1_000;

/** How much waits for this person's body, beside the way to Today. */
export class WaitingCount {
  count = $state(0);
  readonly #workspace: Workspace;
  readonly #clock: () => number;
  readonly #soon = new Coalesced(() => this.#read(), EVERY_MS);
  readonly #paced = new Paced();
  readonly #ends: (() => void)[];

  constructor(workspace: Workspace, clock: () => number) {
    this.#workspace = workspace;
    this.#clock = clock;
    this.#ends = [workspace.observe(this.#soon.soon), workspace.host.observe(this.#soon.soon)];
    this.#soon.soon();
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#soon.close();
    this.#paced.close();
  }

  #read(): void {
    const { joint, bodies, me } = this.#workspace;
    const body = bodies.find(({ id }) => id === me.body);
    const parties = bodies.filter(({ kind }) => kind === 'party').map(({ id }) => id);
    const day = localDay(this.#clock());
    if (body === undefined) return;
    let count = 0;
    this.#paced.start([
      ...waitingReads({ joint, body, parties, day }).map((read) => () => {
        count += read().length;
      }),
      () => {
        this.count = count;
      },
    ]);
  }
}
