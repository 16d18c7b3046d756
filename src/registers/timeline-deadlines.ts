import { firstSaid, inThree, untranslated } from './in-three.ts';
import type { JointRegisters } from './joint.ts';
import { readinessOf } from './readiness.ts';
import { exactly, reachOf } from './reach.ts';
import type { TimelineEvent } from './timeline-event.ts';

export type DeadlineSources = Pick<
  JointRegisters,
  'terminations' | 'articles' | 'meetings' | 'roster' | 'targets' | 'annex'
>;

/** When a notice of termination takes effect: 90 days after its receipt (Article 12). Nothing happens by itself then. */
function ofNotices({ terminations, articles }: DeadlineSources): TimelineEvent[] {
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
              title: untranslated(notice?.reference ?? ''),
              spoken: null,
              tbc: false,
              reach: exactly(state.effect, state.effect),
              standing: 'settled',
              bodies: notice === null ? [] : [notice.by],
              deadline: 'effect',
              apart: false,
            },
          ],
    ),
  );
}

/** The day by which a capital is to confirm what its Party agreed ad referendum. */
function ofConfirmations({ articles }: DeadlineSources): TimelineEvent[] {
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
            title: untranslated(offers[0]?.content.summary ?? ''),
            spoken: null,
            tbc: false,
            reach: exactly(until, until),
            standing: 'settled',
            bodies: [party],
            deadline: 'confirmation',
            apart: false,
          })),
    ),
  );
}

/** The day by which a capital is to confirm minutes its Party adopted or signed ad referendum. */
function ofMinutes({ meetings }: DeadlineSources): TimelineEvent[] {
  return meetings.meetings().flatMap((meeting) =>
    (meetings.minutes(meeting.id)?.awaited ?? []).map(({ party, until }): TimelineEvent => ({
      id: `${meeting.id}~${party}`,
      lane: 'deadline',
      page: 'meetings',
      record: meeting.id,
      number: '',
      title: firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title')),
      spoken: null,
      tbc: false,
      reach: exactly(until, until),
      standing: 'settled',
      bodies: [party],
      deadline: 'confirmation',
      apart: false,
    })),
  );
}

/** When each body means its roster to be ready, in the words of its own date or of the plan item that asks for it. */
function ofReadiness(sources: DeadlineSources): TimelineEvent[] {
  const { roster, targets } = sources;
  return roster.bodies.flatMap((body): TimelineEvent[] => {
    const { due, day } = targets.of(body);
    if (due === null || (due.spoken === '' && due.edtf === null)) return [];
    // Seats are looked at on the due day itself: whoever holds one by then counts, whatever today is.
    const ready = day === null ? null : readinessOf(sources, body, day);
    return [
      {
        id: `${body}~readiness`,
        lane: 'deadline',
        page: 'roster',
        record: '',
        number: '',
        title: untranslated(''),
        spoken: due.spoken === '' ? null : due.spoken,
        tbc: due.tbc,
        reach: reachOf(due),
        standing: ready !== null && ready.complete === ready.parts.length ? 'done' : 'settled',
        bodies: [body],
        deadline: 'readiness',
        apart: false,
      },
    ];
  });
}

/** Days that bind without an event of their own. */
export const deadlinesOf = (sources: DeadlineSources): TimelineEvent[] => [
  ...ofNotices(sources),
  ...ofConfirmations(sources),
  ...ofMinutes(sources),
  ...ofReadiness(sources),
];
