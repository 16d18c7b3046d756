import { leadPlace, type LedSection } from '../registers/lead-place.ts';
import type { Present, Workspace } from '../registers/workspace-types.ts';
import type { Lead } from '../replica/presence.ts';
import { m } from '../texts/messages.ts';
import { whoIs } from '../texts/people.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What following needs of the window. */
export interface Window {
  go(hash: string): void;
  /** Whether something is being written or decided here that nobody may take away. */
  busy(): boolean;
  /** Whether this window led before it was loaded again; it is forgotten with the window. */
  readonly led: { read(): boolean; keep(leads: boolean): void };
}

/** Of a workspace, what following reads and says. */
export type Led = Pick<Workspace, 'bodies' | 'joint' | 'people' | 'lead' | 'observe'> & {
  readonly me: Pick<Workspace['me'], 'role'>;
};

/** Whom this page goes along with. `away`: their page is gone, by a reload or a lost link, and is waited for. */
export type Followed =
  { readonly state: 'nobody' } | { readonly state: 'here' | 'away'; readonly leader: Present };
const NOBODY: Followed = { state: 'nobody' };

/**
 * A facilitator who leads, and those who choose to go along. Whoever goes their own way or writes is left there: nobody is
 * ever moved out of something, and nobody is moved without having asked.
 */
export class Following {
  /** Facilitators who lead now. */
  leaders = $state.raw<readonly Present[]>([]);
  leading = $state(false);
  followed = $state.raw<Followed>(NOBODY);
  /** May lead: a facilitator does. */
  readonly mayLead: boolean;
  readonly #workspace: Led;
  readonly #base: string;
  readonly #toasts: Toasts;
  readonly #window: Window;
  readonly #soon = new Coalesced(() => this.#read(), 50);
  readonly #end: () => void;
  #here: Lead = { section: '', record: null };
  /** Where this page was led last; another address is the user's own. */
  #led: { readonly section: LedSection; readonly record: string | null } | null = null;

  constructor(workspace: Led, base: string, toasts: Toasts, window: Window) {
    this.#workspace = workspace;
    this.#base = base;
    this.#toasts = toasts;
    this.#window = window;
    this.mayLead = workspace.me.role === 'facilitator';
    this.leading = this.mayLead && window.led.read();
    this.#end = workspace.observe(this.#soon.soon);
    this.#read();
  }

  whoIs(present: Present): string {
    return whoIs(present.author, this.#workspace.bodies);
  }

  /** The address of this page; a page that shows what is elsewhere, as the board does, says that by {@link show}. */
  at(section: string, record: string | null): void {
    if (section !== 'board') this.show({ section, record });
    const led = this.#led;
    if (led !== null && (led.section !== section || led.record !== record)) this.leave();
  }

  /** What this page shows to those who follow. */
  show(place: Lead): void {
    this.#here = place;
    this.#say();
  }

  lead(on: boolean): void {
    this.leading = on && this.mayLead;
    this.#window.led.keep(this.leading);
    this.#say();
  }

  follow(present: Present): void {
    this.followed = { state: 'here', leader: present };
    this.#led = null;
    this.#go(present);
  }

  stop(): void {
    this.followed = NOBODY;
    this.#led = null;
  }

  /** Something of the user's own came first. */
  leave(): void {
    if (this.followed.state === 'nobody') return;
    this.stop();
    this.#toasts.say(() => m.fac_stopped());
  }

  close(): void {
    this.#end();
    this.#soon.close();
    this.#workspace.lead(null);
  }

  #say(): void {
    const place = this.leading ? leadPlace(this.#workspace.joint, this.#here) : null;
    // Where the page is nobody else's to see, they stay where they were led last.
    if (place !== null || !this.leading) this.#workspace.lead(place);
  }

  #read(): void {
    this.leaders = this.#workspace.people().filter(({ me, lead }) => !me && lead !== null);
    if (this.followed.state === 'nobody') return;
    const { leader } = this.followed;
    // A page loaded again is another page of the same device: its leader is the same, and is followed on.
    const now =
      this.leaders.find(({ key }) => key === leader.key) ??
      this.leaders.find(({ author }) => author.writer === leader.author.writer);
    if (now !== undefined) {
      this.followed = { state: 'here', leader: now };
      this.#go(now);
    } else if (this.#workspace.people().some(({ key }) => key === leader.key)) {
      this.stop();
      this.#toasts.say(() => m.room_lead_ended({ who: this.whoIs(leader) }));
    } else if (this.followed.state === 'here') this.followed = { state: 'away', leader };
  }

  #go({ lead }: Present): void {
    const place = lead === null ? null : leadPlace(this.#workspace.joint, lead);
    if (place === null) return;
    if (this.#led?.section === place.section && this.#led.record === place.record) return;
    if (this.#led !== null && this.#window.busy()) return this.leave();
    this.#led = place;
    const record = place.record === null ? '' : `/${encodeURIComponent(place.record)}`;
    this.#window.go(`${this.#base}/${place.section}${record}`);
  }
}
