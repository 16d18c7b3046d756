import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../server/store-sqlite.ts';
import { describeStore, type StoreOnTrial } from '../suites/store.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'span-store-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function onTrial(folder: string): StoreOnTrial {
  const store = openSqlite(folder);
  return {
    store,
    async reopen() {
      await store.close();
      return onTrial(folder);
    },
    remove: () => store.close(),
  };
}

describeStore('one SQLite file', async () => onTrial(newFolder()));

describe('the SQLite file', () => {
  it('is made with its folder, and holds one write-ahead log that is synced at each commit', async () => {
    const folder = join(newFolder(), 'not', 'yet', 'there');
    const store = openSqlite(folder);
    await store.append([{ room: 'a', kind: 'space', batch: Uint8Array.of(1), now: 0 }]);
    expect(statSync(join(folder, 'relay.sqlite-wal')).size).toBeGreaterThan(0);
    const other = new DatabaseSync(join(folder, 'relay.sqlite'), { readOnly: true });
    expect(other.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
    // What is committed is there for another process at once, without a close.
    expect(other.prepare('SELECT count(*) AS n FROM log').get()?.['n']).toBe(1);
    other.close();
    await store.close();
  });

  it('refuses to open what is no database', () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 'relay.sqlite'),
      'these are the minutes of a meeting, not a database\n'.repeat(99),
    );
    expect(() => openSqlite(folder)).toThrow();
  });

  it('refuses a folder that is a file', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openSqlite(file)).toThrow();
  });

  it('rejects after it was closed, and keeps nothing of it', async () => {
    const folder = newFolder();
    const store = openSqlite(folder);
    await store.close();
    await expect(
      store.append([{ room: 'a', kind: 'space', batch: Uint8Array.of(1), now: 0 }]),
    ).rejects.toThrow();
    const again = openSqlite(folder);
    expect(await again.read('a')).toBeNull();
    await again.close();
  });
});
