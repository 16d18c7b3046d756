import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { start } from '../../server/start.ts';
import { secretOf, type InvitationLetter } from '../../src/charter/invitation.ts';
import { Shelf } from '../../src/charter/shelf.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import type { WorkspacePlace } from '../../src/registers/workspace-place.ts';
import { openChunkStore } from '../../src/replica/chunk-store-idb.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import { Vault } from '../../src/replica/vault.ts';

let devices = 0;

/** A device of its own: its own shelf and vaults, the real relay in between. */
export function newDevice(): WorkspacePlace & { readonly shelf: Shelf } {
  const number = ++devices;
  const now = () => Date.now();
  return {
    shelf: new Shelf(`shelf ${process.pid} ${number}`),
    now,
    random: randomBytes,
    vault: (name) => Vault.open(`device ${number} ${name}`),
    chunks: (name) => openChunkStore(`device ${number} ${name}`),
    meet: (letter: InvitationLetter) => MeetRoom.open(letter.relay, secretOf(letter), now),
    app: 'test',
  };
}

/** The relay as it runs in service (room access), on a free port, gone when the test is over. */
export async function newRelay(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'span-test-'));
  const running = await start({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    access: 'room',
    audiences: new Set(),
    tls: null,
  });
  let closing: Promise<void> | null = null;
  const close = () => (closing ??= running.close());
  onTestFinished(async () => {
    await close();
    rmSync(dataDir, { recursive: true });
  });
  return { url: running.url.replace('http', 'ws'), close };
}
