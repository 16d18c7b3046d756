import { calendarLines, calendarText } from './ics-lines.ts';

/*
 * iCalendar (RFC 5545) for workshops, meetings and deadlines. Times keep the zone they were agreed in, with its rule in
 * the file: both zones are UTC+7 and have no summer time. No attendees: a calendar leaves the circle of those who may
 * read the roster. Nothing but what is handed in is written.
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

interface Common {
  /** See {@link calendarUid}. */
  readonly uid: string;
  /** Counts the revisions, from 0: a calendar takes an entry in place of one with a smaller number. */
  readonly sequence: number;
  readonly summary: string;
  /** Empty for none. */
  readonly description: string;
}

export interface CalendarEvent extends Common {
  readonly kind: 'event';
  readonly when: CalendarTime;
  /** Empty for none. */
  readonly location: string;
  /** Tentative until all who must have confirmed. */
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** Whether others find the time taken; a holiday or a candidate date may leave it free. */
  readonly busy: boolean;
}

/** Something due: a plan item, a commitment, a document to prepare. */
export interface CalendarTask extends Common {
  readonly kind: 'task';
  /** The latest possible day. */
  readonly due: string;
  readonly status: 'open' | 'done' | 'cancelled';
}

export type CalendarEntry = CalendarEvent | CalendarTask;

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

function commonLines(entry: CalendarEntry, stamp: number): string[] {
  if (!Number.isSafeInteger(entry.sequence) || entry.sequence < 0 || !Number.isFinite(stamp))
    throw new CalendarRefused('bad number', entry.uid);
  return [
    `UID:${entry.uid}`,
    `DTSTAMP:${utcMoment(stamp)}`,
    `SEQUENCE:${entry.sequence}`,
    `SUMMARY:${calendarText(entry.summary)}`,
    ...text('DESCRIPTION', entry.description),
    'CLASS:CONFIDENTIAL',
  ];
}

const TASK_STATUS = { open: 'NEEDS-ACTION', done: 'COMPLETED', cancelled: 'CANCELLED' } as const;

function entryLines(entry: CalendarEntry, stamp: number): string[] {
  if (entry.kind === 'task')
    return [
      'BEGIN:VTODO',
      ...commonLines(entry, stamp),
      `DUE;VALUE=DATE:${dayOf(entry.due, entry.uid)}`,
      `STATUS:${TASK_STATUS[entry.status]}`,
      'END:VTODO',
    ];
  return [
    'BEGIN:VEVENT',
    ...commonLines(entry, stamp),
    ...whenLines(entry.when, entry.uid),
    ...text('LOCATION', entry.location),
    `STATUS:${entry.status.toUpperCase()}`,
    `TRANSP:${entry.busy ? 'OPAQUE' : 'TRANSPARENT'}`,
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
 * A calendar file (`text/calendar`, UTF-8) of these entries; `name` is what a calendar program calls it. `stamp`: unix ms
 * at which it is made. Throws {@link CalendarRefused} for an entry that no calendar could hold.
 */
export function calendarFile(name: string, stamp: number, entries: readonly CalendarEntry[]): string {
  const zones = entries.flatMap((entry) =>
    entry.kind === 'event' && entry.when.kind === 'hours' ? [entry.when.zone] : [],
  );
  return calendarLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Span//Span//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...text('X-WR-CALNAME', name),
    ...[...new Set(zones)].sort().flatMap(zoneLines),
    ...entries.flatMap((entry) => entryLines(entry, stamp)),
    'END:VCALENDAR',
  ]);
}
