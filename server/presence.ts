import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { LIMITS } from '../src/wire/limits.ts';
import { EMPTY_VECTOR } from './frames.ts';

/** How long the clock of somebody who left is remembered: others echo states for a moment after. */
const REMEMBER_MS = 60_000;

interface State {
  readonly clock: number;
  readonly json: string;
  readonly owner: object;
}

/** A message that says nobody: something to hear, for y-websocket leaves after 30 s of silence. */
export const NOBODY = EMPTY_VECTOR;

/**
 * Who is in a room: y-protocols' awareness, kept as text and in memory only. Stock clients send back whatever they
 * hear, so only what is newer by its clock is news.
 */
export class Presence {
  readonly #states = new Map<number, State>();
  readonly #left = new Map<number, { readonly clock: number; readonly at: number }>();
  readonly #owned = new Map<object, Set<number>>();

  /** Takes what an owner (a socket) says. Returns the part to pass on, or null when nothing is new. Throws on junk. */
  take(update: Uint8Array, owner: object, now: number): Uint8Array | null {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    const said: (readonly [client: number, clock: number, json: string])[] = [];
    for (let i = 0; i < count; i++) {
      said.push([
        decoding.readVarUint(decoder),
        decoding.readVarUint(decoder),
        decoding.readVarString(decoder),
      ]);
    }
    if (decoding.hasContent(decoder)) throw new RangeError('more than presence');
    // A client that comes back says the clock it had when it left; one that echoes owns a state already.
    const returning = !this.#owned.has(owner);
    const news = said.filter(([client, clock, json]) =>
      this.#set(client, clock, json, owner, returning, now),
    );
    return news.length > 0 ? encode(news) : null;
  }

  /** Everybody, or null when nobody is here. */
  all(): Uint8Array | null {
    if (this.#states.size === 0) return null;
    return encode([...this.#states].map(([client, { clock, json }]) => [client, clock, json]));
  }

  /** Forgets what the owner said. Returns the message that says so, or null. */
  leave(owner: object, now: number): Uint8Array | null {
    const gone = [...(this.#owned.get(owner) ?? [])].flatMap((client) => {
      const state = this.#states.get(client);
      return state ? [[client, state.clock, 'null'] as const] : [];
    });
    this.#owned.delete(owner);
    for (const [client, clock] of gone) this.#forget(client, clock, now);
    return gone.length > 0 ? encode(gone) : null;
  }

  #set(client: number, clock: number, json: string, owner: object, returning: boolean, now: number): boolean {
    const before = this.#states.get(client);
    const left = this.#left.get(client);
    if (json === 'null') {
      if (!before || clock < before.clock) return false;
      this.#owned.get(before.owner)?.delete(client);
      this.#forget(client, clock, now);
      return true;
    }
    if (before && clock <= before.clock) return false;
    if (left && (returning ? clock < left.clock : clock <= left.clock)) return false;
    if (json.length > LIMITS.presenceState) throw new RangeError('presence too large');
    JSON.parse(json); // stock clients parse it unguarded, so junk must not reach them
    const owned = this.#owned.get(owner) ?? new Set();
    if (!owned.has(client) && owned.size >= LIMITS.presencePerSocket) return false;
    if (!before && this.#states.size >= LIMITS.presencePerRoom) return false;
    if (before && before.owner !== owner) this.#owned.get(before.owner)?.delete(client);
    this.#owned.set(owner, owned.add(client));
    this.#states.set(client, { clock, json, owner });
    this.#left.delete(client);
    return true;
  }

  #forget(client: number, clock: number, now: number): void {
    this.#states.delete(client);
    this.#left.delete(client);
    this.#left.set(client, { clock, at: now });
    for (const [old, { at }] of this.#left) {
      if (this.#left.size <= LIMITS.presencePerRoom && now - at < REMEMBER_MS) break;
      this.#left.delete(old);
    }
  }
}

const encode = (states: readonly (readonly [client: number, clock: number, json: string])[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [client, clock, json] of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
