import { DayQuota } from '../../server/day-quota.ts';
import { randomBytes as nodeBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { toBase64Url, type Bytes } from '../../src/crypto/bytes.ts';
import { contentId } from '../../src/crypto/hash.ts';
import { newSigner, type Signer } from '../../src/crypto/sign.ts';
import { LIMITS } from '../../src/wire/limits.ts';
import { roomOf, type FileDescriptor } from '../../src/wire/room.ts';
import { mintProtocols } from '../../src/wire/token.ts';
import { until } from '../sim/until.ts';
import { childRelay, newFolder, removeFolder, startHere } from './relays.ts';
import { askMessage, listMessage, putMessage, Raw, step1Message, updateMessage } from './sockets.ts';

/** More than a browser gives at once. */
const randomBytes = (length: number): Bytes => new Uint8Array(nodeBytes(length));

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function relay(filesPerDay?: number) {
  const folder = newFolder();
  ends.push(() => removeFolder(folder));
  const running = await startHere('room', folder, 0, filesPerDay);
  ends.push(() => running.close());
  return running;
}

/** A key that opens a file's room, and the way in. */
async function fileRoom(ws: string, key?: Signer) {
  const access = key ?? (await newSigner());
  const descriptor: FileDescriptor = { kind: 'file', v: 1, accessPub: toBase64Url(access.publicKey) };
  const room = await roomOf(descriptor);
  const enter = async (as: Signer = access): Promise<Raw> => {
    const protocols = await mintProtocols({
      descriptor,
      accessKey: as.privateKey,
      audience: new URL(ws).host,
      now: Date.now(),
    });
    const raw = new Raw(`${ws}/${room}`, protocols);
    ends.push(() => raw.close());
    await until(() => raw.heard.length > 0 || raw.closed !== null, 'a first word of the relay');
    return raw;
  };
  return { access, enter };
}

const ids = (raw: Raw): readonly string[] => raw.of('values').at(-1)?.ids ?? [];
async function listed(raw: Raw): Promise<readonly string[]> {
  const before = raw.of('values').length;
  raw.send(listMessage());
  await until(() => raw.of('values').length > before, 'the list');
  return [...ids(raw)].sort();
}
async function asked(raw: Raw, id: string): Promise<Uint8Array> {
  const before = raw.of('value').length;
  raw.send(askMessage(id));
  await until(() => raw.of('value').length > before, 'the value');
  return raw.of('value').at(-1)?.bytes ?? new Uint8Array();
}

describe('the values of a file room', () => {
  it('are on disk once receipted, listed, and given back as they came to whoever has the key', async () => {
    const { ws } = await relay();
    const { enter } = await fileRoom(ws);
    const [a, b] = [await enter(), await enter()];
    const values = [randomBytes(300_000), randomBytes(5)];
    for (const value of values) a.send(putMessage(value));
    await a.stored();
    expect(await listed(b)).toEqual(values.map(contentId).sort());
    for (const value of values) expect(Buffer.compare(await asked(b, contentId(value)), value)).toBe(0);
    expect(await asked(b, contentId(Uint8Array.of(1)))).toHaveLength(0);
  });

  it('open to nobody without the key', async () => {
    const { ws } = await relay();
    const { enter } = await fileRoom(ws);
    const stranger = await enter(await newSigner());
    expect(await stranger.reason()).toBe('unauthorised');
  });

  it('are put under their own hash and no other', async () => {
    const { ws } = await relay();
    const { enter } = await fileRoom(ws);
    const a = await enter();
    a.send(putMessage(Uint8Array.of(1), contentId(Uint8Array.of(2))));
    expect(await a.reason()).toBe('malformed');
    expect(await listed(await enter())).toEqual([]);
  });

  it('are there after the process was killed, as far as they were receipted', async () => {
    const folder = newFolder();
    ends.push(() => removeFolder(folder));
    const first = await childRelay({ DATA_DIR: folder, RELAY_ACCESS: 'room' });
    const { enter, access } = await fileRoom(first.ws);
    const a = await enter();
    const value = randomBytes(200_000);
    a.send(putMessage(value));
    await a.stored();
    await first.kill();
    const second = await childRelay({ DATA_DIR: folder, RELAY_ACCESS: 'room' });
    ends.push(() => second.kill());
    const b = await (await fileRoom(second.ws, access)).enter();
    expect(Buffer.compare(await asked(b, contentId(value)), value)).toBe(0);
  });

  it('end where the room is full; what is stored stays, and what is there already costs nothing', async () => {
    const { ws } = await relay();
    const { enter } = await fileRoom(ws);
    const a = await enter();
    const large = LIMITS.frame - 1_024;
    const fit = Math.floor(LIMITS.fileRoom / large);
    const first = randomBytes(large);
    const filled = Array.from({ length: fit }, (_, i) => {
      const value = Uint8Array.from(first);
      value[0] = i;
      return value;
    });
    for (const value of filled) {
      a.send(putMessage(value));
      await a.stored();
    }
    a.send(putMessage(filled[0] ?? first));
    await a.stored();
    a.send(putMessage(randomBytes(large)));
    expect(await a.reason()).toBe('room-full');
    expect(await listed(await enter())).toHaveLength(fit);
  });

  it('end where an address has brought as much in a day as it may, in however many rooms; what is there costs nothing', async () => {
    const { ws } = await relay(2_500);
    const first = await fileRoom(ws);
    const a = await first.enter();
    const value = randomBytes(1_000);
    for (let i = 0; i < 4; i++) {
      a.send(putMessage(value));
      await a.stored();
    }
    const b = await (await fileRoom(ws)).enter();
    b.send(putMessage(randomBytes(1_000)));
    await b.stored();
    const c = await (await fileRoom(ws)).enter();
    c.send(putMessage(randomBytes(1_000)));
    expect(await c.reason()).toBe('address-full');
    expect(await listed(await first.enter())).toHaveLength(1);
  });

  it('are counted by the day and by the network; whoever came from elsewhere is not stopped', () => {
    const quota = new DayQuota(100);
    const day = 24 * 60 * 60 * 1000;
    expect(quota.take('192.0.2.1', 100, day)).toBe(true);
    expect(quota.take('::ffff:192.0.2.1', 1, day)).toBe(false);
    expect(quota.take('192.0.2.2', 100, day)).toBe(true);
    expect(quota.take('2001:db8::1', 60, day)).toBe(true);
    expect(quota.take('2001:db8:0:0:ffff::2', 60, day)).toBe(false);
    expect(quota.take('2001:db8:0:1::2', 60, day)).toBe(true);
    expect(quota.take('192.0.2.1', 100, 2 * day)).toBe(true);
  });

  it('stand in no room of another kind, and a file room has no document', async () => {
    const { ws } = await relay();
    const file = await (await fileRoom(ws)).enter();
    file.send(updateMessage(Uint8Array.of(0, 0)));
    expect(await file.reason()).toBe('malformed');
    const access = await newSigner();
    const descriptor = { kind: 'meet', v: 1, accessPub: toBase64Url(access.publicKey) } as const;
    const wish = { descriptor, accessKey: access.privateKey, audience: new URL(ws).host, now: Date.now() };
    const meet = new Raw(`${ws}/${await roomOf(descriptor)}`, await mintProtocols(wish));
    ends.push(() => meet.close());
    await until(() => meet.heard.length > 0, 'a first word');
    meet.send(step1Message(Uint8Array.of(0)));
    meet.send(putMessage(Uint8Array.of(1)));
    expect(await meet.reason()).toBe('malformed');
  });

  it('are asked for no faster than they are read: who asks for all and reads none is let go', async () => {
    const { ws, url } = await relay();
    const { enter } = await fileRoom(ws);
    const a = await enter();
    const value = randomBytes(LIMITS.frame - 1_024);
    a.send(putMessage(value));
    await a.stored();
    const slow = await enter();
    slow.ws.pause();
    for (let i = 0; i < 32; i++) slow.send(askMessage(contentId(value)));
    const refusals = async () => (await fetch(`${url}/metrics`)).text();
    await until(
      async () => (await refusals()).includes('{reason="too-slow-reader"} 1'),
      'the slow one to go',
    );
    expect(Buffer.compare(await asked(a, contentId(value)), value)).toBe(0);
  });
});
