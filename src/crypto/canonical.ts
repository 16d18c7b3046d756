import canonicalize from 'canonicalize';
import { utf8, type Bytes } from './bytes.ts';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const normalised = (value: Json): Json => {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(normalised);
  return Object.fromEntries(
    Object.entries(value as { [key: string]: Json | undefined }).flatMap(([key, item]) =>
      item === undefined ? [] : [[key.normalize('NFC'), normalised(item)]],
    ),
  );
};

/** Canonical JSON text: RFC 8785 (JCS) after Unicode NFC. Throws `TypeError` for what JSON cannot say (NaN, Infinity). */
export function canonicalText(value: Json): string {
  const text = canonicalize(normalised(value));
  if (text === undefined) throw new TypeError('not JSON');
  return text;
}

/**
 * UTF-8 bytes of RFC 8785 alone, for judging what others wrote: Unicode's tables differ between engines of different age, and
 * a verdict may not. Throws `TypeError` for what JSON cannot say.
 */
export function jcsBytes(value: Json): Bytes {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not JSON');
  return utf8(text);
}

/** UTF-8 bytes of {@link canonicalText}: what is hashed and signed. */
export const canonicalBytes = (value: Json): Bytes => utf8(canonicalText(value));
