import * as decoding from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { closeNameOf, type CloseName } from '../wire/close-codes.ts';
import { MESSAGE, SYNC } from '../wire/messages.ts';
import { sameValue, saysOtherwise } from './client-theft.ts';
import { Quota } from './quota.ts';
import { Receipts } from './receipts.ts';

export type RelayState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'offline'; readonly since: number }
  | {
      readonly state: 'refused';
      readonly code: number;
      readonly name: CloseName | null;
    }
  | { readonly state: 'distrusted'; readonly since: number };

/** What a mailbox needs of its courier. */
export interface MailboxOwner {
  has(id: string): boolean;
  get(id: string): Uint8Array | null;
  ids(): Iterable<string>;
  /** Values this device does not have; resolves to the ids that are junk to anyone and may go. */
  arrived(values: readonly (readonly [string, unknown])[]): Promise<readonly string[]>;
  /** State or holdings changed. */
  changed(): void;
}

export interface MailboxAddress {
  /** Base URL of the relay's rooms: `wss://host/relay`. */
  readonly url: string;
  readonly room: string;
  /** Fresh WebSocket subprotocols: an access token serves once and for a minute. */
  credentials(): Promise<string[]>;
  /** How a connection ended, before the next credentials are asked for; null: it broke. */
  closed?(event: { readonly code: number; readonly reason: string } | null): void;
}

const HEAL_JITTER = { least: 50, spread: 100 } as const;
/** After so many rounds of putting back in an hour a relay is left (sealed-replica 5.4). */
const HEALS_PER_HOUR = 200;
const HOUR = 3_600_000;
const ENTRIES = 'e';

/**
 * One relay's copy of a space's sealed values: a throw-away Y.Doc on the stock y-websocket provider. Filled from the vault,
 * read into it after checking, refilled when tampered with; never shared between relays (sealed-replica 5.4, experiment i).
 */
export class Mailbox {
  readonly #address: MailboxAddress;
  readonly #owner: MailboxOwner;
  readonly #now: () => number;
  /** Ids the relay has confirmed to hold, by receipt or by having sent them. */
  readonly #held = new Set<string>();
  readonly #receipts = new Receipts(() => this.#reconnect());
  #provider!: WebsocketProvider;
  #values!: Y.Map<unknown>;
  #awareness!: Awareness;
  #stopWatching: () => void = () => {};
  #state: RelayState = { state: 'connecting' };
  #everSynced = false;
  #healing: ReturnType<typeof setTimeout> | null = null;
  readonly #heals = new Quota(HEALS_PER_HOUR, HOUR);
  #tampered = false;
  #client = 0;
  #closed = false;

  constructor(address: MailboxAddress, owner: MailboxOwner, now: () => number) {
    this.#address = address;
    this.#owner = owner;
    this.#now = now;
    this.#open();
  }

  get state(): RelayState {
    return this.#state;
  }

  /** Sealed presence states travel here, beside the values. Replaced when the mailbox is opened anew. */
  get awareness(): Awareness {
    return this.#awareness;
  }

  /** Whether the relay holds a value; `unknown` until it was reached once. */
  holds(id: string): 'yes' | 'no' | 'unknown' {
    if (this.#held.has(id)) return 'yes';
    return this.#everSynced ? 'no' : 'unknown';
  }

  /** Hands values to the relay, now or when it is next in reach (they are in the vault). */
  put(values: readonly (readonly [string, Uint8Array])[]): void {
    if (!this.#provider.synced || this.#closed || this.#tampered) return;
    const missing = values.filter(([id]) => !this.#values.has(id));
    if (missing.length === 0) return;
    this.#provider.doc.transact(() => {
      for (const [id, bytes] of missing) this.#values.set(id, bytes);
    });
    this.#askReceipt(missing.map(([id]) => id));
  }

  /** The device went on or off line: does not wait for the socket to notice. */
  network(online: boolean): void {
    if (this.#closed || this.#final()) return;
    if (!online) {
      this.#provider.disconnect();
      this.#setState({ state: 'offline', since: this.#now() });
    } else if (!this.#provider.wsconnected) void this.#connect();
  }

  close(): void {
    this.#closed = true;
    this.#shut();
  }

  #final(): boolean {
    return this.#state.state === 'refused' || this.#state.state === 'distrusted';
  }

  #setState(state: RelayState): void {
    if (state.state === this.#state.state && state.state === 'offline') return;
    this.#state = state;
    this.#owner.changed();
  }

  #open(): void {
    const doc = new Y.Doc();
    this.#client = doc.clientID;
    this.#awareness = new Awareness(doc);
    this.#awareness.setLocalState(null);
    this.#values = doc.getMap(ENTRIES);
    this.#tampered = false;
    const provider = new WebsocketProvider(this.#address.url, this.#address.room, doc, {
      awareness: this.#awareness,
      connect: false,
      disableBc: true,
      maxBackoffTime: 2_500,
    });
    this.#provider = provider;
    this.#listenForReceipts(provider);
    const watch = (event: Y.YMapEvent<unknown>) => {
      if (!event.transaction.local) this.#heard([...event.keysChanged]);
    };
    this.#values.observe(watch);
    // Yjs gives up a client id by itself only when somebody else wrote under it.
    const watchClient = () => doc.clientID !== this.#client && this.#distrustDocument();
    doc.on('afterTransactionCleanup', watchClient);
    this.#stopWatching = () => {
      this.#values.unobserve(watch);
      doc.off('afterTransactionCleanup', watchClient);
    };
    provider.on('sync', (synced: boolean) => synced && this.#synced());
    provider.on('status', ({ status }) => {
      if (status === 'connecting' && this.#state.state !== 'offline') this.#setState({ state: 'connecting' });
    });
    provider.on('connection-close', (event) => {
      if (this.#closed || provider !== this.#provider) return;
      this.#address.closed?.(event);
      this.#receipts.forget();
      if (this.#tampered) {
        this.#tampered = false;
        return queueMicrotask(() => this.#reopen());
      }
      this.#renewClient();
      queueMicrotask(() => this.#forgetOthers());
      if (!this.#final()) this.#setState({ state: 'offline', since: this.#now() });
      void this.#address.credentials().then((protocols) => (provider.protocols = protocols));
    });
    provider.on('closed', ({ code }) => this.#setState({ state: 'refused', code, name: closeNameOf(code) }));
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const provider = this.#provider;
    provider.protocols = await this.#address.credentials();
    if (!this.#closed && provider === this.#provider && !this.#final()) provider.connect();
  }

  #shut(): void {
    this.#receipts.forget();
    if (this.#healing !== null) clearTimeout(this.#healing);
    this.#healing = null;
    this.#stopWatching();
    const { doc } = this.#provider;
    this.#provider.destroy();
    this.#awareness.destroy();
    doc.destroy();
  }

  /** Begins again with an empty document and a client id nobody has seen. */
  #reopen(): void {
    if (this.#closed) return;
    this.#shut();
    this.#held.clear();
    this.#open();
    this.#owner.changed();
  }

  #synced(): void {
    this.#everSynced = true;
    for (const [id, value] of this.#values) if (value instanceof Uint8Array) this.#held.add(id);
    for (const id of this.#held) if (!this.#values.has(id)) this.#held.delete(id);
    this.#setState({ state: 'connected' });
    this.put(this.#missing());
    this.#take([...this.#values.keys()]);
  }

  /** Everything of ours the relay lacks or holds altered. */
  #missing(): (readonly [string, Uint8Array])[] {
    const missing: (readonly [string, Uint8Array])[] = [];
    for (const id of this.#owner.ids()) {
      const bytes = this.#values.has(id) ? null : this.#owner.get(id);
      if (bytes !== null) missing.push([id, bytes]);
    }
    return missing;
  }

  #heard(ids: readonly string[]): void {
    let tampered = false;
    for (const id of ids) {
      const value = this.#values.get(id);
      if (value instanceof Uint8Array) this.#held.add(id);
      else this.#held.delete(id);
      if (this.#owner.has(id) && !sameValue(value, this.#owner.get(id))) {
        this.#held.delete(id);
        tampered = true;
      }
    }
    if (tampered) this.#healSoon();
    this.#take(ids);
    this.#owner.changed();
  }

  #distrustDocument(): void {
    if (this.#tampered) return;
    this.#tampered = true;
    queueMicrotask(() => {
      // The provider takes leave under the id of the document, which has to be one the awareness knows.
      this.#provider.doc.clientID = this.#client;
      this.#provider.disconnect();
    });
  }

  /** Values put in the next connection get a client id nobody in the room has seen, so none can be forged ahead. */
  #renewClient(): void {
    this.#awareness.setLocalState(null);
    this.#client = newClientId();
    this.#provider.doc.clientID = this.#client;
    this.#awareness.clientID = this.#client;
    this.#awareness.setLocalState(null);
  }

  /**
   * The provider takes everybody else off when a connection ends, but their clocks stay, and a state with a clock already
   * seen is passed over: those who did not move meanwhile would stay away for up to 15 s after the return.
   */
  #forgetOthers(): void {
    const { meta, clientID } = this.#awareness;
    for (const client of meta.keys()) if (client !== clientID) meta.delete(client);
  }

  #take(ids: readonly string[]): void {
    const unknown = ids.flatMap((id) => {
      const value = this.#values.get(id);
      return value === undefined || this.#owner.has(id) ? [] : [[id, value] as const];
    });
    if (unknown.length === 0) return;
    const doc = this.#provider.doc;
    void this.#owner.arrived(unknown).then((junk) => {
      if (this.#closed || junk.length === 0 || doc !== this.#provider.doc) return;
      for (const id of junk) this.#held.delete(id);
      doc.transact(() => junk.forEach((id) => this.#values.delete(id)));
    });
  }

  #healSoon(): void {
    if (this.#healing !== null) return;
    const wait = HEAL_JITTER.least + Math.random() * HEAL_JITTER.spread;
    this.#healing = setTimeout(() => {
      this.#healing = null;
      this.#heal();
    }, wait);
  }

  #heal(): void {
    const now = this.#now();
    if (this.#heals.spent(now)) {
      this.#setState({ state: 'distrusted', since: now });
      return this.#provider.disconnect();
    }
    if (!this.#provider.synced) return;
    const altered = [...this.#values.keys()].filter((id) => {
      const own = this.#owner.get(id);
      return own !== null && !sameValue(this.#values.get(id), own);
    });
    const missing = this.#missing();
    if (altered.length + missing.length === 0) return;
    this.#heals.take(now);
    this.#provider.doc.transact(() => altered.forEach((id) => this.#values.set(id, this.#owner.get(id))));
    if (altered.length > 0) this.#askReceipt(altered);
    this.put(missing);
  }

  #listenForReceipts(provider: WebsocketProvider): void {
    const sync = provider.messageHandlers[MESSAGE.sync];
    if (sync === undefined) return;
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, from, emitSynced, type) => {
      const step = decoding.peekVarUint(decoder);
      if (
        step !== SYNC.step1 &&
        provider.synced &&
        saysOtherwise(this.#provider.doc, this.#client, decoding.clone(decoder))
      )
        this.#distrustDocument();
      sync(encoder, decoder, from, emitSynced, type);
      // The answer to the relay's question is sent when this handler returns; a receipt asked for after it covers it.
      if (step === SYNC.step1) queueMicrotask(() => this.#askReceipt([...this.#values.keys()]));
    };
    provider.messageHandlers[MESSAGE.receipt] = (_encoder, decoder) => {
      for (const id of this.#receipts.came(decoder)) if (this.#values.has(id)) this.#held.add(id);
      this.#owner.changed();
    };
  }

  #askReceipt(ids: readonly string[]): void {
    const socket = this.#provider.ws;
    if (socket === null || socket.readyState !== WebSocket.OPEN || ids.length === 0) return;
    socket.send(this.#receipts.ask(ids));
  }

  #reconnect(): void {
    if (this.#closed || this.#final()) return;
    this.#provider.disconnect();
    this.#setState({ state: 'offline', since: this.#now() });
    void this.#connect();
  }
}

const newClientId = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
