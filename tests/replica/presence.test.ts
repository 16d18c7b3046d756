import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { concat, toBase64Url, utf8 } from '../../src/crypto/bytes.ts';
import { sealBox } from '../../src/crypto/epoch-key.ts';
import { sign } from '../../src/crypto/sign.ts';
import { Presence } from '../../src/replica/presence.ts';
import { newFolder, removeFolder, startHere } from '../server/relays.ts';
import { World, type Replica } from '../sim/replicas.ts';
import { until } from '../sim/until.ts';

const ROOM = 'presence';

async function relay(): Promise<string> {
  const folder = newFolder();
  const running = await startHere('open', folder);
  onTestFinished(async () => {
    await running.close();
    removeFolder(folder);
  });
  return running.ws;
}

interface Here extends Replica {
  readonly presence: Presence;
}

async function join(world: World, index: number, ...urls: string[]): Promise<Here> {
  const replica = await world.open(index);
  const device = world.devices[index];
  if (device === undefined) throw new Error('no such device');
  const presence = new Presence({
    space: replica.space,
    courier: replica.courier,
    directory: world.directory,
    device,
    spaceId: world.spaceId,
    keys: () => new Map([[world.key.id, world.key]]),
    writeKey: () => world.key,
    random: (length) => world.random(length),
  });
  replica.space.connect(
    urls.map((url) => ({ url, room: ROOM, credentials: () => Promise.resolve(['span1']) })),
  );
  onTestFinished(async () => {
    presence.close();
    await replica.space.close();
  });
  return { ...replica, presence };
}

/** States at a member's relay, its own among them. */
const statesAt = ({ courier }: Here): number => courier.mailboxes[0]?.awareness.getStates().size ?? 0;
/** Others at each of its relays. */
const present = ({ courier }: Here): number[] =>
  courier.mailboxes.map(
    ({ awareness }) => [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID).length,
  );
const others = ({ presence }: Here) => presence.people().filter(({ me }) => !me);

/** A stock client in the room, who may say what it likes. */
function stranger(url: string): WebsocketProvider {
  const provider = new WebsocketProvider(url, ROOM, new Y.Doc(), { disableBc: true });
  onTestFinished(() => provider.destroy());
  return provider;
}

/** A presence state as a member of this index would seal it, with what is said changed. */
async function sealed(world: World, signs: number, change: Record<string, unknown>): Promise<{ s: string }> {
  const device = world.devices[signs];
  if (device === undefined) throw new Error('no such device');
  const state = {
    cert: device.card.cert,
    counter: 1,
    cursor: null,
    place: null,
    session: toBase64Url(new Uint8Array(12).fill(7)),
    ...change,
  };
  const content = utf8(JSON.stringify(state));
  const signature = await sign(device.signKey, 'span/1/presence-sig', world.spaceId, content);
  return { s: toBase64Url(await sealBox(world.key, world.spaceId, 'presence', concat(signature, content))) };
}

describe('presence', () => {
  it('shows who is here under the name in the certificate, where they are, and that they left', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH');
    const [kh, th] = [await join(world, 0, url), await join(world, 1, url)];
    await until(() => others(kh).length === 1 && others(th).length === 1, 'each other');
    th.presence.place('item 1');
    await until(() => others(kh)[0]?.place === 'item 1', 'the place');
    expect(others(kh)[0]).toMatchObject({ author: { body: 'TH', person: 'Person 1' }, mode: 'reading' });
    const text = th.space.change(() => {
      const map = new Y.Map<unknown>();
      const draft = new Y.Text('words');
      map.set('activity', draft);
      th.space.doc.getMap('items').set(th.space.newId(), map);
      return draft;
    });
    const at = Y.createRelativePositionFromTypeIndex(text, 2);
    th.space.carets.setLocalStateField('cursor', { anchor: at, head: at });
    await until(() => others(kh)[0]?.mode === 'writing', 'the caret');
    const carets = [...kh.space.carets.getStates().values()].filter(({ cursor }) => cursor != null);
    expect(carets).toMatchObject([{ author: { body: 'TH' } }]);
    th.presence.close();
    await until(() => others(kh).length === 0, 'the leaving');
  });

  it('is sent again after every loss of the relay', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH');
    const [kh, th] = [await join(world, 0, url), await join(world, 1, url)];
    await until(() => others(kh).length === 1, 'the other');
    for (let round = 0; round < 3; round++) {
      th.courier.network(false);
      await until(() => others(kh).length === 0, 'the leaving');
      th.courier.network(true);
      await until(() => others(kh).length === 1 && others(th).length === 1, 'the return');
    }
  });

  it('carries where a facilitator leads, and believes nobody else who says they lead', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH', 'IOM leads');
    const [kh, th] = [await join(world, 0, url), await join(world, 1, url)];
    const lead = await join(world, 2, url);
    await until(() => others(kh).length === 2 && others(lead).length === 2, 'each other');
    const at = { section: 'plan', record: 'item-1' };
    th.presence.lead(at);
    lead.presence.lead(at);
    await until(() => others(kh).some((one) => one.lead !== null), 'the lead');
    expect(others(kh).map(({ author, lead: said }) => [author.body, said])).toEqual(
      expect.arrayContaining([
        ['TH', null],
        ['IOM', at],
      ]),
    );
    const liar = stranger(url);
    liar.awareness.setLocalState(await sealed(world, 1, { counter: 9, place: 'here', lead: at }));
    await until(() => others(kh).some(({ place }) => place === 'here'), 'who says so without being one');
    expect(others(kh).filter((one) => one.lead !== null)).toHaveLength(1);
    lead.presence.lead(null);
    await until(() => others(kh).every((one) => one.lead === null), 'the end');
  });

  it('lets nobody stay who left while their last word was being opened', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH', 'IOM');
    const kh = await join(world, 0, url);
    await until(() => kh.courier.relay.state === 'connected', 'the relay');
    const [at] = kh.courier.mailboxes;
    if (at === undefined) throw new Error('no mailbox');
    const gone = stranger(url);
    gone.awareness.setLocalState(
      await sealed(world, 1, { cert: world.devices[1]?.card.cert, place: 'item 1' }),
    );
    // As two frames of one turn: the word, and the end of the line it came by.
    applyAwarenessUpdate(
      at.awareness,
      encodeAwarenessUpdate(gone.awareness, [gone.awareness.clientID]),
      'relay',
    );
    removeAwarenessStates(at.awareness, [gone.awareness.clientID], 'relay');
    gone.destroy();
    const session = toBase64Url(new Uint8Array(12).fill(8));
    stranger(url).awareness.setLocalState(
      await sealed(world, 2, { cert: world.devices[2]?.card.cert, session }),
    );
    await until(() => others(kh).some(({ author }) => author.body === 'IOM'), 'somebody who came later');
    expect(others(kh)).toHaveLength(1);
  });

  it('keeps who came back before the relay missed the line they had lost', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH');
    const kh = await join(world, 0, url);
    const cert = world.devices[1]?.card.cert;
    const lines = [stranger(url), stranger(url)];
    for (const [i, line] of lines.entries()) {
      line.awareness.setLocalState(await sealed(world, 1, { cert, counter: i, place: `item ${i}` }));
      await until(() => others(kh)[0]?.place === `item ${i}`, 'what is said on this line');
    }
    const counts: number[] = [];
    kh.presence.observe(() => counts.push(others(kh).length));
    lines[0]?.destroy();
    await until(() => statesAt(kh) === 2, 'the end of the lost line');
    expect(others(kh)).toMatchObject([{ author: { body: 'TH' }, place: 'item 1' }]);
    lines[1]?.destroy();
    await until(() => others(kh).length === 0, 'the leaving');
    expect(counts).toEqual([0]);
  });

  it('keeps who is at two relays when one of them is lost, and is at both again when it is back', async () => {
    const folder = newFolder();
    onTestFinished(() => removeFolder(folder));
    const lost = await startHere('open', folder);
    const urls = [lost.ws, await relay()];
    const world = await World.of('KH', 'TH');
    const [kh, th] = [await join(world, 0, ...urls), await join(world, 1, ...urls)];
    await until(() => [kh, th].every((one) => present(one).every((n) => n === 1)), 'each at both');
    await until(() => others(kh).length === 1, 'the other');
    await lost.close();
    await until(() => present(kh)[0] === 0, 'the loss');
    await until(() => others(kh).length === 1, 'who is at the other relay');
    const back = await startHere('open', folder, lost.port);
    onTestFinished(() => back.close());
    await until(() => [kh, th].every((one) => present(one).every((n) => n === 1)), 'each at both again');
    expect(others(kh)).toHaveLength(1);
  });

  it('believes no state that is unsealed, unsigned, under another name, too old or out of place', async () => {
    const url = await relay();
    const world = await World.of('KH', 'TH', 'IOM');
    const kh = await join(world, 0, url);
    await until(() => kh.courier.relay.state === 'connected', 'the relay');
    const cert = world.devices[1]?.card.cert;
    const position = { type: null, tname: 'items', item: null, assoc: 0 };
    const wrong: unknown[] = [
      { s: 'nothing' },
      { name: 'TH', place: 'item 1' },
      { s: 'A'.repeat(5_000) },
      await sealed(world, 2, { cert }),
      await sealed(world, 2, { cert: toBase64Url(new Uint8Array(32)) }),
      await sealed(world, 2, { cursor: { anchor: position, head: position } }),
      await sealed(world, 2, { counter: -1 }),
    ];
    // Each its own, or the next one overtakes it unread.
    for (const state of wrong) stranger(url).awareness.setLocalState(state as Record<string, unknown>);
    await until(() => statesAt(kh) === wrong.length + 1, 'all of them at the other');
    // What comes after them is heard, so they were judged.
    const liar = stranger(url);
    liar.awareness.setLocalState(await sealed(world, 2, { counter: 5, place: 'item 2' }));
    await until(() => others(kh).length === 1, 'the sound state');
    expect(others(kh)).toMatchObject([{ author: { body: 'IOM' }, place: 'item 2' }]);
    stranger(url).awareness.setLocalState(await sealed(world, 2, { counter: 4, place: 'item 1' }));
    await until(() => statesAt(kh) === wrong.length + 3, 'the old state at the other');
    liar.awareness.setLocalState(await sealed(world, 2, { counter: 6, place: 'item 3' }));
    await until(() => others(kh)[0]?.place === 'item 3', 'the newest');
    expect([...kh.space.doc.share.keys()].sort()).toEqual([...world.roots.keys()].sort());
  });
});
