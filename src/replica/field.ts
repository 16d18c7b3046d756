import * as Y from 'yjs';
import { canonicalText, type Json } from '../crypto/canonical.ts';
import type { Author, RecordHost } from './door.ts';

/** A value with who set it and when its device claims it did (Unix ms). */
export interface Said<T> {
  readonly value: T;
  readonly by: Author | null;
  readonly at: number | null;
}

/** A field as everybody's writing left it. Two different values set apart stay two until someone chooses. */
export type Field<T> =
  | { readonly state: 'empty' }
  | ({ readonly state: 'one' } & Said<T>)
  /** By body, then device: `values` can be chosen (at least one), `unreadable` stand beside them but only their authors can be told. */
  | {
      readonly state: 'conflict';
      readonly values: readonly Said<T>[];
      readonly unreadable: readonly Said<unknown>[];
    }
  /** A value this version cannot read, or that no honest app writes: shown as such, never thrown, never dropped. */
  | ({ readonly state: 'unreadable'; readonly others: readonly Said<unknown>[] } & Said<unknown>);

/** Gives the value when it has the right shape, else undefined. */
export type Reader<T> = (value: unknown) => T | undefined;

export interface ItemId {
  readonly client: number;
  readonly clock: number;
}

/** Keys of a field in a record: `<field>@<writer>`, one per device that has set it. */
const keysOf = (record: Y.Map<unknown>, field: string): string[] =>
  [...record.keys()].filter((key) => key.startsWith(`${field}@`));

/**
 * The CRDT item behind a live key. Yjs shows values only; their author is the item's, so this one place reads its internals.
 */
export function itemOf(record: Y.Map<unknown>, key: string): ItemId | null {
  const item = record._map.get(key);
  return item === undefined || item.deleted ? null : { client: item.lastId.client, clock: item.lastId.clock };
}

/** A text that is equal for equal values and for nothing else, whatever a foreign app has put there. */
function comparable(value: unknown): string {
  try {
    if (!(value instanceof Y.AbstractType)) return canonicalText(value as Json);
  } catch {
    // What JSON cannot say (NaN, undefined) is compared below.
  }
  const plain: unknown = value instanceof Y.AbstractType ? value.toJSON() : value;
  const spelt = JSON.stringify(plain, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
  ) as string | undefined;
  // No canonical text begins like this, so the two spellings never meet.
  return `not JSON: ${spelt}`;
}

/** Whether two values say the same: equal as canonical JSON, after Unicode NFC. */
export const sameValue = (a: unknown, b: unknown): boolean => comparable(a) === comparable(b);

/** By code units, so that every device of whatever language sorts alike. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byWriter = (a: Said<unknown>, b: Said<unknown>): number =>
  byText(a.by?.body ?? '', b.by?.body ?? '') || byText(a.by?.writer ?? '', b.by?.writer ?? '');

/** Of equal values the later is quoted; the claim of a clock decides nothing else. */
const quoted = <T>(a: Said<T>, b: Said<T>): Said<T> =>
  ((b.at ?? 0) - (a.at ?? 0) || byWriter(a, b)) > 0 ? b : a;

function distinct<T>(all: readonly Said<T>[]): Said<T>[] {
  if (all.length < 2) return [...all];
  const said = new Map<string, Said<T>>();
  for (const one of all) {
    const text = comparable(one.value);
    const same = said.get(text);
    said.set(text, same === undefined ? one : quoted(same, one));
  }
  return [...said].sort(([a, x], [b, y]) => byWriter(x, y) || byText(a, b)).map(([, one]) => one);
}

/** Reads a field. Equal values set apart are one: nobody disagrees. Never throws. */
export function readField<T>(
  record: Y.Map<unknown>,
  field: string,
  read: Reader<T>,
  host: RecordHost,
): Field<T> {
  const readable: Said<T>[] = [];
  const strange: Said<unknown>[] = [];
  for (const key of keysOf(record, field)) {
    const id = itemOf(record, key);
    if (id === null) continue;
    const told = { by: host.authorOf(id.client), at: host.timeOf(id.client, id.clock) };
    const value = record.get(key);
    const good = read(value);
    if (good === undefined) strange.push({ value, ...told });
    else readable.push({ value: good, ...told });
  }
  const values = distinct(readable);
  const [first, ...more] = values;
  const unreadable = distinct(strange);
  if (first !== undefined && more.length === 0 && unreadable.length === 0) return { state: 'one', ...first };
  if (first !== undefined) return { state: 'conflict', values, unreadable };
  const [odd, ...others] = unreadable;
  return odd === undefined ? { state: 'empty' } : { state: 'unreadable', ...odd, others };
}

/** Sets a field: takes away every value this device sees and leaves its own. To be called within `host.change`. */
export function writeField(record: Y.Map<unknown>, field: string, value: Json, writer: string): void {
  const own = `${field}@${writer}`;
  for (const key of keysOf(record, field)) if (key !== own) record.delete(key);
  record.set(own, value);
}

/** The value to go on with where one is needed: the only one, or of a conflict the first by body. */
export const firstValue = <T>(field: Field<T>): T | null =>
  field.state === 'one' ? field.value : field.state === 'conflict' ? (field.values[0]?.value ?? null) : null;
