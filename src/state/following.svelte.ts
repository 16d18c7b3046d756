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
}

/**
 * A facilitator who leads, and those who choose to go along. Whoever goes their own way or writes is left there: nobody is
 * ever moved out of something, and nobody is moved without having asked.
 */
export class Following {
  /** Facilitators who lead now. */
  leaders = $state.raw<readonly Present[]>([]);
  leading = $state(false);
  /** Whom this page follows. */
  leader = $state.raw<Present | null>(null);
  /** May lead: a facilitator does. */
  readonly mayLead: boolean;
  readonly #workspace: Workspace;
  readonly #base: string;
  readonly #toasts: Toasts;
  readonly #window: Window;
  readonly #soon = new Coalesced(() => this.#read(), 50);
  readonly #end: () => void;
  #here: Lead = { section: '', record: null };
  /** Where this page was led last; another address is the user's own. */
  #led: { readonly section: LedSection; readonly record: string | null } | null = null;

  constructor(workspace: Workspace, base: string, toasts: Toasts, window: Window) {
    this.#workspace = workspace;
    this.#base = base;
    this.#toasts = toasts;
    this.#window = window;
    this.mayLead = workspace.me.role === 'facilitator';
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
    if (this.leader !== null && led !== null && (led.section !== section || led.record !== record))
      this.leave();
  }

  /** What this page shows to those who follow. */
  show(place: Lead): void {
    this.#here = place;
    this.#say();
  }

  lead(on: boolean): void {
    this.leading = on && this.mayLead;
    this.#say();
  }

  follow(present: Present): void {
    this.leader = present;
    this.#led = null;
    this.#go(present);
  }

  stop(): void {
    this.leader = null;
    this.#led = null;
  }

  /** Something of the user's own came first. */
  leave(): void {
    if (this.leader === null) return;
    this.stop();
    this.#toasts.say(m.fac_stopped());
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
    const { leader } = this;
    if (leader === null) return;
    const now = this.leaders.find(({ key }) => key === leader.key);
    if (now === undefined) return this.stop();
    this.leader = now;
    this.#go(now);
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
