import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyTag } from '../../src/replica/lint.ts';
import { Forger } from '../sim/forger.ts';
import { lacking, World, type Replica } from '../sim/replicas.ts';

async function four(): Promise<readonly [World, Replica, Replica, Replica, Replica]> {
  const world = await World.of('KH', 'TH', 'KH', 'TH');
  const replicas = await Promise.all([0, 1, 2, 3].map((i) => world.open(i)));
  onTestFinished(async () => void (await Promise.all(replicas.map(({ space }) => space.close()))));
  return [world, ...(replicas as [Replica, Replica, Replica, Replica])];
}

/** The update of a stranger's document that writes under this client id. */
function update(client: number, write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  write(doc);
  return Y.encodeStateAsUpdate(doc);
}

const refusals = ({ space }: Replica) =>
  space.notices().flatMap((notice) => (notice.kind === 'refused' ? [notice.reason] : []));

describe('two entries that create one key apart', () => {
  it('cannot be: an app’s own attempt is taken back, and it says so', async () => {
    const [, kh] = await four();
    kh.space.change(() => kh.space.doc.getMap('items').set('X', new Y.Map()));
    await kh.space.flush();
    expect(kh.space.doc.getMap('items').size).toBe(0);
    expect(kh.space.notices()).toMatchObject([
      { kind: 'own change refused', reason: 'key of another session' },
    ]);
  });

  it('are refused alike in either order, and honest work that follows stands everywhere', async () => {
    const [world, first, second, kh, th] = await four();
    const [one, two] = [world.devices[0], world.devices[1]];
    if (one === undefined || two === undefined) throw new Error('no device');
    const [a, b] = [new Forger(world, one, first), new Forger(world, two, second)];
    const create = (doc: Y.Doc) => doc.getMap('items').set('X', new Y.Map());
    const fromA = await a.write(update(a.client, create));
    const fromB = await b.write(update(b.client, create));
    await kh.space.receive(fromA);
    await kh.space.receive(fromB);
    await th.space.receive(fromB);
    await th.space.receive(fromA);
    for (const replica of [kh, th]) {
      expect(refusals(replica)).toEqual(['key of another session', 'key of another session']);
    }
    kh.space.change(() => kh.space.doc.getMap('notes').set(`note@${kh.space.writer}`, 'honest'));
    await kh.space.flush();
    await th.space.receive(lacking(kh, th));
    expect(th.space.doc.getMap('notes').toJSON()).toEqual({ [`note@${kh.space.writer}`]: 'honest' });
  });

  it('cannot borrow the name of another session, a record of another session, or a field’s key for a container', async () => {
    const [world, , , kh, th] = await four();
    const device = world.devices[0];
    if (device === undefined) throw new Error('no device');
    kh.space.change(() => kh.space.doc.getMap('items').set(kh.space.newId(), new Y.Map()));
    await kh.space.flush();
    await th.space.receive(lacking(kh, th));
    const [record] = kh.space.doc.getMap('items').keys();
    const attempts: ((doc: Y.Doc, client: number) => void)[] = [
      (doc) => doc.getMap('items').set(record ?? '', new Y.Map()),
      (doc, client) => doc.getMap('items').set(`${keyTag(client + 1)}0`, new Y.Map()),
      (doc, client) => doc.getMap('items').set(`${keyTag(client)}0@1-1`, new Y.Map()),
    ];
    for (const attempt of attempts) {
      const forger = new Forger(world, device, th);
      const sealed = await forger.write(update(forger.client, (doc) => attempt(doc, forger.client)));
      await th.space.receive(sealed);
      await kh.space.receive([...sealed].reverse());
    }
    expect(refusals(th)).toEqual(['type', 'key of another session', 'key of another session']);
    expect(refusals(kh)).toEqual(refusals(th));
    // A plain key within a record that another session made.
    const forger = new Forger(world, device, th);
    const grown = new Y.Doc();
    Y.applyUpdate(grown, Y.encodeStateAsUpdate(th.space.doc));
    const before = Y.encodeStateVector(grown);
    grown.clientID = forger.client;
    (grown.getMap('items').get(record ?? '') as Y.Map<unknown>).set('extra', new Y.Map());
    await th.space.receive(await forger.write(Y.encodeStateAsUpdate(grown, before)));
    expect(refusals(th)[0]).toBe('key of another session');
  });
});
