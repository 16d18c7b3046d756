import { toBase64Url } from '../crypto/bytes.ts';
import { canonicalBytes } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';

/** Name of a source wording: base64url of SHA-256 over the canonical JSON of its words. Its number is not part of it. */
export const sourceHash = (text: string): string =>
  toBase64Url(sha256(canonicalBytes({ language: 'en', text })));
