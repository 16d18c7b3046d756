import { sameBytes, toBase64Url, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes, jcsBytes, type Json } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import type { DeviceCard } from '../replica/directory.ts';
import type { EndorsementJudge } from '../replica/door.ts';
import {
  endorsement,
  ENDORSEMENT_LIMITS,
  type DecisionKind,
  type EndorsementContent,
  type EndorsementPayload,
} from '../schema/endorsement.ts';

/** base64url of SHA-256 over RFC 8785 canonical JSON in NFC: the name of exact words (design 5). */
export const contentHash = (content: EndorsementContent): string =>
  toBase64Url(sha256(canonicalBytes(content as Json)));

/** Bytes to be signed. Throws `ZodError` when something has the wrong shape. */
export function encodeEndorsement(said: Omit<EndorsementPayload, 'v' | 'contentHash'>): Bytes {
  const whole = { v: 1, ...said, contentHash: contentHash(said.content) };
  return canonicalBytes(endorsement.parse(whole) as Json);
}

/** Parsers recurse, and where their stack ends differs between browsers: depth is judged before any of them runs. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth--;
  }
  return deepest;
}

/** By the bytes of an entry, which nobody writes into: they are judged, noted, and read with every later word on their record. */
const decoded = new WeakMap<Bytes, EndorsementPayload | null>();

/** The endorsement in these bytes; null unless they are exactly its canonical form and the hash is its content's. Never throws. */
export function decodeEndorsement(payload: Bytes): EndorsementPayload | null {
  const known = decoded.get(payload);
  if (known !== undefined) return known;
  const said = decode(payload);
  decoded.set(payload, said);
  return said;
}

function decode(payload: Bytes): EndorsementPayload | null {
  if (payload.length > ENDORSEMENT_LIMITS.bytes) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    if (nesting(text) > ENDORSEMENT_LIMITS.depth) return null;
    const said = endorsement.parse(JSON.parse(text));
    const canonical = sameBytes(jcsBytes(said as Json), payload);
    const named = said.contentHash === toBase64Url(sha256(jcsBytes(said.content as Json)));
    return canonical && named ? said : null;
  } catch {
    return null;
  }
}

/** What one who writes but does not sign may say: to put a text forward, and to take back what its own body put there. */
const UNSIGNED: ReadonlySet<DecisionKind> = new Set(['tabled', 'withdrawn']);

/** Whether an entry is an endorsement its writer may make: a Party's answer needs one who may sign for it. */
export const judgeEndorsement: EndorsementJudge = (payload: Bytes, card: DeviceCard) => {
  const said = decodeEndorsement(payload);
  if (said === null) return { reason: 'endorsement' };
  // Not even a text is put forward by one who leads for all.
  if (card.facilitates) return { reason: 'not a signer' };
  if (!card.signs && !UNSIGNED.has(said.decision.kind)) return { reason: 'not a signer' };
  return { record: said.record };
};
