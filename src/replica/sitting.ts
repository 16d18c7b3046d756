import * as Y from 'yjs';
import type { RecordHost } from './door.ts';
import { LOCAL } from './inner.ts';
import type { TextStep } from './own-act.ts';

/** Begins to hear of one text; to be called while the transaction that changes it is told of, so that this one is heard, too. */
export function hearing(text: Y.Text, transaction: Y.Transaction): Y.UndoManager {
  const manager = new Y.UndoManager(text, {
    trackedOrigins: new Set([transaction.origin ?? LOCAL]),
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  queueMicrotask(() => closed(manager));
  return manager;
}

/** From now on a manager hears of nothing but its own way back and forth. */
export function closed(manager: Y.UndoManager): void {
  manager.captureTransaction = () => manager.undoing || manager.redoing;
}

/** Takes a sitting back or does it again, letter by letter as far as its own letters still stand; false when none does. */
export function turnText({ manager }: TextStep, way: 'undo' | 'redo'): boolean {
  let turned = false;
  while (way === 'undo' ? manager.canUndo() : manager.canRedo()) if (manager[way]() !== null) turned = true;
  return turned;
}

/** Where a draft stands; null when it is no record's. */
export function placeIn(host: RecordHost, text: Y.Text): { root: string; record: string } | null {
  const record = text.parent;
  const key = record?._item?.parentSub ?? null;
  const root = [...host.doc.share].find(([, type]) => type === record?.parent)?.[0];
  return key === null || root === undefined ? null : { root, record: key };
}
