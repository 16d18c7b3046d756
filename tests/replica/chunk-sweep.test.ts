import { describe, expect, it, onTestFinished } from 'vitest';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { MemoryChunkStore } from '../../src/replica/chunk-store-memory.ts';
import { UNNAMED_FOR } from '../../src/replica/chunk-sweep.ts';
import { FileCarrier } from '../../src/replica/file-carrier.ts';
import { chunkIds, sealFile, type FileRef } from '../../src/replica/sealed-file.ts';
import { SimFileRelay } from '../sim/file-rooms.ts';
import { until } from '../sim/until.ts';

const DAY = 86_400_000;

async function device() {
  const store = new MemoryChunkStore();
  const relay = new SimFileRelay();
  const clock = { now: Date.UTC(2022, 7, 26) };
  /** Every page is a carrier of its own over what the device keeps. */
  const page = () => {
    const carrier = new FileCarrier({
      store,
      relays: ['wss://relay'],
      enter: relay.enter,
      now: () => clock.now,
    });
    onTestFinished(() => carrier.close());
    return carrier;
  };
  const keep = async (): Promise<FileRef> => {
    const { ref, chunks } = await sealFile(randomBytes(5_000));
    for (const [id, chunk] of chunks) await store.put(id, chunk);
    return ref;
  };
  const has = async (ref: FileRef) => (await store.has(chunkIds(ref))).size > 0;
  return { store, clock, page, keep, has };
}

describe('chunks that nothing names', () => {
  it('go a week after they were first found so, and not before', async () => {
    const { clock, page, keep, has } = await device();
    const [orphan, named] = [await keep(), await keep()];
    await page().sweep([named], []);
    clock.now += UNNAMED_FOR - DAY;
    await page().sweep([named], []);
    expect(await has(orphan)).toBe(true);
    clock.now += DAY;
    await page().sweep([named], []);
    expect([await has(orphan), await has(named)]).toEqual([false, true]);
  });

  it('stay for good once a record names them, also one that came late', async () => {
    const { clock, page, keep, has } = await device();
    const late = await keep();
    await page().sweep([], []);
    clock.now += UNNAMED_FOR * 2;
    await page().sweep([late], []);
    await page().sweep([], []);
    expect(await has(late)).toBe(true);
  });

  it('never go by one look, whatever the clock says: not a year ahead, and not set back after that', async () => {
    const { clock, page, keep, has } = await device();
    clock.now += 365 * DAY;
    const orphan = await keep();
    await page().sweep([], []);
    clock.now -= 365 * DAY;
    await page().sweep([], []);
    expect(await has(orphan)).toBe(true);
    clock.now += UNNAMED_FOR;
    await page().sweep([], []);
    expect(await has(orphan)).toBe(false);
  });

  it('of a deleted document stay until a relay has confirmed them: its deletion may be taken back', async () => {
    const { clock, page, keep, has, store } = await device();
    const ref = await keep();
    for (let week = 0; week < 3; week++) {
      await page().sweep([], [ref]);
      clock.now += UNNAMED_FOR;
    }
    expect(await has(ref)).toBe(true);
    const sending = page();
    sending.know([ref]);
    await until(() => sending.state(ref).relay.state === 'whole', 'the relay to have it');
    for (let week = 0; week < 2; week++) {
      await page().sweep([], [ref]);
      clock.now += UNNAMED_FOR;
    }
    expect((await store.ids()).length).toBe(0);
  });
});
