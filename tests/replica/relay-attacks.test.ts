import { isDeepStrictEqual } from 'node:util';
import * as encoding from 'lib0/encoding';
import * as prng from 'lib0/prng';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentId } from '../../src/crypto/hash.ts';
import { newFolder, removeFolder, startHere } from '../server/relays.ts';
import { Raw, updateMessage } from '../server/sockets.ts';
import { World, type Replica } from '../sim/replicas.ts';
import { until } from '../sim/until.ts';

type Relay = Awaited<ReturnType<typeof startHere>>;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startRelay(port = 0): Promise<Relay> {
  const folder = newFolder();
  const relay = await startHere('open', folder, port);
  let running = true;
  const close = async (): Promise<void> => {
    if (running) await relay.close();
    running = false;
  };
  ends.push(() => removeFolder(folder), close);
  return { ...relay, close };
}

const ROOM = 'joint';
const connect = ({ space }: Replica, ...relays: readonly Relay[]): void =>
  space.connect(
    relays.map(({ ws }) => ({ url: ws, room: ROOM, credentials: () => Promise.resolve(['span1']) })),
  );

async function member(world: World, index: number, ...relays: readonly Relay[]): Promise<Replica> {
  const replica = await world.open(index);
  ends.push(() => replica.space.close());
  connect(replica, ...relays);
  return replica;
}

function note({ space }: Replica, key: string, value: string): void {
  space.change(() => space.doc.getMap('notes').set(`${key}@${space.writer}`, value));
}

const ids = ({ vault }: Replica): Set<string> => new Set(vault.ids());
const holdsAll = (replica: Replica, kept: ReadonlySet<string>): boolean =>
  [...kept].every((id) => replica.vault.has(id));
const shown = ({ space }: Replica): unknown => space.doc.getMap('notes').toJSON();

/** Waits until all hold these ids at least, and exactly the same, and read the same. */
async function equal(
  replicas: readonly Replica[],
  atLeast: ReadonlySet<string>,
  what: string,
): Promise<void> {
  const [first, ...rest] = replicas;
  if (first === undefined) throw new Error('no replica');
  await until(
    () =>
      holdsAll(first, atLeast) &&
      rest.every((other) => isDeepStrictEqual(ids(other), ids(first))) &&
      rest.every((other) => isDeepStrictEqual(shown(other), shown(first))),
    `all replicas to be equal ${what}`,
  );
}

/** Three members at one relay who wrote and read each other's notes. */
async function scene(relay: Relay): Promise<{ world: World; honest: Replica[]; kept: Set<string> }> {
  const world = await World.of('KH', 'TH', 'IOM', 'KH');
  const honest = await Promise.all([0, 1, 2].map((index) => member(world, index, relay)));
  for (const replica of honest) {
    for (let i = 0; i < 8; i++) {
      note(replica, `note ${i}`, `value ${i}`);
      await replica.space.flush();
    }
  }
  const kept = new Set(honest.flatMap((replica) => [...ids(replica)]));
  // On a slow machine one also says by itself what it has received.
  expect(kept.size).toBeGreaterThanOrEqual(3 * 9);
  await equal(honest, kept, 'before the attack');
  return { world, honest, kept };
}

/** Somebody in the room with stock software and no key. */
async function intruder(relay: Relay): Promise<{ doc: Y.Doc; values: Y.Map<unknown> }> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(relay.ws, ROOM, doc, { disableBc: true });
  ends.push(() => {
    provider.destroy();
    doc.destroy();
  });
  await until(() => provider.synced, 'the intruder to be in the room');
  return { doc, values: doc.getMap('e') };
}

const sound = (values: Y.Map<unknown>, id: string): boolean => {
  const value = values.get(id);
  return value instanceof Uint8Array && contentId(value) === id;
};

/** Waits until the room holds all of these as they were, and nothing that nobody can use. */
const healed = (values: Y.Map<unknown>, kept: ReadonlySet<string>, what: string): Promise<void> =>
  until(
    () => [...kept].every((id) => sound(values, id)) && [...values.keys()].every((id) => sound(values, id)),
    `the room to be healed ${what}`,
  );

/** Nobody lost anything, all read the same, they still hear each other, and who comes later gets everything. */
async function unharmed(
  world: World,
  honest: readonly Replica[],
  kept: Set<string>,
  relay: Relay,
): Promise<void> {
  for (const replica of honest) expect(holdsAll(replica, kept)).toBe(true);
  const [first] = honest;
  if (first === undefined) throw new Error('no replica');
  note(first, 'after', 'still here');
  await first.space.flush();
  const all = ids(first);
  await equal(honest, all, 'after the attack');
  const late = await member(world, 3, relay);
  await equal([...honest, late], all, 'with one who came later');
  expect(shown(late)).toMatchObject({ 'after@1-1': 'still here', 'note 7@2-2': 'value 7' });
  for (const { space } of [...honest, late]) expect(space.notices()).toEqual([]);
}

describe('an intruder in the room of a relay', () => {
  it('wipes it, and it is filled again; no vault loses an entry', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    expect([...kept].every((id) => values.has(id))).toBe(true);
    doc.transact(() => [...values.keys()].forEach((id) => values.delete(id)));
    expect(values.size).toBe(0);
    await healed(values, kept, 'after the wipe');
    await unharmed(world, honest, kept, relay);
  });

  it('wipes it again and again, as soon as it is filled', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    for (let round = 1; round <= 6; round++) {
      doc.transact(() => [...values.keys()].forEach((id) => values.delete(id)));
      await healed(values, kept, `after wipe ${round}`);
    }
    await unharmed(world, honest, kept, relay);
  });

  it('exchanges values, and each comes back to its id', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    const all = [...kept];
    const before = all.map((id) => values.get(id));
    doc.transact(() => all.forEach((id, i) => values.set(id, before[(i + 1) % all.length])));
    expect(all.some((id) => sound(values, id))).toBe(false);
    await healed(values, kept, 'after the exchange');
    await unharmed(world, honest, kept, relay);
  });

  it('cuts, flips and replaces values by other things', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    const alter: ((value: Uint8Array) => unknown)[] = [
      (value) => value.slice(0, -1),
      (value) => value.with(40, (value[40] ?? 0) ^ 1),
      () => new Uint8Array(),
      () => 'text',
      () => 7,
      () => null,
      () => new Y.Map([['a', 1]]),
      () => ({ length: 300 }),
      () => new Uint8Array(300_000),
    ];
    doc.transact(() =>
      [...kept].forEach((id, i) => values.set(id, alter[i % alter.length]?.(values.get(id) as Uint8Array))),
    );
    await healed(values, kept, 'after the forgeries');
    await unharmed(world, honest, kept, relay);
  });

  it('fills it with junk, which goes again and leaves no trace', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    const random = prng.create(1);
    for (let batch = 0; batch < 30; batch++) {
      doc.transact(() => {
        for (let i = 0; i < 100; i++) {
          const junk = prng.uint8Array(random, 200);
          junk[0] = 0; // no box of any version
          values.set(i % 2 === 0 ? contentId(junk) : prng.word(random, 22, 22), junk);
        }
      });
    }
    expect(values.size).toBeGreaterThan(2_900);
    await healed(values, kept, 'after the junk');
    for (const { vault } of honest) {
      expect([...vault.ids()].length).toBeLessThan(kept.size + 10); // and what they say of having seen each other
      expect(vault.evidence()).toEqual([]);
    }
    await unharmed(world, honest, kept, relay);
  });

  it('writes under the ids its members will use next, in the room', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    const { doc, values } = await intruder(relay);
    const [kh, th] = honest;
    if (kh === undefined || th === undefined) throw new Error('no replica');
    for (let round = 1; round <= 5; round++) {
      const before = ids(kh);
      // Every client that has written in this room, as the intruder sees it: the next struct of each is taken.
      const next = Y.decodeStateVector(Y.encodeStateVector(doc));
      for (const [client, clock] of next) {
        if (client !== doc.clientID) Y.applyUpdate(doc, setting(client, clock, `taken ${round} ${client}`));
      }
      note(kh, `round ${round}`, 'one');
      note(th, `round ${round}`, 'two');
      await Promise.all([kh.space.flush(), th.space.flush()]);
      await until(() => ids(kh).size > before.size, 'the note to be sealed');
      for (const id of ids(kh)) kept.add(id);
      for (const id of ids(th)) kept.add(id);
      await equal(honest, kept, `in round ${round}`);
    }
    await unharmed(world, honest, kept, relay);
    // The intruder's own copy disagrees about the structs it took; a stock client that comes now sees the truth.
    const { values: fresh } = await intruder(relay);
    await healed(fresh, kept, 'for a newcomer');
    expect(values.size).toBeGreaterThan(0);
  });

  it('brings altered values to another relay before their authors do', async () => {
    const one = await startRelay();
    const two = await startRelay();
    const world = await World.of('KH', 'TH', 'IOM', 'KH');
    const kh = await member(world, 0, one);
    for (let i = 0; i < 8; i++) {
      note(kh, `note ${i}`, `value ${i}`);
      await kh.space.flush();
    }
    const kept = ids(kh);
    const seen = await intruder(one);
    await healed(seen.values, kept, 'at the first relay');
    const { doc, values } = await intruder(two);
    doc.transact(() => kept.forEach((id) => values.set(id, new Uint8Array(100))));
    const th = await member(world, 1, two);
    connect(kh, two);
    await equal([kh, th], kept, 'over the second relay');
    await healed(values, kept, 'at the second relay');
    expect(shown(th)).toMatchObject({ 'note 7@1-1': 'value 7' });
  });

  it('says what Yjs cannot read, and nobody minds', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    // y-protocols tells the console of updates it cannot read.
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
    ends.push(() => told.mockRestore());
    const raw = await Raw.join(`${relay.ws}/${ROOM}`);
    ends.push(() => raw.close());
    const random = prng.create(1);
    for (let i = 0; i < 100; i++) raw.send(updateMessage(prng.uint8Array(random, prng.int32(random, 1, 60))));
    await raw.stored();
    await unharmed(world, honest, kept, relay);
  });
});

/** A V1 update that sets a key of the mailbox under any client and clock. */
const setting = (client: number, clock: number, key: string): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 8 | 32); // ContentAny with a key, and its parent by name
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'e');
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, 'not yours');
    encoding.writeVarUint(encoder, 0);
  });

describe('a relay', () => {
  it('that comes back with nothing is filled by those who meet there', async () => {
    const relay = await startRelay();
    const { world, honest, kept } = await scene(relay);
    await relay.close();
    await until(
      () => honest.every(({ courier }) => courier.relay.state !== 'connected'),
      'all to notice that the relay is gone',
    );
    const [first] = honest;
    if (first === undefined) throw new Error('no replica');
    note(first, 'meanwhile', 'written offline');
    await first.space.flush();
    for (const id of ids(first)) kept.add(id);
    const empty = await startRelay(relay.port);
    await equal(honest, kept, 'after the relay came back');
    const { values } = await intruder(empty);
    await healed(values, kept, 'in the new relay');
    await unharmed(world, honest, kept, empty);
  });
});
