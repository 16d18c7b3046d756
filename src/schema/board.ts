import { z } from 'zod';
import { language, LANGUAGES } from './articles.ts';
import { agendaFields, OUTCOMES } from './meetings.ts';
import { textOf } from '../wire/text.ts';
import { words } from './words.ts';

/**
 * The version of a frame's shape. It rises whenever a frame may hold what an earlier page would refuse: a wall that meets a higher one
 * knows that its own page is too old, and that nobody tampers with it.
 */
export const FRAME_VERSION = 2;
/** Bytes of one frame at most, before it is sealed: a long article in three languages with a counter-wording. */
export const MAX_FRAME = 256 * 1024;
/** Things shown that a board remembers, the newest first. */
export const MAX_SHOWN = 60;

/** UTF-16 units of one text on a board: as long as a provision may be. */
export const MAX_BOARD_TEXT = 20_000;

const body = z.string().min(1).max(16);
const text = z.string().max(MAX_BOARD_TEXT);
const line = z.string().max(600);

const saidOnce = z.strictObject({ language, text: line });
/** A title or a fact in each of the board's languages that it stands in, the first as the driver has them. Frames of version 1 have one. */
const said = z.union([
  z.array(saidOnce).max(LANGUAGES.length),
  line.transform((text): z.infer<typeof saidOnce>[] => (text === '' ? [] : [{ language: 'en', text }])),
]);
export type BoardSaid = z.infer<typeof saidOnce>[];

/**
 * Whose words are read: the record's own, or those of a translation, which nobody has agreed to. `draft`: not every Party has reviewed
 * it; `stale`: it follows an earlier wording; `missing`: there is none yet.
 */
const STANDINGS = ['record', 'draft', 'reviewed', 'stale', 'missing'] as const;

/** Words in one language, as they are read from the wall. Frames of an older version say nothing of a standing. */
const wording = z.strictObject({
  language,
  text,
  standing: z.enum(STANDINGS).default('record'),
  /** There is more of it than a board takes, and the wall says so. */
  goesOn: z.boolean().default(false),
});
export type BoardWording = z.infer<typeof wording>;

/** What a Party has said: a decision, nothing yet, or more than one thing. */
const BOARD_STANDS = [
  'silent',
  'tabled',
  'agreed',
  'ad referendum',
  'rejected',
  'keep original',
  'reserved',
  'withdrawn',
  'received',
  'divided',
] as const;
const stand = z.strictObject({ body, stand: z.enum(BOARD_STANDS) });
export type BoardStand = z.infer<typeof stand>;

/** A text that lies before the Parties, beside the agreed one. */
const offer = z.strictObject({
  by: body,
  to: text,
  language,
  removed: z.boolean(),
  goesOn: z.boolean().default(false),
});
export type BoardOffer = z.infer<typeof offer>;

const BOARD_STATES = [
  'draft',
  'tabled',
  'waiting',
  'contested',
  'agreed',
  'ad referendum',
  'kept',
  'changed',
  'withdrawn',
  'taken back',
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

const fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['timeframe', 'expected', 'said by']), value: said }),
  z.strictObject({ kind: z.literal('responsible'), bodies: z.array(body).max(32) }),
  z.strictObject({
    kind: z.literal('outcome'),
    outcome: z.enum(OUTCOMES),
    time: z.string().max(8).nullable(),
  }),
]);
export type BoardFact = z.infer<typeof fact>;

const agendaLine = z.strictObject({
  title: said,
  minutes: agendaFields.minutes,
  /** Planned beginning, minutes since midnight at the meeting. */
  from: z.number().int().min(0).max(100_000).nullable(),
  state: z.enum(['to come', 'running', 'over']),
});

/** How many more there are than a board shows. */
const more = z.int().min(0).max(100_000).default(0);

const matter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blank') }),
  z.strictObject({ kind: z.literal('agenda'), title: said, lines: z.array(agendaLine).max(60), more }),
  z.strictObject({
    kind: z.enum(['clause', 'item', 'point']),
    number: z.string().max(40),
    title: said,
    texts: z.array(wording).max(LANGUAGES.length),
    facts: z.array(fact).max(8),
    /** What the offers would change; empty where they bring something new. */
    from: text.default(''),
    offers: z.array(offer).max(6),
    more,
    stands: z.array(stand).max(31),
    /** Null where nothing is agreed on such a thing. */
    state: z.enum(BOARD_STATES).nullable(),
  }),
]);
export type BoardMatter = z.infer<typeof matter>;
export type BoardText = Extract<BoardMatter, { kind: 'clause' | 'item' | 'point' }>;

/** The line of the agenda that runs. Durations, so that a projector whose clock is a year off counts on rightly. */
const clock = z.strictObject({
  title: said,
  /** Milliseconds it had run when the frame was made. */
  ran: z.number().int().min(0).max(1e12),
  minutes: z.number().int().min(1).max(1_440).nullable(),
});

/** Somebody who has the floor. Durations as in a clock. */
const speaker = z.strictObject({
  who: line,
  body,
  ran: z.number().int().min(0).max(1e12),
  minutes: z.number().int().min(1).max(240).nullable(),
});

/** All that one picture on a board is made of: what a projector is ever given. */
const boardPicture = z.strictObject({
  heading: said,
  /** IANA zone in which the meeting's times are told; empty: that of whoever looks. */
  zone: z.string().max(64).default(''),
  bodies: z
    .array(
      z.strictObject({
        id: body,
        name: z.string().max(120),
        kind: z.enum(['party', 'partner']),
        tone: z.number().int().min(0).max(64),
      }),
    )
    .max(62),
  matter,
  clock: clock.nullable(),
  /** Who speaks: one, unless the floor was given apart. Frames of an older version have none. */
  speakers: z.array(speaker).max(4).default([]),
  /** Who speaks next, in order. */
  next: z.array(line).max(3).default([]),
  timer: clock.nullable().default(null),
  /** 0: the top, 1: the end. */
  scroll: z.number().min(0).max(1),
  zoom: z.number().min(0.5).max(3),
});
export type BoardPicture = z.infer<typeof boardPicture>;

/** A picture on its way. `sequence` only rises; `driver` tells two driving pages apart; `at`: Unix ms, claimed. */
export const boardFrame = z.strictObject({
  v: z.int().min(1).max(FRAME_VERSION),
  sequence: z.int().min(1),
  driver: textOf(12),
  at: z.int().min(0),
  picture: boardPicture,
});
export type BoardFrame = z.infer<typeof boardFrame>;

/** All that this page can say of a frame that only a newer one understands. */
export const newerFrame = z.looseObject({ v: z.int().min(FRAME_VERSION + 1), sequence: z.int().min(1) });

/** Something a board has shown. */
const shown = z.object({ title: words(200), at: z.number().int().nonnegative() });
export type Shown = z.infer<typeof shown>;

/** Fields of a board's record in the joint space. Root `boards`. */
export const boardFields = {
  name: words(120),
  /** Derives what shows it and what drives it. */
  secret: textOf(32),
  /** Base URL of the relay it is shown through. */
  relay: z.url({ protocol: /^wss?$/ }).max(300),
  state: z.enum(['open', 'closed']),
  shown: z
    .array(shown)
    .max(MAX_SHOWN)
    .transform((list): readonly Shown[] => list),
  order: z.string().min(1).max(256),
} as const;
export type BoardFields = { [K in keyof typeof boardFields]: z.infer<(typeof boardFields)[K]> };
