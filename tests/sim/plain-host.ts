import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Author, RecordHost, Whereabouts } from '../../src/replica/door.ts';
import { LOCAL } from '../../src/replica/inner.ts';
import { recordsTouched } from '../../src/replica/records-touched.ts';

interface Act {
  readonly from: number;
  readonly to: number;
  readonly known: ReadonlyMap<number, number>;
  readonly time: number;
}

/** What every device of one invented world wrote, and knew when writing: exact causality without entries and signatures. */
export class PlainWorld {
  readonly authors: readonly Author[];
  readonly acts = new Map<number, Act[]>();
  clock = Date.UTC(2022, 7, 26, 9, 0);
  ids = 0;

  /** One device each for the bodies named; the n-th writes under client id n + 1. */
  constructor(...bodies: readonly string[]) {
    this.authors = bodies.map((body, i) => ({
      body,
      writer: `${body === 'TH' ? 2 : 1}-${i + 1}`,
      person: `Person ${i}`,
      seat: `Seat ${i}`,
    }));
  }

  open(): PlainHost[] {
    return this.authors.map((_, i) => new PlainHost(this, i));
  }

  actAt(client: number, clock: number): Act | null {
    return this.acts.get(client)?.find(({ from, to }) => from <= clock && clock < to) ?? null;
  }
}

/** A RecordHost over nothing but a Y.Doc. */
export class PlainHost implements RecordHost {
  readonly doc = new Y.Doc();
  readonly me: Author;
  readonly writer: string;
  readonly #world: PlainWorld;
  readonly #listeners = new Set<(records: ReadonlySet<string> | null) => void>();
  #carets: Awareness | null = null;

  constructor(world: PlainWorld, index: number) {
    const me = world.authors[index];
    if (me === undefined) throw new Error('no such device');
    this.#world = world;
    this.me = me;
    this.writer = me.writer;
    const client = index + 1;
    this.doc.clientID = client;
    const acts: Act[] = [];
    world.acts.set(client, acts);
    this.doc.on('afterTransaction', ({ local, beforeState, afterState }: Y.Transaction) => {
      const [from, to] = [beforeState.get(client) ?? 0, afterState.get(client) ?? 0];
      if (local && to > from) acts.push({ from, to, known: new Map(beforeState), time: world.clock++ });
    });
    this.doc.on(
      'update',
      (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        const records = recordsTouched(transaction);
        for (const listener of this.#listeners) listener(records);
      },
    );
  }

  get carets(): Awareness {
    return (this.#carets ??= new Awareness(this.doc));
  }

  mayWrite(): boolean {
    return true;
  }

  change<T>(act: () => T): T {
    return this.doc.transact(act, LOCAL);
  }

  observe(listener: (records: ReadonlySet<string> | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  authorOf(client: number): Author | null {
    return this.#world.authors[client - 1] ?? null;
  }

  timeOf(client: number, clock: number): number | null {
    return this.#world.actAt(client, clock)?.time ?? null;
  }

  knownAt(client: number, clock: number): ReadonlyMap<number, number> {
    return new Map(this.#world.actAt(client, clock)?.known).set(client, clock + 1);
  }

  now(): number {
    return this.#world.clock;
  }

  newId(): string {
    return `record-${this.#world.ids++}`;
  }

  whereIs(): Whereabouts {
    return { device: true, relay: false, seenBy: {}, since: null };
  }

  close(): void {
    this.#carets?.destroy();
    this.doc.destroy();
  }
}

/** Hands over everything one host has that another lacks. */
export const hand = (from: PlainHost, to: PlainHost): void =>
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'handed');

/** Everything to everybody. */
export function handAll(hosts: readonly PlainHost[]): void {
  for (const from of hosts) for (const to of hosts) if (from !== to) hand(from, to);
  for (const from of hosts) for (const to of hosts) if (from !== to) hand(from, to);
}
