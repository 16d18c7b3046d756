import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { BoardDriver, BoardWatch } from '../../src/charter/board.ts';
import { boardKeys, readBoardLink, writeBoardLink } from '../../src/charter/board-link.ts';
import { fromBase64Url, randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import type { App } from '../../src/state/app.ts';
import { BoardWall } from '../../src/state/board-wall.svelte.ts';
import { start } from '../../server/start.ts';
import { childRelay, newFolder, removeFolder } from '../server/relays.ts';

interface Hall {
  /** What the wall stands on, where it is not any device. */
  readonly device?: Partial<App>;
  /** `apart`: as a process of its own, which has its own clock. */
  readonly relay?: 'here' | 'apart';
  /** Unix ms, as the tokens for the relay have it. */
  readonly time?: () => number;
}

async function relayFor(host: string, dataDir: string, where: Hall['relay']) {
  if (where === 'apart') {
    const child = await childRelay({
      ...{ DATA_DIR: dataDir, PUBLIC_ORIGIN: `http://${host}`, RELAY_ACCESS: 'room' },
    });
    return { url: child.url, close: () => child.kill() };
  }
  const common = { port: 0, host: '127.0.0.1', dataDir, access: 'room', tls: null } as const;
  return start({ ...common, audiences: new Set([host]) });
}

/** A wall and whoever drives it, over the real relay and a cable that can be cut. */
export async function hall({ device = {}, relay: where = 'here', time = Date.now }: Hall = {}) {
  const folder = newFolder();
  const sockets = new Set<Socket>();
  const carried = {
    lines: 0,
    answers: 0,
    get open() {
      return sockets.size;
    },
  };
  let to = 0;
  const cable = createServer((near) => {
    carried.lines++;
    const far = connect(to, '127.0.0.1');
    far.on('data', () => carried.answers++);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
  }).listen(0, '127.0.0.1');
  await once(cable, 'listening');
  const host = `127.0.0.1:${(cable.address() as AddressInfo).port}`;
  const relay = await relayFor(host, folder, where);
  to = Number(new URL(relay.url).port);
  const secret = randomBytes(32);
  const link = await writeBoardLink({ secret, relay: `ws://${host}`, name: 'Hall' });
  const keys = await boardKeys(secret);
  const open = (view: Uint8Array) => MeetRoom.open(`ws://${host}`, view, time);
  const notes = new Map<string, string>();
  const lamp = { lit: false };
  const app: Partial<App> = {
    clock: () => Date.now(),
    stayAwake: () => {
      lamp.lit = true;
      return () => void (lamp.lit = false);
    },
    boards: {
      watch: async (payload: string) => {
        const read = readBoardLink(payload);
        return new BoardWatch(read, await open(fromBase64Url(read.view)));
      },
    } as Partial<App['boards']> as App['boards'],
    tab: {
      read: (name) => notes.get(name) ?? null,
      keep: (name, text) => void notes.set(name, text),
    },
    ...device,
  };
  const wall = new BoardWall(app as App, link);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    cable.close();
    await relay.close();
    removeFolder(folder);
  });
  return {
    wall,
    lamp,
    carried,
    /** What the record of the board would hold. */
    record: { secret: toBase64Url(secret), relay: `ws://${host}` },
    open,
    keys,
    drive: async () => new BoardDriver(keys, await open(keys.view), Date.now),
    /** Every link there is, as when a switch is turned off and on. */
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
