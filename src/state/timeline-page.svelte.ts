import { addDays, dayNumber, localDay } from '../registers/days.ts';
import type { Edge, Reach } from '../registers/reach.ts';
import {
  bandsOf,
  LANES,
  timelineOf,
  type Band,
  type Lane,
  type TimelineEvent,
} from '../registers/timeline.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { Coalesced } from './coalesced.ts';

export const ZOOMS = ['month', 'quarter', 'year'] as const;
export type Zoom = (typeof ZOOMS)[number];
/** Days in sight at once. */
export const IN_SIGHT: Readonly<Record<Zoom, number>> = { month: 31, quarter: 92, year: 366 };

/** How long an end that nothing bounds is drawn before it has faded, in days. */
const FADE = 45;
/** A timeline of a foreign app may name any year; more than this is not drawn. */
const MOST_DAYS = 366 * 12;

/** A bar in days from the first day drawn; `left` and `right` say how its ends look. */
export interface Bar {
  readonly start: number;
  readonly days: number;
  readonly left: Edge['kind'];
  readonly right: Edge['kind'];
}

export interface Month {
  /** `YYYY-MM`. */
  readonly iso: string;
  readonly start: number;
  readonly days: number;
}

/** What happens when: events by lane, the holidays behind them, and the days that are drawn. */
export class TimelinePage {
  readonly workspace: Workspace;
  readonly base: string;
  events = $state.raw<readonly TimelineEvent[]>([]);
  bands = $state.raw<readonly Band[]>([]);
  zoom = $state<Zoom>('quarter');
  view = $state<'chart' | 'list'>('chart');
  /** `YYYY-MM-DD`, where this device is. */
  today = $state('');
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 100);

  constructor(workspace: Workspace, base: string) {
    this.workspace = workspace;
    this.base = base;
    this.#read();
    this.#ends = [workspace.host.observe(() => this.#records.soon())];
  }

  readonly lanes: readonly { readonly lane: Lane; readonly events: readonly TimelineEvent[] }[] = $derived(
    LANES.map((lane) => ({ lane, events: this.events.filter((event) => event.lane === lane) })).filter(
      ({ events }) => events.length > 0,
    ),
  );
  /** First and last day drawn: whole months round all that has days; null when nothing has. */
  readonly range: { readonly from: string; readonly to: string } | null = $derived.by(() => {
    const days = [
      ...this.events.flatMap(({ reach }) =>
        reach === null
          ? []
          : [reach.from, reach.to].flatMap((edge) => (edge.kind === 'open' ? [] : [edge.day])),
      ),
      ...this.bands.flatMap(({ span }) => [span.from, span.to]),
    ].sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return null;
    const from = `${addDays(`${first.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
    const end = addDays(`${last.slice(0, 7)}-01`, 62);
    const to = addDays(`${end.slice(0, 7)}-01`, -1);
    const most = addDays(from, MOST_DAYS);
    return { from, to: to < most ? to : most };
  });
  readonly length: number = $derived(
    this.range === null ? 0 : dayNumber(this.range.to) - dayNumber(this.range.from) + 1,
  );
  readonly months: readonly Month[] = $derived.by(() => {
    const { range } = this;
    if (range === null) return [];
    const months: Month[] = [];
    for (let first = range.from; first <= range.to;) {
      const next = `${addDays(first, 31).slice(0, 7)}-01`;
      const days = dayNumber(next) - dayNumber(first);
      months.push({ iso: first.slice(0, 7), start: this.at(first), days });
      first = next;
    }
    return months;
  });
  /** Day of today from the first drawn; null where it is not drawn. */
  readonly todayAt: number | null = $derived(
    this.range !== null && this.today >= this.range.from && this.today <= this.range.to
      ? this.at(this.today)
      : null,
  );

  /** A day counted from the first drawn. */
  at(day: string): number {
    return this.range === null ? 0 : dayNumber(day) - dayNumber(this.range.from);
  }

  barOf({ from, to }: Reach): Bar {
    const end = to.kind === 'open' ? null : this.at(to.day) + 1;
    const start = from.kind === 'open' ? (end ?? 0) - FADE : this.at(from.day);
    return {
      start: Math.max(0, start),
      days: Math.max(1, (end ?? start + FADE) - Math.max(0, start)),
      left: from.kind,
      right: to.kind,
    };
  }

  /** Address of the place where an event is looked at. */
  hrefOf({ page, record }: TimelineEvent): string {
    return record === '' ? `${this.base}/${page}` : `${this.base}/${page}/${encodeURIComponent(record)}`;
  }

  #read(): void {
    this.events = timelineOf(this.workspace.joint);
    this.bands = bandsOf(this.workspace.joint);
    this.today = localDay(this.workspace.host.now());
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
  }
}
