import { BoxRefused, boxKeyId, openBox, type EpochKey } from '../crypto/epoch-key.ts';
import { contentId } from '../crypto/hash.ts';
import type { DeviceCard, Directory } from './directory.ts';
import {
  decodeEntry,
  decodeOpening,
  EntryUnreadable,
  sessionIdOf,
  verifyEntry,
  type Entry,
} from './entry.ts';
import { missingCertificate, missingEntry } from './ledger.ts';
import { Waiting, type Value } from './waiting.ts';

/** Largest sealed entry (sealed-replica 5.5, step 1). */
export const MAX_VALUE = 256 * 1024;
const CHUNK = 128;

export type Outcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'held'; readonly missing: string };

/** What the gate asks of the space behind it. */
export interface Gate {
  readonly spaceId: Uint8Array;
  readonly directory: Directory;
  keys(): ReadonlyMap<string, EpochKey>;
  /** The certificate of a session whose opening was accepted. */
  cardOf(session: string): DeviceCard | null;
  /** Judges and, if it stands, integrates one entry whose signature holds. Synchronous: nothing comes between. */
  admit(entry: Entry, id: string, bytes: Uint8Array<ArrayBuffer>): Outcome;
  /** Some member sealed an entry under another's name: junk, since its author cannot be known. */
  forged(): void;
}

type Opened = 'junk' | { readonly missing: string } | Entry;

const missingKey = (id: string): string => `key ${id}`;

/**
 * The gate before a space: takes sealed values from a vault or a relay and lets entries in, in causal order, after the checks
 * of sealed-replica 5.5. What nobody can ever read is junk; what waits for something is held; nothing else is dropped.
 */
export class Admission {
  readonly waiting = new Waiting();
  readonly #gate: Gate;
  /** One batch at a time: a later one may hold the causes of an earlier one's remainder. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  /** Takes values in any order; resolves to the ids of junk once all are judged or held. */
  take(values: readonly (readonly [string, unknown])[]): Promise<string[]> {
    const batch = this.#turn.then(() => this.#takeBatch(values));
    this.#turn = batch.catch(() => undefined);
    return batch;
  }

  /** Judges again what waited for a certificate or a key that may now be known. */
  retry(what: 'certificate' | 'key' | 'entry'): Promise<void> {
    const batch = this.#turn.then(() => this.#admitAll(this.waiting.releaseAll(`${what} `)));
    this.#turn = batch.catch(() => undefined);
    return batch;
  }

  /** Resolves when everything taken so far is judged. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #takeBatch(values: readonly (readonly [string, unknown])[]): Promise<string[]> {
    const junk: string[] = [];
    const sound: Value[] = [];
    for (const [id, bytes] of values) {
      if (this.waiting.has(id)) continue;
      if (bytes instanceof Uint8Array && bytes.length <= MAX_VALUE && contentId(bytes) === id) {
        sound.push({ id, bytes: bytes as Uint8Array<ArrayBuffer>, entry: null, verified: false });
      } else junk.push(id);
    }
    await this.#admitAll(sound, junk);
    this.waiting.trim();
    return junk;
  }

  async #admitAll(values: readonly Value[], junk: string[] = []): Promise<void> {
    const ready: Value[] = [];
    for (let at = 0; at < values.length; at += CHUNK) {
      const opened = await Promise.all(values.slice(at, at + CHUNK).map((value) => this.#open(value)));
      for (const [value, result] of opened) {
        if (result === 'junk') junk.push(value.id);
        else if ('missing' in result) this.waiting.hold(value, result.missing);
        else ready.push({ ...value, entry: result });
      }
    }
    // Claimed times only make a good guess at the causal order; the causes themselves decide.
    ready.sort(
      (a, b) =>
        (a.entry?.body.time ?? 0) - (b.entry?.body.time ?? 0) ||
        (a.entry?.body.seq ?? 0) - (b.entry?.body.seq ?? 0),
    );
    await this.#verifyAndAdmit(ready, junk);
  }

  async #open(value: Value): Promise<readonly [Value, Opened]> {
    if (value.entry !== null) return [value, value.entry];
    try {
      const content = await openBox(this.#gate.keys(), this.#gate.spaceId, 'entry', value.bytes);
      const entry = decodeEntry(this.#gate.spaceId, content);
      return [value, entry.body.seq > 0 || this.#opensItsOwn(entry) ? entry : 'junk'];
    } catch (error) {
      if (error instanceof BoxRefused && error.problem === 'unknown key') {
        return [value, { missing: missingKey(boxKeyId(value.bytes)) }];
      }
      if (error instanceof BoxRefused || error instanceof EntryUnreadable) return [value, 'junk'];
      throw error;
    }
  }

  /** Whoever could begin a session under another's name would be taken for its author by all who hear it first. */
  #opensItsOwn(entry: Entry): boolean {
    const { cert, client } = decodeOpening(entry.body.payload);
    return entry.session === sessionIdOf(this.#gate.spaceId, cert, client);
  }

  async #verifyAndAdmit(values: readonly Value[], junk: string[]): Promise<void> {
    const openings = new Map<string, Entry>();
    for (const { entry } of values) if (entry?.body.seq === 0) openings.set(entry.session, entry);
    const verified: Value[] = [];
    for (let at = 0; at < values.length; at += CHUNK) {
      const chunk = values.slice(at, at + CHUNK);
      const results = await Promise.all(chunk.map((value) => this.#verify(value, openings, junk)));
      verified.push(...results.filter((value) => value !== null));
    }
    const queue = verified;
    for (let at = 0; at < queue.length; at++) {
      const value = queue[at];
      if (value === undefined || value.entry === null) continue;
      const { entry } = value;
      const result = this.#gate.admit(entry, value.id, value.bytes);
      if (result.outcome === 'held') this.waiting.hold(value, result.missing);
      if (result.outcome !== 'accepted' && result.outcome !== 'refused') continue;
      const released = this.waiting.release(missingEntry(entry.session, entry.body.seq));
      queue.push(...released.filter((waiting) => waiting.verified));
      // Values that waited before their writer was known have still to be verified.
      const unverified = released.filter((waiting) => !waiting.verified);
      if (unverified.length > 0) await this.#verifyAndAdmit(unverified, junk);
    }
  }

  /** The value, verified; null when it is held or forged. */
  async #verify(value: Value, openings: ReadonlyMap<string, Entry>, junk: string[]): Promise<Value | null> {
    const { entry } = value;
    if (entry === null || value.verified) return entry === null ? null : value;
    const card = this.#cardOf(entry, openings);
    if (typeof card === 'string') {
      this.waiting.hold(value, card);
      return null;
    }
    if (await verifyEntry(card.signPub, this.#gate.spaceId, entry)) return { ...value, verified: true };
    this.#gate.forged();
    junk.push(value.id);
    return null;
  }

  /** The certificate an entry's signature is checked with, or the name of what is missing for it. */
  #cardOf(entry: Entry, openings: ReadonlyMap<string, Entry>): DeviceCard | string {
    const accepted = this.#gate.cardOf(entry.session);
    if (accepted !== null) return accepted;
    const opening = entry.body.seq === 0 ? entry : openings.get(entry.session);
    if (opening === undefined) return missingEntry(entry.session, 0);
    try {
      const { cert } = decodeOpening(opening.body.payload);
      return this.#gate.directory.byCert(cert) ?? missingCertificate(cert);
    } catch {
      // An opening that says nothing readable: nobody's signature, so held for a certificate that will never come.
      return missingCertificate('none');
    }
  }
}
