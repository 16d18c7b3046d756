import { z } from 'zod';
import { inThree } from './in-three.ts';
import { words } from './words.ts';

/** A time as people say it, and the interval it means where that can be told. */
export const timeframe = z.object({
  /** The words as spoken: "End of November in Cambodia (date TBC)". */
  spoken: words(200),
  /** EDTF level 1 (ISO 8601-2): dates, intervals, open ends; null where the words give none. */
  edtf: z.string().max(40).nullable(),
  /** To be confirmed by both. */
  tbc: z.boolean(),
});
export type Timeframe = z.infer<typeof timeframe>;

export const STATUSES = ['planned', 'under way', 'done', 'dropped'] as const;
const status = z.enum(STATUSES);
export type Status = z.infer<typeof status>;

/** Fields of a plan item, each with several writers. `activity` is drafted text and not among them; deletion is every record's own. */
export const itemFields = {
  plan: z.string().min(1).max(64),
  number: words(20),
  // Not `readonly()`: it freezes before it judges, and throws at bytes a foreign app put here.
  responsible: z
    .array(z.string().min(1).max(16))
    .max(32)
    .transform((ids): readonly string[] => ids),
  timeframe,
  expected: words(4_000),
  status,
  progress: words(4_000),
  order: z.string().min(1).max(256),
} as const;

export const planFields = {
  ...inThree('title', 300),
  ...inThree('period', 100),
  order: z.string().min(1).max(256),
} as const;

export type ItemFields = { [K in keyof typeof itemFields]: z.infer<(typeof itemFields)[K]> };
export type PlanFields = { [K in keyof typeof planFields]: z.infer<(typeof planFields)[K]> };
