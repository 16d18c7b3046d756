import { concat, utf8, type Bytes } from './bytes.ts';

/** 32 bytes by HKDF-SHA256 (RFC 5869) from a secret, bound to a label and a context. */
export async function derive(
  secret: Uint8Array,
  label: string,
  context: Uint8Array = new Uint8Array(),
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', concat(secret), 'HKDF', false, ['deriveBits']);
  const info = concat(utf8(label), context);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    key,
    256,
  );
  return new Uint8Array(bits);
}
