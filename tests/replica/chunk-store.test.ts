import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openChunkStore } from '../../src/replica/chunk-store-idb.ts';
import { MemoryChunkStore } from '../../src/replica/chunk-store-memory.ts';
import { describeChunkStore } from '../suites/chunks.ts';

describeChunkStore('memory', async () => {
  const store = new MemoryChunkStore();
  return { store, reopen: async () => store };
});

let names = 0;
describeChunkStore('IndexedDB', async () => {
  const name = `chunks ${++names}`;
  const store = await openChunkStore(name);
  return {
    store,
    reopen: async () => {
      await store.close();
      return openChunkStore(name);
    },
  };
});

describe('a device that keeps nothing', () => {
  afterEach(() => vi.unstubAllGlobals());
  it('serves from memory, and says that it does not last', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('not here', 'SecurityError');
      },
    });
    const store = await openChunkStore('none');
    expect(store.lasting).toBe(false);
  });
});
