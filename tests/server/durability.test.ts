import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { makeDoors } from '../../server/http.ts';
import { Relay } from '../../server/relay.ts';
import { openSqlite } from '../../server/store-sqlite.ts';
import type { Store } from '../../server/store.ts';
import { until } from '../sim/until.ts';
import { childRelay, newFolder, removeFolder, type Child } from './relays.ts';
import { Raw, step1Message, updateMessage } from './sockets.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function folderFor(): string {
  const folder = newFolder();
  ends.push(() => removeFolder(folder));
  return folder;
}

async function raw(url: string): Promise<Raw> {
  const socket = await Raw.join(url);
  ends.push(() => socket.close());
  return socket;
}

function setting(key: string, value: unknown, client: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getMap('m').set(key, value);
  return Y.encodeStateAsUpdate(doc);
}

/** Everything the relay has of a room. */
async function contentOf(url: string): Promise<Record<string, unknown>> {
  const socket = await raw(url);
  socket.send(step1Message(Uint8Array.of(0)));
  await until(() => socket.of('step2').length > 0, 'an answer');
  const doc = new Y.Doc();
  for (const { bytes } of [...socket.of('update'), ...socket.of('step2')]) Y.applyUpdate(doc, bytes);
  return doc.getMap('m').toJSON() as Record<string, unknown>;
}

/** A relay over a store whose commits wait at a gate. */
async function gated(): Promise<{
  url: string;
  relay: Relay;
  /** Commits that have come to the gate. */
  waiting(): number;
  /** Lets the oldest through, or makes it fail. */
  settle(how: 'commit' | 'fail'): void;
}> {
  const store = openSqlite(folderFor());
  const gates: ((how: 'commit' | 'fail') => void)[] = [];
  const slow: Store = {
    ...store,
    async append(rows) {
      const how = await new Promise<'commit' | 'fail'>((resolve) => gates.push(resolve));
      if (how === 'fail') throw new Error('the disk is full');
      return store.append(rows);
    },
  };
  const relay = new Relay(slow);
  const doors = makeDoors(
    { host: '127.0.0.1', port: 0, tls: null },
    relay,
    () => async (room) => ({ pass: { room, kind: 'open', generation: 0 } }),
    (_request, response) => response.end(),
  );
  const { port } = await doors.open();
  ends.push(async () => {
    for (const gate of gates.splice(0)) gate('commit');
    const closed = doors.close(100);
    await relay.close();
    await closed;
    await store.close();
  });
  return {
    url: `ws://127.0.0.1:${port}/relay/r`,
    relay,
    waiting: () => gates.length,
    settle: (how) => gates.shift()?.(how),
  };
}

describe('what is not on disk yet', () => {
  it('is neither heard by others nor covered by a receipt', async () => {
    const { url, waiting, settle } = await gated();
    const [a, b] = await Promise.all([raw(url), raw(url)]);
    a.send(updateMessage(setting('a', 1, 1)));
    a.askReceipt();
    await until(() => waiting() === 1, 'the commit');
    await Promise.all([a.pinged(), b.pinged()]);
    expect(a.receipts).toEqual([]);
    expect(b.of('update')).toEqual([]);
    settle('commit');
    await until(() => a.receipts.length === 1 && b.of('update').length === 1, 'both to hear');
  });

  it('is not covered by a receipt asked for while an earlier commit is under way', async () => {
    const { url, waiting, settle } = await gated();
    const a = await raw(url);
    a.send(updateMessage(setting('a', 1, 1)));
    await until(() => waiting() === 1, 'the first commit');
    a.send(updateMessage(setting('b', 2, 2)));
    const n = a.askReceipt();
    await a.pinged();
    settle('commit');
    await until(() => waiting() === 1, 'the second commit');
    await a.pinged();
    expect(a.receipts).toEqual([]);
    settle('commit');
    await until(() => a.receipts.includes(n), 'the receipt');
  });

  it('gets its receipt also when nothing else happens after it was asked for', async () => {
    const { url, waiting, settle } = await gated();
    const [a, b] = await Promise.all([raw(url), raw(url)]);
    a.send(updateMessage(setting('a', 1, 1)));
    await until(() => waiting() === 1, 'the commit');
    const n = b.askReceipt();
    await b.pinged();
    settle('commit');
    await until(() => b.receipts.includes(n), 'the receipt of one who wrote nothing', 2_000);
  });

  it('is heard by nobody when it cannot be kept, and its author is told to come back', async () => {
    const { url, relay, waiting, settle } = await gated();
    const [a, b] = await Promise.all([raw(url), raw(url)]);
    a.send(updateMessage(setting('a', 1, 1)));
    a.askReceipt();
    await until(() => waiting() === 1, 'the commit');
    settle('fail');
    expect(await a.reason()).toBe('storage-failed');
    expect(a.receipts).toEqual([]);
    await b.pinged();
    expect(b.of('update')).toEqual([]);
    expect(relay.healthy).toBe(false);
    b.send(updateMessage(setting('b', 1, 2)));
    await until(() => waiting() === 1, 'the next commit');
    settle('commit');
    await b.stored();
    expect(relay.healthy).toBe(true);
    expect(await contentOf(url)).toEqual({ b: 1 });
  });
});

describe('a relay as a process', () => {
  const child = async (folder: string): Promise<Child> => {
    const started = await childRelay({ DATA_DIR: folder });
    ends.push(() => started.kill());
    return started;
  };

  it(
    'loses nothing it gave a receipt for, or let anybody hear, when it is killed',
    { timeout: 60_000 },
    async () => {
      const folder = folderFor();
      const expected: Record<string, unknown> = {};
      for (let round = 1; round <= 5; round++) {
        const relay = await child(folder);
        const url = `${relay.ws}/room`;
        expect(await contentOf(url), `before round ${round}`).toMatchObject(expected);
        const [a, b] = await Promise.all([raw(url), raw(url)]);
        const promised = 50 * round;
        for (let i = 0; i < promised; i++)
          a.send(updateMessage(setting(`${round}-${i}`, i, round * 1_000 + i)));
        const n = a.askReceipt();
        // These are sent without waiting for a receipt: whatever of them was heard has to be there too.
        for (let i = 0; i < 50; i++)
          a.send(updateMessage(setting(`${round}-late-${i}`, i, round * 1_000 + 500 + i)));
        await until(() => a.receipts.includes(n), 'the receipt');
        await relay.kill();
        await until(() => b.closed !== null, 'the other to notice');
        for (let i = 0; i < promised; i++) expected[`${round}-${i}`] = i;
        const heard = new Y.Doc();
        for (const { bytes } of b.of('update')) Y.applyUpdate(heard, bytes);
        Object.assign(expected, heard.getMap('m').toJSON());
      }
      const last = await child(folder);
      expect(await contentOf(`${last.ws}/room`)).toMatchObject(expected);
    },
  );

  it('says goodbye when it is stopped, ends well, and has everything when it comes back', async () => {
    const folder = folderFor();
    const relay = await child(folder);
    const [a, b] = await Promise.all([raw(`${relay.ws}/room`), raw(`${relay.ws}/other`)]);
    for (let i = 0; i < 200; i++) a.send(updateMessage(setting(`k${i}`, i, i + 1)));
    await a.stored();
    const stopped = relay.stop();
    expect(await a.reason()).toBe('shutting-down');
    expect(await b.reason()).toBe('shutting-down');
    expect([a.closed?.code, b.closed?.code]).toEqual([4504, 4504]);
    expect(await stopped).toBe(0);
    const again = await child(folder);
    expect(Object.keys(await contentOf(`${again.ws}/room`))).toHaveLength(200);
  });
});
