import { readCredential } from '../src/wire/token.ts';
import { Nonces } from './nonces.ts';
import type { Access } from './http.ts';

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
