import { inThree } from '../registers/in-three.ts';
import type { JointRegisters } from '../registers/joint.ts';
import type { Meeting } from '../registers/meeting-types.ts';
import { timelineOf, type TimelineEvent } from '../registers/timeline.ts';
import type { Body } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import { m } from '../texts/messages.ts';
import { bodiesNamed } from '../texts/plan-agreement.ts';
import { readersWords } from '../texts/readers-first.ts';
import { eventTitle, laneName } from '../texts/timeline.ts';
import { calendarUid, sequenceAt, type CalendarEvent, type CalendarTime, type CalendarZone } from './ics.ts';
import { workshopEvents, type CalendarNames } from './workshop-calendar.ts';

/** What a calendar can hold of the timeline, and how many things it cannot: those whose words name no day. */
export interface TimelineCalendar {
  readonly events: readonly CalendarEvent[];
  readonly dayless: number;
}

interface Made {
  readonly joint: JointRegisters;
  readonly bodies: readonly Body[];
  /** What tells this workspace from others in the ids of entries. */
  readonly workspace: string;
  readonly names: CalendarNames;
  /** Unix ms. */
  readonly now: number;
}

const ZONES: readonly CalendarZone[] = ['Asia/Phnom_Penh', 'Asia/Bangkok'];

/** One entry a record, however many times were set apart: its id then stays the same when one of them is chosen. */
const recordOf = ({ id, apart }: TimelineEvent): string => (apart ? id.replace(/~\d+$/u, '') : id);

/** The last day it may mean; null where nothing bounds it. */
const lastDay = ({ reach }: TimelineEvent): string | null =>
  reach === null || reach.to.kind === 'open' ? null : reach.to.day;

/** Something due: the whole of its last possible day, and the words as they were spoken beside it. */
function deadline(record: string, times: readonly TimelineEvent[], made: Made): CalendarEvent | null {
  const { bodies, workspace, now } = made;
  const [first] = times;
  // Of several set apart the earliest: who is ready by it is ready by the others.
  const day = times.flatMap((time) => lastDay(time) ?? []).sort()[0];
  if (first === undefined || day === undefined) return null;
  const title = eventTitle(first, bodies);
  const { standing } = first;
  return {
    uid: calendarUid(workspace, record, 'due'),
    sequence: sequenceAt(now),
    summary: standing === 'done' ? m.tl_ics_done({ title }) : title,
    description: [
      laneName(first.lane),
      ...times.flatMap(({ spoken }) => spoken ?? []),
      ...(first.bodies.length === 0 ? [] : [bodiesNamed(first.bodies, bodies)]),
    ].join('\n'),
    when: { kind: 'days', first: day, last: day },
    location: '',
    status:
      standing === 'struck'
        ? 'cancelled'
        : times.some(({ tbc, apart }) => tbc || apart)
          ? 'tentative'
          : 'confirmed',
    busy: false,
  };
}

function whenOf({ from, to, zone }: Meeting, day: string): CalendarTime {
  const [begins, ends, place] = [firstValue(from), firstValue(to), firstValue(zone)];
  const known = ZONES.find((one) => one === place);
  // Hours of a clock nobody named would stand at the wrong time somewhere.
  if (begins === null || known === undefined) return { kind: 'days', first: day, last: day };
  return {
    kind: 'hours',
    day,
    from: begins,
    to: ends !== null && ends > begins ? ends : null,
    zone: known,
  };
}

/** A meeting at its hours; one that was taken out frees them again. */
function meetingEvent(
  meeting: Meeting,
  { joint: { meetings }, workspace, now }: Made,
): readonly CalendarEvent[] {
  const day = firstValue(meeting.date);
  if (day === null) return [];
  // Minutes opened anew are of the same meeting: its entry keeps the id of the first version.
  const first = meetings.versions(meeting.id)[0]?.meeting.id ?? meeting.id;
  const settled = [meeting.date, meeting.from, meeting.to].every(({ state }) => state !== 'conflict');
  return [
    {
      uid: calendarUid(workspace, first),
      sequence: sequenceAt(now),
      summary: readersWords(inThree(meeting, 'title')),
      description: readersWords(inThree(meeting, 'heading')),
      when: whenOf(meeting, day),
      location: readersWords(inThree(meeting, 'venue')),
      status: meeting.standing.state === 'deleted' ? 'cancelled' : settled ? 'confirmed' : 'tentative',
      busy: true,
    },
  ];
}

/**
 * Everything on the timeline as a calendar has it: workshops and meetings at their time, all that is due on the last day its
 * words may mean. The words of an entry are in the language spoken now.
 */
export function timelineCalendar(made: Made): TimelineCalendar {
  const { joint, workspace, names, now } = made;
  const events = timelineOf(joint);
  const due = Map.groupBy(
    events.filter(({ lane }) => lane !== 'meeting' && lane !== 'workshop'),
    recordOf,
  );
  const deadlines = [...due].map(([record, times]) => deadline(record, times, made));
  const newest = events.filter(({ lane }) => lane === 'meeting').map(({ record }) => record);
  const standing = joint.meetings.meetings().filter(({ id }) => newest.includes(id));
  const out = joint.meetings.deletedMeetings().filter(({ versionOf }) => firstValue(versionOf) === null);
  const undated = events.filter(({ lane, reach }) => lane === 'workshop' && reach === null);
  return {
    events: [
      ...joint.workshops
        .workshops()
        .flatMap((workshop) => workshopEvents(joint.workshops, workshop, workspace, names, now)),
      ...[...standing, ...out].flatMap((meeting) => meetingEvent(meeting, made)),
      ...deadlines.filter((one) => one !== null),
    ],
    dayless: deadlines.filter((one) => one === null).length + undated.length,
  };
}
