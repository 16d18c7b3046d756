import type { z } from 'zod';
import { stands } from '../replica/deletion.ts';
import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { byPlace } from '../replica/order.ts';
import { BadValue, Records, type RecordView, type Schemas, type Values } from '../replica/records.ts';
import type { Kept } from './meeting-types.ts';
import { placeOf } from './placed.ts';

type Ordered = Schemas & { readonly order: z.ZodType<string> };

/** Records of one root whose views are kept until the record changes. */
export class KeptRecords<S extends Schemas, V extends Kept> {
  readonly records: Records<S>;
  readonly #make: (view: RecordView<S>, about: Kept) => V;
  readonly #views = new Map<string, V>();
  #all: readonly V[] | null = null;
  #standing: { readonly of: readonly V[] | null; readonly list: readonly V[] } = { of: null, list: [] };

  constructor(host: RecordHost, root: string, schemas: S, make: (view: RecordView<S>, about: Kept) => V) {
    this.records = new Records(host, root, schemas);
    this.#make = make;
  }

  /** Deleted ones included; null when there is none. The same object until the record changes. */
  view(id: string): V | null {
    const kept = this.#views.get(id);
    if (kept !== undefined) return kept;
    const view = this.records.view(id);
    if (view === null) return null;
    const ordered = view as unknown as RecordView<Ordered>;
    const about: Kept = {
      id,
      standing: view.standing,
      get where() {
        return view.where;
      },
      order: placeOf(ordered.field('order')),
    };
    const made = this.#make(view, about);
    this.#views.set(id, made);
    return made;
  }

  /** BadValue `record` 'missing': there is none. */
  existing(id: string): V {
    const view = this.view(id);
    if (view === null) throw new BadValue('record', 'missing');
    return view;
  }

  /** Deleted ones included, in no order. */
  all(): readonly V[] {
    this.#all ??= this.records.ids().flatMap((id) => this.view(id) ?? []);
    return this.#all;
  }

  /** Those that stand, contested ones included, in order; the same array until one changes. */
  standing(): readonly V[] {
    const all = this.all();
    if (this.#standing.of !== all) this.#standing = { of: all, list: all.filter(stands).sort(byPlace) };
    return this.#standing.list;
  }

  add(id: string, values: Values<S>, drafts: Readonly<Record<string, string>> = {}): string {
    this.records.add(values, drafts, id);
    return this.dropped(id);
  }

  set(id: string, values: Values<S>): void {
    this.records.set(id, values);
    this.dropped(id);
  }

  delete(id: string): void {
    this.records.delete(id);
    this.dropped(id);
  }

  restore(id: string): void {
    this.records.restore(id);
    this.dropped(id);
  }

  /** What changed is read anew; null: all. Gives whether any of it is of this root. */
  drop(records: ChangedRecords): boolean {
    if (records === null) {
      this.#views.clear();
      this.#all = null;
      return true;
    }
    let ours = false;
    for (const id of records) {
      if (!this.records.has(id)) continue;
      ours = true;
      this.dropped(id);
    }
    return ours;
  }

  private dropped(id: string): string {
    this.#views.delete(id);
    this.#all = null;
    return id;
  }
}
