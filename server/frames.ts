import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC, VALUE_ID } from '../src/wire/messages.ts';

/** What a client said, as far as a relay has to know. Byte arrays are views into the frame: copy what outlives the turn. */
export type ClientFrame =
  | { readonly kind: 'step1'; readonly vector: Uint8Array }
  /** `body` is the update after its length: as it came, is stored and forwarded. `answer`: to sync step 1. */
  | { readonly kind: 'update'; readonly body: Uint8Array; readonly answer: boolean }
  | { readonly kind: 'presence'; readonly update: Uint8Array }
  | { readonly kind: 'query-presence' }
  | { readonly kind: 'receipt'; readonly n: number }
  | { readonly kind: 'put'; readonly id: Uint8Array; readonly value: Uint8Array }
  | { readonly kind: 'ask'; readonly id: Uint8Array }
  | { readonly kind: 'list' };

/** True when the bytes are a length and exactly so many bytes. */
function isWhole(bytes: Uint8Array): boolean {
  const decoder = decoding.createDecoder(bytes);
  const length = decoding.readVarUint(decoder);
  return decoder.pos + length === bytes.length;
}

/** Reads one message, or null when it is not exactly one of those a client may send. Never looks into an update. */
export function readFrame(data: Uint8Array): ClientFrame | null {
  try {
    const [type, sub] = data;
    if (type === MESSAGE.sync) {
      const body = data.subarray(2);
      if (!isWhole(body)) return null;
      if (sub === SYNC.update) return { kind: 'update', body, answer: false };
      if (sub === SYNC.step2) return { kind: 'update', body, answer: true };
      if (sub === SYNC.step1) return { kind: 'step1', vector: unwrap(body) };
      return null;
    }
    const rest = data.subarray(1);
    if (type === MESSAGE.presence) return isWhole(rest) ? { kind: 'presence', update: unwrap(rest) } : null;
    if (type === MESSAGE.queryPresence) return rest.length === 0 ? { kind: 'query-presence' } : null;
    if (type === MESSAGE.receipt) {
      const decoder = decoding.createDecoder(rest);
      const n = decoding.readVarUint(decoder);
      return decoding.hasContent(decoder) ? null : { kind: 'receipt', n };
    }
    if (type === MESSAGE.putValue)
      return rest.length > VALUE_ID
        ? { kind: 'put', id: rest.subarray(0, VALUE_ID), value: rest.subarray(VALUE_ID) }
        : null;
    if (type === MESSAGE.askValue) return rest.length === VALUE_ID ? { kind: 'ask', id: rest } : null;
    if (type === MESSAGE.listValues) return rest.length === 0 ? { kind: 'list' } : null;
    return null;
  } catch {
    return null; // lib0 throws at the end of the bytes
  }
}

/** The bytes behind a length. */
export const unwrap = (body: Uint8Array): Uint8Array =>
  decoding.readVarUint8Array(decoding.createDecoder(body));

/** The updates of a batch. */
export function updatesOf(batch: Uint8Array): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const decoder = decoding.createDecoder(batch);
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder));
  return updates;
}

/** Length of the header of a server's WebSocket frame (RFC 6455 5.2): servers do not mask. */
const headerLength = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** Writes the header of one whole binary frame. Returns where the payload goes. */
function writeHeader(into: Buffer, at: number, length: number): number {
  into[at] = 0x82;
  if (length < 126) {
    into[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    into[at + 1] = 126;
    return into.writeUInt16BE(length, at + 2);
  }
  into[at + 1] = 127;
  return into.writeBigUInt64BE(BigInt(length), at + 2);
}

/** One binary WebSocket frame around a message given in parts. */
function frame(...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = Buffer.allocUnsafe(headerLength(length) + length);
  let at = writeHeader(whole, 0, length);
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Length of {@link writeUpdateFrame}'s frame for a body. */
export const updateFrameLength = (body: Uint8Array): number =>
  headerLength(body.length + 2) + 2 + body.length;

/** Writes a whole WebSocket frame that carries an update as it came. Returns where the next one goes. */
export function writeUpdateFrame(into: Buffer, at: number, body: Uint8Array): number {
  const payload = writeHeader(into, at, body.length + 2);
  into[payload] = MESSAGE.sync;
  into[payload + 1] = SYNC.update;
  into.set(body, payload + 2);
  return payload + 2 + body.length;
}

const wrapped = (type: readonly number[], bytes: Uint8Array): Buffer =>
  frame(
    Uint8Array.from(type),
    encoding.encode((encoder) => encoding.writeVarUint(encoder, bytes.length)),
    bytes,
  );

export const step1Frame = (vector: Uint8Array): Buffer => wrapped([MESSAGE.sync, SYNC.step1], vector);
export const step2Frame = (update: Uint8Array): Buffer => wrapped([MESSAGE.sync, SYNC.step2], update);
export const updateFrame = (update: Uint8Array): Buffer => wrapped([MESSAGE.sync, SYNC.update], update);
export const presenceFrame = (update: Uint8Array): Buffer => wrapped([MESSAGE.presence], update);
export const receiptFrame = (n: number): Buffer =>
  frame(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.receipt);
      encoding.writeVarUint(encoder, n);
    }),
  );

export const valueFrame = (id: Uint8Array, value: Uint8Array | null): Buffer =>
  frame(Uint8Array.of(MESSAGE.askValue), id, value ?? new Uint8Array());
export const listFrame = (ids: readonly Uint8Array[]): Buffer =>
  frame(Uint8Array.of(MESSAGE.listValues), ...ids);

/** A Yjs V1 update that says nothing: what most clients answer when asked what the relay lacks. */
export const EMPTY_UPDATE = Uint8Array.of(0, 0);
/** The state vector of nothing. */
export const EMPTY_VECTOR = Uint8Array.of(0);
