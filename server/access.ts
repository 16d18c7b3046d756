import type { CloseName } from '../src/wire/close-codes.ts';
import { readCredential } from '../src/wire/token.ts';
import { Nonces } from './nonces.ts';
import type { Pass } from './relay.ts';

/** Whether somebody may enter a room. Nothing it sent besides the handshake has been read yet. */
export type Access = (
  room: string,
  protocols: readonly string[],
  now: number,
) => Promise<{ readonly pass: Pass } | { readonly refuse: CloseName }>;

/** Any y-websocket client into any room: for benches, and for those who want only the relay. */
export const openAccess: Access = async (room) => ({ pass: { room, kind: 'open', generation: 0 } });

/** Only who proves the room's access key, under a descriptor that hashes to the room. */
export function roomAccess(audiences: ReadonlySet<string>): Access {
  const nonces = new Nonces();
  return async (room, protocols, now) => {
    const read = await readCredential(protocols, { room, audiences, now });
    if (!read.ok) return read;
    const { descriptor, nonce, until } = read;
    const taken = nonces.take(room, nonce, until, now);
    if (taken === 'seen') return { refuse: 'replayed-token' };
    if (taken === 'full') return { refuse: 'crowded' };
    return {
      pass: { room, kind: descriptor.kind, generation: descriptor.kind === 'space' ? descriptor.n : 0 },
    };
  };
}
