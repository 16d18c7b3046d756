import { firstValue } from '../replica/field.ts';
import { spansOf } from './calendar.ts';
import { owersOf } from './commitments.ts';
import { inThree } from './in-three.ts';
import { activityInThree } from './item-in-three.ts';
import type { JointRegisters } from './joint.ts';
import { pointNow } from './meeting-lineage.ts';
import type { PlanItem } from './plan.ts';
import { exactly } from './reach.ts';
import { deadlinesOf, type DeadlineSources } from './timeline-deadlines.ts';
import { LANES, spokenEvents, type Band, type TimelineEvent } from './timeline-event.ts';

export { LANES, type Band, type Lane, type TimelineEvent } from './timeline-event.ts';

type Sources = DeadlineSources &
  Pick<JointRegisters, 'plan' | 'translations' | 'workshops' | 'calendars' | 'commitments'>;

function ofItem(item: PlanItem, translations: JointRegisters['translations']): TimelineEvent[] {
  const status = firstValue(item.status);
  return spokenEvents(
    {
      id: item.id,
      lane: 'plan',
      page: 'plan',
      record: item.id,
      number: firstValue(item.number) ?? '',
      title: activityInThree(item, translations),
      standing: status === 'done' ? 'done' : status === 'dropped' ? 'struck' : 'settled',
      bodies: firstValue(item.responsible) ?? [],
    },
    item.timeframe,
  );
}

function ofPlans({ plan, translations }: Sources): TimelineEvent[] {
  return plan.plans().flatMap(({ id }) => plan.items(id).flatMap((item) => ofItem(item, translations)));
}

function ofWorkshops({ workshops }: Sources): TimelineEvent[] {
  return workshops.workshops().flatMap((workshop): TimelineEvent[] => {
    const { id } = workshop;
    const confirmation = workshops.confirmation(workshop);
    const base = { lane: 'workshop', page: 'workshop', record: id, number: '' } as const;
    const title = inThree(workshop, 'title');
    const host = firstValue(workshop.host);
    const { confirmed } = confirmation;
    if (confirmed !== null) {
      return [
        {
          ...base,
          id,
          // Confirmed in the language of the record; what it reads in the others is nobody's word.
          title: { ...title, en: confirmed.title },
          spoken: null,
          tbc: confirmation.state.state !== 'agreed',
          reach: exactly(confirmed.from, confirmed.to),
          standing: confirmation.struckSince.length > 0 ? 'struck' : 'settled',
          bodies: [confirmed.host],
          deadline: null,
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
        deadline: null,
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
          title: inThree(one, 'title'),
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
    const said = point === null ? null : pointNow(meetings, point);
    return spokenEvents(
      {
        id: one.id,
        lane: 'commitment',
        page: item === null ? 'meetings' : 'plan',
        record: item ?? (said === null ? '' : (firstValue(said.meeting) ?? '')),
        number: '',
        title: inThree(one, 'what'),
        standing: state === 'kept' ? 'done' : state === 'dropped' ? 'struck' : 'settled',
        bodies: [...new Set(owersOf(one).map(({ body }) => body))],
      },
      one.by,
    );
  });
}

/** Meetings on their day; where one was opened again as a new version, that one. */
function ofMeetings({ meetings }: Sources): TimelineEvent[] {
  return meetings.meetings().flatMap((meeting): TimelineEvent[] => {
    const { id, date, host } = meeting;
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
        title: inThree(meeting, 'title'),
        spoken: null,
        tbc: false,
        reach: exactly(day, day),
        standing: 'settled',
        bodies: by === null || by === '' ? [] : [by],
        deadline: null,
        apart: false,
      },
    ];
  });
}

/** Everything with a time that one may read, by lane and then by its first day; those without days last. */
export function timelineOf(sources: Sources): readonly TimelineEvent[] {
  const events = [
    ...ofPlans(sources),
    ...ofWorkshops(sources),
    ...ofPreparations(sources),
    ...ofCommitments(sources),
    ...ofMeetings(sources),
    ...deadlinesOf(sources),
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
