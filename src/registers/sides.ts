import { stands, type Standing } from '../replica/deletion.ts';
import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { byPlace, type Placed } from '../replica/order.ts';
import { BadValue, Records, type RecordView, type Schemas } from '../replica/records.ts';
import { ownedRoot } from '../replica/roots.ts';
import { placeAfter, placeLast } from './placed.ts';

interface Sided extends Placed {
  readonly body: string;
  readonly standing: Standing;
}

/** One noun on every body's side. Views are kept per record until it changes. */
export class Sides<S extends Schemas, V extends Sided> {
  readonly #records: ReadonlyMap<string, Records<S>>;
  readonly #host: RecordHost;
  readonly #make: (view: RecordView<S>, body: string) => V;
  readonly #views = new Map<string, V>();
  readonly #lists = new Map<string, readonly V[]>();

  constructor(
    host: RecordHost,
    root: string,
    bodies: readonly string[],
    schemas: S,
    make: (view: RecordView<S>, body: string) => V,
  ) {
    this.#host = host;
    this.#make = make;
    this.#records = new Map(
      bodies.map((body) => [body, new Records(host, ownedRoot(root, body), schemas, body)]),
    );
  }

  /** All of a body's records, deleted ones included, in order; the same array until one changes. */
  all(body: string): readonly V[] {
    const kept = this.#lists.get(body);
    if (kept !== undefined) return kept;
    const ids = this.#records.get(body)?.ids() ?? [];
    const list = ids.flatMap((id) => this.get(id) ?? []).sort(byPlace);
    this.#lists.set(body, list);
    return list;
  }

  /** Those that stand, contested ones included. */
  standing(body: string): readonly V[] {
    return this.all(body).filter(stands);
  }

  get(id: string): V | null {
    const kept = this.#views.get(id);
    if (kept !== undefined) return kept;
    for (const [body, records] of this.#records) {
      const view = records.view(id);
      if (view === null) continue;
      const made = this.#make(view, body);
      this.#views.set(id, made);
      return made;
    }
    return null;
  }

  /** The side this device may write on. Throws {@link BadValue} `body` 'missing' for one that has none. */
  get mine(): Records<S> {
    const records = this.#records.get(this.#host.me.body);
    if (records === undefined) throw new BadValue('body', 'missing');
    return records;
  }

  /** The side a record stands on; writing on another's throws `WriteRefused` 'not the owner'. */
  sideOf(id: string): Records<S> {
    const view = this.get(id);
    const records = view === null ? undefined : this.#records.get(view.body);
    if (records === undefined) throw new BadValue('record', 'missing');
    return records;
  }

  /**
   * An order key behind another record of the side (null: first), or behind all. Throws {@link BadValue} `after` 'missing'.
   */
  place(body: string, after: string | 'last' | null, id: string): string {
    const all = this.all(body);
    return after === 'last' ? placeLast(all, id) : placeAfter(all, after, id);
  }

  /** False where it is deleted already. */
  delete(id: string): boolean {
    if (this.get(id)?.standing.state === 'deleted') return false;
    this.sideOf(id).delete(id);
    return true;
  }

  /** Brings a record back, or decides a contested deletion for keeping. False where nothing is to be brought back. */
  restore(id: string): boolean {
    const view = this.get(id);
    if (view === null || view.standing.state === 'present') return false;
    this.sideOf(id).restore(id);
    return true;
  }

  /** Whether a change (null: of anything) is one of these records. */
  touches(records: ChangedRecords): boolean {
    if (records === null) return true;
    const all = [...this.#records.values()];
    return [...records].some((id) => all.some((side) => side.has(id)));
  }

  /** Forgets what may have changed; null: all. */
  drop(records: ChangedRecords): void {
    if (records === null) this.#views.clear();
    else for (const id of records) this.#views.delete(id);
    this.#lists.clear();
  }
}
