import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Roots } from './roots.ts';

/** Bounds of one update (sealed-replica 5.5, step 10). */
export const UPDATE_LIMITS = {
  bytes: 256 * 1024,
  structs: 20_000,
  deletes: 20_000,
  text: 64 * 1024,
  depth: 6,
  list: 1_000,
  key: 128,
  clock: 2 ** 40,
} as const;

/** Names that would reach an object's prototype once a map is turned into an object. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const SHARED_TYPES = new Set<unknown>([Y.Map, Y.Array, Y.Text]);

export interface LintContext {
  /** The session's only clientID. */
  readonly client: number;
  /** The clock the session has reached; the update must begin here. */
  readonly from: number;
  /** Exclusive clock per client in the author's causal past, as its deps prove it. Own client excluded. */
  readonly known: (client: number) => number;
  readonly roots: Roots;
  /** `<party>-<device>`: the only suffix of a multi-value key this author may set. */
  readonly writer: string;
}

/** Ranges of clocks an update deletes, by client. */
export type Deletes = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;

export type LintVerdict =
  | { readonly ok: true; readonly to: number; readonly deletes: Deletes }
  | { readonly ok: false; readonly reason: LintReason };

export type LintReason =
  | 'too large'
  | 'undecodable'
  | 'several clients'
  | 'struct count'
  | 'foreign client'
  | 'empty struct'
  | 'gap or overlap'
  | 'clock overflow'
  | 'skip'
  | 'outside the past'
  | 'unknown root'
  | 'unsafe key'
  | 'key of another writer'
  | 'key of another session'
  | 'text too long'
  | 'value'
  | 'type'
  | 'content'
  | 'too many deletes'
  | 'delete outside the past';

const refused = (reason: LintReason): LintVerdict => ({ ok: false, reason });

function plainValue(value: unknown, depth = 0): boolean {
  if (depth > UPDATE_LIMITS.depth) return false;
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number')
    return true;
  if (typeof value === 'string') return value.length <= UPDATE_LIMITS.text;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value))
    return value.length <= UPDATE_LIMITS.list && value.every((item) => plainValue(item, depth + 1));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, item]) => safeKey(key) && plainValue(item, depth + 1));
}

const safeKey = (key: string): boolean => key.length <= UPDATE_LIMITS.key && !UNSAFE_KEYS.has(key);

function contentProblem(content: Y.Item['content']): LintReason | null {
  if (content instanceof Y.ContentString)
    return content.str.length > UPDATE_LIMITS.text ? 'text too long' : null;
  if (content instanceof Y.ContentAny)
    return content.arr.every((value) => plainValue(value)) ? null : 'value';
  if (content instanceof Y.ContentType) return SHARED_TYPES.has(content.type.constructor) ? null : 'type';
  if (content instanceof Y.ContentBinary || content instanceof Y.ContentDeleted) return null;
  return 'content';
}

/** What every plain key begins with that a session creates under a root. */
export const keyTag = (client: number): string => `${client.toString(36)}-`;

/**
 * Keys come in two kinds. `<field>@<writer>` holds a plain value and may be set anew by its writer only. A plain key is
 * created once, and only by one session: under a root it begins with the session's own tag, elsewhere it stands in a
 * container that the session itself created. So no two sessions can ever create one plain key apart: Yjs would then delete
 * one of two containers, and which of the two entries was refused for it would hang on the order of arrival.
 */
function keyProblem(item: Y.Item, client: number, writer: string): LintReason | null {
  const { parentSub: key, content } = item;
  if (key === null) return null;
  if (!safeKey(key)) return 'unsafe key';
  const at = key.lastIndexOf('@');
  if (at >= 0) {
    if (key.slice(at + 1) !== writer) return 'key of another writer';
    return content instanceof Y.ContentType ? 'type' : null;
  }
  const parent: unknown = item.parent;
  const own = parent instanceof Y.ID ? parent.client === client : key.startsWith(keyTag(client));
  return own ? null : 'key of another session';
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/**
 * Counts are read before anything is built: 7 bytes announcing 2^25 structs would cost 0.2 s, and a decoder that throws is
 * a refusal, since Yjs itself accepts one kind of struct that its decoder does not (experiment b).
 */
function decode(update: Uint8Array): Decoded | LintReason {
  try {
    const read = decoding.createDecoder(update);
    const clients = decoding.readVarUint(read);
    if (clients > 1) return 'several clients';
    if (clients === 1) {
      const structs = decoding.readVarUint(read);
      if (structs < 1 || structs > UPDATE_LIMITS.structs || structs > update.length) return 'struct count';
    }
    const bytes = decoding.createDecoder(update);
    const decoded = Y.decodeUpdateV2(
      update,
      class extends Y.UpdateDecoderV1 {
        constructor() {
          super(bytes);
        }
      },
    );
    // Bytes behind the update would be signed for and read by nobody; an update in V2 is all such bytes to V1.
    return decoding.hasContent(bytes) ? 'undecodable' : decoded;
  } catch {
    return 'undecodable';
  }
}

/** Whether one author's V1 update says only what its author may say, before Yjs sees a byte of it. Never throws. */
export function lint(update: Uint8Array, context: LintContext): LintVerdict {
  if (update.length < 2 || update.length > UPDATE_LIMITS.bytes) return refused('too large');
  const decoded = decode(update);
  if (typeof decoded === 'string') return refused(decoded);
  const { client, known, roots, writer } = context;
  const inPast = (id: Y.ID, self: number) =>
    id.client === client ? id.clock < self : id.clock < known(id.client);
  let clock = context.from;
  for (const struct of decoded.structs) {
    if (struct.id.client !== client) return refused('foreign client');
    if (!(struct.length >= 1)) return refused('empty struct');
    if (struct.id.clock !== clock) return refused('gap or overlap');
    const self = clock;
    clock += struct.length;
    if (!(clock < UPDATE_LIMITS.clock)) return refused('clock overflow');
    if (struct instanceof Y.GC) continue;
    if (!(struct instanceof Y.Item)) return refused('skip');
    // A struct that was only decoded, not integrated, carries its parent as written: a root's name or an id.
    const parent: unknown = struct.parent;
    if (struct.origin !== null && !inPast(struct.origin, self)) return refused('outside the past');
    if (struct.rightOrigin !== null && !inPast(struct.rightOrigin, self)) return refused('outside the past');
    if (typeof parent === 'string' && !roots.has(parent)) return refused('unknown root');
    if (parent instanceof Y.ID && !inPast(parent, self)) return refused('outside the past');
    const problem = keyProblem(struct, client, writer) ?? contentProblem(struct.content);
    if (problem !== null) return refused(problem);
  }
  let deletes = 0;
  for (const [target, ranges] of decoded.ds.clients) {
    const top = target === client ? clock : known(target);
    for (const range of ranges) {
      if (++deletes > UPDATE_LIMITS.deletes) return refused('too many deletes');
      if (!(range.len >= 1) || range.clock + range.len > top) return refused('delete outside the past');
    }
  }
  return { ok: true, to: clock, deletes: decoded.ds.clients };
}
