import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concat, type Bytes } from './bytes.ts';

const suite = () =>
  new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const X25519 = { name: 'X25519' } as const;
const ENCAPSULATED = 32;
/** PKCS#8 header of an X25519 private key (RFC 8410 section 7); the 32-byte scalar follows it. */
const X25519_PKCS8 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32]);

/** A device's key for receiving secrets: the private half never leaves WebCrypto. */
export interface Receiver {
  /** 32 raw bytes. */
  readonly publicKey: Bytes;
  readonly pair: CryptoKeyPair;
}

/** A new, non-extractable X25519 key pair. */
export async function newReceiver(): Promise<Receiver> {
  const pair = (await crypto.subtle.generateKey(X25519, false, ['deriveBits'])) as CryptoKeyPair;
  return { publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)), pair };
}

/** The receiver of a 32-byte seed: for the public sample only. */
export async function receiverFromSeed(seed: Uint8Array): Promise<Receiver> {
  const pkcs8 = concat(X25519_PKCS8, seed);
  const open = await crypto.subtle.importKey('pkcs8', pkcs8, X25519, true, ['deriveBits']);
  const jwk = await crypto.subtle.exportKey('jwk', open);
  const publicJwk = { kty: 'OKP', crv: 'X25519', x: jwk.x ?? '' };
  const publicKey = await crypto.subtle.importKey('jwk', publicJwk, X25519, true, []);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, X25519, false, ['deriveBits']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { publicKey: raw, pair: { privateKey, publicKey } };
}

export class WrapRefused extends Error {
  override readonly name = 'WrapRefused';
}

/** HPKE base mode (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) to one receiver: `enc32 ‖ ciphertext`. */
export async function wrap(publicKey: Uint8Array, info: Uint8Array, secret: Uint8Array): Promise<Bytes> {
  const recipientPublicKey = await suite().kem.deserializePublicKey(concat(publicKey).buffer);
  const sender = await suite().createSenderContext({ recipientPublicKey, info: concat(info).buffer });
  const sealed = await sender.seal(concat(secret).buffer);
  return concat(new Uint8Array(sender.enc), new Uint8Array(sealed));
}

/** The secret of {@link wrap}. Throws {@link WrapRefused} when it is not for this receiver and this info. */
export async function unwrap(receiver: Receiver, info: Uint8Array, wrapped: Uint8Array): Promise<Bytes> {
  try {
    const context = await suite().createRecipientContext({
      recipientKey: receiver.pair,
      enc: concat(wrapped.subarray(0, ENCAPSULATED)).buffer,
      info: concat(info).buffer,
    });
    return new Uint8Array(await context.open(concat(wrapped.subarray(ENCAPSULATED)).buffer));
  } catch {
    throw new WrapRefused('does not open');
  }
}
