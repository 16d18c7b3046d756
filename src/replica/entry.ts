import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { concat, fromBase64Url, sameBytes, toBase64Url, uint64, utf8, type Bytes } from '../crypto/bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { sign, verify } from '../crypto/sign.ts';

/**
 * An entry is one link of a session's hash chain: a body, signed over the chain, inside a seal.
 * Layout and tags: sealed-replica 5.3. `seen` is a beacon without a digest: it only says what this Party has.
 */
const KINDS = ['open', 'update', 'endorse', 'beacon', 'key', 'close', 'seen'] as const;
export type Kind = (typeof KINDS)[number];

const VERSION = 1;
const SESSION = 16;
const HASH = 32;
const SIGNATURE = 64;
const SHORT_HASH = 16;
export const NO_ENTRY: Bytes = new Uint8Array(HASH);

/** A named cause: the entry `seq` of a session, by the first half of its hash. */
export interface Dep {
  /** base64url of 16 bytes. */
  readonly session: string;
  readonly seq: number;
  /** 16 bytes. */
  readonly hash: Bytes;
}

export interface Body {
  readonly kind: Kind;
  readonly seq: number;
  /** Unix ms as the device claims it. */
  readonly time: number;
  /**
   * What the writer had accepted: in an `open` the heads nobody else's head covers, in any other entry every session
   * whose head changed since the entry before. So the whole past can be told without walking the graph.
   */
  readonly deps: readonly Dep[];
  readonly payload: Bytes;
}

/** An entry out of its seal, parsed but not yet judged. */
export interface Entry {
  readonly session: string;
  readonly previous: Bytes;
  readonly signature: Bytes;
  readonly body: Body;
  readonly bodyBytes: Bytes;
  /** 32 bytes: `SHA-256("span/1/body" ‖ spaceId ‖ sessionId ‖ previous ‖ body)`. */
  readonly hash: Bytes;
}

export class EntryUnreadable extends Error {
  override readonly name = 'EntryUnreadable';
}

export function encodeBody(body: Body): Bytes {
  const out = encoding.createEncoder();
  encoding.writeUint8(out, VERSION);
  encoding.writeUint8(out, KINDS.indexOf(body.kind));
  encoding.writeVarUint(out, body.seq);
  encoding.writeVarUint(out, body.time);
  encoding.writeVarUint(out, body.deps.length);
  for (const dep of body.deps) {
    encoding.writeUint8Array(out, fromBase64Url(dep.session));
    encoding.writeVarUint(out, dep.seq);
    encoding.writeUint8Array(out, dep.hash);
  }
  encoding.writeUint8Array(out, body.payload);
  return concat(encoding.toUint8Array(out));
}

/** Reads a body. Throws {@link EntryUnreadable} unless the bytes are exactly what {@link encodeBody} writes. */
export function decodeBody(bytes: Bytes): Body {
  try {
    const read = decoding.createDecoder(bytes);
    if (decoding.readUint8(read) !== VERSION) throw new EntryUnreadable('version');
    const kind = KINDS[decoding.readUint8(read)];
    if (kind === undefined) throw new EntryUnreadable('kind');
    const seq = decoding.readVarUint(read);
    const time = decoding.readVarUint(read);
    const count = decoding.readVarUint(read);
    if (count * (SESSION + SHORT_HASH + 1) > bytes.length) throw new EntryUnreadable('deps');
    const deps = Array.from({ length: count }, () => ({
      session: toBase64Url(decoding.readUint8Array(read, SESSION)),
      seq: decoding.readVarUint(read),
      hash: concat(decoding.readUint8Array(read, SHORT_HASH)),
    }));
    const body: Body = { kind, seq, time, deps, payload: concat(decoding.readTailAsUint8Array(read)) };
    // One content, one encoding: a varint may be written too long, and the hash would then name two bodies.
    if (!sameBytes(encodeBody(body), bytes)) throw new EntryUnreadable('not canonical');
    return body;
  } catch (error) {
    if (error instanceof EntryUnreadable) throw error;
    throw new EntryUnreadable('malformed', { cause: error });
  }
}

/** The next link of a chain. */
export const entryHash = (
  spaceId: Uint8Array,
  session: string,
  previous: Uint8Array,
  body: Uint8Array,
): Bytes => sha256(utf8('span/1/body'), spaceId, fromBase64Url(session), previous, body);

/** A session is named by who opens it and under which client id, so that nobody can open one in another's name. */
export const sessionIdOf = (spaceId: Uint8Array, cert: string, client: number): string =>
  toBase64Url(
    sha256(utf8('span/1/session'), spaceId, fromBase64Url(cert), uint64(client)).subarray(0, SESSION),
  );

/** The short form of a hash that a {@link Dep} carries. */
export const shortHash = (hash: Uint8Array): Bytes => hash.slice(0, SHORT_HASH) as Bytes;

const signedParts = (spaceId: Uint8Array, session: string, seq: number, hash: Uint8Array) =>
  [spaceId, fromBase64Url(session), uint64(seq), hash] as const;

export const signEntry = (
  key: CryptoKey,
  spaceId: Uint8Array,
  entry: { session: string; seq: number; hash: Uint8Array },
): Promise<Bytes> => sign(key, 'span/1/sig', ...signedParts(spaceId, entry.session, entry.seq, entry.hash));

export const verifyEntry = (
  key: CryptoKey | Uint8Array,
  spaceId: Uint8Array,
  entry: Entry,
): Promise<boolean> =>
  verify(
    key,
    entry.signature,
    'span/1/sig',
    ...signedParts(spaceId, entry.session, entry.body.seq, entry.hash),
  );

/** What goes into the seal: `session16 ‖ previous32 ‖ signature64 ‖ body`. */
export const encodeEntry = (entry: Pick<Entry, 'session' | 'previous' | 'signature' | 'bodyBytes'>): Bytes =>
  concat(fromBase64Url(entry.session), entry.previous, entry.signature, entry.bodyBytes);

/** Throws {@link EntryUnreadable}. */
export function decodeEntry(spaceId: Uint8Array, bytes: Bytes): Entry {
  if (bytes.length < SESSION + HASH + SIGNATURE + 5) throw new EntryUnreadable('too short');
  const session = toBase64Url(bytes.subarray(0, SESSION));
  const previous = bytes.slice(SESSION, SESSION + HASH);
  const signature = bytes.slice(SESSION + HASH, SESSION + HASH + SIGNATURE);
  const bodyBytes = bytes.slice(SESSION + HASH + SIGNATURE);
  const body = decodeBody(bodyBytes);
  return {
    session,
    previous,
    signature,
    body,
    bodyBytes,
    hash: entryHash(spaceId, session, previous, bodyBytes),
  };
}

/** What the first entry of a session says of its writer. */
export interface Opening {
  readonly party: number;
  readonly device: number;
  readonly client: number;
  /** base64url of the certificate's SHA-256. */
  readonly cert: string;
  readonly app: string;
}

export function encodeOpening(opening: Opening): Bytes {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, opening.party);
  encoding.writeVarUint(out, opening.device);
  encoding.writeVarUint(out, opening.client);
  encoding.writeUint8Array(out, fromBase64Url(opening.cert));
  encoding.writeVarString(out, opening.app);
  return concat(encoding.toUint8Array(out));
}

/** Throws {@link EntryUnreadable}. */
export function decodeOpening(payload: Bytes): Opening {
  try {
    const read = decoding.createDecoder(payload);
    const party = decoding.readVarUint(read);
    const device = decoding.readVarUint(read);
    const client = decoding.readVarUint(read);
    const cert = toBase64Url(decoding.readUint8Array(read, HASH));
    const opening = { party, device, client, cert, app: decoding.readVarString(read) };
    if (opening.app.length > 64 || !sameBytes(encodeOpening(opening), payload))
      throw new EntryUnreadable('opening');
    return opening;
  } catch (error) {
    throw new EntryUnreadable('opening', { cause: error });
  }
}

const PARTY = 2 ** 16;
const RANDOM = 2 ** 21;

/**
 * `r32·2^21 + party·2^16 + device`: 53 bits with the random part high, so that no country wins Yjs's ties by its number,
 * and a suffix that is checked against the certificate, so that there is nothing to grind (sealed-replica 5.2).
 */
export const clientIdOf = (random32: number, party: number, device: number): number =>
  random32 * RANDOM + party * PARTY + device;

export const clientSuffix = (client: number): { party: number; device: number } => ({
  party: Math.floor((client % RANDOM) / PARTY),
  device: client % PARTY,
});
