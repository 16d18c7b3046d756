import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { contentId } from '../../src/crypto/hash.ts';
import type { ChunkStore } from '../../src/replica/chunk-store.ts';

/** The promises of `replica/chunk-store.ts`, for every implementation. `reopen`: as the next page finds it, where it lasts. */
export function describeChunkStore(
  name: string,
  open: () => Promise<{ readonly store: ChunkStore; reopen(): Promise<ChunkStore> }>,
): void {
  describe(`a store of chunks: ${name}`, () => {
    let store: ChunkStore;
    let reopen: () => Promise<ChunkStore>;
    beforeEach(async () => ({ store, reopen } = await open()));
    afterEach(() => store.close());
    const chunk = randomBytes(2_000);
    const other = randomBytes(10);

    it('gives back what was put there under its id, and nothing else', async () => {
      await store.put(contentId(chunk), chunk);
      expect(await store.get(contentId(chunk))).toEqual(chunk);
      expect(await store.get(contentId(other))).toBeNull();
      expect(await store.has([contentId(chunk), contentId(other)])).toEqual(new Set([contentId(chunk)]));
    });

    it('gives nothing for what does not lie under its hash', async () => {
      await store.put(contentId(chunk), other);
      expect(await store.get(contentId(chunk))).toBeNull();
    });

    it('tells what is there', async () => {
      for (const one of [chunk, other]) await store.put(contentId(one), one);
      await store.drop([contentId(other)]);
      expect(await store.ids()).toEqual([contentId(chunk)]);
    });

    it('frees what it is told to, and keeps the rest', async () => {
      for (const one of [chunk, other]) await store.put(contentId(one), one);
      await store.drop([contentId(chunk)]);
      expect(await store.has([chunk, other].map(contentId))).toEqual(new Set([contentId(other)]));
    });

    it('notes what a relay confirmed, until the relay says otherwise', async () => {
      expect(await store.confirmed('a file')).toBeNull();
      await store.confirm('a file', 5);
      expect(await store.confirmed('a file')).toBe(5);
      await store.confirm('a file', null);
      expect(await store.confirmed('a file')).toBeNull();
    });

    it('outlives the page where it says so', async () => {
      await store.put(contentId(chunk), chunk);
      await store.confirm('a file', 7);
      if (!store.lasting) return;
      store = await reopen();
      expect(await store.get(contentId(chunk))).toEqual(chunk);
      expect(await store.confirmed('a file')).toBe(7);
    });
  });
}
