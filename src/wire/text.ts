import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { encode, writeUint8, writeUint8Array, type Encoder } from 'lib0/encoding';
import * as z from 'zod';

/** Bytes that own their buffer, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const toText = (bytes: Uint8Array): string => toBase64UrlEncoded(bytes);
export const fromText = (text: string): Bytes => new Uint8Array(fromBase64UrlEncoded(text));

/**
 * A base64url text of exactly so many bytes, in its one canonical spelling: lib0 skips foreign letters, and the last
 * letter has spare bits; either would give one descriptor many spellings.
 */
export const textOf = (length: number) =>
  z
    .string()
    .length(Math.ceil((length * 4) / 3))
    .regex(/^[A-Za-z0-9_-]*$/)
    .refine((text) => toText(fromText(text)) === text, 'not canonical base64url');

/** One array of everything the writer writes. */
export const bytesOf = (write: (encoder: Encoder) => void): Bytes => new Uint8Array(encode(write));

/** Eight bytes, big-endian; exact up to 2^53. */
export function writeUint64(encoder: Encoder, value: number): void {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  writeUint8Array(encoder, bytes);
}

/** A text of at most 255 UTF-8 bytes, after its length. Throws RangeError when longer. */
export function writeShort(encoder: Encoder, text: string): void {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > 255) throw new RangeError('longer than 255 bytes');
  writeUint8(encoder, bytes.length);
  writeUint8Array(encoder, bytes);
}

/** The tag that keeps a signature or hash for one purpose from serving another. */
export const writeTag = (encoder: Encoder, tag: string): void =>
  writeUint8Array(encoder, new TextEncoder().encode(tag));

const ED25519 = { name: 'Ed25519' } as const;

/** Ed25519 (RFC 8032), 64 bytes. */
export const signBytes = async (key: CryptoKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(ED25519, key, bytes));

/** True when `sig` (base64url) is the key's (base64url, raw) over the bytes; false for anything else. */
export async function holds(key: string, sig: string, bytes: Bytes): Promise<boolean> {
  try {
    const ready = await crypto.subtle.importKey('raw', fromText(key), ED25519, false, ['verify']);
    return await crypto.subtle.verify(ED25519, ready, fromText(sig), bytes);
  } catch {
    return false; // not a point of the curve
  }
}
