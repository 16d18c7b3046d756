import { speakerState, spokenFor, timerRan } from '../registers/meeting-floor.ts';
import type { Speaker, Timer } from '../registers/meeting-types.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Attributed } from '../schema/minutes.ts';
import { spokenName } from '../texts/people.ts';
import { attributedWords } from '../texts/meetings.ts';
import { m } from '../texts/messages.ts';
import { Coalesced } from './coalesced.ts';
import type { Acting } from './meeting-promises.svelte.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

/** The floor of one meeting: who speaks, who waits, and the timer that runs. */
export class MeetingFloor {
  readonly meeting: string;
  readonly workspace: Workspace;
  speaking = $state.raw<readonly Speaker[]>([]);
  queue = $state.raw<readonly Speaker[]>([]);
  spoken = $state.raw<readonly Speaker[]>([]);
  timer = $state.raw<Timer | null>(null);
  /** Minutes an intervention may take; null: as long as it takes. */
  limit = $state<number | null>(null);
  locked = $state(false);
  now = $state(0);
  /** Spoken to who cannot see the list. */
  said = $state('');
  readonly #acting: Acting;
  readonly #soon = new Coalesced(() => this.#read(), 50);
  readonly #end: () => void;
  readonly #tick: ReturnType<typeof setInterval>;

  constructor(workspace: Workspace, meeting: string, acting: Acting) {
    this.workspace = workspace;
    this.meeting = meeting;
    this.#acting = acting;
    this.#read();
    this.#end = workspace.joint.meetings.observe(this.#soon.soon);
    this.#tick = setInterval(() => (this.now = workspace.host.now()), SECOND);
  }

  readonly mayWrite: boolean = $derived.by(() => this.workspace.me.role !== 'reader' && !this.locked);
  /** This person waits already. */
  readonly asked: Speaker | null = $derived.by(() => {
    const { body, person } = this.workspace.me;
    const mine = (one: Speaker) => {
      const who = firstValue(one.who);
      return who?.body === body && who.person === person;
    };
    return this.queue.find(mine) ?? null;
  });
  /** Those who may be put on the list by somebody else: who sits at the meeting, and every body as such. */
  readonly others: readonly { readonly words: string; readonly who: Attributed }[] = $derived.by(() => {
    void this.queue;
    const { bodies, joint } = this.workspace;
    const present = joint.meetings.attendance.list(this.meeting).flatMap(({ who }) => firstValue(who) ?? []);
    const whole = bodies.map(({ id, name }): Attributed => ({
      body: id,
      seat: null,
      person: '',
      title: name,
    }));
    const named = present.map((who) => ({ words: attributedWords(who, bodies), who }));
    return [...whole.map((who) => ({ words: spokenName({ name: who.title }), who })), ...named];
  });

  nameOf(one: Speaker): string {
    const who = firstValue(one.who);
    return who === null ? '' : who.person || spokenName({ name: who.title });
  }

  /** Milliseconds spoken, and the part beyond what was allowed. */
  timeOf(one: Speaker): { readonly ran: number; readonly over: number } {
    const ran = spokenFor(speakerState(one), this.now);
    const limit = firstValue(one.limit);
    return { ran, over: limit === null ? 0 : Math.max(0, ran - limit * MINUTE) };
  }

  /** Milliseconds a timer has left; negative when it is over. */
  leftOf(timer: Timer): number {
    return (firstValue(timer.minutes) ?? 0) * MINUTE - timerRan(timer, this.now);
  }

  /** This person asks for the floor. */
  ask(): void {
    const { body, person, seat } = this.workspace.me;
    this.put({ body, seat: null, person, title: seat });
    const place = this.queue.findIndex(({ id }) => id === this.asked?.id) + 1;
    if (place > 0) this.said = m.fac_asked({ place });
  }

  put(who: Attributed): void {
    this.#try(() => this.#floor.ask(this.meeting, who));
  }

  give(one: Speaker): void {
    this.#try(() => this.#floor.give(one.id));
  }

  take(): void {
    this.#try(() => this.#floor.take(this.meeting));
  }

  move(one: Speaker, by: -1 | 1): void {
    this.#try(() => this.#floor.move(one.id, by));
  }

  withdraw(one: Speaker): void {
    const who = this.nameOf(one);
    this.#try(() => this.#acting.say(() => m.fac_withdrawn({ who }), this.#floor.withdraw(one.id)));
  }

  setLimit(minutes: number | null): void {
    this.#try(() => this.workspace.joint.meetings.set(this.meeting, { speaking: minutes }));
  }

  startTimer(title: string, minutes: number): boolean {
    return this.#try(() => this.#floor.startTimer(this.meeting, { title, minutes }));
  }

  endTimer(timer: Timer): void {
    this.#try(() => this.#floor.endTimer(timer.id));
  }

  close(): void {
    this.#end();
    this.#soon.close();
    clearInterval(this.#tick);
  }

  get #floor() {
    return this.workspace.joint.meetings.floor;
  }

  #try(act: () => void): boolean {
    const went = this.#acting.try(act);
    this.#read();
    void this.workspace.flush();
    return went;
  }

  #read(): void {
    const { meetings } = this.workspace.joint;
    const { floor } = meetings;
    this.now = this.workspace.host.now();
    this.speaking = floor.speaking(this.meeting);
    this.queue = floor.queue(this.meeting);
    this.spoken = floor.speakers(this.meeting).filter((one) => speakerState(one).state === 'spoken');
    this.timer = floor.running(this.meeting)[0] ?? null;
    const about = meetings.meeting(this.meeting);
    this.limit = about === null ? null : firstValue(about.speaking);
    this.locked = meetings.isLocked(this.meeting);
  }
}
