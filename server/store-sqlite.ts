import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RoomKind, Snapshot, Store, StoredRoom } from './store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS room (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    generation INTEGER NOT NULL DEFAULT 0,
    touched INTEGER NOT NULL,
    snapshot BLOB, vector BLOB, deletes BLOB
  ) STRICT;
  CREATE TABLE IF NOT EXISTS log (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    room INTEGER NOT NULL REFERENCES room (id),
    batch BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS log_room ON log (room);
  CREATE TABLE IF NOT EXISTS value (
    room INTEGER NOT NULL REFERENCES room (id),
    id TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (room, id)
  ) STRICT;
`;

const bytes = (value: unknown): Uint8Array | null => (value instanceof Uint8Array ? value : null);

/**
 * One SQLite file. WAL with synchronous=FULL: a commit returns after fsync (0.2 ms here), so power loss takes nothing
 * that anybody has heard. The calls are synchronous inside: one commit per turn costs less than a thread hop.
 * @param folder made when missing. Throws when it cannot be written to, or holds another program's data.
 */
export function openSqlite(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(join(folder, 'relay.sqlite'));
  // The patience first: the others have to wait for a relay that is just closing.
  db.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(SCHEMA);
  const find = db.prepare('SELECT id FROM room WHERE name = ?');
  const make = db.prepare('INSERT INTO room (name, kind, touched) VALUES (?, ?, ?) RETURNING id');
  const load = db.prepare('SELECT id, generation, snapshot, vector, deletes FROM room WHERE name = ?');
  const tail = db.prepare('SELECT row, batch FROM log WHERE room = ? ORDER BY row');
  const add = db.prepare('INSERT INTO log (room, batch) VALUES (?, ?)');
  const touch = db.prepare('UPDATE room SET touched = ? WHERE id = ?');
  const put = db.prepare('UPDATE room SET snapshot = ?, vector = ?, deletes = ? WHERE id = ?');
  const cut = db.prepare('DELETE FROM log WHERE room = ? AND row <= ?');
  const sizes = db.prepare('SELECT id, length(bytes) AS size FROM value WHERE room = ?');
  const keep = db.prepare('INSERT OR IGNORE INTO value (room, id, bytes) VALUES (?, ?, ?)');
  const one = db.prepare(
    'SELECT bytes FROM value WHERE room = (SELECT id FROM room WHERE name = ?) AND id = ?',
  );
  const raise = db.prepare('UPDATE room SET generation = max(generation, ?) WHERE id = ?');
  const old = db.prepare("SELECT id FROM room WHERE kind = 'meet' AND touched < ?");
  const dropLog = db.prepare('DELETE FROM log WHERE room = ?');
  const dropRoom = db.prepare('DELETE FROM room WHERE id = ?');

  function transact<T>(act: () => T): T {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = act();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  /** `touched` is written once a minute a room at most: it is read in days. */
  const touched = new Map<number, number>();
  const ids = new Map<string, number>();
  function idOf(room: string, kind: RoomKind, now: number): number {
    const id = ids.get(room) ?? Number((find.get(room) ?? make.get(room, kind, now))?.['id']);
    if (now - (touched.get(id) ?? 0) > 60_000) {
      touch.run(now, id);
      touched.set(id, now);
    }
    return id;
  }
  function forgetIds(): void {
    ids.clear();
    touched.clear();
  }
  /** After a rollback an id learnt inside may name nothing, so ids are remembered only once committed. */
  function inOne<T>(act: (learn: Map<string, number>) => T): T {
    if (ids.size > 10_000) forgetIds();
    const learnt = new Map<string, number>();
    try {
      const result = transact(() => act(learnt));
      for (const [room, id] of learnt) ids.set(room, id);
      return result;
    } catch (error) {
      forgetIds();
      throw error;
    }
  }

  return {
    async read(room): Promise<StoredRoom | null> {
      const found = load.get(room);
      if (!found) return null;
      const [update, vector, deletes] = [found['snapshot'], found['vector'], found['deletes']].map(bytes);
      return {
        generation: Number(found['generation']),
        snapshot: update && vector && deletes ? { update, vector, deletes } : null,
        tail: tail
          .all(Number(found['id']))
          .map(({ row, batch }) => ({ row: Number(row), batch: bytes(batch) ?? new Uint8Array() })),
        values: new Map(
          sizes.all(Number(found['id'])).map(({ id, size }) => [String(id), Number(size)] as const),
        ),
      };
    },
    async append(rows): Promise<number[]> {
      return inOne((learn) =>
        rows.map(({ room, kind, batch, now }) => {
          const id = idOf(room, kind, now);
          learn.set(room, id);
          return Number(add.run(id, batch).lastInsertRowid);
        }),
      );
    },
    async replace(room, through, { update, vector, deletes }: Snapshot): Promise<void> {
      inOne(() => {
        const id = Number(find.get(room)?.['id']);
        put.run(update, vector, deletes, id);
        cut.run(id, through);
      });
    },
    async keep(values): Promise<void> {
      inOne((learn) => {
        for (const { room, kind, id, value, now } of values) {
          const inside = idOf(room, kind, now);
          learn.set(room, inside);
          keep.run(inside, id, value);
        }
      });
    },
    async value(room, id): Promise<Uint8Array | null> {
      return bytes(one.get(room, id)?.['bytes']);
    },
    async raise(room, kind, generation, now): Promise<void> {
      inOne(() => raise.run(generation, idOf(room, kind, now)));
    },
    async forgetMeetings(before): Promise<number> {
      return inOne(() => {
        const rooms = old.all(before).map(({ id }) => Number(id));
        for (const id of rooms) {
          dropLog.run(id);
          dropRoom.run(id);
        }
        forgetIds();
        return rooms.length;
      });
    },
    async close(): Promise<void> {
      db.close();
    },
  };
}
