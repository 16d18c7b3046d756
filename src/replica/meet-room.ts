import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { concat, randomBytes, utf8, toBase64Url } from '../crypto/bytes.ts';
import { derive } from '../crypto/derive.ts';
import { signerFromSeed } from '../crypto/sign.ts';
import { RELAY_PATH } from '../wire/messages.ts';
import { RelayClock } from '../wire/relay-clock.ts';
import { roomOf, type MeetDescriptor } from '../wire/room.ts';
import { mintProtocols } from '../wire/token.ts';
import { Listeners } from './listeners.ts';
import type { Meeting } from './meeting.ts';

/** A value put here at most: a welcome with the charter of some hundred members. Bytes. */
const MAX_VALUE = 512 * 1024;
const NONCE = 12;
/** After a refusal that is meant to be final the relay is asked again this much later: it may have been mended since. Milliseconds. */
const AGAIN = 60_000;

const MAP = 'm';

/** A {@link Meeting} at a relay. Room, access and seal all come from the invitation's secret; the relay learns none of them. */
export class MeetRoom implements Meeting {
  readonly #key: CryptoKey;
  readonly #doc: Y.Doc;
  readonly #values: Y.Map<unknown>;
  readonly #provider: WebsocketProvider;
  readonly #awareness: Awareness;
  readonly #opened = new Map<string, Uint8Array>();
  readonly #listeners = new Listeners();
  readonly #clock: RelayClock;
  readonly #credentials: () => Promise<string[]>;
  #again: ReturnType<typeof setTimeout> | null = null;
  /** Names are sealed in order of arrival; what is read is what was last taken in. */
  #turn: Promise<void> = Promise.resolve();
  #state: Meeting['state'] = 'connecting';
  #refused = 0;
  #closed = false;

  private constructor(
    url: string,
    room: string,
    key: CryptoKey,
    clock: RelayClock,
    credentials: () => Promise<string[]>,
  ) {
    this.#key = key;
    this.#clock = clock;
    this.#credentials = credentials;
    this.#doc = new Y.Doc();
    this.#values = this.#doc.getMap(MAP);
    this.#awareness = new Awareness(this.#doc);
    this.#awareness.setLocalState(null);
    this.#provider = new WebsocketProvider(`${url}${RELAY_PATH}`, room, this.#doc, {
      awareness: this.#awareness,
      connect: false,
      disableBc: true,
      maxBackoffTime: 2_500,
    });
  }

  /**
   * Enters the room of a secret (at least 16 bytes).
   * @param url base URL of the relay, `wss://host`
   * @param now Unix ms
   */
  static async open(url: string, secret: Uint8Array, now: () => number): Promise<MeetRoom> {
    const [accessSeed, sealing] = await Promise.all([
      derive(secret, 'span/1/meet/access'),
      derive(secret, 'span/1/meet/seal'),
    ]);
    const access = await signerFromSeed(accessSeed);
    const key = await crypto.subtle.importKey('raw', sealing, 'AES-GCM', false, ['encrypt', 'decrypt']);
    const descriptor: MeetDescriptor = { kind: 'meet', v: 1, accessPub: toBase64Url(access.publicKey) };
    const audience = new URL(url).host;
    const clock = new RelayClock(now);
    const credentials = () =>
      mintProtocols({ descriptor, accessKey: access.privateKey, audience, now: clock.now() });
    const room = new MeetRoom(url, await roomOf(descriptor), key, clock, credentials);
    room.#begin();
    return room;
  }

  #begin(): void {
    const provider = this.#provider;
    this.#values.observe((event) => this.#take([...event.keysChanged]));
    // Only what has been read may be called synced: who asks "has nobody answered?" must not be told too early.
    provider.on('sync', (synced: boolean) => {
      if (synced) this.#turn = this.#turn.then(() => (provider.synced ? this.#say('synced') : undefined));
    });
    provider.on('connection-close', (event) => {
      this.#clock.closed(event);
      if (this.#state !== 'refused') this.#say('offline');
      void this.#credentials().then((protocols) => (provider.protocols = protocols));
    });
    provider.on('closed', () => {
      this.#say('refused');
      if (!this.#closed) this.#again ??= setTimeout(() => this.#connect(), AGAIN);
    });
    this.#connect();
  }

  #connect(): void {
    this.#again = null;
    void this.#credentials().then((protocols) => {
      this.#provider.protocols = protocols;
      if (!this.#closed) this.#provider.connect();
    });
  }

  get clockAhead(): number {
    return this.#clock.ahead;
  }

  get state(): Meeting['state'] {
    return this.#state;
  }

  /** Values that did not open: put there by somebody who does not hold the secret, or under another name. */
  get refused(): number {
    return this.#refused;
  }

  put(name: string, value: Uint8Array): void {
    if (this.#closed) return;
    this.#opened.set(name, value);
    this.#turn = this.#turn.then(async () => {
      const nonce = randomBytes(NONCE);
      const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(name) };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, this.#key, concat(value)));
      this.#values.set(name, concat(nonce, sealed));
    });
  }

  get(name: string): Uint8Array | null {
    return this.#opened.get(name) ?? null;
  }

  names(): readonly string[] {
    return [...this.#opened.keys()];
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#again !== null) clearTimeout(this.#again);
    this.#listeners.clear();
    // What was put last has still to be sealed and sent.
    void this.#turn.then(() => {
      this.#provider.destroy();
      this.#awareness.destroy();
      this.#doc.destroy();
    });
  }

  #take(names: readonly string[]): void {
    this.#turn = this.#turn.then(async () => {
      for (const name of names) {
        const value = await this.#open(name, this.#values.get(name));
        if (value !== null) this.#opened.set(name, value);
        else if (this.#values.has(name)) this.#refused += 1;
      }
      this.#listeners.tell();
    });
  }

  /** Null for what somebody without the secret put there, or under another name. */
  async #open(name: string, sealed: unknown): Promise<Uint8Array | null> {
    if (!(sealed instanceof Uint8Array) || sealed.length > MAX_VALUE) return null;
    try {
      const algorithm = {
        name: 'AES-GCM',
        iv: concat(sealed.subarray(0, NONCE)),
        additionalData: utf8(name),
      };
      return new Uint8Array(
        await crypto.subtle.decrypt(algorithm, this.#key, concat(sealed.subarray(NONCE))),
      );
    } catch {
      return null;
    }
  }

  #say(state: Meeting['state']): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
