import * as Y from 'yjs';
import type { Deletes } from './lint.ts';
import type { Roots } from './roots.ts';

/** What one entry wrote and took away, once it is integrated. */
export interface Written {
  readonly client: number;
  /** Its items stand from this clock on… */
  readonly from: number;
  /** …to this one, exclusive. */
  readonly to: number;
  /** As the update says them: what another entry had taken away before counts, too. */
  readonly deletes: Deletes;
}

export type OwnershipReason = 'root of another body';

/**
 * Whose side of a register a change stands on. An update names the root only of what it puts directly under one; of all else
 * the root is known once it is integrated. It is a fact of the item, and containers are never deleted (see adjacency), so
 * every replica judges alike, in whatever order entries arrive.
 */
export class Ownership {
  readonly #doc: Y.Doc;
  readonly #owners = new Map<unknown, string>();

  constructor(doc: Y.Doc, roots: Roots) {
    this.#doc = doc;
    for (const [root, owner] of roots) if (owner !== null) this.#owners.set(doc.getMap(root), owner);
  }

  /** Why this body may not have written that; null when it may. */
  problem({ client, from, to, deletes }: Written, body: string): OwnershipReason | null {
    if (this.#owners.size === 0) return null;
    const foreign = (struct: Y.AbstractStruct): boolean => {
      const owner = struct instanceof Y.Item ? this.#ownerOf(struct) : undefined;
      return owner !== undefined && owner !== body;
    };
    if (this.#some(client, from, to, foreign)) return 'root of another body';
    for (const [target, ranges] of deletes) {
      for (const { clock, len } of ranges) {
        if (this.#some(target, clock, clock + len, foreign)) return 'root of another body';
      }
    }
    return null;
  }

  #some(client: number, from: number, to: number, test: (struct: Y.AbstractStruct) => boolean): boolean {
    const structs = this.#doc.store.clients.get(client) ?? [];
    if (from >= to || structs.length === 0) return false;
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const struct = structs[i];
      if (struct === undefined || struct.id.clock >= to) return false;
      if (test(struct)) return true;
    }
    return false;
  }

  #ownerOf(item: Y.Item): string | undefined {
    let type = item.parent as Y.AbstractType<unknown> | null;
    while (type !== null && type._item !== null) type = type._item.parent as Y.AbstractType<unknown> | null;
    return this.#owners.get(type);
  }
}
