import { firstValue, type Field } from '../replica/field.ts';
import type { MeetingFields } from '../schema/meetings.ts';
import type { Meeting } from './meeting-types.ts';

/** What a new version of a meeting begins with: all that was said of it, but for how far it had come. */
export function reopened(meeting: Meeting): Partial<MeetingFields> {
  const value = <T>(field: Field<T>): T | undefined => firstValue(field) ?? undefined;
  return {
    title: value(meeting.title),
    titleKm: value(meeting.titleKm),
    titleTh: value(meeting.titleTh),
    heading: value(meeting.heading),
    headingKm: value(meeting.headingKm),
    headingTh: value(meeting.headingTh),
    series: value(meeting.series),
    venue: value(meeting.venue),
    venueKm: value(meeting.venueKm),
    venueTh: value(meeting.venueTh),
    host: value(meeting.host),
    date: value(meeting.date),
    from: value(meeting.from),
    to: value(meeting.to),
    zone: value(meeting.zone),
    speaking: value(meeting.speaking),
    chairs: value(meeting.chairs),
    names: value(meeting.names),
    opening: value(meeting.opening),
    discussion: value(meeting.discussion),
    results: value(meeting.results),
    signPlace: value(meeting.signPlace),
    signatories: value(meeting.signatories),
  };
}
