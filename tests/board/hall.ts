import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { BoardDriver, BoardWatch } from '../../src/charter/board.ts';
import { boardKeys, readBoardLink, writeBoardLink } from '../../src/charter/board-link.ts';
import { fromBase64Url, randomBytes } from '../../src/crypto/bytes.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import type { App } from '../../src/state/app.ts';
import { BoardWall } from '../../src/state/board-wall.svelte.ts';
import { start } from '../../server/start.ts';
import { newFolder, removeFolder } from '../server/relays.ts';

/** A wall and whoever drives it, over the real relay and a cable that can be cut. */
export async function hall() {
  const folder = newFolder();
  const sockets = new Set<Socket>();
  const carried = { lines: 0, answers: 0 };
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
  const common = { port: 0, host: '127.0.0.1', dataDir: folder, access: 'room', tls: null } as const;
  const relay = await start({ ...common, audiences: new Set([host]) });
  to = Number(new URL(relay.url).port);
  const secret = randomBytes(32);
  const link = await writeBoardLink({ secret, relay: `ws://${host}`, name: 'Hall' });
  const keys = await boardKeys(secret);
  const open = (view: Uint8Array) => MeetRoom.open(`ws://${host}`, view, Date.now);
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
    drive: async () => new BoardDriver(keys, await open(keys.view), Date.now),
    /** Every link there is, as when a switch is turned off and on. */
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
