import { concat, fromBase64Url, utf8, type Bytes } from './bytes.ts';

const ED25519 = { name: 'Ed25519' } as const;
/** PKCS#8 header of an Ed25519 private key (RFC 8410 section 7); the 32-byte seed follows it. */
const ED25519_PKCS8 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

/** A device's, admin's or root's signing key: the private half never leaves WebCrypto. */
export interface Signer {
  /** 32 raw bytes. */
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

/** A new, non-extractable Ed25519 key pair. */
export async function newSigner(): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify'])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { publicKey, privateKey: pair.privateKey };
}

/** The signer of a 32-byte seed: for keys that several devices derive alike (relay access, the public sample). */
export async function signerFromSeed(seed: Uint8Array): Promise<Signer> {
  const pkcs8 = concat(ED25519_PKCS8, seed);
  const open = await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', open);
  if (x === undefined) throw new TypeError('no public half');
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, false, ['sign']);
  return { publicKey: fromBase64Url(x), privateKey };
}

/** Ed25519 (RFC 8032) over `tag ‖ parts`; the tag keeps a signature for one purpose from serving another. 64 bytes. */
export async function sign(key: CryptoKey, tag: string, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ED25519, key, concat(utf8(tag), ...parts)));
}

/** A public key made ready for many checks. Throws when it is not a point of the curve. */
const verifier = (publicKey: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', concat(publicKey), ED25519, false, ['verify']);

/** True when the signature is the key's over `tag ‖ parts`; false for anything else, malformed input included. */
export async function verify(
  key: CryptoKey | Uint8Array,
  signature: Uint8Array,
  tag: string,
  ...parts: readonly Uint8Array[]
): Promise<boolean> {
  try {
    const ready = key instanceof Uint8Array ? await verifier(key) : key;
    return await crypto.subtle.verify(ED25519, ready, concat(signature), concat(utf8(tag), ...parts));
  } catch {
    return false;
  }
}
