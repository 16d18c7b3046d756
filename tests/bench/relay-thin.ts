import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Server } from './relay-servers.ts';

/**
 * A client that costs next to nothing, so that the server is what is measured (fifty real Yjs clients cost five times
 * what a server does): its frames are made and masked beforehand, and what it hears is only walked over. What it heard
 * is applied to a Y.Doc after the run.
 */
export interface Thin {
  /** Updates of others heard so far; yws echoes one's own. */
  readonly heard: number;
  /** Sends the next so many prepared edits in one write. */
  send(count: number): void;
  readonly left: number;
  /** Called at every update heard, with when it arrived; `author` and `clock` name the edit. */
  onEdit: ((author: number, clock: number, at: number) => void) | null;
  /** All it has: what it wrote and what it heard, as one document. */
  document(): Y.Doc;
  close(): void;
}

export interface Edits {
  readonly author: number;
  /** One Yjs update a typed letter; the number of an edit is its clock. */
  readonly updates: readonly Uint8Array[];
  /** The same as masked WebSocket frames. */
  readonly frames: readonly Buffer[];
}

const message = (update: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint8Array(encoder, update);
  });

/** A client's frame: masked, and always below 126 bytes here. */
function masked(payload: Uint8Array): Buffer {
  if (payload.length > 125) throw new RangeError('a thin edit is short');
  const mask = randomBytes(4);
  const out = Buffer.alloc(6 + payload.length);
  out[0] = 0x82;
  out[1] = 0x80 | payload.length;
  mask.copy(out, 2);
  payload.forEach((byte, i) => (out[6 + i] = byte ^ (mask[i % 4] ?? 0)));
  return out;
}

/**
 * So many letters typed by one author (1 to 127): five at a place, then elsewhere, as people edit; in one run Yjs would
 * keep a whole room as a handful of items.
 */
export function typed(author: number, count: number): Edits {
  const doc = new Y.Doc();
  doc.clientID = author;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  for (let i = 0, at = 0; i < count; i++, at++) {
    if (i % 5 === 0) at = (i * 7919) % (text.length + 1);
    text.insert(at, String.fromCharCode(97 + (i % 26)));
  }
  doc.destroy();
  return { author, updates, frames: updates.map((update) => masked(message(update))) };
}

async function handshake(server: Server, room: string): Promise<{ socket: Socket; rest: Buffer }> {
  const socket = connect(server.port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  socket.write(
    `GET ${server.path}${room} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  const head: Buffer[] = [];
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    head.push(chunk);
    const all = Buffer.concat(head);
    const end = all.indexOf('\r\n\r\n');
    if (end < 0) continue;
    if (!all.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) throw new Error('no WebSocket here');
    return { socket, rest: all.subarray(end + 4) };
  }
}

/** Opens a thin client. Frames longer than 64 KiB do not occur in these rooms. */
export async function thin(server: Server, room: string, edits: Edits): Promise<Thin> {
  const { socket, rest } = await handshake(server, room);
  const kept: Buffer[] = [];
  let heard = 0;
  let sent = 0;
  let carry = rest;
  socket.on('error', () => undefined); // kill -9 is part of the bench

  function read(payload: Buffer, at: number): void {
    // Type, kind, length, clients, structs: one byte each here, and so is the author.
    if (payload[0] !== 0 || payload[1] !== 2 || payload[5] === edits.author) return;
    heard += 1;
    kept.push(payload);
    if (!client.onEdit) return;
    const decoder = decoding.createDecoder(payload);
    decoder.pos = 5;
    client.onEdit(decoding.readVarUint(decoder), decoding.readVarUint(decoder), at);
  }
  function walk(chunk: Buffer): void {
    const at = performance.now();
    const all = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    let from = 0;
    while (from + 4 <= all.length) {
      const short = (all[from + 1] ?? 0) & 127;
      const start = from + (short === 126 ? 4 : 2);
      const end = start + (short === 126 ? all.readUInt16BE(from + 2) : short);
      if (end > all.length) break;
      read(all.subarray(start, end), at);
      from = end;
    }
    carry = all.subarray(from);
  }
  socket.on('data', walk);

  const client: Thin = {
    get heard() {
      return heard;
    },
    get left() {
      return edits.frames.length - sent;
    },
    onEdit: null,
    send(count) {
      const part = edits.frames.slice(sent, sent + count);
      sent += part.length;
      socket.write(part.length === 1 ? (part[0] ?? Buffer.alloc(0)) : Buffer.concat(part));
    },
    document() {
      const doc = new Y.Doc();
      doc.transact(() => {
        for (const update of edits.updates.slice(0, sent)) Y.applyUpdate(doc, update);
        for (const payload of kept) {
          const decoder = decoding.createDecoder(payload);
          decoder.pos = 2;
          Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
        }
      });
      return doc;
    },
    close: () => socket.destroy(),
  };
  return client;
}

/** Throws unless all of them hold the same text, with every letter typed in it. */
export function checkEqual(clients: readonly Thin[], letters: number): void {
  const texts = clients.map((client) => client.document().getText('text').toString());
  if (texts.some((text) => text.length !== letters || text !== texts[0])) {
    throw new Error(`not equal: ${texts.map(({ length }) => length).join(', ')} of ${letters} letters`);
  }
}
