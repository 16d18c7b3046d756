import { stands, type Standing } from '../replica/deletion.ts';
import type { ChangedRecords, RecordHost, Whereabouts } from '../replica/door.ts';
import { byPlace, type Placed } from '../replica/order.ts';
import { BadValue, Records, type RecordView, type Schemas } from '../replica/records.ts';
import { placeAfter, placeLast } from './placed.ts';

/** What every record in a list tells beside its fields. */
export interface Listed extends Placed {
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
}

/** One noun that all writers share. Views are kept per record until it changes; the list until any does. */
export class List<S extends Schemas, V extends Listed> {
  readonly records: Records<S>;
  readonly #make: (view: RecordView<S>) => V;
  readonly #views = new Map<string, V>();
  #all: readonly V[] | null = null;

  constructor(host: RecordHost, root: string, schemas: S, make: (view: RecordView<S>) => V) {
    this.records = new Records(host, root, schemas);
    this.#make = make;
  }

  /** Deleted ones included; null when there is none. */
  get(id: string): V | null {
    const kept = this.#views.get(id);
    if (kept !== undefined) return kept;
    const view = this.records.view(id);
    if (view === null) return null;
    const made = this.#make(view);
    this.#views.set(id, made);
    return made;
  }

  /** In order, deleted ones included. */
  all(): readonly V[] {
    this.#all ??= this.records
      .ids()
      .flatMap((id) => this.get(id) ?? [])
      .sort(byPlace);
    return this.#all;
  }

  /** Those that stand, contested ones included. */
  standing(): readonly V[] {
    return this.all().filter(stands);
  }

  /** An order key behind all others. Deleted records keep their places. */
  last(id: string): string {
    return placeLast(this.all(), id);
  }

  /** An order key behind another (null: first). Throws {@link BadValue} `after` 'missing'. */
  behind(after: string | null, id: string): string {
    return placeAfter(this.all(), after, id);
  }

  /** False where it is deleted already. Throws {@link BadValue} `record` 'missing'. */
  delete(id: string): boolean {
    if (this.#existing(id).standing.state === 'deleted') return false;
    this.records.delete(id);
    return true;
  }

  restore(id: string): void {
    if (this.#existing(id).standing.state !== 'present') this.records.restore(id);
  }

  drop(records: ChangedRecords): void {
    if (records === null) this.#views.clear();
    else for (const id of records) this.#views.delete(id);
    this.#all = null;
  }

  #existing(id: string): V {
    const view = this.get(id);
    if (view === null) throw new BadValue('record', 'missing');
    return view;
  }
}
