import { stands } from '../replica/deletion.ts';
import type { RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { byPlace } from '../replica/order.ts';
import type { RecordView, Schemas, Values } from '../replica/records.ts';
import { KeptRecords } from './kept-records.ts';
import type { Kept } from './meeting-types.ts';
import { placeAfter } from './placed.ts';

/** Puts a record's common parts beside its fields; `where` stays a question asked anew. */
export const kept = <A extends Kept, T extends object>(about: A, fields: T): A & T =>
  Object.defineProperties(fields, Object.getOwnPropertyDescriptors(about)) as A & T;

/** Asked before anything of a meeting is written; throws when it is locked. */
export type Guard = (meeting: string | null) => void;

type OfMeeting = Kept & { readonly meeting: Field<string> };

/** What a meeting has many of, in order. The same arrays until one of their records changes. */
export class MeetingLines<S extends Schemas, V extends OfMeeting> extends KeptRecords<S, V> {
  #from: readonly V[] | null = null;
  #groups: ReadonlyMap<string | null, readonly V[]> = new Map();
  readonly #standing = new Map<string, readonly V[]>();
  readonly #guard: Guard;

  constructor(
    host: RecordHost,
    root: string,
    schemas: S,
    guard: Guard,
    make: (view: RecordView<S>, about: Kept) => V,
  ) {
    super(host, root, schemas, make);
    this.#guard = guard;
  }

  /** Lines of a meeting in order, deleted ones included. */
  every(meeting: string): readonly V[] {
    const all = this.all();
    if (this.#from !== all) {
      this.#groups = Map.groupBy([...all].sort(byPlace), (line) => firstValue(line.meeting));
      this.#from = all;
    }
    return this.#groups.get(meeting) ?? [];
  }

  /** Lines that stand, contested ones included, in order. */
  list(meeting: string): readonly V[] {
    const now = this.every(meeting).filter(stands);
    const before = this.#standing.get(meeting);
    if (before?.length === now.length && before.every((line, i) => line === now[i])) return before;
    this.#standing.set(meeting, now);
    return now;
  }

  /** Deleted lines, the newest deletion first. */
  deleted(meeting: string): readonly V[] {
    const at = ({ standing }: V) => (standing.state === 'deleted' ? (standing.at ?? 0) : 0);
    return this.every(meeting)
      .filter(({ standing }) => standing.state === 'deleted')
      .sort((a, b) => at(b) - at(a) || byPlace(a, b));
  }

  /** A line that may be written. Throws BadValue `record` 'missing', and what the guard throws. */
  writable(id: string): V {
    const line = this.existing(id);
    this.#guard(firstValue(line.meeting));
    return line;
  }

  guard(meeting: string): void {
    this.#guard(meeting);
  }

  /** Adds a line to a meeting behind another (null: first); gives its id. Throws what the guard throws. */
  addBehind(id: string, meeting: string, after: string | null, values: Values<S>): string {
    this.#guard(meeting);
    return this.add(id, { ...values, meeting, order: placeAfter(this.every(meeting), after, id) });
  }

  /** Puts a line behind another of its meeting (null: first). Behind itself, it stays. */
  move(id: string, after: string | null): void {
    const meeting = firstValue(this.writable(id).meeting) ?? '';
    if (after === id) return;
    this.set(id, { order: placeAfter(this.every(meeting), after, id) } as unknown as Values<S>);
  }

  /** Deletes a line; gives the undo. */
  strike(id: string): () => void {
    if (this.writable(id).standing.state === 'deleted') return () => undefined;
    this.delete(id);
    return () => this.bringBack(id);
  }

  /** Brings a deleted line back, or decides a contested deletion for keeping. */
  bringBack(id: string): void {
    if (this.writable(id).standing.state !== 'present') this.restore(id);
  }
}
