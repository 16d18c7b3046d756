import * as Y from 'yjs';
import { LIMITS } from '../src/wire/limits.ts';
import { updatesOf } from './frames.ts';
import type { Snapshot } from './store.ts';

/** How many updates are applied as one while causes are missing: Yjs repacks all that waits at each apply. */
const GROUP = 64;

export interface Merged {
  readonly snapshot: Snapshot;
  /** Updates that do not parse or cannot be applied, and bytes of updates whose cause never came. */
  readonly malformed: number;
  readonly pendingDropped: number;
  /** How long it took. */
  readonly ms: number;
}

/**
 * Parses an update without applying it. Yjs itself makes room for as many structs as the update claims, 256 MB for ten
 * bytes; this reads one by one and ends with the bytes.
 */
function isSound(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

/**
 * One snapshot out of a snapshot and what came after it. Updates are strangers' bytes: whatever does not apply is
 * left out. Runs in the merge worker.
 * @param skip numbers of updates in the batch that hung or killed an earlier try
 * @param starting is told the number of each update before it is touched
 */
export function mergeRoom(
  snapshot: Uint8Array | null,
  batch: Uint8Array,
  skip: ReadonlySet<number>,
  starting: (update: number) => void,
): Merged {
  const start = performance.now();
  const doc = new Y.Doc();
  let malformed = 0;
  let pendingDropped = 0;
  const waiting: Uint8Array[] = [];

  function apply(update: Uint8Array): void {
    try {
      Y.applyUpdate(doc, update);
    } catch {
      malformed += 1;
    }
    const { pendingStructs, pendingDs } = doc.store;
    if (pendingStructs && pendingStructs.update.length > LIMITS.pending) {
      pendingDropped += pendingStructs.update.length;
      doc.store.pendingStructs = null;
    }
    if (pendingDs && pendingDs.length > LIMITS.pending) {
      pendingDropped += pendingDs.length;
      doc.store.pendingDs = null;
    }
  }
  function settle(): void {
    if (waiting.length > 0) apply(Y.mergeUpdates(waiting.splice(0)));
  }

  doc.transact(() => {
    if (snapshot) apply(snapshot);
    let number = 0;
    for (const update of updatesOf(batch)) {
      starting(number);
      if (skip.has(number++) || !isSound(update)) malformed += 1;
      else if (doc.store.pendingStructs === null && waiting.length === 0) apply(update);
      else if (waiting.push(update) >= GROUP) settle();
    }
    settle();
  });

  const vector = Y.encodeStateVector(doc);
  const merged = {
    update: Y.encodeStateAsUpdate(doc),
    vector,
    deletes: Y.encodeStateAsUpdate(doc, vector),
  };
  doc.destroy();
  return { snapshot: merged, malformed, pendingDropped, ms: performance.now() - start };
}

/** What somebody with that state vector lacks. Throws when the vector is malformed. */
export const lacking = (update: Uint8Array, vector: Uint8Array): Uint8Array => Y.diffUpdate(update, vector);
