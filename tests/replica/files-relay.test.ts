import { randomBytes as nodeBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { contentId } from '../../src/crypto/hash.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { MemoryChunkStore } from '../../src/replica/chunk-store-memory.ts';
import { FileCarrier } from '../../src/replica/file-carrier.ts';
import { relayFileRoom } from '../../src/replica/file-room.ts';
import { CHUNK, chunkIds } from '../../src/replica/sealed-file.ts';
import { childRelay, newFolder, removeFolder } from '../server/relays.ts';
import { until } from '../sim/until.ts';

it('a file goes on after its relay was killed half way and came back, and reaches the other device alike', async () => {
  const folder = newFolder();
  const settings = { DATA_DIR: folder, RELAY_ACCESS: 'room' };
  const first = await childRelay(settings);
  const port = new URL(first.url).port;
  onTestFinished(() => removeFolder(folder));
  const relays = [first.url.replace('http', 'ws')];
  const now = () => Date.now();
  const enter = relayFileRoom(now);

  // The relay is killed by the store: while the third chunk is read, no more than two can be on its disk.
  let reads = 0;
  const killing = new MemoryChunkStore();
  const read = killing.get.bind(killing);
  killing.get = async (id) => {
    if (++reads === 6) await first.kill();
    return read(id);
  };
  const kh = new FileCarrier({ store: killing, relays, enter, now });
  onTestFinished(() => kh.close());
  const content: Bytes = new Uint8Array(nodeBytes(8 * CHUNK));
  const ref = await kh.add(content);
  kh.know([ref]);
  await until(() => kh.state(ref).move.state === 'waiting' && reads >= 6, 'the wait for the relay', 20_000);
  expect(kh.state(ref).relay.state).not.toBe('whole');

  const second = await childRelay({ ...settings, PORT: port });
  onTestFinished(() => second.kill());
  kh.network(true);
  await until(() => kh.state(ref).relay.state === 'whole', 'the file at the relay', 20_000);
  // What was on disk before the kill was not sent again.
  expect(await second.metric('span_values_stored_total')).toBeLessThan(chunkIds(ref).length);

  const th = new FileCarrier({ store: new MemoryChunkStore(), relays, enter, now });
  onTestFinished(() => th.close());
  th.fetch(ref);
  await until(() => th.state(ref).device.state === 'whole', 'the file at the other device', 20_000);
  expect(contentId(await th.open(ref))).toBe(contentId(content));
});
