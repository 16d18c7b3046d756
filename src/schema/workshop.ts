import { z } from 'zod';
import { inThree } from './in-three.ts';
import { timeframe } from './plan.ts';
import { decides } from './roster.ts';
import { day, recordId, words } from './words.ts';

/** Id of a body in the genesis: `KH`. */
const body = z.string().min(1).max(16);
const order = z.string().min(1).max(256);

/** Days from one to another, both included. Read leniently by order: a register refuses one that runs backwards. */
export const daySpan = z.object({ from: day, to: day }).refine(({ from, to }) => from <= to);
export type DaySpan = z.infer<typeof daySpan>;

/** How long it is to last: as it was said ("two-three days", day 2, 2 n), and the number that is planned with. */
const duration = z.object({
  spoken: words(100),
  days: z.number().int().min(1).max(31).nullable(),
});
export type Duration = z.infer<typeof duration>;

/** Who has a duty: a seat, or a body where no seat is known. Never a person. */
export const holder = z.object({ body, seat: recordId.nullable() });
export type DutyHolder = z.infer<typeof holder>;

/** Fields of a workshop. Root `workshops`. */
export const workshopFields = {
  ...inThree('title', 300),
  ...inThree('purpose', 4_000),
  host: body.nullable(),
  ...inThree('venue', 300),
  duration,
  /** When it is to be, as said: "by the end of November". */
  window: timeframe,
  /** The candidate that is put forward for confirmation; null: none yet. */
  chosen: recordId.nullable(),
  /** Names of those who help and decide nothing: "IOM", "ASEAN-ACT". */
  partners: z
    .array(words(120))
    .max(32)
    .transform((list): readonly string[] => list),
  /** The plan item that asks for it. */
  item: recordId.nullable(),
  order,
} as const;
export type WorkshopFields = { [K in keyof typeof workshopFields]: z.infer<(typeof workshopFields)[K]> };

/** Fields of a date somebody proposes. Root `candidates`. */
export const candidateFields = {
  workshop: recordId,
  span: daySpan,
  ...inThree('note', 300),
  order,
} as const;
export type CandidateFields = { [K in keyof typeof candidateFields]: z.infer<(typeof candidateFields)[K]> };

/** Fields of a body's word that a date does not suit it. Root `strikes/<body>`. */
export const strikeFields = { candidate: recordId, reason: words(500), order } as const;

/** Time of day, `HH:MM`, in the place's own time. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
export const timeSpan = z.object({ from: timeOfDay, to: timeOfDay }).refine(({ from, to }) => from < to);
export type TimeSpan = z.infer<typeof timeSpan>;

/** Fields of a line of the day plan. Root `dayplan`. */
export const lineFields = {
  workshop: recordId,
  /** First day is 1. */
  day: z.number().int().min(1).max(31),
  time: timeSpan.nullable(),
  ...inThree('title', 500),
  lead: holder.nullable(),
  order,
} as const;
export type LineFields = { [K in keyof typeof lineFields]: z.infer<(typeof lineFields)[K]> };

export const PREPARATION_STATES = ['to do', 'drafting', 'ready'] as const;
const preparationState = z.enum(PREPARATION_STATES);
export type PreparationState = z.infer<typeof preparationState>;

/** Fields of a document to prepare. Root `preparations`. */
export const preparationFields = {
  workshop: recordId,
  ...inThree('title', 500),
  owners: z
    .array(holder)
    .max(32)
    .transform((list): readonly DutyHolder[] => list),
  state: preparationState,
  due: timeframe,
  /** The plan item or commitment it answers. */
  link: recordId.nullable(),
  order,
} as const;
export type PreparationFields = {
  [K in keyof typeof preparationFields]: z.infer<(typeof preparationFields)[K]>;
};

/** Fields of one who takes part: a seat, and the person of that day. Root `participants/<body>`. */
export const participantFields = {
  workshop: recordId,
  seat: recordId.nullable(),
  /** What seat, where the roster does not have it. */
  ...inThree('seatWords', 300),
  /** Empty where nobody is named yet. */
  person: words(200),
  decides,
  order,
} as const;
export type ParticipantFields = {
  [K in keyof typeof participantFields]: z.infer<(typeof participantFields)[K]>;
};

export const PERIOD_KINDS = ['holiday', 'busy'] as const;
const periodKind = z.enum(PERIOD_KINDS);
export type PeriodKind = z.infer<typeof periodKind>;

/** Fields of a holiday or of a time in which a body is busy. Root `calendar/<body>`. */
export const periodFields = {
  ...inThree('name', 200),
  span: daySpan,
  kind: periodKind,
  ...inThree('note', 300),
  order,
} as const;
export type PeriodFields = { [K in keyof typeof periodFields]: z.infer<(typeof periodFields)[K]> };
