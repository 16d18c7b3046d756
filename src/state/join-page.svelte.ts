import type { JoiningState } from '../charter/states.ts';
import { joinFailure } from '../texts/problems.ts';
import type { App, FoundingAct, Invited, JoiningAct, Named } from './app.ts';
import { FoundingWatch } from './found-page.svelte.ts';

export type JoinStage =
  | { readonly stage: 'reading' }
  | { readonly stage: 'failed'; words(): string }
  | { readonly stage: 'member'; readonly joining: JoiningState; readonly inviter: string }
  | { readonly stage: 'party'; readonly workspace: string; readonly parties: readonly Named[] }
  | { readonly stage: 'founding'; readonly founding: FoundingWatch; readonly workspace: string };

/** Following one invitation. */
export class JoinPage {
  now = $state.raw<JoinStage>({ stage: 'reading' });
  person = $state('');
  seat = $state('');
  party = $state('');
  tried = $state(false);
  busy = $state(false);
  /** What failed, said anew in each language. */
  #problem = $state.raw<(() => string) | null>(null);
  /** The Parties an invitation names, for their names later on. */
  parties = $state.raw<readonly Named[]>([]);
  readonly #app: App;
  #invited: Invited | null = null;
  #closed = false;
  #ends: (() => void)[] = [];

  constructor(app: App, payload: string) {
    this.#app = app;
    void this.read(payload);
  }

  get problem(): string | null {
    return this.#problem?.() ?? null;
  }

  async read(payload: string): Promise<void> {
    this.now = { stage: 'reading' };
    try {
      const invited = await this.#app.join(payload);
      if (this.#closed) {
        if (invited.kind === 'member') invited.joining.close();
        else invited.under?.close();
        return;
      }
      this.#invited = invited;
      if (invited.kind === 'member') return this.#follow(invited.joining);
      this.parties = invited.from === undefined ? invited.parties : [invited.from, ...invited.parties];
      if (invited.under !== null) return this.#found(invited.under, invited.workspace);
      this.party = invited.parties.length === 1 ? (invited.parties[0]?.id ?? '') : '';
      this.now = { stage: 'party', workspace: invited.workspace, parties: invited.parties };
    } catch (error) {
      this.now = { stage: 'failed', words: () => joinFailure(error) };
    }
  }

  #follow(joining: JoiningAct): void {
    let inviter = '';
    const read = () => {
      if (joining.state.state === 'introducing') inviter = joining.state.inviter;
      this.now = { stage: 'member', joining: joining.state, inviter };
    };
    read();
    this.#ends.push(joining.observe(read), () => joining.close());
  }

  #found(act: FoundingAct, workspace: string): void {
    const founding = new FoundingWatch(act);
    if (this.#closed) return founding.close();
    this.#ends.push(() => founding.close());
    this.now = { stage: 'founding', founding, workspace };
  }

  get #named(): boolean {
    this.tried = true;
    return this.person.trim() !== '' && this.seat.trim() !== '';
  }

  async ask(): Promise<void> {
    const invited = this.#invited;
    if (invited?.kind !== 'member' || !this.#named) return;
    await this.#try(() => invited.joining.ask({ person: this.person.trim(), seat: this.seat.trim() }));
  }

  async answer(): Promise<void> {
    const invited = this.#invited;
    if (invited?.kind !== 'party' || !this.#named || this.party === '') return;
    await this.#try(async () => {
      const as = { party: this.party, person: this.person.trim(), seat: this.seat.trim() };
      this.#found(await invited.answer(as), invited.workspace);
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.#problem = null;
    try {
      await act();
    } catch (error) {
      this.#problem = () => joinFailure(error);
    }
    this.busy = false;
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#ends) end();
  }
}
