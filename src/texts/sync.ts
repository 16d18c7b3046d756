import type { Body, Sync } from '../registers/workspace-types.ts';
import type { StorageState } from '../replica/vault.ts';
import type { CloseName } from '../wire/close-codes.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { momentOf, together } from './times.ts';

const CLOSED: Readonly<Record<CloseName, () => string>> = {
  malformed: m.closed_malformed,
  unauthorised: m.closed_unauthorised,
  'forbidden-room': m.closed_forbidden_room,
  'stale-descriptor': m.closed_stale_descriptor,
  'frame-too-large': m.closed_frame_too_large,
  'room-full': m.closed_room_full,
  'address-full': m.closed_address_full,
  'wrong-audience': m.closed_wrong_audience,
  'expired-token': m.closed_expired_token,
  'replayed-token': m.closed_replayed_token,
  'wrong-clock': m.closed_wrong_clock,
  'shutting-down': m.closed_shutting_down,
  'storage-failed': m.closed_storage_failed,
  'too-slow-reader': m.closed_too_slow_reader,
  crowded: m.closed_crowded,
  'too-fast': m.closed_too_fast,
};

/** Why a relay closed the door. */
const closedWords = (code: number, name: CloseName | null): string =>
  name === null ? m.closed_unknown({ code }) : CLOSED[name]();

/** Why this device keeps nothing; null where it does. */
function storageWords(storage: StorageState): string | null {
  if (storage.state === 'kept') return null;
  if (storage.problem === 'full') return m.sync_storage_full();
  return storage.problem === 'private' ? m.sync_storage_private() : m.sync_storage_unknown();
}

/** `well`: every Party has everything. `waiting`: it goes on by itself. `trouble`: somebody has to act. */
export interface SyncLine {
  readonly tone: 'well' | 'waiting' | 'trouble';
  readonly words: string;
  /** The whole story where the line is too short for it. */
  readonly more: string | null;
}

/** The one line at the top. `now` is Unix ms. */
export function syncLine(sync: Sync, bodies: readonly Body[], now: number): SyncLine {
  const { relay, storage, waiting: count } = sync;
  const kept = storageWords(storage);
  if (kept !== null) return { tone: 'trouble', words: m.sync_storage_short(), more: kept };
  switch (relay.state) {
    case 'refused':
      return { tone: 'trouble', words: m.sync_refused_short(), more: closedWords(relay.code, relay.name) };
    case 'distrusted': {
      const time = momentOf(relay.since, now);
      return { tone: 'trouble', words: m.sync_distrusted_short({ time }), more: m.sync_distrusted({ time }) };
    }
    case 'offline': {
      const time = momentOf(relay.since, now);
      const words = count === 0 ? m.sync_offline({ time }) : m.sync_offline_waiting({ count, time });
      return { tone: 'waiting', words, more: null };
    }
    case 'connecting': {
      const words = count === 0 ? m.sync_connecting() : m.sync_connecting_waiting({ count });
      return { tone: 'waiting', words, more: null };
    }
    case 'connected':
      return connectedLine(sync, bodies, now);
  }
}

function connectedLine(
  { waiting, waitingSince, unseen }: Sync,
  bodies: readonly Body[],
  now: number,
): SyncLine {
  if (waiting > 0) {
    const words = m.sync_waiting({ count: waiting, time: momentOf(waitingSince ?? now, now) });
    return { tone: 'waiting', words, more: null };
  }
  const behind = Object.entries(unseen).filter(([, count]) => count > 0);
  if (behind.length > 0) {
    const parties = behind.map(([id, count]) => m.sync_party_count({ party: bodyName(bodies, id), count }));
    return { tone: 'waiting', words: m.sync_at_relay({ parties: together(parties) }), more: null };
  }
  const parties = bodies.filter((body) => body.kind === 'party').length;
  return { tone: 'well', words: parties === 2 ? m.sync_all_both() : m.sync_all_all(), more: null };
}
