import { calendarLines, calendarText } from './ics-lines.ts';

/*
 * iCalendar (RFC 5545) for workshops, meetings and deadlines. Times keep the zone they were agreed in, with its rule in
 * the file: both zones are UTC+7 and have no summer time. No attendees: a calendar leaves the circle of those who may
 * read the roster. Nothing but what is handed in is written.
 *
 * All of it is VEVENT, deadlines too: they are whole days that leave the time free. A VTODO with DUE would be the standard's
 * own word for them, but the calendars delegations carry (Outlook, Google, the telephone's) drop it on import without a
 * word, and a deadline nobody sees is worse than one that is called an event.
 *
 * No METHOD: this is a calendar on its way, not a scheduling message, which would need an ORGANIZER (RFC 5546, 3.2.1).
 */

/** Where the clock hangs; Phnom Penh and Bangkok show the same time. */
export type CalendarZone = 'Asia/Phnom_Penh' | 'Asia/Bangkok';

/** When an event is. Days are `YYYY-MM-DD`, times `HH:MM` of the zone. */
export type CalendarTime =
  /** Whole days, the last one included. */
  | { readonly kind: 'days'; readonly first: string; readonly last: string }
  /** Within one day; `to` null where no end was given. */
  | {
      readonly kind: 'hours';
      readonly day: string;
      readonly from: string;
      readonly to: string | null;
      readonly zone: CalendarZone;
    };

export interface CalendarEvent {
  /** See {@link calendarUid}. */
  readonly uid: string;
  /** Counts the revisions, from 0: a calendar takes an entry in place of one with a smaller number. */
  readonly sequence: number;
  readonly summary: string;
  /** Empty for none. */
  readonly description: string;
  readonly when: CalendarTime;
  /** Empty for none. */
  readonly location: string;
  /** Tentative until all who must have confirmed. */
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** Whether others find the time taken; a holiday, a deadline or a candidate date may leave it free. */
  readonly busy: boolean;
}

/** An entry cannot be written as a calendar says it; the reason is for whoever exports. */
export class CalendarRefused extends Error {
  override readonly name = 'CalendarRefused';
  readonly reason: 'no such day' | 'no such time' | 'ends before it begins' | 'bad number';
  readonly uid: string;
  constructor(reason: CalendarRefused['reason'], uid: string) {
    super(`${reason}: ${uid}`);
    this.reason = reason;
    this.uid = uid;
  }
}

/**
 * The same for the same record in every replica and at every export, so that a calendar finds the entry again.
 * `workspace`: what tells this workspace from others, as in its address; `part` tells several entries of one record apart.
 */
export const calendarUid = (workspace: string, record: string, part = ''): string =>
  [record, part, workspace]
    .filter((name) => name !== '')
    .map((name) => encodeURIComponent(name.toWellFormed()))
    .join('.') + '@span.invalid';

const COUNTED_FROM = Date.UTC(2020, 0, 1);

/**
 * The number of a revision made at this moment (Unix ms). A later export takes the place of an earlier one; replicas share no
 * count of exports, so the minute counts.
 */
export const sequenceAt = (now: number): number => Math.max(0, Math.floor((now - COUNTED_FROM) / 60_000));

const DAY_MS = 86_400_000;

/** `20221031`. */
function dayOf(day: string, uid: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // The parser takes 30 February for 2 March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day)
    throw new CalendarRefused('no such day', uid);
  return day.replaceAll('-', '');
}

/** `093000`. */
function timeOf(time: string, uid: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new CalendarRefused('no such time', uid);
  return `${time.replace(':', '')}00`;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** `20221125T061000Z`; unix ms. */
const utcMoment = (at: number): string =>
  new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

function whenLines(when: CalendarTime, uid: string): string[] {
  if (when.kind === 'days') {
    const first = dayOf(when.first, uid);
    // DTEND is the first day that is free again.
    const end = dayOf(when.last, uid) && dayAfter(when.last);
    if (when.last < when.first) throw new CalendarRefused('ends before it begins', uid);
    return [`DTSTART;VALUE=DATE:${first}`, `DTEND;VALUE=DATE:${dayOf(end, uid)}`];
  }
  const day = dayOf(when.day, uid);
  const start = `DTSTART;TZID=${when.zone}:${day}T${timeOf(when.from, uid)}`;
  if (when.to === null) return [start];
  const end = timeOf(when.to, uid);
  if (when.to <= when.from) throw new CalendarRefused('ends before it begins', uid);
  return [start, `DTEND;TZID=${when.zone}:${day}T${end}`];
}

const text = (name: string, value: string): string[] =>
  value === '' ? [] : [`${name}:${calendarText(value)}`];

function eventLines(event: CalendarEvent, stamp: number): string[] {
  if (!Number.isSafeInteger(event.sequence) || event.sequence < 0 || !Number.isFinite(stamp))
    throw new CalendarRefused('bad number', event.uid);
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utcMoment(stamp)}`,
    `SEQUENCE:${event.sequence}`,
    `SUMMARY:${calendarText(event.summary)}`,
    ...text('DESCRIPTION', event.description),
    'CLASS:CONFIDENTIAL',
    ...whenLines(event.when, event.uid),
    ...text('LOCATION', event.location),
    `STATUS:${event.status.toUpperCase()}`,
    `TRANSP:${event.busy ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ];
}

const zoneLines = (zone: CalendarZone): readonly string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * A calendar file (`text/calendar`, UTF-8) of these events; `name` is what a calendar program calls it. `stamp`: unix ms
 * at which it is made. Throws {@link CalendarRefused} for one that no calendar could hold.
 */
export function calendarFile(name: string, stamp: number, events: readonly CalendarEvent[]): string {
  const zones = events.flatMap(({ when }) => (when.kind === 'hours' ? [when.zone] : []));
  return calendarLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Span//Span//EN',
    'CALSCALE:GREGORIAN',
    ...text('X-WR-CALNAME', name),
    ...[...new Set(zones)].sort().flatMap(zoneLines),
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ]);
}
