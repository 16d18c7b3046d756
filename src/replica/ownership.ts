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

/** Who wrote an entry. */
export interface By {
  readonly body: string;
  /** `<party>-<device>`. */
  readonly writer: string;
  readonly facilitates: boolean;
}

export type OwnershipReason = 'root of another body' | 'outside the role';

/**
 * Whose side of a register a change stands on. An update names the root only of what it puts directly under one; of all else
 * the root is known once it is integrated. It is a fact of the item, and containers are never deleted (see adjacency), so
 * every replica judges alike, in whatever order entries arrive.
 */
export class Ownership {
  readonly #doc: Y.Doc;
  readonly #owners = new Map<unknown, string>();
  /** The roots a facilitator may write under. */
  readonly #led = new Set<unknown>();

  /** `led`: names of the roots that are a facilitator's to write under. */
  constructor(doc: Y.Doc, roots: Roots, led: ReadonlySet<string> = new Set()) {
    this.#doc = doc;
    for (const [root, owner] of roots) {
      if (owner !== null) this.#owners.set(doc.getMap(root), owner);
      // What belongs to a body is never the facilitator's, even where that body is theirs.
      else if (led.has(root)) this.#led.add(doc.getMap(root));
    }
  }

  /** Why this writer may not have written that; null when they may. */
  problem(written: Written, { body, facilitates }: By): OwnershipReason | null {
    const ownerOf = (struct: Y.AbstractStruct) =>
      struct instanceof Y.Item ? this.#owners.get(rootOf(struct)) : undefined;
    const foreign = (struct: Y.AbstractStruct): boolean => {
      const owner = ownerOf(struct);
      return owner !== undefined && owner !== body;
    };
    if (this.#owners.size > 0 && this.#any(written, foreign)) return 'root of another body';
    const unled = (struct: Y.AbstractStruct) => struct instanceof Y.Item && !this.#led.has(rootOf(struct));
    return facilitates && this.#any(written, unled) ? 'outside the role' : null;
  }

  /** Whether anything that was written or taken away is such. */
  #any({ client, from, to, deletes }: Written, test: (struct: Y.AbstractStruct) => boolean): boolean {
    if (this.#some(client, from, to, test)) return true;
    for (const [target, ranges] of deletes)
      if (ranges.some(({ clock, len }) => this.#some(target, clock, clock + len, test))) return true;
    return false;
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
}

/** The root an integrated item stands under. */
function rootOf(item: Y.Item): unknown {
  let type = item.parent as Y.AbstractType<unknown> | null;
  while (type !== null && type._item !== null) type = type._item.parent as Y.AbstractType<unknown> | null;
  return type;
}
