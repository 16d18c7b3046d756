import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { contentId } from '../../src/crypto/hash.ts';
import { openEpochKey, sealBox } from '../../src/crypto/epoch-key.ts';
import { exchange, lacking, World, type Replica } from '../sim/replicas.ts';

const open: Replica[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ space }) => space.close()));
});

async function two(): Promise<{ world: World; kh: Replica; th: Replica }> {
  const world = await World.of('KH', 'TH');
  const kh = await world.open(0);
  const th = await world.open(1);
  open.push(kh, th);
  return { world, kh, th };
}

const note = (replica: Replica, key: string): unknown => replica.space.doc.getMap('notes').get(key);
function write(replica: Replica, key: string, value: string): void {
  const { space } = replica;
  space.change(() => space.doc.getMap('notes').set(`${key}@${space.writer}`, value));
}

describe('two replicas', () => {
  it('show each other what they wrote once it was exchanged', async () => {
    const { kh, th } = await two();
    write(kh, 'a', 'one');
    write(th, 'b', 'two');
    await exchange(kh, th);
    expect(note(th, 'a@1-1')).toBe('one');
    expect(note(kh, 'b@2-2')).toBe('two');
  });

  it('name the author of an item from the ledger, with the time its device claimed', async () => {
    const { kh, th } = await two();
    write(kh, 'a', 'one');
    await exchange(kh, th);
    const item = th.space.doc.getMap('notes')._map.get('a@1-1');
    expect(th.space.authorOf(item?.id.client ?? 0)).toMatchObject({
      body: 'KH',
      person: 'Person 0',
      writer: '1-1',
    });
    expect(th.space.timeOf(item?.id.client ?? 0, item?.id.clock ?? 0)).toBeGreaterThan(Date.UTC(2022, 7, 26));
  });

  it('open again with all they had accepted', async () => {
    const { world, kh, th } = await two();
    write(kh, 'a', 'one');
    await exchange(kh, th);
    write(th, 'a', 'two');
    await th.space.flush();
    const again = await world.open(1, th.vault);
    open.push(again);
    expect(note(again, 'a@1-1')).toBe('one');
    expect(note(again, 'a@2-2')).toBe('two');
    write(again, 'c', 'three');
    await exchange(again, kh);
    expect(note(kh, 'c@2-2')).toBe('three');
  });

  it('take entries in any order, and hold what lacks its cause until it comes', async () => {
    const { kh, th } = await two();
    for (const value of ['1', '2', '3', '4']) {
      write(kh, 'a', value);
      await kh.space.flush();
    }
    const values = lacking(kh, th);
    const [opening, ...rest] = values;
    await th.space.receive([...rest].reverse());
    expect(th.space.notices()).toMatchObject([{ kind: 'held', count: 4 }]);
    expect(note(th, 'a@1-1')).toBeUndefined();
    await th.space.receive(opening === undefined ? [] : [opening]);
    expect(note(th, 'a@1-1')).toBe('4');
    expect(th.space.notices()).toEqual([]);
  });

  it('wait for a certificate that has not come yet', async () => {
    const world = await World.of('KH', 'TH');
    const stranger = (await World.of('KH', 'TH', 'KH')).devices[2];
    if (stranger === undefined) throw new Error('no device');
    const kh = await world.open(0);
    const late = await (await World.of('KH', 'TH', 'KH')).open(2);
    open.push(kh, late);
    write(late, 'a', 'one');
    await late.space.flush();
    await kh.space.receive(lacking(late, kh));
    expect(note(kh, 'a@1-3')).toBeUndefined();
    world.directory.add(stranger.card);
    await kh.space.settled();
    expect(note(kh, 'a@1-3')).toBe('one');
  });

  it('say who has seen a change only once an entry of that Party names it', async () => {
    const { kh, th } = await two();
    write(kh, 'a', 'one');
    expect(kh.space.whereIs('a@1-1').seenBy).toEqual({ KH: true, TH: false });
    await exchange(kh, th);
    expect(kh.space.whereIs('a@1-1').seenBy).toEqual({ KH: true, TH: false });
    expect(kh.space.status().unseen).toEqual({ KH: 0, TH: 1 });
    write(th, 'b', 'two');
    await exchange(kh, th);
    expect(kh.space.whereIs('a@1-1').seenBy).toEqual({ KH: true, TH: true });
    expect(kh.space.status().unseen).toEqual({ KH: 0, TH: 0 });
  });

  it('tell the other Party by themselves what they have received, and do not answer such a word with another', async () => {
    const { kh, th } = await two();
    write(kh, 'a', 'one');
    await exchange(kh, th);
    const before = [...th.vault.ids()].length;
    await new Promise<void>((resolve) => {
      const end = th.courier.observe(() => {
        if ([...th.vault.ids()].length < before + 2) return;
        end();
        resolve();
      });
    });
    await exchange(kh, th);
    expect(kh.space.status().unseen).toEqual({ KH: 0, TH: 0 });
    expect(lacking(kh, th)).toEqual([]);
    expect([...kh.vault.ids()].length).toBe(before + 2);
  });

  it('never call delivered what no relay has', async () => {
    const { kh } = await two();
    write(kh, 'a', 'one');
    expect(kh.space.status()).toMatchObject({ waiting: 1 });
    await kh.space.flush();
    expect(kh.space.status()).toMatchObject({ waiting: 1 });
    expect(kh.space.whereIs('a@1-1')).toMatchObject({ device: true, relay: false });
  });
});

describe('what cannot be read', () => {
  it('is junk when it is not a box, opens under no key of ours, or is not under its own id', async () => {
    const { world, kh } = await two();
    const random = randomBytes(300);
    const foreign = await sealBox(world.key, new Uint8Array(32), 'entry', randomBytes(200));
    const noEntry = await sealBox(world.key, world.spaceId, 'entry', randomBytes(200));
    const large = new Uint8Array(300 * 1024);
    const junk = await kh.space.receive([
      [contentId(random), random],
      [contentId(foreign), foreign],
      [contentId(noEntry), noEntry],
      [contentId(large), large],
      ['mislabelled', noEntry],
      ['not bytes', 5],
    ]);
    expect(junk).toHaveLength(6);
    expect([...kh.vault.ids()]).toEqual([]);
  });

  it('is held when its key may still come', async () => {
    const { world, kh } = await two();
    const later = await openEpochKey(randomBytes(32));
    const box = await sealBox(later, world.spaceId, 'entry', randomBytes(200));
    expect(await kh.space.receive([[contentId(box), box]])).toEqual([]);
    expect(kh.space.notices()).toMatchObject([{ kind: 'held', count: 1 }]);
  });
});

describe('an own change that no other replica would take', () => {
  it('is taken back with a word, and the page goes on', async () => {
    const { kh, th } = await two();
    write(kh, 'a', 'one');
    await kh.space.flush();
    kh.space.change(() => kh.space.doc.getMap('notes').set('b@1-1', 'x'.repeat(70_000)));
    await kh.space.flush();
    expect(kh.space.notices()).toMatchObject([{ kind: 'own change refused', reason: 'value' }]);
    expect(note(kh, 'b@1-1')).toBeUndefined();
    expect(note(kh, 'a@1-1')).toBe('one');
    write(kh, 'c', 'three');
    await exchange(kh, th);
    expect(note(th, 'c@1-1')).toBe('three');
    expect(Y.encodeStateVector(th.space.doc)).toEqual(Y.encodeStateVector(kh.space.doc));
  });
});
