import { z } from 'zod';
import { textOf } from '../wire/text.ts';
import { day, recordId } from './words.ts';

/**
 * What a member says of a text put before the Parties. `tabled` puts it there; all others are a Party's answer and need a
 * member who may sign. `received` is the receipt of a notice, on the day its receiver names.
 */
const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tabled') }),
  z.strictObject({ kind: z.literal('agreed') }),
  /** Subject to confirmation by the capital; the day is when that is due, and nothing happens by itself then. */
  z.strictObject({ kind: z.literal('ad referendum'), until: day }),
  z.strictObject({ kind: z.literal('rejected') }),
  z.strictObject({ kind: z.literal('keep original') }),
  z.strictObject({ kind: z.literal('reserved') }),
  z.strictObject({ kind: z.literal('withdrawn') }),
  z.strictObject({ kind: z.literal('received'), on: day }),
]);
export type Decision = z.infer<typeof decision>;
export type DecisionKind = Decision['kind'];

/** Bounds of one endorsement: its JSON in bytes, and how deep it may nest before any parser sees it. */
export const ENDORSEMENT_LIMITS = { bytes: 200 * 1024, depth: 12 } as const;

/**
 * The payload of an `endorse` entry: canonical JSON (RFC 8785, strings in NFC). The entry around it says who, when, in which
 * space and having seen what, and carries the signature; so whoever has the entry can check all of it outside Span.
 */
export const endorsement = z.strictObject({
  v: z.literal(1),
  record: recordId,
  /** What kind of content this is, with its version: `plan-item/1`. */
  schema: z.string().regex(/^[a-z][a-z-]{0,30}\/[1-9][0-9]?$/),
  /** base64url of SHA-256 over the canonical JSON of `content`. */
  contentHash: textOf(32),
  /** Exactly what stood on the screen. */
  content: z.record(z.string(), z.json()),
  decision,
  /** By what right: "full powers of 24 August 2022". */
  mandate: z.string().min(1).max(300).optional(),
  /** The point of the minutes it belongs to: "2.1 d". */
  point: z.string().min(1).max(40).optional(),
});
export type EndorsementContent = z.infer<typeof endorsement>['content'];
export type EndorsementPayload = z.infer<typeof endorsement>;
