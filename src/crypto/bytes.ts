import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';

const encoder = new TextEncoder();

export type Bytes = Uint8Array<ArrayBuffer>;

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** One array out of many, in order. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equality of public values; not constant-time, never used on secrets. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** An unsigned integer as 8 big-endian bytes, for text that is hashed or signed. Exact up to 2^53. */
export function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

export const toBase64Url = (bytes: Uint8Array): string => toBase64UrlEncoded(bytes);

/** Throws `TypeError` when the text is not base64url: lib0 would silently skip foreign letters. */
export function fromBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError('not base64url');
  return new Uint8Array(fromBase64UrlEncoded(text));
}

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
