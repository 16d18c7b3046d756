import { z } from 'zod';
import { inThree } from './in-three.ts';
import { timeframe } from './plan.ts';
import { recordId } from './words.ts';

export const COMMITMENT_STATES = ['open', 'kept', 'dropped'] as const;
const commitmentState = z.enum(COMMITMENT_STATES);
export type CommitmentState = z.infer<typeof commitmentState>;

/** Who owes something: a body, and a seat of it where one is named. Never a person: persons come and go (product, rule 4). */
const owner = z.object({ body: z.string().min(1).max(16), seat: recordId.nullable() });
export type Owner = z.infer<typeof owner>;

/** Fields of a commitment. Root `commitments`. */
export const commitmentFields = {
  ...inThree('what', 4_000),
  who: z
    .array(owner)
    .max(32)
    .transform((list): readonly Owner[] => list),
  by: timeframe,
  /** The point of a meeting's minutes at which it was said; null where none is known. */
  point: recordId.nullable(),
  /** The plan item that carries it out; null: an orphan. */
  item: recordId.nullable(),
  state: commitmentState,
  order: z.string().min(1).max(256),
} as const;
export type CommitmentFields = {
  [K in keyof typeof commitmentFields]: z.infer<(typeof commitmentFields)[K]>;
};
