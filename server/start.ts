import { join } from 'node:path';
import { BadSetting, localAudiences, type Config } from './config.ts';
import { DayQuota } from './day-quota.ts';
import { makeDoors, type Access } from './http.ts';
import { Relay } from './relay.ts';
import { serveStatic } from './static.ts';
import { openSqlite } from './store-sqlite.ts';
import type { Store } from './store.ts';

const CLOSE_MS = 5_000;

export interface Running {
  /** With the port in use. */
  readonly url: string;
  readonly relay: Relay;
  /** Commits, tells everybody to come back later, closes the store. */
  close(): Promise<void>;
}

/** Any y-websocket client into any room: for benches, and for those who want only the relay. */
const openAccess: Access = async (room) => ({ pass: { room, kind: 'open', generation: 0 } });

function openStore(folder: string): Store {
  try {
    return openSqlite(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadSetting(`DATA_DIR is "${folder}", but no data can be kept there (${reason}).`);
  }
}

/** Config → store → relay → doors. Rejects when the folder cannot be written to (`BadSetting`) or the address is taken. */
export async function start(config: Config): Promise<Running> {
  const store = openStore(config.dataDir);
  const relay = new Relay(store, new DayQuota(config.filesPerDay));
  let access: Access = openAccess;
  const app = serveStatic(join(import.meta.dirname, '..', 'dist'));
  const doors = makeDoors(config, relay, () => access, app);
  try {
    const { port } = await doors.open();
    if (config.access === 'room') {
      // Loaded only when wanted: reading credentials brings zod, a fifth of the process at rest.
      const { roomAccess } = await import('./access.ts');
      const { size } = config.audiences;
      access = roomAccess(
        size > 0 ? config.audiences : localAudiences(config.host, port, config.tls !== null),
      );
    }
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      url: `${config.tls ? 'https' : 'http'}://${host}:${port}`,
      relay,
      async close() {
        const closed = doors.close(CLOSE_MS);
        await relay.close();
        await closed;
        await store.close();
      },
    };
  } catch (error) {
    await relay.close();
    await store.close();
    throw error;
  }
}
