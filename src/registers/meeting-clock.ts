import type { AgendaState } from './meeting-types.ts';

const MINUTE = 60_000;

/** A line of an agenda, as the clock reads it. */
export interface TimedLine {
  readonly id: string;
  /** Planned length; null where none was given. */
  readonly minutes: number | null;
  readonly running: AgendaState;
}

/** Where a line of the agenda stands now. `from`: planned beginning in minutes since midnight at the meeting. */
export type LineTime =
  | { readonly state: 'to come'; readonly from: number | null }
  | {
      readonly state: 'running';
      readonly from: number | null;
      /** Whole minutes it has run. */
      readonly spent: number;
      /** Minutes of the plan that are left; negative when it runs over; null without a plan. */
      readonly left: number | null;
    }
  | { readonly state: 'over'; readonly from: number | null; readonly spent: number };

export interface AgendaClock {
  /** In the order of the agenda. */
  readonly lines: ReadonlyMap<string, LineTime>;
  /** The line that runs; of several set apart, the first. */
  readonly running: string | null;
  /** The next line that has not run. */
  readonly next: string | null;
  /** Minutes of all lines together; null when one has none. */
  readonly planned: number | null;
}

/** `HH:MM` as minutes since midnight; null where there is none. */
export function minutesOf(time: string | null): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time ?? '') ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Minutes since midnight as `HH:MM`; after midnight the next day's time. */
export function timeOfMinutes(minutes: number): string {
  const within = ((minutes % 1_440) + 1_440) % 1_440;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/**
 * The running clock of a meeting: the same for everybody, since it is read from what was claimed when a line was called and
 * not from a timer anybody holds. `from`: planned beginning, `HH:MM`. `now`: Unix ms.
 */
export function clockOf(agenda: readonly TimedLine[], from: string | null, now: number): AgendaClock {
  let plan = minutesOf(from);
  let planned: number | null = 0;
  const lines = new Map<string, LineTime>();
  for (const { id, minutes, running } of agenda) {
    const begins = plan;
    plan = plan === null || minutes === null ? null : plan + minutes;
    planned = planned === null || minutes === null ? null : planned + minutes;
    if (running.state === 'waiting') lines.set(id, { state: 'to come', from: begins });
    else if (running.state === 'done')
      lines.set(id, { state: 'over', from: begins, spent: Math.floor(running.spent) });
    else {
      // A clock that runs behind the one that called the line counts from nothing, not backwards.
      const spent = Math.floor(running.spent + Math.max(0, now - running.since) / MINUTE);
      lines.set(id, {
        state: 'running',
        from: begins,
        spent,
        left: minutes === null ? null : minutes - spent,
      });
    }
  }
  const at = agenda.findIndex(({ running }) => running.state === 'running');
  const next = agenda.find(({ running }, i) => i > at && running.state === 'waiting');
  return { lines, running: agenda[at]?.id ?? null, next: next?.id ?? null, planned };
}
