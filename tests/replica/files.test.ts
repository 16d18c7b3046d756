import fc from 'fast-check';
import { randomBytes as nodeBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fromBase64Url, type Bytes } from '../../src/crypto/bytes.ts';
import { openChunk, openFileKey, sealChunk } from '../../src/crypto/file-key.ts';
import { contentId } from '../../src/crypto/hash.ts';
import type { ChunkStore } from '../../src/replica/chunk-store.ts';
import { ChunkStoreFailed } from '../../src/replica/chunk-store.ts';
import { MemoryChunkStore } from '../../src/replica/chunk-store-memory.ts';
import { FileCarrier } from '../../src/replica/file-carrier.ts';
import {
  CHUNK,
  chunkCount,
  chunkIds,
  MAX_FILE,
  openFile,
  paddedSize,
  sealFile,
  type FileRef,
} from '../../src/replica/sealed-file.ts';
import { SimFileRelay } from '../sim/file-rooms.ts';
import { until } from '../sim/until.ts';

/** Compared in one step: the matcher of whole arrays takes seconds for a megabyte. */
const alike = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const bytes = (length: number): Bytes => new Uint8Array(nodeBytes(length));

describe('a sealed file', () => {
  it('opens to the same bytes, whatever its size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer({ min: 1, max: 9_000 }),
          fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1),
        ),
        async (size) => {
          const content = bytes(size);
          const { ref, chunks } = await sealFile(content);
          expect(chunks).toHaveLength(chunkCount(size));
          const held = new Map(chunks);
          expect(alike(await openFile(ref, async (id) => held.get(id) ?? null), content)).toBe(true);
        },
      ),
      { numRuns: 15, seed: 7 },
    );
  });

  it('shows of its size no more than its padding does, and fits the relay at its largest', () => {
    expect(paddedSize(1)).toBe(paddedSize(4_000));
    expect(paddedSize(5_000_000)).toBe(paddedSize(5_000_001));
    expect(chunkCount(MAX_FILE)).toBeLessThanOrEqual(81);
    for (const size of [10_000, 300_000, 5_000_000]) expect(paddedSize(size) / size).toBeLessThan(1.12);
  });

  it('opens with nothing taken, moved, cut, repeated or changed in it', async () => {
    const content = bytes(3 * CHUNK + 5);
    const { ref, chunks } = await sealFile(content);
    const ids = chunkIds(ref);
    const held = new Map(chunks);
    const with_ = (order: readonly string[]): FileRef => ({ ...ref, chunks: order.join('') });
    const open = (of: FileRef, of_: ReadonlyMap<string, Bytes> = held) =>
      openFile(of, async (id) => of_.get(id) ?? null);
    const [a, b, c, d] = ids as [string, string, string, string];
    for (const order of [[b, a, c, d], [a, b, c], [a, a, c, d], [a, b, c, d, d], [a, b, d, c], []])
      await expect(open(with_(order))).rejects.toThrow('damaged');
    await expect(open(ref, new Map([...held].slice(1)))).rejects.toThrow('missing');
    const changed = Uint8Array.from(held.get(a)!);
    changed[100] = (changed[100] ?? 0) ^ 1;
    await expect(open(ref, new Map([...held, [a, changed]]))).rejects.toThrow('damaged');
    // The same, with a list that names the changed chunk: the seal still refuses it.
    const forged = new Map([...held, [contentId(changed), changed]]);
    await expect(open(with_([contentId(changed), b, c, d]), forged)).rejects.toThrow('damaged');
    await expect(open({ ...ref, size: ref.size - 1 })).rejects.toThrow('damaged');
    await expect(open({ ...ref, hash: contentId(content).padEnd(43, 'A') })).rejects.toThrow('damaged');
  });

  it('has chunks that open at their own place and with their own key only', async () => {
    const [key, other] = await Promise.all([openFileKey(bytes(32)), openFileKey(bytes(32))]);
    const content = bytes(50);
    const sealed = await sealChunk(key, 1, 3, content);
    expect(await openChunk(key, 1, 3, sealed)).toEqual(content);
    for (const [with_, index, total] of [
      [key, 0, 3],
      [key, 1, 4],
      [other, 1, 3],
    ] as const)
      await expect(openChunk(with_, index, total, sealed)).rejects.toThrow();
  });
});

function device(relay: SimFileRelay, store: ChunkStore = new MemoryChunkStore()) {
  const files = new FileCarrier({ store, relays: ['wss://relay'], enter: relay.enter, now: () => 1_000 });
  onTestFinished(() => files.close());
  return { files, store };
}
const whole = async (files: FileCarrier, ref: FileRef, what: 'device' | 'relay') =>
  until(
    () => files.state(ref)[what].state === 'whole',
    () => `the file at the ${what}: ${JSON.stringify(files.state(ref))}`,
  );

describe('a file on its way', () => {
  it('is on this device alone until the relay has it, and then reaches the other, the bytes alike', async () => {
    const relay = new SimFileRelay();
    relay.away = true;
    const kh = device(relay).files;
    const th = device(relay).files;
    const content = bytes(2 * CHUNK + 9);
    const ref = await kh.add(content);
    kh.know([ref]);
    await until(() => kh.state(ref).move.state === 'waiting', 'the wait for the relay');
    await whole(kh, ref, 'device');
    expect(kh.state(ref).relay).toEqual({ state: 'unknown', confirmed: null });
    relay.away = false;
    kh.network(true);
    await whole(kh, ref, 'relay');
    th.know([ref]);
    await until(() => th.state(ref).device.state === 'none', 'the first look');
    expect(th.state(ref).move).toEqual({ state: 'still' });
    await th.look(ref);
    expect(th.state(ref).relay.state).toBe('whole');
    th.fetch(ref);
    await whole(th, ref, 'device');
    expect(alike(await th.open(ref), content)).toBe(true);
  });

  it('goes on where it was after the relay went and after the page was closed, and sends no chunk twice', async () => {
    const relay = new SimFileRelay();
    relay.leavesAfter = 2;
    const store = new MemoryChunkStore();
    const first = device(relay, store).files;
    const ref = await first.add(bytes(5 * CHUNK));
    first.know([ref]);
    await until(() => relay.away, 'the relay to go');
    await first.close();
    relay.away = false;
    const second = device(relay, store).files;
    second.know([ref]);
    await whole(second, ref, 'relay');
    expect(relay.moved.filter((id, i) => relay.moved.indexOf(id) !== i)).toEqual([]);
    expect(new Set(relay.moved)).toEqual(new Set(chunkIds(ref)));
  });

  it('is fetched on from where it was, after a stop too', async () => {
    const relay = new SimFileRelay();
    const kh = device(relay).files;
    const ref = await kh.add(bytes(6 * CHUNK));
    kh.know([ref]);
    await whole(kh, ref, 'relay');
    relay.moved.length = 0;
    relay.leavesAfter = 3;
    const th = device(relay).files;
    th.fetch(ref);
    await until(() => relay.away, 'the relay to go');
    th.stop(ref);
    await until(() => th.state(ref).move.state === 'stopped', 'the stop');
    expect(th.state(ref).device).toEqual({ state: 'part', have: 3 });
    relay.away = false;
    th.fetch(ref);
    await whole(th, ref, 'device');
    expect(relay.moved).toHaveLength(chunkCount(6 * CHUNK));
  });

  it('fails in the open when a relay withholds or alters a chunk, and keeps what was sound', async () => {
    const relay = new SimFileRelay();
    const kh = device(relay).files;
    const content = bytes(4 * CHUNK);
    const ref = await kh.add(content);
    kh.know([ref]);
    await whole(kh, ref, 'relay');
    const [bad] = chunkIds(ref);
    for (const lie of [() => null, () => bytes(100)]) {
      relay.gives = (id, chunk) => (id === bad ? lie() : chunk);
      const th = device(relay).files;
      th.fetch(ref);
      await until(() => th.state(ref).move.state === 'failed', 'the failure');
      expect(th.state(ref).move).toMatchObject({ problem: 'withheld' });
      expect(th.state(ref).device).toEqual({ state: 'part', have: chunkIds(ref).length - 1 });
      await expect(th.open(ref)).rejects.toThrow('missing');
      relay.gives = (_, chunk) => chunk;
      th.fetch(ref);
      await whole(th, ref, 'device');
      expect(alike(await th.open(ref), content)).toBe(true);
    }
  });

  it('is sent again by whoever has it when the relay has lost it', async () => {
    const relay = new SimFileRelay();
    const { files } = device(relay);
    const ref = await files.add(bytes(CHUNK));
    files.know([ref]);
    await whole(files, ref, 'relay');
    relay.rooms.clear();
    await files.look(ref);
    await until(() => relay.rooms.size === 1 && files.state(ref).relay.state === 'whole', 'the refill');
    expect([...relay.rooms.values()][0]?.size).toBe(chunkIds(ref).length);
  });

  it('is not sent again where the relay confirmed it, until somebody asks', async () => {
    const relay = new SimFileRelay();
    const store = new MemoryChunkStore();
    const first = device(relay, store).files;
    const ref = await first.add(bytes(CHUNK));
    first.know([ref]);
    await whole(first, ref, 'relay');
    await first.close();
    relay.moved.length = 0;
    const second = device(relay, store).files;
    second.know([ref]);
    await whole(second, ref, 'device');
    expect(second.state(ref)).toMatchObject({
      relay: { state: 'unknown', confirmed: 1_000 },
      move: { state: 'still' },
    });
    expect(relay.moved).toEqual([]);
  });

  it('says why it will not move: the room is full, the relay refuses, the device is full', async () => {
    for (const [refusal, problem] of [
      ['full', 'room full'],
      ['address full', 'address full'],
      ['refused', 'refused'],
    ] as const) {
      const relay = new SimFileRelay();
      relay.refusal = refusal;
      const { files } = device(relay);
      const ref = await files.add(bytes(10));
      files.know([ref]);
      await until(() => files.state(ref).move.state === 'failed', 'the failure');
      expect(files.state(ref).move).toMatchObject({ way: 'up', problem });
    }
    const relay = new SimFileRelay();
    const kh = device(relay).files;
    const ref = await kh.add(bytes(CHUNK));
    kh.know([ref]);
    await whole(kh, ref, 'relay');
    const full = new MemoryChunkStore();
    full.put = () => Promise.reject(new ChunkStoreFailed('full'));
    const th = device(relay, full).files;
    th.fetch(ref);
    await until(() => th.state(ref).move.state === 'failed', 'the failure');
    expect(th.state(ref).move).toMatchObject({ way: 'down', problem: 'storage full' });
    await expect(th.add(bytes(10))).rejects.toThrow('full');
  });

  it('leaves this device only when the relay has it', async () => {
    const relay = new SimFileRelay();
    relay.away = true;
    const { files } = device(relay);
    const ref = await files.add(bytes(10));
    files.know([ref]);
    await whole(files, ref, 'device');
    files.stop(ref);
    await until(() => files.state(ref).move.state === 'stopped', 'the stop');
    expect(await files.drop(ref)).toBe(false);
    relay.away = false;
    files.send(ref);
    await whole(files, ref, 'relay');
    await until(() => files.state(ref).move.state === 'still', 'the end');
    expect(await files.drop(ref)).toBe(true);
    expect(files.state(ref).device.state).toBe('none');
  });

  it('has a room of its own at the relay, which its secret opens and nothing else', async () => {
    const relay = new SimFileRelay();
    const { files } = device(relay);
    const refs = [await files.add(bytes(10)), await files.add(bytes(10))];
    files.know(refs);
    for (const ref of refs) await whole(files, ref, 'relay');
    expect(relay.rooms.size).toBe(2);
    expect(fromBase64Url(refs[0]!.secret)).not.toEqual(fromBase64Url(refs[1]!.secret));
  });
});
