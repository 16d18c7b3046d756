import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { speakerFields, timerFields, type TimerFields } from '../schema/meetings.ts';
import type { Attributed } from '../schema/minutes.ts';
import { MeetingLines, kept, type Guard } from './meeting-lines.ts';
import { placeAfter } from './placed.ts';
import type { Speaker, Timer } from './meeting-types.ts';

/** Where somebody on the list stands. `spent`: milliseconds spoken before; `since`: Unix ms, as claimed by who gave the floor. */
export type SpeakerState =
  | { readonly state: 'waiting' }
  | { readonly state: 'speaking'; readonly since: number; readonly spent: number }
  | { readonly state: 'spoken'; readonly spent: number };

export function speakerState({ since, spent }: Speaker): SpeakerState {
  // Given the floor by two hands apart, they speak since the first of the two.
  const begun = since.state === 'conflict' ? since.values.flatMap(({ value }) => value ?? []) : [];
  const from = begun.length > 0 ? Math.min(...begun) : firstValue(since);
  const before = firstValue(spent);
  if (from !== null) return { state: 'speaking', since: from, spent: before ?? 0 };
  return before === null ? { state: 'waiting' } : { state: 'spoken', spent: before };
}

/** Milliseconds spoken until now (Unix ms); a clock that runs behind the one that began counts from nothing. */
export const spokenFor = (state: SpeakerState, now: number): number =>
  state.state === 'waiting'
    ? 0
    : state.spent + (state.state === 'speaking' ? Math.max(0, now - state.since) : 0);

/** Milliseconds a timer has run until now, at most to its recorded end. */
export function timerRan({ since, ended }: Timer, now: number): number {
  const from = firstValue(since);
  return from === null ? 0 : Math.max(0, (firstValue(ended) ?? now) - from);
}

/** Who asks to speak, who speaks and for how long; and timers. All durations follow from recorded moments. */
export class Floor {
  readonly #host: RecordHost;
  readonly #speakers: MeetingLines<typeof speakerFields, Speaker>;
  readonly #timers: MeetingLines<typeof timerFields, Timer>;
  readonly #limitOf: (meeting: string) => number | null;

  /** `limitOf`: minutes an intervention may take in a meeting. */
  constructor(host: RecordHost, guard: Guard, limitOf: (meeting: string) => number | null) {
    this.#host = host;
    this.#limitOf = limitOf;
    this.#speakers = new MeetingLines(host, 'speakers', speakerFields, guard, (view, about) =>
      kept(about, {
        meeting: view.field('meeting'),
        who: view.field('who'),
        limit: view.field('limit'),
        since: view.field('since'),
        spent: view.field('spent'),
      }),
    );
    this.#timers = new MeetingLines(host, 'timers', timerFields, guard, (view, about) =>
      kept(about, {
        meeting: view.field('meeting'),
        title: view.field('title'),
        minutes: view.field('minutes'),
        since: view.field('since'),
        ended: view.field('ended'),
      }),
    );
  }

  /** Everybody on the list, in its order: those who have spoken, too. */
  speakers(meeting: string): readonly Speaker[] {
    return this.#speakers.list(meeting);
  }

  /** Those who still wait, in order. */
  queue(meeting: string): readonly Speaker[] {
    return this.speakers(meeting).filter((one) => speakerState(one).state === 'waiting');
  }

  /** Who speaks; several when the floor was given apart. */
  speaking(meeting: string): readonly Speaker[] {
    return this.speakers(meeting).filter((one) => speakerState(one).state === 'speaking');
  }

  /**
   * Asks for the floor, behind all others. Who waits already is not put down twice: of one body and person. Gives the id.
   * Throws `BadValue`, `WriteRefused`, `MeetingRefused` 'locked', as all that writes here.
   */
  ask(meeting: string, who: Attributed): string {
    this.#speakers.guard(meeting);
    const waiting = this.queue(meeting).find((one) => {
      const there = firstValue(one.who);
      return there?.body === who.body && there.person === who.person;
    });
    if (waiting !== undefined) return waiting.id;
    const id = this.#host.newId();
    const all = this.#speakers.every(meeting);
    const order = placeAfter(all, all.at(-1)?.id ?? null, id);
    return this.#speakers.add(id, { meeting, who, limit: null, since: null, spent: null, order });
  }

  /** Takes somebody off the list; gives the undo. */
  withdraw(id: string): () => void {
    return this.#speakers.strike(id);
  }

  /** Up or down by one among those who wait. */
  move(id: string, by: -1 | 1): void {
    const { meeting } = this.#speakers.writable(id);
    const waiting = this.queue(firstValue(meeting) ?? '');
    const at = waiting.findIndex((one) => one.id === id);
    const target = waiting[at + by];
    if (at < 0 || target === undefined) return;
    const all = this.#speakers.every(firstValue(meeting) ?? '').filter((one) => one.id !== id);
    const place = all.findIndex((one) => one.id === target.id) - (by < 0 ? 1 : 0);
    this.#speakers.set(id, { order: placeAfter(all, all[place]?.id ?? null, id) });
  }

  /** Gives the floor: who spoke before has spoken, for as long as it was. */
  give(id: string): void {
    const meeting = firstValue(this.#speakers.writable(id).meeting);
    if (meeting === null) return;
    const state = speakerState(this.#speakers.existing(id));
    if (state.state === 'speaking' && this.speaking(meeting).length === 1) return;
    this.#host.change(() => {
      for (const one of this.speaking(meeting)) if (one.id !== id) this.#end(one);
      const now = this.#host.now();
      const since = state.state === 'speaking' ? state.since : now;
      this.#speakers.set(id, { since, limit: this.#limitOf(meeting) });
    });
  }

  /** Ends whatever is being said. */
  take(meeting: string): void {
    this.#speakers.guard(meeting);
    this.#host.change(() => {
      for (const one of this.speaking(meeting)) this.#end(one);
    });
  }

  /** Timers that run, the newest first. */
  running(meeting: string): readonly Timer[] {
    return this.#timers
      .list(meeting)
      .filter(({ ended }) => firstValue(ended) === null)
      .sort((a, b) => (firstValue(b.since) ?? 0) - (firstValue(a.since) ?? 0));
  }

  /** Starts a timer of so many minutes; gives its id. Those that ran have ended. */
  startTimer(meeting: string, wish: Pick<TimerFields, 'title' | 'minutes'>): string {
    this.#timers.guard(meeting);
    const id = this.#host.newId();
    return this.#host.change(() => {
      for (const one of this.running(meeting)) this.endTimer(one.id);
      const order = placeAfter([], null, id);
      return this.#timers.add(id, { ...wish, meeting, since: this.#host.now(), ended: null, order });
    });
  }

  endTimer(id: string): void {
    if (firstValue(this.#timers.writable(id).ended) === null)
      this.#timers.set(id, { ended: this.#host.now() });
  }

  drop(records: ChangedRecords): boolean {
    const ours = [this.#speakers, this.#timers].map((one) => one.drop(records));
    return ours.includes(true);
  }

  #end(one: Speaker): void {
    const spent = spokenFor(speakerState(one), this.#host.now());
    this.#speakers.set(one.id, { since: null, spent: Math.round(spent) });
  }
}
