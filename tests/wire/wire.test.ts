import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { newSigner } from '../../src/crypto/sign.ts';
import { CLOSE_CODES, closeNameOf, isFinal } from '../../src/wire/close-codes.ts';
import { LIMITS } from '../../src/wire/limits.ts';
import {
  checkDescriptor,
  descriptorBytes,
  readDescriptor,
  roomOf,
  signDescriptor,
  type MeetDescriptor,
  type SpaceDescriptor,
} from '../../src/wire/room.ts';
import { mintProtocols, readCredential } from '../../src/wire/token.ts';
import { found } from './keys.ts';

const audience = 'relay.example:4321';
const audiences = new Set([audience]);
const now = Date.UTC(2026, 10, 23, 9);

describe('a room descriptor', () => {
  it('proves itself by its admin and the root behind the admin', async () => {
    const { descriptor } = await found();
    expect(readDescriptor(JSON.parse(JSON.stringify(descriptor)))).toEqual(descriptor);
    expect(await checkDescriptor(descriptor)).toBe(true);
  });

  it('does not survive the change of any field', async () => {
    const { descriptor } = await found();
    const other = await found();
    const changed: Partial<SpaceDescriptor>[] = [
      { n: 2 },
      { roomSalt: other.descriptor.roomSalt },
      { accessPub: other.descriptor.accessPub },
      { admin: other.descriptor.admin },
      { roots: [descriptor.roots[1] ?? '', descriptor.roots[0] ?? ''] },
      { roots: [descriptor.roots[1] ?? '', descriptor.roots[1] ?? ''] },
      { path: { ...descriptor.path, root: 0 } },
      { path: { ...descriptor.path, root: 7 } },
      { path: other.descriptor.path },
      { sig: other.descriptor.sig },
    ];
    for (const change of changed) expect(await checkDescriptor({ ...descriptor, ...change })).toBe(false);
  });

  it('refuses an appointment that was made for another place in the genesis', async () => {
    const { descriptor, admin } = await found();
    const [first, second] = descriptor.roots;
    const swapped = await signDescriptor(
      { ...descriptor, roots: [second ?? '', first ?? ''], path: { ...descriptor.path, root: 0 } },
      admin.privateKey,
    );
    expect(await checkDescriptor(swapped)).toBe(false);
  });

  it('says and names without an owner what it always did, byte for byte', async () => {
    const key = (n: number) => toBase64Url(new Uint8Array(32).fill(n));
    const descriptor = {
      kind: 'space' as const,
      v: 1 as const,
      roots: [key(1), key(2)],
      roomSalt: toBase64Url(new Uint8Array(16).fill(3)),
      n: 1,
      accessPub: key(4),
      admin: key(5),
      path: { root: 1, sig: '' },
    };
    const said =
      Buffer.from('span/1/descriptor').toString('hex') +
      `0102${'01'.repeat(32)}${'02'.repeat(32)}${'03'.repeat(16)}0000000000000001${'04'.repeat(32)}${'05'.repeat(32)}01`;
    expect(Buffer.from(descriptorBytes(descriptor)).toString('hex')).toBe(said);
    expect(await roomOf(descriptor)).toBe('-pELIlTHZ_AKzko4wG6U6w');
  });

  it('of a room that one Party owns is proved by that Party’s root only', async () => {
    const own = await found(1);
    expect(readDescriptor(JSON.parse(JSON.stringify(own.descriptor)))).toEqual(own.descriptor);
    expect(await checkDescriptor(own.descriptor)).toBe(true);
    expect(await checkDescriptor((await own.rotate(2)).descriptor)).toBe(true);
    expect(await checkDescriptor((await found(0)).descriptor)).toBe(false);
    expect(await checkDescriptor((await found(7)).descriptor)).toBe(false);
    const { owner: _, ...shared } = own.descriptor;
    expect(await checkDescriptor(shared)).toBe(false);
    expect(await checkDescriptor({ ...own.descriptor, owner: 0 })).toBe(false);
    // One salt, another owner or none: other rooms, so nobody takes a room from its owner.
    const rooms = [own.descriptor, { ...own.descriptor, owner: 0 }, shared].map((one) => roomOf(one));
    expect(new Set(await Promise.all(rooms)).size).toBe(3);
  });

  it('keeps its room over generations and has one of its own per founding', async () => {
    const { descriptor, rotate } = await found();
    expect(await roomOf(descriptor)).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await roomOf((await rotate(2)).descriptor)).toBe(await roomOf(descriptor));
    expect(await roomOf((await found()).descriptor)).not.toBe(await roomOf(descriptor));
  });

  it('is read only in its exact shape', async () => {
    const { descriptor } = await found();
    for (const wrong of [
      null,
      [],
      { ...descriptor, more: 1 },
      { ...descriptor, n: 0 },
      { ...descriptor, n: 1.5 },
      { ...descriptor, roots: descriptor.roots.slice(1) },
      { ...descriptor, accessPub: `${descriptor.accessPub.slice(0, -1)}!` },
      { ...descriptor, accessPub: `${descriptor.accessPub.slice(0, -1)}_` }, // spare bits set
      { ...descriptor, kind: 'meet' },
      { ...descriptor, owner: -1 },
      { ...descriptor, owner: null },
    ]) {
      expect(readDescriptor(wrong)).toBeNull();
    }
  });
});

describe('an access token', () => {
  it('opens the room it was made for, at the relay it was made for', async () => {
    const { descriptor, access } = await found();
    const protocols = await mintProtocols({ descriptor, accessKey: access.privateKey, audience, now });
    expect(protocols[0]).toBe('span1');
    expect(protocols[1]).toMatch(/^[A-Za-z0-9_-]+$/);
    const room = await roomOf(descriptor);
    expect(await readCredential(protocols, { room, audiences, now })).toMatchObject({ ok: true, descriptor });
  });

  it('opens a meeting for whoever holds its secret', async () => {
    const access = await newSigner();
    const descriptor: MeetDescriptor = { kind: 'meet', v: 1, accessPub: toBase64Url(access.publicKey) };
    const room = await roomOf(descriptor);
    const mint = async (key: CryptoKey) =>
      readCredential(await mintProtocols({ descriptor, accessKey: key, audience, now }), {
        room,
        audiences,
        now,
      });
    expect(await mint(access.privateKey)).toMatchObject({ ok: true, descriptor });
    expect(await mint((await newSigner()).privateKey)).toEqual({ ok: false, refuse: 'unauthorised' });
  });

  it('names the reason of every refusal', async () => {
    const { descriptor, access, admin } = await found();
    const accessKey = access.privateKey;
    const room = await roomOf(descriptor);
    const token = await mintProtocols({ descriptor, accessKey, audience, now });
    const minute = LIMITS.tokenLife + LIMITS.clockTolerance;
    const asked = { room, audiences, now };
    const refusal = async (protocols: readonly string[], wanted = asked) => {
      const read = await readCredential(protocols, wanted);
      return read.ok ? 'let in' : read.refuse;
    };
    expect(await refusal([])).toBe('unauthorised');
    expect(await refusal(['span1'])).toBe('unauthorised');
    expect(await refusal(['span2', token[1] ?? ''])).toBe('unauthorised');
    expect(await refusal(['span1', 'e30'])).toBe('unauthorised');
    expect(await refusal(['span1', '!'])).toBe('unauthorised');
    expect(await refusal(['span1', 'A'.repeat(LIMITS.credential + 1)])).toBe('unauthorised');
    expect(await refusal([...token, 'more'])).toBe('unauthorised');
    expect(await refusal(token, { ...asked, audiences: new Set(['other.example']) })).toBe('wrong-audience');
    expect(await refusal(token, { ...asked, now: now + minute + 1 })).toBe('expired-token');
    expect(await refusal(token, { ...asked, now: now + minute })).toBe('let in');
    expect(await refusal(token, { ...asked, now: now - LIMITS.clockTolerance - 1 })).toBe('wrong-clock');
    expect(await refusal(token, { ...asked, room: await roomOf((await found()).descriptor) })).toBe(
      'forbidden-room',
    );
    const byAdmin = await mintProtocols({ descriptor, accessKey: admin.privateKey, audience, now });
    expect(await refusal(byAdmin)).toBe('unauthorised');
    const edited = await mintProtocols({ descriptor: { ...descriptor, n: 9 }, accessKey, audience, now });
    expect(await refusal(edited)).toBe('unauthorised');
  });

  it('fits into a WebSocket handshake with the most Parties there can be', async () => {
    const { descriptor, access } = await found();
    const roots = await Promise.all(
      Array.from({ length: 31 }, async () => toBase64Url((await newSigner()).publicKey)),
    );
    const accessKey = access.privateKey;
    const [, text] = await mintProtocols({
      descriptor: { ...descriptor, roots },
      accessKey,
      audience: 'a'.repeat(255),
      now,
    });
    expect(text?.length).toBeLessThan(LIMITS.credential);
  });
});

describe('close codes', () => {
  it('are final exactly where the stock provider gives up', () => {
    const source = readFileSync('node_modules/y-websocket/src/y-websocket.js', 'utf8');
    expect(source).toContain('!(event.code >= 4400 && event.code < 4500)');
    for (const code of Object.values(CLOSE_CODES)) expect(isFinal(code)).toBe(code < 4500);
    expect(isFinal(1006)).toBe(false);
  });

  it('have one name each', () => {
    for (const [name, code] of Object.entries(CLOSE_CODES)) expect(closeNameOf(code)).toBe(name);
    expect(closeNameOf(1006)).toBeNull();
    expect(new Set(Object.values(CLOSE_CODES)).size).toBe(Object.keys(CLOSE_CODES).length);
  });

  it('let come back everyone whom a fresh token or time can help', () => {
    for (const name of ['expired-token', 'replayed-token', 'shutting-down', 'storage-failed'] as const)
      expect(isFinal(CLOSE_CODES[name])).toBe(false);
  });
});
