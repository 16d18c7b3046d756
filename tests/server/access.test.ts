import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { newSigner, type Signer } from '../../src/crypto/sign.ts';
import { CLOSE_CODES, type CloseName } from '../../src/wire/close-codes.ts';
import { LIMITS } from '../../src/wire/limits.ts';
import { PROTOCOL } from '../../src/wire/messages.ts';
import {
  adminPathBytes,
  roomOf,
  signDescriptor,
  type MeetDescriptor,
  type RoomDescriptor,
  type SpaceDescriptor,
} from '../../src/wire/room.ts';
import { signBytes } from '../../src/wire/text.ts';
import { mintProtocols } from '../../src/wire/token.ts';
import { Nonces } from '../../server/nonces.ts';
import { until } from '../sim/until.ts';
import { found, type Founding } from '../wire/keys.ts';
import { newFolder, removeFolder, startHere } from './relays.ts';
import { Raw, step1Message, updateMessage } from './sockets.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Here = Awaited<ReturnType<typeof startHere>>;

interface Scene extends Founding {
  readonly relay: Here;
  readonly room: string;
  readonly audience: string;
  /** Subprotocols of a token as it should be, but for what is given. */
  mint(but?: Partial<Parameters<typeof mintProtocols>[0]>): Promise<string[]>;
  /** Tries a door; gives the socket that is in, or the name of the refusal. */
  enter(protocols: readonly string[], room?: string): Promise<Raw | CloseName>;
  /** The same relay on the same data, after a stop. */
  restart(): Promise<Scene>;
}

async function scene(founding?: Founding, folder = newFolder()): Promise<Scene> {
  const made = founding ?? (await found());
  const relay = await startHere('room', folder);
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await relay.close();
    running = false;
  };
  ends.push(async () => {
    await stop();
    removeFolder(folder);
  });
  const room = await roomOf(made.descriptor);
  const audience = `127.0.0.1:${relay.port}`;
  const { descriptor, access } = made;
  return {
    ...made,
    relay,
    room,
    audience,
    mint: (but = {}) =>
      mintProtocols({ descriptor, accessKey: access.privateKey, audience, now: Date.now(), ...but }),
    async enter(protocols, where = room) {
      const raw = new Raw(`${relay.ws}/${where}`, protocols);
      ends.push(() => raw.close());
      await until(() => raw.heard.length > 0 || raw.closed !== null, 'a word of the relay');
      if (raw.closed === null) return raw;
      const [name] = Object.entries(CLOSE_CODES).find(([, code]) => code === raw.closed?.code) ?? [];
      // Whose clock is wrong is told the relay's.
      const told = name === 'expired-token' || name === 'wrong-clock' ? ' \\d{13}' : '';
      expect(raw.closed.reason).toMatch(new RegExp(`^${name}${told}$`));
      return name as CloseName;
    },
    async restart() {
      await stop();
      return scene(made, folder);
    },
  };
}

function inside(entered: Raw | CloseName): Raw {
  if (typeof entered === 'string') throw new Error(`refused: ${entered}`);
  return entered;
}

/** A descriptor with one letter of a field changed for another. */
function edited(descriptor: Founding['descriptor'], field: 'accessPub' | 'roomSalt' | 'sig'): RoomDescriptor {
  const text = descriptor[field];
  return { ...descriptor, [field]: (text.startsWith('A') ? 'B' : 'A') + text.slice(1) };
}

describe('the door of a room', () => {
  it('opens to a fresh token, and echoes the fixed name only', async () => {
    const { enter, mint } = await scene();
    const raw = inside(await enter(await mint()));
    expect(raw.ws.protocol).toBe(PROTOCOL);
    raw.send(updateMessage(Y.encodeStateAsUpdate(new Y.Doc())));
    await raw.stored();
  });

  it('stays shut to who has no token, or half of one', async () => {
    const { enter, mint } = await scene();
    const [, credential = ''] = await mint();
    for (const protocols of [
      [],
      [PROTOCOL],
      [credential, PROTOCOL],
      [PROTOCOL, credential, 'more'],
      [PROTOCOL, credential.slice(0, -4)],
      [PROTOCOL, 'x'.repeat(LIMITS.credential + 1)],
      [PROTOCOL, toBase64Url(new TextEncoder().encode('{}'))],
      [PROTOCOL, toBase64Url(Uint8Array.of(0xff, 0xfe))],
    ]) {
      expect(await enter(protocols), protocols.join().slice(0, 40)).toBe('unauthorised');
    }
  });

  it('takes no token in the URL', async () => {
    const { enter, mint, room } = await scene();
    const [name = '', credential = ''] = await mint();
    expect(await enter([], `${room}?${name}=${credential}`)).toBe('unauthorised');
  });

  it('stays shut to a token another key signed', async () => {
    const { enter, mint, admin, roots } = await scene();
    const others: Signer[] = [await newSigner(), admin, ...roots];
    for (const { privateKey } of others) {
      expect(await enter(await mint({ accessKey: privateKey }))).toBe('unauthorised');
    }
  });

  it('stays shut to a token for another room', async () => {
    const { enter, mint } = await scene();
    const other = await found();
    expect(await enter(await mint(), await roomOf(other.descriptor))).toBe('forbidden-room');
    const theirs = { descriptor: other.descriptor, accessKey: other.access.privateKey };
    expect(await enter(await mint(theirs))).toBe('forbidden-room');
    expect(await enter(await mint(), 'any-other-name')).toBe('forbidden-room');
  });

  it('stays shut to a token for another relay', async () => {
    const { enter, mint, relay } = await scene();
    for (const audience of ['relay.example', `127.0.0.1:${relay.port + 1}`, '127.0.0.1', 'localhost']) {
      expect(await enter(await mint({ audience })), audience).toBe('wrong-audience');
    }
    inside(await enter(await mint({ audience: `localhost:${relay.port}` })));
  });

  it('stays shut to old tokens and to tokens from the future, by more than the tolerance', async () => {
    const { enter, mint } = await scene();
    const MINUTE = 60_000;
    const now = Date.now();
    const old = now - LIMITS.tokenLife - LIMITS.clockTolerance;
    expect(await enter(await mint({ now: old - MINUTE }))).toBe('expired-token');
    expect(await enter(await mint({ now: now + LIMITS.clockTolerance + MINUTE }))).toBe('wrong-clock');
    inside(await enter(await mint({ now: old + MINUTE })));
    inside(await enter(await mint({ now: now + LIMITS.clockTolerance - MINUTE })));
  });

  it('opens once to each token', async () => {
    const { enter, mint } = await scene();
    const token = await mint();
    inside(await enter(token));
    expect(await enter(token)).toBe('replayed-token');
    inside(await enter(await mint()));
  });

  it('opens once to a token that is shown twice at the same time', async () => {
    const { enter, mint } = await scene();
    const token = await mint();
    const both = await Promise.all([enter(token), enter(token)]);
    expect(both.filter((one) => one === 'replayed-token')).toHaveLength(1);
  });

  it('stays shut to an edited descriptor', async () => {
    const { enter, mint, descriptor, rotate } = await scene();
    const thief = await newSigner();
    const accessPub = toBase64Url(thief.publicKey);
    const accessKey = thief.privateKey;
    expect(await enter(await mint({ descriptor: { ...descriptor, n: 9 } }))).toBe('unauthorised');
    expect(await enter(await mint({ descriptor: { ...descriptor, accessPub }, accessKey }))).toBe(
      'unauthorised',
    );
    expect(await enter(await mint({ descriptor: edited(descriptor, 'sig') }))).toBe('unauthorised');
    expect(await enter(await mint({ descriptor: edited(descriptor, 'accessPub') }))).toBe('unauthorised');
    expect(await enter(await mint({ descriptor: edited(descriptor, 'roomSalt') }))).toBe('forbidden-room');
    const admin = { admin: accessPub, path: descriptor.path };
    expect(await enter(await mint({ descriptor: { ...descriptor, ...admin } }))).toBe('unauthorised');
    // None of it moved the room on: the true descriptor still opens it, and so does the true successor.
    inside(await enter(await mint()));
    const next = await rotate(2);
    inside(await enter(await mint({ descriptor: next.descriptor, accessKey: next.access.privateKey })));
  });
});

describe('a room that moved to a later generation', () => {
  it('shuts out those of the former one, also who is inside, also after a restart', async () => {
    const before = await scene();
    const old = inside(await before.enter(await before.mint()));
    const doc = new Y.Doc();
    doc.getMap('m').set('a', 1);
    old.send(updateMessage(Y.encodeStateAsUpdate(doc)));
    await old.stored();
    const next = await before.rotate(2);
    const wish = { descriptor: next.descriptor, accessKey: next.access.privateKey };
    inside(await before.enter(await before.mint(wish)));
    expect(await old.reason()).toBe('stale-descriptor');
    expect(await before.enter(await before.mint())).toBe('stale-descriptor');
    const after = await before.restart();
    expect(await after.enter(await after.mint())).toBe('stale-descriptor');
    const again = inside(await after.enter(await after.mint(wish)));
    again.send(step1Message(Uint8Array.of(0)));
    await until(() => again.of('step2').length > 0, 'an answer');
    const found = new Y.Doc();
    for (const { bytes } of [...again.of('update'), ...again.of('step2')]) Y.applyUpdate(found, bytes);
    expect(found.getMap('m').toJSON()).toEqual({ a: 1 });
  });

  it('is moved on by any of the Parties that share it', async () => {
    const { enter, mint, descriptor, roots } = await scene();
    const [first] = roots;
    if (first === undefined) throw new Error('no root');
    const [admin, key] = [await newSigner(), await newSigner()];
    const sig = toBase64Url(await signBytes(first.privateKey, adminPathBytes(admin.publicKey, 1)));
    const said = { n: 2, accessPub: toBase64Url(key.publicKey), admin: toBase64Url(admin.publicKey) };
    const next = await signDescriptor({ ...descriptor, ...said, path: { root: 0, sig } }, admin.privateKey);
    inside(await enter(await mint({ descriptor: next, accessKey: key.privateKey })));
  });
});

describe('a room that one Party owns', () => {
  it('is moved on by its owner, and never by another Party, whatever it signs', async () => {
    const { enter, mint, descriptor, roots, rotate } = await scene(await found(1));
    const here = inside(await enter(await mint()));
    const [first] = roots;
    if (first === undefined) throw new Error('no root');
    const [theirAdmin, theirKey] = [await newSigner(), await newSigner()];
    const sig = await signBytes(first.privateKey, adminPathBytes(theirAdmin.publicKey, 1));
    const theirs = {
      ...descriptor,
      n: 9,
      accessPub: toBase64Url(theirKey.publicKey),
      admin: toBase64Url(theirAdmin.publicKey),
      path: { root: 0, sig: toBase64Url(sig) },
    };
    const { owner: _, ...shared } = theirs;
    const accessKey = theirKey.privateKey;
    const knock = async (fields: Omit<SpaceDescriptor, 'sig'>) =>
      enter(await mint({ accessKey, descriptor: await signDescriptor(fields, theirAdmin.privateKey) }));
    expect(await knock(theirs)).toBe('unauthorised');
    expect(await knock({ ...theirs, path: { ...theirs.path, root: 1 } })).toBe('unauthorised');
    expect(await knock({ ...theirs, owner: 0 })).toBe('forbidden-room');
    expect(await knock(shared)).toBe('forbidden-room');
    // The owner is still inside, still comes in, and alone moves the room on.
    expect(here.closed).toBeNull();
    inside(await enter(await mint()));
    const next = await rotate(2);
    inside(await enter(await mint({ descriptor: next.descriptor, accessKey: next.access.privateKey })));
    expect(await here.reason()).toBe('stale-descriptor');
  });
});

describe('a meeting room', () => {
  async function meeting(): Promise<Scene & { token(): Promise<string[]>; readonly meet: string }> {
    const made = await scene();
    const key = await newSigner();
    const descriptor: MeetDescriptor = { kind: 'meet', v: 1, accessPub: toBase64Url(key.publicKey) };
    return {
      ...made,
      meet: await roomOf(descriptor),
      token: () => made.mint({ descriptor, accessKey: key.privateKey }),
    };
  }

  it('opens to who knows the secret it is named by', async () => {
    const { enter, token, meet } = await meeting();
    const [a, b] = [inside(await enter(await token(), meet)), inside(await enter(await token(), meet))];
    a.send(updateMessage(Y.encodeStateAsUpdate(new Y.Doc())));
    await a.stored();
    await until(() => b.of('update').length === 1, 'the other to hear');
    expect(await enter(await token(), 'another')).toBe('forbidden-room');
  });

  it('is full before long, and what is stored stays', async () => {
    const { enter, token, meet } = await meeting();
    const a = inside(await enter(await token(), meet));
    const send = (client: number, bytes: number): void => {
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.getMap('m').set(`k${client}`, new Uint8Array(bytes));
      a.send(updateMessage(Y.encodeStateAsUpdate(doc)));
    };
    send(1, 500_000);
    send(2, 500_000);
    await a.stored();
    send(3, 100_000);
    expect(await a.reason()).toBe('room-full');
    expect(a.closed?.code).toBe(4414);
    const b = inside(await enter(await token(), meet));
    b.send(step1Message(Uint8Array.of(0)));
    await until(() => b.of('step2').length > 0, 'an answer');
    const found = new Y.Doc();
    for (const { bytes } of [...b.of('update'), ...b.of('step2')]) Y.applyUpdate(found, bytes);
    expect([...found.getMap('m').keys()].sort()).toEqual(['k1', 'k2']);
  });
});

describe('the tokens a relay remembers', () => {
  it('are bounded, and full means that newcomers wait, not that old tokens work again', () => {
    const nonces = new Nonces(2);
    expect(nonces.take('r', 'a', 1_000, 0)).toBe('fresh');
    expect(nonces.take('r', 'a', 1_000, 1)).toBe('seen');
    expect(nonces.take('s', 'a', 1_000, 1)).toBe('fresh');
    expect(nonces.take('r', 'b', 1_000, 1)).toBe('full');
    expect(nonces.take('r', 'a', 1_000, 1)).toBe('seen');
    expect(nonces.take('r', 'b', 20_000, 10_000)).toBe('fresh');
  });
});
