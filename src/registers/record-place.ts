import { firstValue } from '../replica/field.ts';
import type { JointRegisters } from './joint.ts';

/** Where a record is looked at, and what it is called there. */
export interface RecordPlace {
  readonly section:
    'plan' | 'articles' | 'roster' | 'meetings' | 'workshop' | 'signing' | 'today' | 'library';
  /** What the address points at; null: the section itself. */
  readonly record: string | null;
  /** In the record's own words; empty where it has none. */
  readonly title: string;
}

const place = (
  section: RecordPlace['section'],
  record: string | null,
  title: string | null,
): RecordPlace => ({
  section,
  record,
  title: title ?? '',
});

function inRoster({ roster }: JointRegisters, id: string): RecordPlace | null {
  const seat = roster.seat(id) ?? roster.seat(firstValue(roster.appointment(id)?.seat ?? EMPTY) ?? '');
  if (seat !== null) return place('roster', seat.id, firstValue(seat.titleEn));
  const agency = roster.agency(id);
  return agency === null ? null : place('roster', id, firstValue(agency.nameEn));
}

function inMeetings({ meetings }: JointRegisters, id: string): RecordPlace | null {
  const point = meetings.points.point(id);
  const meeting = meetings.meeting(point === null ? id : (firstValue(point.meeting) ?? ''));
  if (meeting === null) return null;
  return place('meetings', meeting.id, firstValue(meeting.heading) ?? firstValue(meeting.title));
}

function inWorkshops({ workshops }: JointRegisters, id: string): RecordPlace | null {
  const of = workshops.workshop(firstValue(workshops.candidate(id)?.workshop ?? EMPTY) ?? id);
  return of === null ? null : place('workshop', of.id, firstValue(of.title));
}

const EMPTY = { state: 'empty' } as const;

/** The place of a record in the joint registers; null for one that is looked at nowhere by itself. */
export function recordPlace(joint: JointRegisters, id: string): RecordPlace | null {
  const item = joint.plan.item(id);
  if (item !== null)
    return place('plan', id, `${firstValue(item.number) ?? ''} ${item.activity.toString()}`.trim());
  for (const instrument of joint.articles.instruments()) {
    if (instrument.id === id) return place('articles', null, firstValue(instrument.title));
    const proposal = joint.articles.proposal(instrument.id, id);
    if (proposal !== null) return place('articles', id, proposal.offers[0]?.content.summary ?? null);
    const provision = joint.articles.text(instrument.id).provisions.get(id)?.now ?? null;
    if (provision !== null) return place('articles', id, `${provision.number} ${provision.text}`.trim());
  }
  const document = joint.library.get(id);
  if (document !== null)
    return place(
      'library',
      id,
      [document.titleEn, document.titleKm, document.titleTh].map(firstValue).find((title) => title) ?? '',
    );
  const promise = joint.commitments.get(id);
  if (promise !== null) return place('today', id, firstValue(promise.what));
  return inRoster(joint, id) ?? inMeetings(joint, id) ?? inWorkshops(joint, id);
}
