import { fromBase64Url, randomBytes, toBase64Url, type Bytes } from '../crypto/bytes.ts';
import { openChunk, openFileKey, sealChunk } from '../crypto/file-key.ts';
import { contentId } from '../crypto/hash.ts';
import { padmeLength } from '../crypto/pad.ts';

/** Content of one chunk in bytes. */
export const CHUNK = 256 * 1024;
/** The largest file there is, in bytes: 20 MB as file systems count, 20 × 2^20. */
export const MAX_FILE = 20 * 1024 * 1024;
/** Nothing smaller is told apart by its sealed size. */
const LEAST = 4 * 1024;

/** Says of a file all that is needed to find, open and check it; travels in a sealed record. */
export interface FileRef {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, base64url. */
  readonly hash: string;
  /** base64url of 32 bytes. */
  readonly secret: string;
  /** Content ids of the sealed chunks in order, 22 letters each, one after another. */
  readonly chunks: string;
}

/** The bytes of a file are not what its record says. Audience: whoever opens it. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly problem: 'missing' | 'damaged';
  constructor(problem: 'missing' | 'damaged') {
    super(problem);
    this.problem = problem;
  }
}

const ID = 22;
/** Content ids of a file's chunks in order. */
export const chunkIds = ({ chunks }: Pick<FileRef, 'chunks'>): readonly string[] =>
  Array.from({ length: Math.floor(chunks.length / ID) }, (_, i) => chunks.slice(i * ID, (i + 1) * ID));

/** Bytes of a file together with its padding (PADMÉ): what a relay can tell of its size. */
export const paddedSize = (size: number): number => Math.max(LEAST, padmeLength(size));

/** How many chunks a file of so many bytes has. */
export const chunkCount = (size: number): number => Math.ceil(paddedSize(size) / CHUNK);

const digest = async (bytes: Bytes): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

export interface SealedFile {
  readonly ref: FileRef;
  /** Sealed chunks in order. */
  readonly chunks: readonly (readonly [string, Bytes])[];
}

/** Seals a file (1 to {@link MAX_FILE} bytes) under a new secret, padded, in chunks. */
export async function sealFile(content: Bytes, secret: Bytes = randomBytes(32)): Promise<SealedFile> {
  const key = await openFileKey(secret);
  const total = chunkCount(content.length);
  const padded = paddedSize(content.length);
  const chunks: (readonly [string, Bytes])[] = [];
  for (let index = 0; index < total; index++) {
    const piece = new Uint8Array(Math.min(CHUNK, padded - index * CHUNK));
    piece.set(content.subarray(index * CHUNK, (index + 1) * CHUNK));
    const sealed = await sealChunk(key, index, total, piece);
    chunks.push([contentId(sealed), sealed]);
  }
  const ref: FileRef = {
    size: content.length,
    hash: await digest(content),
    secret: toBase64Url(secret),
    chunks: chunks.map(([id]) => id).join(''),
  };
  return { ref, chunks };
}

/**
 * Opens a file from its sealed chunks: each under its id and at its place, and the whole under its hash. Throws
 * {@link FileRefused}: `missing` where a chunk is not to be had, `damaged` where anything is not what the record says.
 */
export async function openFile(ref: FileRef, chunk: (id: string) => Promise<Bytes | null>): Promise<Bytes> {
  const ids = chunkIds(ref);
  const total = chunkCount(ref.size);
  if (ids.length !== total) throw new FileRefused('damaged');
  const key = await openFileKey(fromBase64Url(ref.secret));
  const whole = new Uint8Array(paddedSize(ref.size));
  for (const [index, id] of ids.entries()) {
    const sealed = await chunk(id);
    if (sealed === null) throw new FileRefused('missing');
    if (contentId(sealed) !== id) throw new FileRefused('damaged');
    const piece = await openChunk(key, index, total, sealed).catch(() => null);
    if (piece === null || piece.length !== Math.min(CHUNK, whole.length - index * CHUNK))
      throw new FileRefused('damaged');
    whole.set(piece, index * CHUNK);
  }
  const content = whole.slice(0, ref.size);
  if ((await digest(content)) !== ref.hash) throw new FileRefused('damaged');
  return content;
}
