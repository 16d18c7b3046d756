import * as Y from 'yjs';
import type { Author, RecordHost } from './door.ts';
import { byText, itemOf, writeField, type ItemId } from './field.ts';

/** Whether a record stands. `by` and `at` (Unix ms, claimed) tell of the newest deletion. */
export type Standing =
  | { readonly state: 'present' }
  | { readonly state: 'deleted'; readonly by: Author | null; readonly at: number | null }
  /** Deleted by one who had not seen what another changed: it stays in sight until someone decides. */
  | {
      readonly state: 'contested';
      readonly by: Author | null;
      readonly at: number | null;
      readonly changedBy: readonly Author[];
    };

/** Whether it is shown among the others: a contested one is, until somebody decides. */
export const stands = ({ standing }: { readonly standing: Standing }): boolean =>
  standing.state !== 'deleted';

const FIELD = 'deleted';
const DELETED = `${FIELD}@`;

/**
 * Every live item of a record that says something: field values, letters, and whatever a foreign app has nested in them.
 * Deleted items are left out, for in Yjs a deletion carries no author.
 */
function* contents(record: Y.Map<unknown>): IterableIterator<ItemId> {
  const types: Y.AbstractType<unknown>[] = [record as Y.AbstractType<unknown>];
  for (let type = types.pop(); type !== undefined; type = types.pop()) {
    const items: Y.Item[] = [];
    for (const [key, item] of type._map) if (type !== record || !key.startsWith(DELETED)) items.push(item);
    for (let item = type._start; item !== null; item = item.right) items.push(item);
    for (const item of items) {
      if (item.deleted) continue;
      yield item.lastId;
      if (item.content instanceof Y.ContentType) types.push(item.content.type);
    }
  }
}

/**
 * Reads whether a record is deleted. Deleting never hides an edit: if nobody who deleted it had seen a value or a letter that
 * is live now, or somebody brought it back apart, the record is contested. What cannot be proven is a text deletion the
 * deleter had not seen, since it has no author; nothing is hidden by that, for the letters are gone anyway.
 */
export function standingOf(record: Y.Map<unknown>, host: RecordHost): Standing {
  const deletions: ItemId[] = [];
  const unseen: ItemId[] = [];
  for (const key of record.keys()) {
    if (!key.startsWith(DELETED)) continue;
    const id = itemOf(record, key);
    if (id === null) continue;
    if (record.get(key) === true) deletions.push(id);
    // Whoever deletes or restores takes away what they have seen of the other: both live were set apart.
    else unseen.push(id);
  }
  if (deletions.length === 0) return { state: 'present' };
  const deleters = deletions.map((id) => ({
    id,
    by: host.authorOf(id.client),
    at: host.timeOf(id.client, id.clock),
    known: host.knownAt(id.client, id.clock),
  }));
  // Two who deleted apart have between them seen what either saw.
  const seen = ({ client, clock }: ItemId) =>
    deleters.some(({ id, known }) =>
      // Its own later writing is not in a deletion's past, though a change not yet in an entry is told all of it.
      client === id.client ? clock < id.clock : clock < (known.get(client) ?? 0),
    );
  for (const id of contents(record)) if (!seen(id)) unseen.push(id);
  const { by, at } = deleters.reduce((a, b) =>
    ((b.at ?? 0) - (a.at ?? 0) || byText(a.by?.writer ?? '', b.by?.writer ?? '')) > 0 ? b : a,
  );
  if (unseen.length === 0) return { state: 'deleted', by, at };
  const authors = new Map<string, Author>();
  for (const { client } of unseen) {
    const author = host.authorOf(client);
    if (author !== null) authors.set(author.writer, author);
  }
  const changedBy = [...authors.values()].sort((a, b) => byText(a.writer, b.writer));
  return { state: 'contested', by, at, changedBy };
}

/** Deletes a record or brings it back, having seen all that is there. To be called within `host.change`. */
export const writeDeleted = (record: Y.Map<unknown>, deleted: boolean, writer: string): void =>
  writeField(record, FIELD, deleted, writer);
