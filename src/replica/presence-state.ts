import { z } from 'zod';
import { concat, fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { BoxRefused, openBox, sealBox, type EpochKey } from '../crypto/epoch-key.ts';
import { sign, verify } from '../crypto/sign.ts';
import { textOf } from '../wire/text.ts';
import type { Directory } from './directory.ts';
import type { Device } from './own-session.ts';

/** Largest sealed state, in bytes (sealed-replica 5.10). */
const MAX_STATE = 1_024;
const SIGNATURE = 64;
const TAG = 'span/1/presence-sig';

const itemId = z.object({ client: z.int().min(0), clock: z.int().min(0) });
/**
 * A relative position of Yjs, as its JSON. Checked closely, since editors follow it: one without a place throws there, and a
 * root's name would make Yjs create that root.
 */
const position = z
  .object({
    type: itemId.nullish(),
    tname: z.null().optional(),
    item: itemId.nullish(),
    assoc: z.int().min(-1).max(1).optional(),
  })
  .refine(({ type, item }) => type != null || item != null);
/** What a page says of itself. */
export const presenceState = z.object({
  cert: textOf(32),
  /** One per page load. */
  session: textOf(12),
  counter: z.int().min(0),
  place: z.string().max(64).nullable(),
  cursor: z.object({ anchor: position, head: position }).nullable(),
  lead: z
    .object({ section: z.string().max(24), record: z.string().max(64).nullable() })
    .nullable()
    .optional(),
});
export type PresenceState = z.infer<typeof presenceState>;

/** What seals a state and opens it. */
export interface PresenceSeal {
  readonly directory: Directory;
  readonly device: Device;
  /** 32 bytes. */
  readonly spaceId: Uint8Array;
  keys(): ReadonlyMap<string, EpochKey>;
  writeKey(): EpochKey;
}

/** A state signed and sealed, as a relay's awareness carries it; null where it would be too large. */
export async function sealPresence(
  seal: PresenceSeal,
  state: PresenceState,
): Promise<{ readonly s: string } | null> {
  const { device, spaceId } = seal;
  const content = canonicalBytes(state as unknown as Json);
  const signature = await sign(device.signKey, TAG, spaceId, content);
  const sealed = await sealBox(seal.writeKey(), spaceId, 'presence', concat(signature, content));
  return sealed.length > MAX_STATE ? null : { s: toBase64Url(sealed) };
}

/** What a relay's awareness carries, opened; null unless it is signed by a device that the directory knows. */
export async function openPresence(
  { spaceId, directory, keys }: Pick<PresenceSeal, 'spaceId' | 'directory' | 'keys'>,
  state: unknown,
): Promise<PresenceState | null> {
  const text = z.object({ s: z.string().max(2 * MAX_STATE) }).safeParse(state).data?.s;
  if (text === undefined) return null;
  try {
    const content = await openBox(keys(), spaceId, 'presence', fromBase64Url(text));
    const body = content.subarray(SIGNATURE);
    const read = presenceState.parse(JSON.parse(new TextDecoder().decode(body)));
    const card = directory.byCert(read.cert);
    const holds =
      card !== null && (await verify(card.signPub, content.subarray(0, SIGNATURE), TAG, spaceId, body));
    return holds ? read : null;
  } catch (error) {
    if (error instanceof BoxRefused || error instanceof z.ZodError) return null;
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
