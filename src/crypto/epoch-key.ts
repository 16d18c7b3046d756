import { concat, randomBytes, toBase64Url, utf8, type Bytes } from './bytes.ts';
import { derive } from './derive.ts';
import { sha256 } from './hash.ts';
import { pad, unpad } from './pad.ts';
import { signerFromSeed, type Signer } from './sign.ts';

const VERSION = 1;
const NONCE = 12;
const KEY_ID = 16;

/** What a box holds. The type is bound into the seal, so that an entry cannot be passed off as a pack. */
export type BoxType = 'entry' | 'pack' | 'statement' | 'presence';

/** One epoch's key of one space, with its sub-keys (HKDF): who holds it can read the space and knock at its rooms. */
export interface EpochKey {
  /** base64url of SHA-256("span/1/key" ‖ key)[0..16): commits to the key, since AES-GCM itself does not. */
  readonly id: string;
  readonly idBytes: Bytes;
  readonly boxes: Readonly<Record<BoxType, CryptoKey>>;
  /** Ed25519 key that opens the space's room at a relay; every rotation locks leavers out. */
  readonly access: Signer;
}

export class BoxRefused extends Error {
  override readonly name = 'BoxRefused';
  readonly problem: 'not a box' | 'unknown key' | 'does not open';
  constructor(problem: 'not a box' | 'unknown key' | 'does not open') {
    super(problem);
    this.problem = problem;
  }
}

/** Makes the sub-keys of a 32-byte epoch secret. */
export async function openEpochKey(secret: Uint8Array): Promise<EpochKey> {
  const idBytes = sha256(utf8('span/1/key'), secret).slice(0, KEY_ID);
  const sub = async (type: BoxType) => {
    const raw = await derive(secret, `span/1/epoch/${type}`);
    return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  };
  const [entry, pack, statement, presence, accessSeed] = await Promise.all([
    sub('entry'),
    sub('pack'),
    sub('statement'),
    sub('presence'),
    derive(secret, 'span/1/epoch/relay'),
  ]);
  const boxes = { entry, pack, statement, presence };
  return { id: toBase64Url(idBytes), idBytes, boxes, access: await signerFromSeed(accessSeed) };
}

const additionalData = (spaceId: Uint8Array, keyId: Uint8Array, type: BoxType): Bytes =>
  concat(utf8('span/1/box'), spaceId, keyId, utf8(type));

/**
 * Seals content for the readers of a space: `v ‖ keyId16 ‖ nonce12 ‖ AES-256-GCM(padded content)`.
 * A nonce is passed only where the box must come out alike on every device (the public sample); else it is random.
 */
export async function sealBox(
  key: EpochKey,
  spaceId: Uint8Array,
  type: BoxType,
  content: Uint8Array,
  nonce: Bytes = randomBytes(NONCE),
): Promise<Bytes> {
  const algorithm = {
    name: 'AES-GCM',
    iv: nonce,
    additionalData: additionalData(spaceId, key.idBytes, type),
  };
  const sealed = await crypto.subtle.encrypt(algorithm, key.boxes[type], pad(content));
  return concat(new Uint8Array([VERSION]), key.idBytes, nonce, new Uint8Array(sealed));
}

/** The key id a box names (base64url). Throws {@link BoxRefused} `not a box`. */
export function boxKeyId(box: Uint8Array): string {
  if (box.length < 1 + KEY_ID + NONCE + 16 || box[0] !== VERSION) throw new BoxRefused('not a box');
  return toBase64Url(box.subarray(1, 1 + KEY_ID));
}

/** The content of a box. Throws {@link BoxRefused}: `not a box`, `unknown key` or `does not open`. */
export async function openBox(
  keys: ReadonlyMap<string, EpochKey>,
  spaceId: Uint8Array,
  type: BoxType,
  box: Uint8Array,
): Promise<Bytes> {
  const key = keys.get(boxKeyId(box));
  if (key === undefined) throw new BoxRefused('unknown key');
  const nonce = concat(box.subarray(1 + KEY_ID, 1 + KEY_ID + NONCE));
  const algorithm = {
    name: 'AES-GCM',
    iv: nonce,
    additionalData: additionalData(spaceId, key.idBytes, type),
  };
  try {
    const sealed = concat(box.subarray(1 + KEY_ID + NONCE));
    return unpad(new Uint8Array(await crypto.subtle.decrypt(algorithm, key.boxes[type], sealed)));
  } catch {
    throw new BoxRefused('does not open');
  }
}
