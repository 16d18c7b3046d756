import type { ChunkStore } from './chunk-store.ts';

/** How long a chunk has to have been named by nothing before it goes. Milliseconds. */
export const UNNAMED_FOR = 7 * 24 * 60 * 60_000;
const mark = (id: string): string => `unnamed ${id}`;

/**
 * Frees the place of chunks that no file here names: a page that ended between the sealing and the record leaves them. What is
 * found unnamed is noted, and goes when a later sweep finds it so still: another page may be about to name it, a record may
 * come late, and a deletion may be taken back. Gives how many went. `now`: Unix ms. Throws `ChunkStoreFailed`.
 */
export async function sweepChunks(
  store: ChunkStore,
  named: ReadonlySet<string>,
  now: number,
): Promise<number> {
  const gone: string[] = [];
  for (const id of await store.ids()) {
    const since = await store.confirmed(mark(id));
    if (named.has(id)) {
      if (since !== null) await store.confirm(mark(id), null);
    } else if (since === null || since > now) await store.confirm(mark(id), now);
    else if (now - since >= UNNAMED_FOR) gone.push(id);
  }
  await store.drop(gone);
  for (const id of gone) await store.confirm(mark(id), null);
  return gone.length;
}
