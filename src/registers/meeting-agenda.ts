import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { agendaFields, type AgendaFields, type Clock } from '../schema/meetings.ts';
import { inThree, isTranslation, viewInThree } from './in-three.ts';
import { MeetingLines, kept, type Guard } from './meeting-lines.ts';
import { placeAfter } from './placed.ts';
import type { AgendaLine, AgendaState } from './meeting-types.ts';

export type AgendaWish = Partial<Omit<AgendaFields, 'meeting' | 'order'>>;

/** The agenda line as its record says it; the running state is laid over it, since the clock is the meeting's. */
type Line = Omit<AgendaLine, 'running'>;

/** What the agenda needs of its meeting. */
export interface ClockOf {
  clock(meeting: string): Field<Clock | null>;
  setClock(meeting: string, clock: Clock | null): void;
}

const clocksIn = (field: Field<Clock | null>): readonly Clock[] =>
  (field.state === 'one'
    ? [field.value]
    : field.state === 'conflict'
      ? field.values.map(({ value }) => value)
      : []
  ).flatMap((one) => one ?? []);

/** Tenths of a minute between two moments; a clock set back has none. */
const minutesBetween = (since: number, now: number): number =>
  Math.max(0, Math.round((now - since) / 6_000) / 10);

/** The lines of meetings' agendas, and the one that runs. */
export class Agenda {
  readonly #host: RecordHost;
  readonly #lines: MeetingLines<typeof agendaFields, Line>;
  readonly #clocks: ClockOf;
  readonly #kept = new WeakMap<readonly Line[], readonly [Field<Clock | null>, readonly AgendaLine[]]>();

  constructor(host: RecordHost, guard: Guard, clocks: ClockOf) {
    this.#host = host;
    this.#clocks = clocks;
    this.#lines = new MeetingLines(host, 'agenda', agendaFields, guard, (view, about) =>
      kept(about, {
        meeting: view.field('meeting'),
        ...viewInThree(view, 'title'),
        ...viewInThree(view, 'note'),
        minutes: view.field('minutes'),
        presenter: view.field('presenter'),
        spent: view.field('spent'),
      }),
    );
  }

  /** Lines that stand, in order, each with its state. The same array until a line or the clock changes. */
  list(meeting: string): readonly AgendaLine[] {
    const lines = this.#lines.list(meeting);
    const clock = this.#clocks.clock(meeting);
    const before = this.#kept.get(lines);
    if (before?.[0] === clock) return before[1];
    const list = lines.map((line): AgendaLine => {
      return kept(line, { running: stateOfLine(line, clocksIn(clock)) });
    });
    this.#kept.set(lines, [clock, list]);
    return list;
  }

  /** Adds a line behind another (null: first); gives its id. Throws `BadValue`, `WriteRefused`, `MeetingRefused` 'locked'. */
  add(meeting: string, after: string | null, wish: AgendaWish & { readonly title: string }): string {
    return this.#lines.addBehind(this.#host.newId(), meeting, after, wish);
  }

  /** `MeetingRefused` 'locked' once both have signed, but for a title in another language: it is not in the minutes. */
  set(id: string, wish: AgendaWish): void {
    if (!Object.keys(wish).every((field) => isTranslation(field, ['title']))) this.#lines.writable(id);
    this.#lines.set(id, wish);
  }

  /** Puts a line behind another of its meeting (null: first). */
  move(id: string, after: string | null): void {
    this.#lines.move(id, after);
  }

  /** Deletes a line; gives the undo. */
  delete(id: string): () => void {
    return this.#lines.strike(id);
  }

  restore(id: string): void {
    this.#lines.bringBack(id);
  }

  deleted(meeting: string): readonly Omit<AgendaLine, 'running'>[] {
    return this.#lines.deleted(meeting);
  }

  /** Calls a line: what ran before is done, with the minutes it took. Chooses, where two were called apart. */
  start(id: string): void {
    const meeting = firstValue(this.#lines.writable(id).meeting);
    if (meeting === null) return;
    this.#host.change(() => {
      this.#settle(meeting, id);
      this.#clocks.setClock(meeting, { line: id, since: this.#host.now() });
    });
  }

  /** Ends whatever runs. */
  stop(meeting: string): void {
    this.#lines.guard(meeting);
    if (clocksIn(this.#clocks.clock(meeting)).length === 0) return;
    this.#host.change(() => {
      this.#settle(meeting, null);
      this.#clocks.setClock(meeting, null);
    });
  }

  /** Puts a line back to waiting, as if it had not run. */
  reset(id: string): void {
    const meeting = firstValue(this.#lines.writable(id).meeting);
    if (meeting === null) return;
    this.#host.change(() => {
      if (clocksIn(this.#clocks.clock(meeting)).some(({ line }) => line === id))
        this.#clocks.setClock(meeting, null);
      this.#lines.set(id, { spent: null });
    });
  }

  /** Writes the lines of one meeting into another, not yet run. */
  copy(from: string, to: string): void {
    for (const line of this.#lines.list(from)) {
      const { id, order, minutes, presenter } = line;
      const [title, note] = [inThree(line, 'title'), inThree(line, 'note')];
      this.#lines.add(this.#host.newId(), {
        meeting: to,
        title: title.en,
        titleKm: title.km,
        titleTh: title.th,
        note: note.en,
        noteKm: note.km,
        noteTh: note.th,
        minutes: firstValue(minutes),
        presenter: firstValue(presenter),
        order: order === '' ? placeAfter([], null, id) : order,
      });
    }
  }

  drop(records: ChangedRecords): boolean {
    return this.#lines.drop(records);
  }

  #settle(meeting: string, next: string | null): void {
    const now = this.#host.now();
    for (const { line, since } of clocksIn(this.#clocks.clock(meeting))) {
      const running = this.#lines.view(line);
      if (running === null) continue;
      const spent = (firstValue(running.spent) ?? 0) + minutesBetween(since, now);
      // A line called again goes on from where it was.
      if (line !== next || spent > 0) this.#lines.set(line, { spent: Math.round(spent * 10) / 10 });
    }
  }
}

function stateOfLine({ id, spent }: Line, clocks: readonly Clock[]): AgendaState {
  const so = firstValue(spent);
  const running = clocks.filter(({ line }) => line === id);
  if (running.length > 0)
    return { state: 'running', since: Math.min(...running.map(({ since }) => since)), spent: so ?? 0 };
  return so === null ? { state: 'waiting' } : { state: 'done', spent: so };
}
