import { firstValue, type Field } from '../replica/field.ts';
import type { PlanItem } from './plan.ts';
import type { Period } from './calendar.ts';
import { spansOf } from './calendar.ts';
import type { JointRegisters } from './joint.ts';
import { owersOf } from './commitments.ts';
import { exactly, reachOf, type Reach } from './reach.ts';
import type { Timeframe } from '../schema/plan.ts';
import type { DaySpan } from '../schema/workshop.ts';

export const LANES = ['plan', 'workshop', 'preparation', 'commitment', 'meeting', 'deadline'] as const;
export type Lane = (typeof LANES)[number];

/** How sure an event is: what is settled, what is not yet, and what no longer counts. */
export type Standing = 'settled' | 'open' | 'struck' | 'done';

/** One thing that happens, or is due, at a time. */
export interface TimelineEvent {
  /** The record's id, with the version of its time where it was set apart. */
  readonly id: string;
  readonly lane: Lane;
  /** Where it is looked at: section and record of the address. */
  readonly page: 'plan' | 'workshop' | 'meetings' | 'today' | 'signing' | 'articles';
  readonly record: string;
  /** Its number, where it goes by one. */
  readonly number: string;
  readonly title: string;
  /** The time in the words as spoken; null where the days say it. */
  readonly spoken: string | null;
  readonly tbc: boolean;
  /** Null where the words give no days: told in the list, drawn nowhere. */
  readonly reach: Reach | null;
  readonly standing: Standing;
  /** Whose it is, where somebody's. */
  readonly bodies: readonly string[];
  /** Several times were set apart, of which this is one. */
  readonly apart: boolean;
}

/** A holiday or busy time behind the events. */
export interface Band {
  readonly period: Period;
  readonly span: DaySpan;
}

type Sources = Pick<
  JointRegisters,
  'plan' | 'workshops' | 'calendars' | 'terminations' | 'articles' | 'commitments' | 'meetings'
>;

const timesOf = (field: Field<Timeframe>): readonly Timeframe[] =>
  field.state === 'one'
    ? [field.value]
    : field.state === 'conflict'
      ? field.values.map(({ value }) => value)
      : [];

/** An event for every time that was said; where two were set apart, both are there. */
function spokenEvents(
  base: Omit<TimelineEvent, 'spoken' | 'tbc' | 'reach' | 'apart'>,
  field: Field<Timeframe>,
): TimelineEvent[] {
  const times = timesOf(field).filter(({ spoken, edtf }) => spoken !== '' || edtf !== null);
  return times.map((time, i) => ({
    ...base,
    id: i === 0 ? base.id : `${base.id}~${i}`,
    spoken: time.spoken === '' ? null : time.spoken,
    tbc: time.tbc,
    reach: reachOf(time),
    apart: times.length > 1,
  }));
}

function ofItem(item: PlanItem): TimelineEvent[] {
  const status = firstValue(item.status);
  return spokenEvents(
    {
      id: item.id,
      lane: 'plan',
      page: 'plan',
      record: item.id,
      number: firstValue(item.number) ?? '',
      title: item.activity.toString(),
      standing: status === 'done' ? 'done' : status === 'dropped' ? 'struck' : 'settled',
      bodies: firstValue(item.responsible) ?? [],
    },
    item.timeframe,
  );
}

function ofPlans({ plan }: Sources): TimelineEvent[] {
  return plan.plans().flatMap(({ id }) => plan.items(id).flatMap(ofItem));
}

function ofWorkshops({ workshops }: Sources): TimelineEvent[] {
  return workshops.workshops().flatMap((workshop): TimelineEvent[] => {
    const { id } = workshop;
    const confirmation = workshops.confirmation(workshop);
    const base = { lane: 'workshop', page: 'workshop', record: id, number: '' } as const;
    const title = firstValue(workshop.title) ?? '';
    const host = firstValue(workshop.host);
    const { confirmed } = confirmation;
    if (confirmed !== null) {
      return [
        {
          ...base,
          id,
          title: confirmed.title,
          spoken: null,
          tbc: confirmation.state.state !== 'agreed',
          reach: exactly(confirmed.from, confirmed.to),
          standing: confirmation.struckSince.length > 0 ? 'struck' : 'settled',
          bodies: [confirmed.host],
          apart: false,
        },
      ];
    }
    const bodies = host === null ? [] : [host];
    const candidates = workshops.candidates(id).flatMap((candidate): TimelineEvent[] => {
      const struck = workshops.strikes(candidate.id).map(({ body }) => body);
      return spansOf(candidate.span).map((span, i, all) => ({
        ...base,
        id: i === 0 ? candidate.id : `${candidate.id}~${i}`,
        title,
        spoken: null,
        tbc: true,
        reach: exactly(span.from, span.to),
        standing: struck.length > 0 ? 'struck' : 'open',
        bodies,
        apart: all.length > 1,
      }));
    });
    const said = spokenEvents({ ...base, id, title, standing: 'open', bodies }, workshop.window);
    return candidates.length > 0 ? candidates : said;
  });
}

function ofPreparations({ workshops }: Sources): TimelineEvent[] {
  return workshops.workshops().flatMap(({ id }) =>
    workshops.preparations(id).flatMap((one) =>
      spokenEvents(
        {
          id: one.id,
          lane: 'preparation',
          page: 'workshop',
          record: id,
          number: '',
          title: firstValue(one.title) ?? '',
          standing: firstValue(one.state) === 'ready' ? 'done' : 'settled',
          bodies: [...new Set((firstValue(one.owners) ?? []).map(({ body }) => body))],
        },
        one.due,
      ),
    ),
  );
}

/** Promises of the minutes; each leads to the plan item that carries it out, an orphan to the meeting where it was said. */
function ofCommitments({ commitments, meetings }: Sources): TimelineEvent[] {
  return commitments.list().flatMap((one) => {
    const state = firstValue(one.state);
    const item = firstValue(one.item);
    const point = firstValue(one.point);
    const said = point === null ? null : meetings.points.point(point);
    return spokenEvents(
      {
        id: one.id,
        lane: 'commitment',
        page: item === null ? 'meetings' : 'plan',
        record: item ?? (said === null ? '' : (firstValue(said.meeting) ?? '')),
        number: '',
        title: firstValue(one.what) ?? '',
        standing: state === 'kept' ? 'done' : state === 'dropped' ? 'struck' : 'settled',
        bodies: [...new Set(owersOf(one).map(({ body }) => body))],
      },
      one.by,
    );
  });
}

/** Meetings on their day; where one was opened again as a new version, that one. */
function ofMeetings({ meetings }: Sources): TimelineEvent[] {
  return meetings.meetings().flatMap(({ id, title, date, host }): TimelineEvent[] => {
    const day = firstValue(date);
    const newest = meetings.versions(id).reduce((a, b) => (b.version > a.version ? b : a), {
      meeting: { id },
      version: 0,
    });
    if (day === null || newest.meeting.id !== id) return [];
    const by = firstValue(host);
    return [
      {
        id,
        lane: 'meeting',
        page: 'meetings',
        record: id,
        number: '',
        title: firstValue(title) ?? '',
        spoken: null,
        tbc: false,
        reach: exactly(day, day),
        standing: 'settled',
        bodies: by === null || by === '' ? [] : [by],
        apart: false,
      },
    ];
  });
}

/** When a notice of termination takes effect: 90 days after its receipt (Article 12). Nothing happens by itself then. */
function ofNotices({ terminations, articles }: Sources): TimelineEvent[] {
  return articles.instruments().flatMap((instrument) =>
    terminations.list(instrument).flatMap(({ id, state, notice }): TimelineEvent[] =>
      state.state !== 'received'
        ? []
        : [
            {
              id,
              lane: 'deadline',
              page: 'signing',
              record: '',
              number: '',
              title: notice?.reference ?? '',
              spoken: null,
              tbc: false,
              reach: exactly(state.effect, state.effect),
              standing: 'settled',
              bodies: notice === null ? [] : [notice.by],
              apart: false,
            },
          ],
    ),
  );
}

/** The day by which a capital is to confirm what its Party agreed ad referendum. */
function ofConfirmations({ articles }: Sources): TimelineEvent[] {
  return articles.instruments().flatMap(({ id: instrument }) =>
    articles.proposals(instrument).flatMap(({ id, state, offers }): TimelineEvent[] =>
      state.state !== 'ad referendum'
        ? []
        : state.until.map(({ party, until }) => ({
            id: `${id}~${party}`,
            lane: 'deadline',
            page: 'articles',
            record: id,
            number: '',
            title: offers[0]?.content.summary ?? '',
            spoken: null,
            tbc: false,
            reach: exactly(until, until),
            standing: 'settled',
            bodies: [party],
            apart: false,
          })),
    ),
  );
}

/** Everything with a time that one may read, by lane and then by its first day; those without days last. */
export function timelineOf(sources: Sources): readonly TimelineEvent[] {
  const events = [
    ...ofPlans(sources),
    ...ofWorkshops(sources),
    ...ofPreparations(sources),
    ...ofCommitments(sources),
    ...ofMeetings(sources),
    ...ofNotices(sources),
    ...ofConfirmations(sources),
  ];
  const place = new Map(events.map((event, i) => [event, i]));
  return events.sort(
    (a, b) =>
      LANES.indexOf(a.lane) - LANES.indexOf(b.lane) ||
      // A plan keeps its own order; the rest is told by time.
      (a.lane === 'plan' ? 0 : compare(startOf(a), startOf(b))) ||
      (place.get(a) ?? 0) - (place.get(b) ?? 0),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function startOf({ reach }: TimelineEvent): string {
  if (reach === null) return '9999';
  if (reach.from.kind !== 'open') return reach.from.day;
  return reach.to.kind === 'open' ? '9999' : reach.to.day;
}

/** Holidays and busy times of all bodies. */
export const bandsOf = ({ calendars }: Pick<Sources, 'calendars'>): readonly Band[] =>
  calendars.bodies.flatMap((body) =>
    calendars.of(body).flatMap((period) => spansOf(period.span).map((span) => ({ period, span }))),
  );
