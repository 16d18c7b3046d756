import type { Awareness } from 'y-protocols/awareness';
import { toBase64Url, type Bytes } from '../crypto/bytes.ts';
import type { Courier } from './courier.ts';
import type { Author } from './door.ts';
import { Listeners } from './listeners.ts';
import {
  openPresence,
  presenceState,
  sealPresence,
  type PresenceSeal,
  type PresenceState,
} from './presence-state.ts';
import { authorOf } from './provenance.ts';
import type { Space } from './space.ts';

/** States are sent at most this often. Milliseconds. */
const PACE = 60;
/** A page others may follow to: a section, and what it shows there. */
export interface Lead {
  readonly section: string;
  /** Id of a record of this space; null: the section itself. */
  readonly record: string | null;
}

/** Somebody who has the space open now. */
export interface Present {
  /** One page of one device. */
  readonly key: string;
  readonly author: Author;
  /** Id of the record they are at. */
  readonly place: string | null;
  readonly mode: 'reading' | 'writing';
  /** Where a facilitator leads those who follow; nobody else's word on it is heard. */
  readonly lead: Lead | null;
  readonly me: boolean;
}

interface Heard {
  readonly said: PresenceState;
  readonly author: Author;
  readonly facilitates: boolean;
  /** Id under which the caret stands in the space's decrypted awareness. */
  readonly caret: number;
}

/** A relay's copy of who is here. */
interface Heeded {
  /** Client there → the session it last spoke for. */
  readonly sessions: Map<number, string>;
  connected: boolean;
  end(): void;
}

export interface PresenceOptions extends PresenceSeal {
  readonly space: Space;
  readonly courier: Courier;
  random(length: number): Bytes;
}

/**
 * Who is here, and where. A relay carries each state sealed and signed; what comes out of the seal is put, under the name in
 * the author's certificate, into the space's own awareness, where the editors look for carets. A session is here as long as any
 * client at any relay speaks for it: who comes back over bad Wi-Fi has a new client before the relay misses the old one.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #session: string;
  readonly #heard = new Map<string, Heard>();
  readonly #relays = new Map<Awareness, Heeded>();
  readonly #listeners = new Listeners();
  readonly #ends: (() => void)[] = [];
  #carets: Awareness | null = null;
  #stopCarets: () => void = () => {};
  #place: string | null = null;
  #lead: Lead | null = null;
  #counter = 0;
  #nextCaret = 1;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#session = toBase64Url(options.random(12));
    this.#bindCarets();
    this.#bindRelays();
    this.#ends.push(
      options.space.observe((records) => {
        if (records === null) this.#bindCarets();
      }),
      options.courier.observe(() => this.#bindRelays()),
    );
    this.#sendSoon();
  }

  /** Everybody here, this page first. */
  people(): readonly Present[] {
    const own: Present = {
      key: this.#session,
      author: this.#options.space.me,
      place: this.#place,
      mode: this.#ownCursor() === null ? 'reading' : 'writing',
      lead: this.#lead,
      me: true,
    };
    const others = [...this.#heard].map(([key, { said: state, author: by, facilitates }]): Present => ({
      key,
      author: by,
      place: state.place,
      mode: state.cursor === null ? 'reading' : 'writing',
      lead: facilitates ? (state.lead ?? null) : null,
      me: false,
    }));
    return [own, ...others];
  }

  get others(): number {
    return this.#heard.size;
  }

  place(record: string | null): void {
    if (this.#place === record) return;
    this.#place = record;
    this.#sendSoon();
    this.#changed();
  }

  /** Says where others may follow this page to; null: it leads nobody. Idle where this device is no facilitator's. */
  lead(at: Lead | null): void {
    if (!this.#options.device.card.facilitates || JSON.stringify(at) === JSON.stringify(this.#lead)) return;
    this.#lead = at;
    this.#sendSoon();
    this.#changed();
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const end of this.#ends) end();
    for (const relay of this.#relays.values()) relay.end();
    for (const { awareness } of this.#options.courier.mailboxes) awareness.setLocalState(null);
    this.#stopCarets();
    this.#listeners.clear();
  }

  /** The space gives a new awareness whenever its document is built anew. */
  #bindCarets(): void {
    const { carets } = this.#options.space;
    if (carets === this.#carets) return;
    this.#stopCarets();
    this.#carets = carets;
    const mine = ({ added, updated }: { added: number[]; updated: number[] }) => {
      if ([...added, ...updated].includes(carets.clientID)) {
        this.#sendSoon();
        this.#changed();
      }
    };
    carets.on('update', mine);
    this.#stopCarets = () => carets.off('update', mine);
    for (const heard of this.#heard.values()) this.#show(heard);
  }

  #bindRelays(): void {
    if (this.#closed) return;
    const { mailboxes } = this.#options.courier;
    const now = new Set(mailboxes.map(({ awareness }) => awareness));
    for (const [awareness, relay] of this.#relays) {
      if (now.has(awareness)) continue;
      relay.end();
      this.#relays.delete(awareness);
      for (const session of relay.sessions.values()) this.#leave(session);
    }
    for (const { awareness, state } of mailboxes) {
      const relay = this.#relays.get(awareness) ?? this.#heed(awareness);
      const connected = state.state === 'connected';
      // Leaving a relay takes this page's state from it, so every return says it again.
      if (connected && !relay.connected) this.#sendSoon();
      relay.connected = connected;
    }
  }

  #heed(awareness: Awareness): Heeded {
    const listen = (change: { added: number[]; updated: number[]; removed: number[] }) => {
      for (const client of change.removed) this.#left(client, awareness);
      for (const client of [...change.added, ...change.updated]) {
        if (client !== awareness.clientID) void this.#hear(client, awareness);
      }
    };
    awareness.on('change', listen);
    const end = () => awareness.off('change', listen);
    const relay: Heeded = { sessions: new Map(), connected: false, end };
    this.#relays.set(awareness, relay);
    return relay;
  }

  #ownCursor(): PresenceState['cursor'] {
    const state = this.#carets?.getLocalState() as { cursor?: unknown } | null | undefined;
    // Positions are Yjs's own objects; the wire carries their JSON.
    const plain: unknown = JSON.parse(JSON.stringify(state?.cursor ?? null));
    return presenceState.shape.cursor.safeParse(plain).data ?? null;
  }

  #sendSoon(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#send();
    }, PACE);
  }

  async #send(): Promise<void> {
    const { device } = this.#options;
    const state: PresenceState = {
      cert: device.card.cert,
      session: this.#session,
      counter: ++this.#counter,
      place: this.#place,
      cursor: this.#ownCursor(),
      lead: this.#lead,
    };
    const sealed = await sealPresence(this.#options, state);
    // A later state may have overtaken this one while it was sealed.
    if (sealed === null || this.#closed || state.counter !== this.#counter) return;
    for (const { awareness } of this.#options.courier.mailboxes) {
      awareness.setLocalState(sealed);
    }
  }

  async #hear(client: number, awareness: Awareness): Promise<void> {
    const state = awareness.getStates().get(client);
    const heard = await openPresence(this.#options, state);
    if (heard === null || this.#closed || heard.session === this.#session) return;
    const sessions = this.#relays.get(awareness)?.sessions;
    // Who left while this was opened would be here for ever. Who said more is heard with this, too: one who types faster than a slow
    // device opens what they say would never be.
    if (sessions === undefined || !awareness.getStates().has(client)) return;
    const card = this.#options.directory.byCert(heard.cert);
    if (card === null) return;
    const spokeFor = sessions.get(client);
    sessions.set(client, heard.session);
    if (spokeFor !== undefined && spokeFor !== heard.session) this.#leave(spokeFor);
    const before = this.#heard.get(heard.session);
    if (before !== undefined && before.said.counter >= heard.counter) return;
    const caret = before?.caret ?? this.#nextCaret++;
    const now: Heard = { said: heard, author: authorOf(card), facilitates: card.facilitates, caret };
    this.#heard.set(heard.session, now);
    this.#show(now);
    this.#changed();
  }

  #left(client: number, awareness: Awareness): void {
    const sessions = this.#relays.get(awareness)?.sessions;
    const session = sessions?.get(client);
    if (sessions === undefined || session === undefined) return;
    sessions.delete(client);
    this.#leave(session);
  }

  /** Takes a session off, unless some client still speaks for it. */
  #leave(session: string): void {
    const heard = this.#heard.get(session);
    if (heard === undefined || this.#speaksFor(session)) return;
    this.#heard.delete(session);
    if (this.#carets !== null) {
      this.#carets.states.delete(heard.caret);
      this.#carets.emit('change', [{ added: [], updated: [], removed: [heard.caret] }, 'presence']);
    }
    this.#changed();
  }

  #speaksFor(session: string): boolean {
    return [...this.#relays.values()].some(({ sessions }) => [...sessions.values()].includes(session));
  }

  /** Puts a caret where the editors look. */
  #show({ said: { cursor }, author, caret }: Heard): void {
    const carets = this.#carets;
    if (carets === null) return;
    const known = carets.states.has(caret);
    carets.states.set(caret, { author, cursor });
    const change = { added: known ? [] : [caret], updated: known ? [caret] : [], removed: [] };
    carets.emit('change', [change, 'presence']);
  }

  #changed(): void {
    this.#listeners.tell();
  }
}
