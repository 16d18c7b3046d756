import { z } from 'zod';
import { textOf } from '../wire/text.ts';
import { timeframe } from './plan.ts';
import { inThree } from './in-three.ts';
import { day, recordId, words } from './words.ts';

/** Where an agency stands: "the agencies at the national level" (record, 2.1 e), those below it, and missions abroad (Article 4.12). */
export const LEVELS = ['national', 'provincial', 'district', 'border', 'mission'] as const;
export const level = z.enum(LEVELS);
export type Level = z.infer<typeof level>;

export const SEAT_KINDS = ['head', 'focal point', 'member', 'competent official'] as const;
export const seatKind = z.enum(SEAT_KINDS);
export type SeatKind = z.infer<typeof seatKind>;

export const CHANNEL_KINDS = ['phone', 'mobile', 'email', 'secure line', 'post'] as const;
const channelKind = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof channelKind>;

/** One line of text: a line break in a number or an address would forge a second line wherever it is printed. */
const line = (max: number) =>
  words(max).overwrite((text) =>
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, max),
  );

/** A way to reach whoever holds a seat. */
export const channel = z.object({
  kind: channelKind,
  /** As it is dialled or written: "+855 23 555 0101". */
  value: line(200).min(1),
  /** When it is answered, in the place's own time: "Mon-Fri 08:00-17:00"; empty where nobody said. */
  hours: line(100),
});
export type Channel = z.infer<typeof channel>;

/** In the order in which they are tried: the next one when the one before is not answered. */
const channels = z
  .array(channel)
  .max(12)
  .transform((list): readonly Channel[] => list);

/** BCP 47: `en`, `km`, `th`. */
export const languages = z
  .array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/))
  .max(16)
  .transform((list): readonly string[] => list);

const order = z.string().min(1).max(256);
const name = words(300);

/** Fields of an agency. Root `agencies/<body>`. */
export const agencyFields = {
  nameEn: name,
  nameKm: name,
  nameTh: name,
  /** "MSDHS". */
  short: words(40),
  level,
  /** The agency it is part of, on the same side; null: none. */
  parent: recordId.nullable(),
  order,
} as const;
export type AgencyFields = { [K in keyof typeof agencyFields]: z.infer<(typeof agencyFields)[K]> };

/** Fields of a seat: it stays, whoever holds it. Root `seats/<body>`. */
export const seatFields = {
  agency: recordId,
  titleEn: name,
  titleKm: name,
  titleTh: name,
  kind: seatKind,
  /** Their translations are acknowledged with the seat; Annex 1 is agreed in the language of the record alone. */
  ...inThree('duties', 4_000),
  channels,
  languages,
  order,
} as const;
export type SeatFields = { [K in keyof typeof seatFields]: z.infer<(typeof seatFields)[K]> };

export const CAPACITIES = ['substantive', 'acting'] as const;
export const capacity = z.enum(CAPACITIES);
export type Capacity = z.infer<typeof capacity>;

/** Whether the holder may decide for the Party (record, day 2, 2 l): "they should be able to decide". */
export const DECIDES = ['yes', 'no', 'unsaid'] as const;
export const decides = z.enum(DECIDES);
export type Decides = z.infer<typeof decides>;

/** Fields of an appointment: a person holds a seat from a day to a day. Root `appointments/<body>`. */
export const appointmentFields = {
  seat: recordId,
  personEn: words(200),
  personKm: words(200),
  personTh: words(200),
  /** First day in office; null: since before anybody wrote it down. */
  from: day.nullable(),
  /** Last day in office, which counts; null: not ended. */
  to: day.nullable(),
  capacity,
  decides,
  /** Why it ended, in the Party's words. */
  ended: words(300),
} as const;
export type AppointmentFields = {
  [K in keyof typeof appointmentFields]: z.infer<(typeof appointmentFields)[K]>;
};

/** Fields of what a Party measures its roster against. Root `targets/<body>`. */
export const targetFields = {
  /** The plan item that asks for it; its timeframe counts where no date of its own is set. */
  item: recordId.nullable(),
  due: timeframe.nullable(),
} as const;
export type TargetFields = { [K in keyof typeof targetFields]: z.infer<(typeof targetFields)[K]> };

/** Bounds of one acknowledgement record, far below what one entry may hold (see lint): more are split. */
export const SEEN_LIMITS = { records: 100, letters: 48 * 1024, kept: 1_000 } as const;

/** What was on the screen of one record when it was acknowledged. */
const seen = z.object({
  record: recordId,
  /** base64url of SHA-256 over the canonical JSON of all it said. */
  hash: textOf(32),
  /** Acknowledgement records whose word on this record it replaces: those its writer had seen. */
  after: z.array(recordId).max(64),
  /** What it said, to show later what has changed: each field with its JSON, or with its hash where that is too long to keep. */
  kept: z
    .array(
      z.tuple([
        z.string().min(1).max(32),
        z.string().max(SEEN_LIMITS.kept).nullable(),
        textOf(32).nullable(),
      ]),
    )
    .max(24),
});
export type Seen = z.infer<typeof seen>;

/** Fields of an acknowledgement; written once. Root `acknowledgements/<acknowledging body>`. */
export const acknowledgementFields = {
  /** Whose roster it is about. */
  of: z.string().min(1).max(16),
  seen: z
    .array(seen)
    .max(SEEN_LIMITS.records)
    .transform((list): readonly Seen[] => list),
} as const;
