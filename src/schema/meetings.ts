import { z } from 'zod';
import { inThree } from './in-three.ts';
import { attendanceRole, attributed, pointLink, timeOfDay } from './minutes.ts';
import { day, recordId, words } from './words.ts';

export const SECTIONS = ['opening', 'discussion', 'results'] as const;
const sectionKind = z.enum(SECTIONS);
export type SectionKind = z.infer<typeof sectionKind>;

/** How points are counted: "1.2", "a)" or "a.". Numbers are never stored: they follow from the order. */
const NUMBER_STYLES = ['decimal', 'letter-bracket', 'letter-dot'] as const;
const numberStyle = z.enum(NUMBER_STYLES);
export type NumberStyle = z.infer<typeof numberStyle>;

/** A section's title as printed, and how its points and the points under them are numbered. */
const sectionStyle = z.object({ title: words(200), points: numberStyle, nested: numberStyle });
export type SectionStyle = z.infer<typeof sectionStyle>;

/** Phases people move a meeting through; that it was adopted and signed follows from the Parties' words. */
const PHASES = ['prepared', 'live', 'discussed'] as const;
const phase = z.enum(PHASES);
export type Phase = z.infer<typeof phase>;

/** The agenda line that runs, since when (Unix ms, claimed), as one value: no two lines of one meeting run unless set apart. */
const clock = z.object({ line: recordId, since: z.number().int().nonnegative() });
export type Clock = z.infer<typeof clock>;

export const OUTCOMES = ['agreed', 'amended', 'kept', 'rejected', 'open', 'deferred', 'noted'] as const;
/** What a point came to, and at what local time of the meeting's zone. */
const outcome = z.object({ kind: z.enum(OUTCOMES), time: timeOfDay.nullable() });
export type Outcome = z.infer<typeof outcome>;

/** A body's name as these minutes print it: "Royal Government of Cambodia". */
const printedName = z.object({ body: z.string().min(1).max(16), name: words(200) });
export type PrintedName = z.infer<typeof printedName>;

const order = z.string().min(1).max(256);

export const seriesFields = { ...inThree('title', 300), order } as const;

/** Fields of a meeting, each with several writers. */
export const meetingFields = {
  ...inThree('title', 600),
  /** "Meeting Notes Day 2". */
  ...inThree('heading', 300),
  series: recordId.nullable(),
  ...inThree('venue', 300),
  /** Body that hosts; empty: nobody was named. */
  host: z.string().max(16),
  date: day,
  from: timeOfDay.nullable(),
  to: timeOfDay.nullable(),
  /** IANA zone in which the meeting's times are told: "Asia/Bangkok". */
  zone: words(64),
  /** In the order the minutes name them, which either side may set. */
  chairs: z.array(attributed).max(16),
  names: z.array(printedName).max(32),
  opening: sectionStyle,
  discussion: sectionStyle,
  results: sectionStyle,
  phase,
  clock: clock.nullable(),
  /** Minutes an intervention may take; null: as long as it takes. */
  speaking: z.number().int().min(1).max(240).nullable(),
  /** Under the minutes, once they are signed. */
  signPlace: words(200),
  signDate: day,
  /** In the order they sign; while none are named, the chairs. */
  signatories: z.array(attributed).max(16),
  /** The signed meeting that this one is a new version of. */
  versionOf: recordId.nullable(),
} as const;

export const agendaFields = {
  meeting: recordId,
  ...inThree('title', 400),
  ...inThree('note', 400),
  /** Planned minutes. */
  minutes: z.number().int().min(1).max(1_440).nullable(),
  presenter: attributed.nullable(),
  /** Minutes it took so far; null while it has not run. */
  spent: z.number().min(0).max(100_000).nullable(),
  order,
} as const;

export const attendanceFields = {
  meeting: recordId,
  who: attributed,
  agency: words(300),
  role: attendanceRole,
  present: z.boolean(),
  order,
} as const;

/** Fields of a point; its text is a draft (`text`) everybody writes along. */
export const pointFields = {
  meeting: recordId,
  section: sectionKind,
  /** The point it stands under; null at the top. */
  parent: recordId.nullable(),
  /** Who said it; null for what the record itself says. */
  by: attributed.nullable(),
  outcome: outcome.nullable(),
  links: z.array(pointLink).max(32),
  /** The plan whose items stand as a table under it. */
  table: recordId.nullable(),
  /** The point of an earlier version that this one was copied from. */
  lineage: recordId.nullable(),
  order,
} as const;

/** Somebody on the speakers' list. Moments in Unix ms, as the device claims that gave or took the floor. */
export const speakerFields = {
  meeting: recordId,
  who: attributed,
  /** Minutes this intervention may take, as the rule was when the floor was given. */
  limit: z.number().int().min(1).max(240).nullable(),
  since: z.number().int().nonnegative().nullable(),
  /** Milliseconds spoken before `since`; null while they have not spoken. */
  spent: z.number().int().min(0).max(1e9).nullable(),
  order,
} as const;

/** A timer for a point or a break, which began and perhaps was ended. Moments in Unix ms, claimed. */
export const timerFields = {
  meeting: recordId,
  title: words(200),
  minutes: z.number().int().min(1).max(1_440),
  since: z.number().int().nonnegative(),
  ended: z.number().int().nonnegative().nullable(),
  order,
} as const;

/** One move of a meeting from phase to phase, kept as a trace. */
export const phaseStepFields = { meeting: recordId, from: phase, to: phase } as const;

export type SeriesFields = { [K in Exclude<keyof typeof seriesFields, 'order'>]: string };
export type MeetingFields = { [K in keyof typeof meetingFields]: z.infer<(typeof meetingFields)[K]> };
export type AgendaFields = { [K in keyof typeof agendaFields]: z.infer<(typeof agendaFields)[K]> };
export type AttendanceFields = {
  [K in keyof typeof attendanceFields]: z.infer<(typeof attendanceFields)[K]>;
};
export type SpeakerFields = { [K in keyof typeof speakerFields]: z.infer<(typeof speakerFields)[K]> };
export type TimerFields = { [K in keyof typeof timerFields]: z.infer<(typeof timerFields)[K]> };
export type PointFields = { [K in keyof typeof pointFields]: z.infer<(typeof pointFields)[K]> };

/** How the record of 26 August 2022 counts; day 1 counts its discussion "2.1", then "a.". */
export const DEFAULT_SECTIONS: Readonly<Record<SectionKind, SectionStyle>> = {
  opening: { title: 'Opening', points: 'letter-bracket', nested: 'decimal' },
  discussion: { title: 'Discussion', points: 'letter-bracket', nested: 'decimal' },
  results: { title: 'Key results', points: 'letter-bracket', nested: 'decimal' },
};
