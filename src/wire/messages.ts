/** First varuint of a WebSocket message. 0 to 3 are y-websocket's. */
export const MESSAGE = {
  sync: 0,
  presence: 1,
  auth: 2,
  queryPresence: 3,
  /**
   * Span's own: a client sends `[100, n]`, and the relay answers `[100, n]` once everything this socket sent before is
   * on disk. Stock clients never send it, stock servers ignore it.
   */
  receipt: 100,
  /**
   * Values a room keeps beside its document, add-only, each under the first 16 bytes of its SHA-256. `[101, id, value]` puts one:
   * on disk once a receipt asked for later has come.
   */
  putValue: 101,
  /** `[102, id]` asks for one; the relay answers `[102, id, value]`, empty where it has none. */
  askValue: 102,
  /** `[103]` asks which there are; the relay answers `[103, ids]`, one after another. */
  listValues: 103,
} as const;

/** Length of a value's id in bytes. */
export const VALUE_ID = 16;

/** Second varuint of a sync message, as in y-protocols. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** Name of the WebSocket subprotocol: offered before the credential, and all that the relay echoes. */
export const PROTOCOL = 'span1';

/** Path of a room on its relay. */
export const RELAY_PATH = '/relay';
