import { firstValue } from '../../replica/field.ts';
import type { Language } from '../../schema/articles.ts';
import { fieldsInThree, saidIn } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import type { Meeting, NumberedPoint, Section } from '../meeting-types.ts';
import { all, allInThree, calledBy, searched, type SearchRecord } from './search-record.ts';

/** What a point is called elsewhere: its number, behind its section's or its parent's where that is not in it. */
const nameOf = (above: string, number: string): string =>
  number.startsWith(`${above}.`) ? number : `${above} ${number}`;

const printed = ({ person, title }: { readonly person: string; readonly title: string }): string =>
  [person, title].filter((one) => one !== '').join(', ');

function points({ kind, number, points: top }: Section, context: SearchRecord['context']): SearchRecord[] {
  const one = (above: string, numbered: NumberedPoint): SearchRecord[] => {
    const { point } = numbered;
    const name = nameOf(above, numbered.number);
    return [
      searched({
        kind: kind === 'results' ? 'result' : 'point',
        id: point.id,
        number: name,
        lines: [point.text.toString(), ...all(point.by).flatMap((by) => (by === null ? [] : [printed(by)]))],
        context,
        body: firstValue(point.by)?.body ?? null,
        place: { section: 'meetings', record: point.id },
      }),
      ...numbered.points.flatMap((child) => one(name, child)),
    ];
  };
  return top.flatMap((point) => one(number, point));
}

function ofMeeting({ meetings }: JointRegisters, meeting: Meeting): SearchRecord[] {
  const { id } = meeting;
  const place = { section: 'meetings', record: id } as const;
  const names = [fieldsInThree(meeting, 'heading'), fieldsInThree(meeting, 'title')];
  const { called, titles } = calledBy(...names);
  const context = (language: Language) => (called === null ? '' : saidIn(called, language));
  return [
    searched({
      kind: 'meeting',
      id,
      called,
      titles,
      lines: [
        ...[meeting.venue, meeting.venueKm, meeting.venueTh, meeting.date, meeting.signPlace].flatMap(all),
        ...[meeting.chairs, meeting.signatories].flatMap(all).flat().map(printed),
      ],
      place,
      status: () => ({ of: 'meeting', phase: meetings.minutes(id)?.phase.phase ?? 'prepared' }),
    }),
    ...meetings.agenda.list(id).map((line) =>
      searched({
        kind: 'agenda',
        id: line.id,
        ...calledBy(fieldsInThree(line, 'title')),
        lines: allInThree(fieldsInThree(line, 'note')),
        context,
        place,
      }),
    ),
    ...meetings.points.sections(id).flatMap((section) => points(section, context)),
    ...meetings.attendance.list(id).map((line) =>
      searched({
        kind: 'attendance',
        id: line.id,
        titles: all(line.who).map(({ person }) => person),
        lines: [...all(line.who).map(({ title }) => title), ...all(line.agency)],
        context,
        body: firstValue(line.who)?.body ?? null,
        place,
      }),
    ),
  ];
}

/** Meetings with their agendas, points and those who sat there, by date. */
export const meetingRecords = (joint: JointRegisters): SearchRecord[] =>
  joint.meetings.meetings().flatMap((meeting) => ofMeeting(joint, meeting));
