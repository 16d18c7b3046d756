import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** Whether a value of a relay's document is these bytes. */
export const sameValue = (value: unknown, own: Uint8Array | null): boolean =>
  value instanceof Uint8Array &&
  own !== null &&
  value.length === own.length &&
  value.every((byte, i) => byte === own[i]);

/**
 * Whether a sync message says other things under a connection's own client id than its document did: somebody who saw the id
 * took its next clocks. Those who heard that first never hear ours, with equal state vectors, so only a new id reaches them.
 */
export function saysOtherwise(doc: Y.Doc, client: number, message: decoding.Decoder): boolean {
  decoding.readVarUint(message);
  try {
    return Y.decodeUpdate(decoding.readVarUint8Array(message)).structs.some((struct) => {
      if (struct.id.client !== client || !(struct instanceof Y.Item)) return false;
      if (struct.id.clock >= Y.getState(doc.store, client)) return true;
      const own = Y.getItem(doc.store, struct.id);
      // What was deleted, here or there, can no longer be compared, and is missing from neither.
      if (!(own instanceof Y.Item) || !(own.content instanceof Y.ContentBinary)) return false;
      if (struct.content instanceof Y.ContentDeleted) return false;
      const sameKey = struct.origin === null ? struct.parentSub === own.parentSub : true;
      if (!sameKey || !Y.compareIDs(struct.origin, own.origin)) return true;
      return !(
        struct.content instanceof Y.ContentBinary && sameValue(struct.content.content, own.content.content)
      );
    });
  } catch {
    return false; // the provider says so
  }
}
