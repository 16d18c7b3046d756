import { firstValue } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import {
  firstSaid,
  inThree,
  numbered,
  saidInThree,
  titleInThree,
  untranslated,
  type InThree,
} from './in-three.ts';
import { itemInThree } from './item-in-three.ts';
import type { JointRegisters } from './joint.ts';

/** Where a record is looked at, and what it is called there. */
export interface RecordPlace {
  readonly section:
    'plan' | 'articles' | 'roster' | 'meetings' | 'workshop' | 'signing' | 'today' | 'library';
  /** What the address points at; null: the section itself. */
  readonly record: string | null;
  /** In the record's own words, in the languages it has them in; empty where it has none. */
  readonly title: InThree;
}

const place = (section: RecordPlace['section'], record: string | null, title: InThree): RecordPlace => ({
  section,
  record,
  title,
});

function inRoster({ roster }: JointRegisters, id: string): RecordPlace | null {
  const seat = roster.seat(id) ?? roster.seat(firstValue(roster.appointment(id)?.seat ?? EMPTY) ?? '');
  if (seat !== null) return place('roster', seat.id, titleInThree(seat));
  const agency = roster.agency(id);
  if (agency === null) return null;
  const { nameEn: en, nameKm: km, nameTh: th } = agency;
  return place('roster', id, saidInThree({ en, km, th }));
}

function inMeetings({ meetings }: JointRegisters, id: string): RecordPlace | null {
  const point = meetings.points.point(id);
  const meeting = meetings.meeting(point === null ? id : (firstValue(point.meeting) ?? ''));
  if (meeting === null) return null;
  const title = firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title'));
  return place('meetings', meeting.id, title);
}

function inWorkshops({ workshops }: JointRegisters, id: string): RecordPlace | null {
  const of = workshops.workshop(firstValue(workshops.candidate(id)?.workshop ?? EMPTY) ?? id);
  return of === null ? null : place('workshop', of.id, inThree(of, 'title'));
}

const EMPTY = { state: 'empty' } as const;

/** The place of a record in the joint registers; null for one that is looked at nowhere by itself. */
export function recordPlace(joint: JointRegisters, id: string): RecordPlace | null {
  const item = joint.plan.item(id);
  if (item !== null) return place('plan', id, itemInThree(item, joint.translations));
  for (const instrument of joint.articles.instruments()) {
    if (instrument.id === id) return place('articles', null, inThree(instrument, 'title'));
    const proposal = joint.articles.proposal(instrument.id, id);
    if (proposal !== null)
      return place('articles', id, untranslated(proposal.offers[0]?.content.summary ?? ''));
    const provision = joint.articles.text(instrument.id).provisions.get(id)?.now ?? null;
    if (provision !== null) {
      const said = (language: Language) => joint.translations.said(id, language, provision.text);
      const words = { en: provision.text, km: said('km'), th: said('th') };
      return place('articles', id, numbered(provision.number, words));
    }
  }
  const document = joint.library.get(id);
  if (document !== null) return place('library', id, titleInThree(document));
  const promise = joint.commitments.get(id);
  if (promise !== null) return place('today', id, inThree(promise, 'what'));
  return inRoster(joint, id) ?? inMeetings(joint, id) ?? inWorkshops(joint, id);
}
