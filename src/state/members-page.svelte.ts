import type { Invitation, Member, Present, Role, Workspace } from '../registers/workspace-types.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Who takes part, and who is about to. */
export class MembersPage {
  readonly workspace: Workspace;
  members = $state.raw<readonly Member[]>([]);
  people = $state.raw<readonly Present[]>([]);
  invitations = $state.raw<readonly Invitation[]>([]);
  /** Id of the invitation that is handed over now. */
  shown = $state<string | null>(null);
  busy = $state(false);
  readonly #toasts: Toasts;
  readonly #soon = new Coalesced(() => this.#read());
  readonly #end: () => void;

  constructor(workspace: Workspace, toasts: Toasts) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.#read();
    this.#end = workspace.observe(this.#soon.soon);
  }

  #read(): void {
    this.members = this.workspace.members();
    this.people = this.workspace.people();
    this.invitations = this.workspace.invitations?.list() ?? [];
  }

  async invite(body: string, role: Role): Promise<void> {
    await this.#try(async (invitations) => {
      const { id } = await invitations.create({ body, role });
      this.shown = id;
    });
  }

  admit(id: string): Promise<void> {
    return this.#try((invitations) => invitations.admit(id));
  }

  refuse(id: string): Promise<void> {
    return this.#try((invitations) => invitations.refuse(id));
  }

  withdraw(id: string): Promise<void> {
    return this.#try((invitations) => invitations.withdraw(id));
  }

  async #try(act: (invitations: NonNullable<Workspace['invitations']>) => Promise<void>): Promise<void> {
    const { invitations } = this.workspace;
    if (invitations === null) return;
    this.busy = true;
    try {
      await act(invitations);
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
    }
    this.busy = false;
    this.#read();
  }

  close(): void {
    this.#end();
    this.#soon.close();
  }
}
