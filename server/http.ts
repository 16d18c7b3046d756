import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { CLOSE_CODES, type CloseName } from '../src/wire/close-codes.ts';
import { LIMITS } from '../src/wire/limits.ts';
import { PROTOCOL, RELAY_PATH } from '../src/wire/messages.ts';
import { closingWords } from '../src/wire/relay-clock.ts';
import type { Config } from './config.ts';
import type { Pass, Relay } from './relay.ts';

/** How long a socket may take to answer a close before it is cut. */
const CLOSE_MS = 3_000;
/** Letters of a room's name; Span's own have 22. */
const ROOM = 200;

/** Whether somebody may enter a room. Nothing it sent besides the handshake has been read yet. */
export type Access = (
  room: string,
  protocols: readonly string[],
  now: number,
) => Promise<{ readonly pass: Pass } | { readonly refuse: CloseName }>;

/** ws closes with its own codes for what it refuses by itself; ours say the same by name. */
class NamedSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === 1009) super.close(CLOSE_CODES['frame-too-large'], 'frame-too-large');
    else if (code === 1002 || code === 1003 || code === 1007) super.close(CLOSE_CODES.malformed, 'malformed');
    else super.close(code, reason);
    const late = setTimeout(() => this.terminate(), CLOSE_MS).unref();
    this.once('close', () => clearTimeout(late));
  }
}

/** The room in `/relay/<room>`, or null. A query is ignored: stock clients may add one, and ours never do. */
function roomIn(url: string): string | null {
  const path = url.split('?', 1)[0] ?? '';
  if (!path.startsWith(`${RELAY_PATH}/`)) return null;
  const room = path.slice(RELAY_PATH.length + 1);
  return room !== '' && room.length <= ROOM && !room.includes('/') ? room : null;
}

/** Where a client comes from. Behind a proxy the last address it wrote: those before it are the client's own words. */
function addressOf({ headers, socket }: IncomingMessage, behindProxy: boolean): string {
  const said = headers['x-forwarded-for'];
  const last = (Array.isArray(said) ? said.join(',') : (said ?? '')).split(',').at(-1)?.trim() ?? '';
  return behindProxy && last !== '' ? last : (socket.remoteAddress ?? '');
}

function protocolsOf(request: IncomingMessage): string[] {
  const said = request.headers['sec-websocket-protocol'] ?? '';
  return said === '' ? [] : said.split(',').map((text) => text.trim());
}

/** The doors of the process: the relay's sockets, two pages for operators, and the app. */
export interface Doors {
  /** Where they are, once open. Rejects when the address cannot be had. */
  open(): Promise<AddressInfo>;
  /** No new connections; ends when the last has gone, or `ms` later. */
  close(ms: number): Promise<void>;
}

export function makeDoors(
  config: Pick<Config, 'host' | 'port' | 'tls' | 'behindProxy'>,
  relay: Relay,
  access: () => Access,
  serveApp: (request: IncomingMessage, response: ServerResponse) => void,
): Doors {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // ciphertext does not compress, and Peer writes past ws
    maxPayload: LIMITS.frame,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
    WebSocket: NamedSocket,
  });

  async function enter(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const room = roomIn(request.url ?? '');
    if (room === null) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const from = addressOf(request, config.behindProxy === true);
    const granted = await access()(room, protocolsOf(request), Date.now());
    const admitted = 'pass' in granted ? await relay.admit(granted.pass) : granted;
    const generation = 'pass' in granted ? granted.pass.generation : 0;
    // A browser cannot read the status of a failed handshake, so a refusal is an accepted socket closed at once.
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => undefined); // 'close' follows and says it all
      if ('room' in admitted) relay.attach(admitted.room, ws, socket, generation, from);
      else refuse(ws, admitted.refuse);
    });
  }
  function refuse(ws: WebSocket, name: CloseName): void {
    relay.metrics.refused(name);
    ws.close(CLOSE_CODES[name], closingWords(name, Date.now()));
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(body);
    };
    const path = (request.url ?? '').split('?', 1)[0];
    if (path === '/healthz') {
      const { rooms, sockets: open } = relay.metrics;
      const state = { ok: relay.healthy, rooms, sockets: open };
      send(relay.healthy ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
    } else if (path === '/metrics') {
      send(200, 'text/plain; version=0.0.4', relay.metrics.toString());
    } else {
      serveApp(request, response);
    }
  }

  const server: Server = config.tls ? createTlsServer(config.tls, answer) : createServer(answer);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const drop = () => socket.destroy();
    socket.on('error', drop); // reset while the token is being checked
    enter(request, socket, head).catch(drop);
  });

  return {
    open: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, () => resolve(server.address() as AddressInfo));
      }),
    close: (ms) =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), ms);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
