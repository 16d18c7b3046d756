import { concat, utf8, type Bytes } from './bytes.ts';
import { derive } from './derive.ts';
import { signerFromSeed, type Signer } from './sign.ts';

const NONCE = 12;

/** What the secret of one file opens: its chunks, and its room at a relay. */
export interface FileKey {
  readonly box: CryptoKey;
  readonly access: Signer;
}

/** A chunk that was not sealed with this key, or for another place in the file. Audience: whoever opens the file. */
export class ChunkRefused extends Error {
  override readonly name = 'ChunkRefused';
}

/** Makes the sub-keys of a file's secret: 32 random bytes, used for one content and never again. */
export async function openFileKey(secret: Uint8Array): Promise<FileKey> {
  const [sealing, seed] = await Promise.all([
    derive(secret, 'span/1/file/seal'),
    derive(secret, 'span/1/file/access'),
  ]);
  const box = await crypto.subtle.importKey('raw', sealing, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { box, access: await signerFromSeed(seed) };
}

/**
 * Binds a chunk to its place: `"span/1/chunk" ‖ index ‖ total` (4 bytes each), so that none can be moved, left out or repeated. The
 * index is the nonce, too: a secret seals one content once, and sealed chunks are kept, never made anew.
 */
function placed(index: number, total: number): { name: 'AES-GCM'; iv: Bytes; additionalData: Bytes } {
  const place = new Uint8Array(8);
  const view = new DataView(place.buffer);
  view.setUint32(0, index);
  view.setUint32(4, total);
  const iv = new Uint8Array(NONCE);
  iv.set(place.subarray(0, 4), NONCE - 4);
  return { name: 'AES-GCM', iv, additionalData: concat(utf8('span/1/chunk'), place) };
}

/** Seals chunk `index` (from 0) of `total`: AES-256-GCM, 16 bytes longer than the content. */
export async function sealChunk(
  { box }: FileKey,
  index: number,
  total: number,
  content: Bytes,
): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(placed(index, total), box, content));
}

/** The content of {@link sealChunk}. Throws {@link ChunkRefused}. */
export async function openChunk(
  { box }: FileKey,
  index: number,
  total: number,
  sealed: Bytes,
): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(placed(index, total), box, sealed));
  } catch {
    throw new ChunkRefused('does not open');
  }
}
