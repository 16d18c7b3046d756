import { toBase64Url } from '../crypto/bytes.ts';
import { newSigner, sign, type Signer } from '../crypto/sign.ts';
import { newReceiver, type Receiver } from '../crypto/wrap.ts';
import { adminPathBytes } from '../wire/room.ts';
import type { Act } from './statement.ts';

/** Keys of one device; the private halves never leave WebCrypto. */
export interface DeviceKeys {
  readonly signer: Signer;
  readonly receiver: Receiver;
}

/** Keys of the head of a delegation's first device: also the Party's root and its admin. */
export interface HeadKeys extends DeviceKeys {
  readonly root: Signer;
  readonly admin: Signer;
}

export const newDeviceKeys = async (): Promise<DeviceKeys> => ({
  signer: await newSigner(),
  receiver: await newReceiver(),
});

export const newHeadKeys = async (): Promise<HeadKeys> => ({
  ...(await newDeviceKeys()),
  root: await newSigner(),
  admin: await newSigner(),
});

/** The root's appointment of an admin; its signature is what relays check. */
export async function appoint(
  root: Signer,
  admin: Signer,
  party: number,
): Promise<Extract<Act, { kind: 'admin' }>> {
  const path = await sign(root.privateKey, '', adminPathBytes(admin.publicKey, party));
  return { kind: 'admin', key: toBase64Url(admin.publicKey), path: toBase64Url(path) };
}
