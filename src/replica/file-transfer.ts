import { fromBase64Url } from '../crypto/bytes.ts';
import { openFileKey, type FileKey } from '../crypto/file-key.ts';
import { contentId } from '../crypto/hash.ts';
import type { ChunkStore } from './chunk-store.ts';
import { RoomLost, type EnterRoom, type FileRoom } from './file-room.ts';
import { chunkIds, type FileRef } from './sealed-file.ts';

/** Chunks under way at once: enough to fill a line, few enough that a cut costs little. */
const AT_ONCE = 3;

export type Way = 'up' | 'down';

/**
 * Why a file does not move and will not by itself. `withheld`: no relay gives a chunk as it was put there; `not here`: a chunk is
 * not on this device any more. Audience: whoever waits for the file.
 */
export class TransferFailed extends Error {
  override readonly name = 'TransferFailed';
  readonly problem: 'withheld' | 'not here';
  constructor(problem: TransferFailed['problem']) {
    super(problem);
    this.problem = problem;
  }
}

/** What it takes to ask after a file. `signal` ends it. */
export interface Asking {
  readonly ref: FileRef;
  readonly relays: readonly string[];
  readonly enter: EnterRoom;
  readonly signal: AbortSignal;
}

/** What a transfer works with. */
export interface Transfer extends Asking {
  readonly store: ChunkStore;
  /** Chunks at the other end by now. */
  done(chunks: number): void;
}

/** Runs the acts a few at a time; the first that fails ends it. */
async function pooled<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Enters each relay's room in turn; one that is away does not keep from the next, and is told of at the end. */
async function atEach(
  { relays, ref, enter, signal }: Asking,
  act: (room: FileRoom, key: FileKey) => Promise<boolean>,
): Promise<void> {
  const key = await openFileKey(fromBase64Url(ref.secret));
  let lost: RoomLost | null = relays.length === 0 ? new RoomLost('away') : null;
  for (const relay of relays) {
    if (signal.aborted) throw new RoomLost('away');
    let room: FileRoom | null = null;
    const leave = () => room?.close();
    signal.addEventListener('abort', leave);
    try {
      room = await enter(relay, key);
      if (await act(room, key)) return;
    } catch (error) {
      if (!(error instanceof RoomLost)) throw error;
      lost = error;
    } finally {
      signal.removeEventListener('abort', leave);
      room?.close();
    }
  }
  if (lost !== null) throw lost;
}

/** Which chunks of the file the relays hold, as they say: of several the one that holds most. Rejects with {@link RoomLost}. */
export async function heldAt(asking: Asking): Promise<ReadonlySet<string>> {
  const ids = chunkIds(asking.ref);
  let best: ReadonlySet<string> | null = null;
  const look = atEach(asking, async (room) => {
    const held = await room.list();
    const ours = new Set(ids.filter((id) => held.has(id)));
    if (best === null || ours.size > best.size) best = ours;
    return ours.size === ids.length;
  });
  try {
    await look;
  } catch (error) {
    if (best === null) throw error;
  }
  return best ?? new Set();
}

/** Hands every relay what it lacks. Rejects with {@link RoomLost}, {@link TransferFailed} or `ChunkStoreFailed`. */
export async function sendFile(transfer: Transfer): Promise<void> {
  const { ref, store, signal } = transfer;
  const ids = chunkIds(ref);
  await atEach(transfer, async (room) => {
    const held = await room.list();
    const missing = ids.filter((id) => !held.has(id));
    let done = ids.length - missing.length;
    transfer.done(done);
    await pooled(missing, async (id) => {
      if (signal.aborted) throw new RoomLost('away');
      const chunk = await store.get(id);
      if (chunk === null) throw new TransferFailed('not here');
      await room.put(id, chunk);
      transfer.done(++done);
    });
    return false;
  });
}

/**
 * Fetches what this device lacks, each chunk checked before it is kept; what was kept stays whatever happens next. Rejects with
 * {@link RoomLost}, {@link TransferFailed} or `ChunkStoreFailed`.
 */
export async function fetchFile(transfer: Transfer): Promise<void> {
  const { ref, store, signal } = transfer;
  const ids = chunkIds(ref);
  const here = new Set(await store.has(ids));
  transfer.done(here.size);
  const missing = () => ids.filter((id) => !here.has(id));
  let lost: unknown = null;
  await atEach(transfer, async (room) => {
    const held = await room.list();
    await pooled(
      missing().filter((id) => held.has(id)),
      async (id) => {
        if (signal.aborted) throw new RoomLost('away');
        const chunk = await room.get(id);
        // Altered or cut: as good as withheld, and another relay may have it.
        if (chunk === null || contentId(chunk) !== id) return;
        await store.put(id, chunk);
        here.add(id);
        transfer.done(here.size);
      },
    );
    return missing().length === 0;
  }).catch((error: unknown) => {
    lost = error;
  });
  if (missing().length === 0) return;
  if (lost !== null) throw lost;
  throw new TransferFailed('withheld');
}
