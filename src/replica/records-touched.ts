import * as Y from 'yjs';

/** The ids of the records a transaction changed: the key, under a root map, of the subtree that holds the change. */
export function recordsTouched(transaction: Y.Transaction): Set<string> {
  const records = new Set<string>();
  for (const [type, keys] of transaction.changed) {
    let key: string | null = null;
    let node: Y.AbstractType<unknown> | null = type as Y.AbstractType<unknown>;
    while (node !== null && node._item !== null) {
      key = node._item.parentSub;
      node = node._item.parent as Y.AbstractType<unknown> | null;
    }
    if (key !== null) records.add(key);
    else for (const own of keys) if (own !== null) records.add(own);
  }
  return records;
}
