import { writeUint8Array } from 'lib0/encoding';
import * as z from 'zod';
import type { CloseName } from './close-codes.ts';
import { LIMITS } from './limits.ts';
import { PROTOCOL } from './messages.ts';
import { checkDescriptor, readDescriptor, roomOf, type RoomDescriptor } from './room.ts';
import {
  bytesOf,
  fromText,
  holds,
  signBytes,
  textOf,
  toText,
  writeShort,
  writeTag,
  writeUint64,
  type Bytes,
} from './text.ts';

const NONCE_BYTES = 16;

const credential = z.strictObject({
  descriptor: z.unknown(),
  /** Host of the relay, with its port when it has one, as in a URL's `host`. */
  audience: z.string().min(1).max(255),
  nonce: textOf(NONCE_BYTES),
  /** Unix ms. */
  time: z.int().min(0),
  /** The access key's over {@link tokenBytes}. */
  sig: textOf(64),
});

/** `"span/1/access" ‖ audience ‖ room (16 bytes) ‖ nonce (16) ‖ time (8)`: good for one relay, one room, one minute. */
const tokenBytes = (audience: string, room: string, nonce: Uint8Array, time: number): Bytes =>
  bytesOf((encoder) => {
    writeTag(encoder, 'span/1/access');
    writeShort(encoder, audience);
    writeUint8Array(encoder, fromText(room));
    writeUint8Array(encoder, nonce);
    writeUint64(encoder, time);
  });

/**
 * The WebSocket subprotocols that open a room: a fixed name, which the relay echoes, and the credential, which it does
 * not. Mint them anew before each connect: a relay takes each only once. Never put them into a URL: URLs are logged.
 * @param wish.audience `new URL(relayUrl).host`
 * @param wish.now Unix ms
 */
export async function mintProtocols(wish: {
  descriptor: RoomDescriptor;
  accessKey: CryptoKey;
  audience: string;
  now: number;
  /** 16 bytes; random unless given. */
  nonce?: Uint8Array;
}): Promise<string[]> {
  const { descriptor, audience, now } = wish;
  const nonce = wish.nonce ?? crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const bytes = tokenBytes(audience, await roomOf(descriptor), nonce, now);
  const sig = toText(await signBytes(wish.accessKey, bytes));
  const said: z.input<typeof credential> = { descriptor, audience, nonce: toText(nonce), time: now, sig };
  return [PROTOCOL, toText(new TextEncoder().encode(JSON.stringify(said)))];
}

export type ReadCredential =
  | {
      readonly ok: true;
      readonly descriptor: RoomDescriptor;
      /** base64url; the relay remembers it until `until` (Unix ms), after which the token is expired anyway. */
      readonly nonce: string;
      readonly until: number;
    }
  | { readonly ok: false; readonly refuse: CloseName };

const refuse = (name: CloseName): ReadCredential => ({ ok: false, refuse: name });

function parse(protocols: readonly string[]): z.infer<typeof credential> | null {
  const [name, text] = protocols;
  if (name !== PROTOCOL || text === undefined || protocols.length !== 2) return null;
  if (text.length > LIMITS.credential || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromText(text)));
    return credential.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Reads what {@link mintProtocols} made; cheap checks before signatures. Whether the nonce or the generation was seen
 * before is the relay's to know.
 * @param wanted.room the room asked for
 * @param wanted.audiences hosts by which this relay is known
 * @param wanted.now Unix ms
 */
export async function readCredential(
  protocols: readonly string[],
  wanted: { room: string; audiences: ReadonlySet<string>; now: number },
): Promise<ReadCredential> {
  const said = parse(protocols);
  const descriptor = said && readDescriptor(said.descriptor);
  if (!said || !descriptor) return refuse('unauthorised');
  if (!wanted.audiences.has(said.audience)) return refuse('wrong-audience');
  const until = said.time + LIMITS.tokenLife + LIMITS.clockTolerance;
  if (wanted.now > until) return refuse('expired-token');
  if (wanted.now < said.time - LIMITS.clockTolerance) return refuse('wrong-clock');
  if ((await roomOf(descriptor)) !== wanted.room) return refuse('forbidden-room');
  const signed = tokenBytes(said.audience, wanted.room, fromText(said.nonce), said.time);
  if (!(await holds(descriptor.accessPub, said.sig, signed))) return refuse('unauthorised');
  if (!(await checkDescriptor(descriptor))) return refuse('unauthorised');
  return { ok: true, descriptor, nonce: said.nonce, until };
}
