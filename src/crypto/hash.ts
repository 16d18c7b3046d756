import { sha256 as digest } from '@noble/hashes/sha2.js';
import { concat, toBase64Url, type Bytes } from './bytes.ts';

/**
 * SHA-256 over the parts in order (32 bytes). Synchronous on purpose: a session closes a batch, and with it a link of
 * its hash chain, in the same turn in which a remote change arrives; WebCrypto's digest would let that turn pass.
 */
export const sha256 = (...parts: readonly Uint8Array[]): Bytes => new Uint8Array(digest(concat(...parts)));

/** Content address of a sealed value: base64url of the first 16 bytes of its SHA-256 (22 letters). */
export const contentId = (value: Uint8Array): string => toBase64Url(sha256(value).subarray(0, 16));
