import * as Y from 'yjs';

export interface Placement {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  /** Exclusive clock per client in the author's causal past. */
  readonly known: (client: number) => number;
}

export type PlacementReason =
  | 'not beside its neighbour'
  | 'map entry with a right neighbour'
  | 'replaces what may only be created'
  | 'key of another writer'
  | 'deletes what holds others'
  | 'left pending';

const sameId = (a: Y.ID | null, b: Y.ID | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

/**
 * Whether the items just integrated stand where their author could have put them: directly between two neighbours of its
 * own causal past. Without it, a valid signature over invented neighbours makes two honest replicas read different sentences
 * with equal state vectors (sealed-replica, experiment g: 65 % of runs diverged without, none with). To be asked in Yjs's
 * `afterTransaction`, before it merges and collects; rests on 13.6's `left`, `right` and `origin`, hence the pinned version.
 */
export function placementProblem(
  transaction: Y.Transaction,
  placement: Placement,
  writer: string,
): PlacementReason | null {
  const { client, from, to, known } = placement;
  const inPast = (item: Y.Item, self: number) =>
    item.id.client === client ? item.id.clock < self : item.id.clock < known(item.id.client);
  // Not bounded: how many concurrent neighbours stand there hangs on the order of arrival, and so would a refusal. Yjs has
  // just walked past the same ones.
  const past = (start: Y.Item | null, side: 'left' | 'right', self: number): Y.Item | null => {
    let item = start;
    while (item !== null && !inPast(item, self)) item = item[side];
    return item;
  };
  for (const struct of transaction.doc.store.clients.get(client) ?? []) {
    const self = struct.id.clock;
    if (self + struct.length <= from || self >= to || !(struct instanceof Y.Item)) continue;
    const left = past(struct.left, 'left', self);
    const right = struct.parentSub === null ? past(struct.right, 'right', self) : null;
    if (struct.parentSub !== null && struct.rightOrigin !== null) return 'map entry with a right neighbour';
    if (!sameId(left?.lastId ?? null, struct.origin)) return 'not beside its neighbour';
    if (!sameId(right?.id ?? null, struct.rightOrigin)) return 'not beside its neighbour';
    const key = struct.parentSub;
    if (key === null) continue;
    const at = key.lastIndexOf('@');
    // A follower in a key's chain does not carry its key, so only after integration can the key be read.
    if (at >= 0 && key.slice(at + 1) !== writer) return 'key of another writer';
    if (at >= 0 && struct.content instanceof Y.ContentType) return 'replaces what may only be created';
    if (at < 0 && struct.origin !== null) return 'replaces what may only be created';
  }
  return deletesContainer(transaction) ? 'deletes what holds others' : null;
}

/** A record or a text is never deleted as a container (deleting a record is a field): all in it would vanish unseen. */
function deletesContainer(transaction: Y.Transaction): boolean {
  for (const [client, ranges] of transaction.deleteSet.clients) {
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (const range of ranges) {
      for (let i = Y.findIndexSS(structs, range.clock); i < structs.length; i++) {
        const struct = structs[i];
        if (struct === undefined || struct.id.clock >= range.clock + range.len) break;
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) return true;
      }
    }
  }
  return false;
}
