import { z } from 'zod';
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import { sign, verify, type Signer } from '../crypto/sign.ts';
import { sixWords } from '../crypto/words.ts';
import type { Receiver } from '../crypto/wrap.ts';
import { textOf } from '../wire/text.ts';
import { personName, seatName } from './statement.ts';

const request = z.strictObject({
  v: z.literal(1),
  person: personName,
  seat: seatName,
  signPub: textOf(32),
  kemPub: textOf(32),
  nonce: textOf(16),
  /** By `signPub`: the device holds the key it shows. */
  sig: textOf(64),
});

/** A device's wish to be certified. */
export type JoiningRequest = z.infer<typeof request>;

const TAG = 'span/1/request-sig';

const unsigned = (genesis: string, { sig: _, ...said }: JoiningRequest): Bytes =>
  concat(utf8(genesis), canonicalBytes(said));

export async function writeRequest(
  genesis: string,
  person: string,
  seat: string,
  keys: { signer: Signer; receiver: Receiver },
  nonce: Uint8Array,
): Promise<JoiningRequest> {
  const said: JoiningRequest = {
    v: 1,
    person,
    seat,
    signPub: toBase64Url(keys.signer.publicKey),
    kemPub: toBase64Url(keys.receiver.publicKey),
    nonce: toBase64Url(nonce),
    sig: '',
  };
  const sig = toBase64Url(await sign(keys.signer.privateKey, TAG, unsigned(genesis, said)));
  return request.parse({ ...said, sig });
}

/** The request, when its shape and signature are right for this workspace; else null. */
export async function readRequest(genesis: string, bytes: Uint8Array): Promise<JoiningRequest | null> {
  try {
    const said = request.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const holds = await verify(
      fromBase64Url(said.signPub),
      fromBase64Url(said.sig),
      TAG,
      unsigned(genesis, said),
    );
    return holds ? said : null;
  } catch {
    return null;
  }
}

/** 32 bytes that name a request in one workspace: `genesis` is base64url of the genesis hash. */
export const requestHash = (genesis: string, said: JoiningRequest): Bytes =>
  sha256(utf8('span/1/request'), fromBase64Url(genesis), canonicalBytes(said));

/**
 * Six words over workspace and request, for admin and newcomer to compare aloud before anything is signed: equal words mean
 * that the keys the admin certifies are those of the person they speak with (sealed-replica 5.8, moved ahead of the signing,
 * since words compared after it come too late).
 */
export const requestWords = (genesis: string, said: JoiningRequest): readonly string[] =>
  sixWords(requestHash(genesis, said));
