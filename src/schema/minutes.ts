import { z } from 'zod';
import { day, recordId, words } from './words.ts';

/** A body, and the person and office that spoke or sat for it on that day: the office stays, the person may be another tomorrow. */
export const attributed = z.object({
  /** `KH`, `IOM`. */
  body: z.string().min(1).max(16),
  /** Seat in that body's roster; null for a guest without one. */
  seat: recordId.nullable(),
  person: words(200),
  /** Office as the minutes print it. */
  title: words(400),
});
export type Attributed = z.infer<typeof attributed>;

/** Local time of day at the meeting, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

export const ATTENDANCE_ROLES = [
  'chair',
  'mc',
  'delegate',
  'secretariat',
  'observer',
  'interpreter',
] as const;
export const attendanceRole = z.enum(ATTENDANCE_ROLES);
export type AttendanceRole = z.infer<typeof attendanceRole>;

export const LINK_KINDS = ['item', 'plan', 'proposal', 'commitment', 'meeting', 'workshop'] as const;
/** What a point is about; `plan` is the one whose items stand under it. */
export const pointLink = z.object({ kind: z.enum(LINK_KINDS), id: recordId });
export type PointLink = z.infer<typeof pointLink>;

/** A row of the table under the key results: the columns the Parties adopt. */
const resultRow = z.object({
  number: words(20),
  activity: words(4_000),
  /** Names as printed, one a line. */
  responsible: z.array(words(200)).max(32),
  timeframe: words(200),
  expected: words(4_000),
});
export type ResultRow = z.infer<typeof resultRow>;

/** A numbered point. `number` as printed: "1.2", "a)", "t)". */
const minutesPoint = z.object({
  id: recordId,
  number: words(20),
  /** Who said it; null for what the record itself says. */
  by: attributed.nullable(),
  text: words(20_000),
  /** Local time of an outcome; null where none was taken. */
  time: timeOfDay.nullable(),
  links: z.array(pointLink).max(32),
  /** The table that stands under it; empty for none. */
  table: z.array(resultRow).max(200),
  get points() {
    return z.array(minutesPoint).max(200);
  },
});
export type MinutesPoint = z.infer<typeof minutesPoint>;

const minutesSection = z.object({
  number: words(20),
  title: words(200),
  points: z.array(minutesPoint).max(500),
});

const agendaLine = z.object({
  title: words(400),
  /** Planned length in minutes; null where none was given. */
  minutes: z.number().int().min(1).max(1_440).nullable(),
});

const attendanceLine = attributed.extend({
  role: attendanceRole,
  agency: words(300),
  present: z.boolean(),
});
export type AttendanceLine = z.infer<typeof attendanceLine>;

/** Both chairs' names under the minutes, where and when. */
const minutesSignature = z.object({
  place: words(200),
  date: day,
  signatories: z.array(attributed).min(1).max(16),
});
export type MinutesSignature = z.infer<typeof minutesSignature>;

/** Minutes as they stand on the screen, whole: what is discussed, adopted and signed, and what prints. */
export const minutesText = z.object({
  title: words(600),
  /** "Meeting Notes Day 2". */
  heading: words(300),
  date: day,
  from: timeOfDay.nullable(),
  to: timeOfDay.nullable(),
  venue: words(300),
  host: z.string().max(16),
  /** In the order the minutes name them. */
  chairs: z.array(attributed).max(16),
  attendance: z.array(attendanceLine).max(500),
  agenda: z.array(agendaLine).max(200),
  sections: z.array(minutesSection).max(50),
  /** Null while they are discussed and adopted; the signature block when they are signed. */
  signature: minutesSignature.nullable(),
});
export type MinutesText = z.infer<typeof minutesText>;
