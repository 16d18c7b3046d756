import * as Y from 'yjs';
import type { Json } from '../crypto/canonical.ts';
import type { RecordHost } from './door.ts';
import { byText, itemOf, sameValue, writeField } from './field.ts';
import { writeDeleted } from './deletion.ts';

/** Live values of a field by key (`timeframe@1-3`). */
export type Live = ReadonlyMap<string, Json>;

/** One thing an act did. Named by ids and not by Yjs's own objects: those are others after a rebuild. */
export type Step =
  | { readonly kind: 'created'; readonly host: RecordHost; readonly root: string; readonly record: string }
  | {
      readonly kind: 'field';
      readonly host: RecordHost;
      readonly root: string;
      readonly record: string;
      readonly field: string;
      readonly before: Live;
      readonly after: Live;
    }
  | {
      readonly kind: 'text';
      readonly host: RecordHost;
      readonly root: string;
      readonly record: string;
      /** Holds one sitting at one text. */
      readonly manager: Y.UndoManager;
    };

export type FieldStep = Extract<Step, { kind: 'field' }>;
export type TextStep = Extract<Step, { kind: 'text' }>;

const fieldOf = (key: string): string => key.slice(0, key.lastIndexOf('@'));

/** What stands in a field now. */
export function liveIn(record: Y.Map<unknown>, field: string): Live {
  const live = new Map<string, Json>();
  for (const key of record.keys()) if (key.startsWith(`${field}@`)) live.set(key, record.get(key) as Json);
  return live;
}

export const sameLive = (a: Live, b: Live): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameValue(b.get(key), value));

/** Distinct values, by key. */
export const valuesIn = (live: Live): readonly Json[] =>
  [...live]
    .sort(([a], [b]) => byText(a, b))
    .map(([, value]) => value)
    .filter((value, i, all) => all.findIndex((one) => sameValue(one, value)) === i);

/** The root map above a type, and the key of the record it belongs to; null for a root itself. */
function placeOf(type: Y.AbstractType<unknown>): { root: Y.AbstractType<unknown>; record: string } | null {
  let node = type;
  let record: string | null = null;
  while (node._item !== null) {
    record = node._item.parentSub;
    node = node._item.parent as Y.AbstractType<unknown>;
  }
  return record === null ? null : { root: node, record };
}

/** Whether an item was made in the transaction that is being told of. */
const isNew = (item: Y.Item | null, { beforeState }: Y.Transaction): boolean =>
  item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0);

/** Fields and new records in one event below a root; texts are told by {@link textIn}. */
export function stepsIn(
  event: Y.YEvent<Y.AbstractType<unknown>>,
  transaction: Y.Transaction,
  root: string,
  host: RecordHost,
): Step[] {
  const { target } = event;
  if (!(target instanceof Y.Map)) return [];
  const place = placeOf(target as Y.AbstractType<unknown>);
  if (place === null)
    return [...event.changes.keys]
      .filter(([, { action }]) => action === 'add')
      .map(([record]) => ({ kind: 'created', host, root, record }));
  // What is put into a record as it is made comes and goes with it.
  if (isNew(target._item, transaction)) return [];
  const changed = [...event.changes.keys].filter(([key]) => key.includes('@'));
  const fields = new Set(changed.map(([key]) => fieldOf(key)));
  return [...fields].map((field) => {
    const after = liveIn(target as Y.Map<unknown>, field);
    const before = new Map(after);
    for (const [key, { action, oldValue }] of changed) {
      if (fieldOf(key) !== field) continue;
      if (action === 'add') before.delete(key);
      else before.set(key, oldValue as Json);
    }
    return { kind: 'field', host, root, record: place.record, field, before, after };
  });
}

/** The draft an event below a root is about, when it stood before; null for any other. */
export function textIn(
  event: Y.YEvent<Y.AbstractType<unknown>>,
  transaction: Y.Transaction,
): { readonly text: Y.Text; readonly record: string } | null {
  const { target } = event;
  if (!(target instanceof Y.Text) || isNew(target._item, transaction)) return null;
  const place = placeOf(target as Y.AbstractType<unknown>);
  return place === null ? null : { text: target, record: place.record };
}

export function recordIn({ host, root, record }: Step): Y.Map<unknown> | null {
  const map: unknown = host.doc.getMap(root).get(record);
  return map instanceof Y.Map ? (map as Y.Map<unknown>) : null;
}

/** The record of a step, and what its fields name: the meeting of a point, the workshop of a line. */
export function namedAt(step: Step): readonly string[] {
  const record = recordIn(step);
  const values = record === null ? [] : [...record.values()];
  return [...new Set([step.record, ...values.filter((value) => typeof value === 'string')])];
}

/** Clients other than this device that wrote anything live in one of these records, or a field elsewhere that names it. */
export function othersAt(host: RecordHost, records: ReadonlySet<string>): readonly number[] {
  const clients = new Set<number>();
  const noteAll = (map: Y.Map<unknown>) => {
    for (const key of map.keys()) {
      const id = itemOf(map, key);
      if (id !== null) clients.add(id.client);
      const value = map.get(key);
      if (value instanceof Y.Text)
        for (let item = value._start; item !== null; item = item.right)
          if (!item.deleted) clients.add(item.id.client);
    }
  };
  const names = (value: unknown): boolean =>
    (Array.isArray(value) ? value : [value]).some((one) => typeof one === 'string' && records.has(one));
  for (const root of host.doc.share.values()) {
    if (!(root instanceof Y.Map)) continue;
    for (const [id, other] of root as Y.Map<unknown>) {
      if (!(other instanceof Y.Map)) continue;
      const map = other as Y.Map<unknown>;
      if (records.has(id)) noteAll(map);
      else
        for (const [key, value] of map) {
          const at = names(value) ? itemOf(map, key) : null;
          if (at !== null) clients.add(at.client);
        }
    }
  }
  return [...clients].filter((client) => host.authorOf(client)?.writer !== host.writer);
}

/** Writes the contrary of a step, within `host.change`. A field that was empty is empty again; a new record is deleted. */
export function reverse(step: Step): void {
  const record = recordIn(step);
  if (record === null || step.kind === 'text') return;
  const { writer } = step.host;
  if (step.kind === 'created') return writeDeleted(record, true, writer);
  const [value] = valuesIn(step.before);
  if (value !== undefined) writeField(record, step.field, value, writer);
  // Said and not only unsaid: whoever deletes it apart has not seen that it was brought back.
  else if (step.field === 'deleted') writeDeleted(record, false, writer);
  else for (const key of step.after.keys()) record.delete(key);
}
