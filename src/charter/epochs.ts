import { randomBytes, toBase64Url } from '../crypto/bytes.ts';
import { openEpochKey } from '../crypto/epoch-key.ts';
import type { Signer } from '../crypto/sign.ts';
import { signDescriptor } from '../wire/room.ts';
import { roomSaltOf, SPACES, type Genesis, type SpaceName } from './genesis.ts';
import { Keyring } from './keyring.ts';
import type { Act } from './statement.ts';

/** An admin who signs for its Party. */
export interface Admin {
  readonly party: number;
  readonly key: string;
  readonly signer: Signer;
  /** The root's signature over the admin's key, base64url. */
  readonly path: string;
}

/** First epoch keys of every space, and what relays and members need of them. */
export async function firstEpochs(
  genesis: Genesis,
  admin: Admin,
  readers: readonly { cert: string; kemPub: Uint8Array }[],
  secrets: (space: SpaceName) => Uint8Array = () => randomBytes(32),
): Promise<readonly Act[]> {
  const acts: Act[] = [];
  for (const space of SPACES) {
    const secret = secrets(space);
    acts.push(await describe(genesis, admin, space, 1, secret));
    const ring = new Keyring();
    await ring.add(1, secret);
    for (const reader of readers) acts.push(...(await ring.grantsFor(genesis, space, reader)));
  }
  return acts;
}

/** Tells relays by which key the room of a space opens in a generation. */
export async function describe(
  genesis: Genesis,
  admin: Admin,
  space: SpaceName,
  n: number,
  secret: Uint8Array,
): Promise<Extract<Act, { kind: 'descriptor' }>> {
  const { access } = await openEpochKey(secret);
  const fields = {
    kind: 'space' as const,
    v: 1 as const,
    roots: genesis.parties.map(({ root }) => root),
    roomSalt: roomSaltOf(genesis, space),
    n,
    accessPub: toBase64Url(access.publicKey),
    admin: admin.key,
    path: { root: admin.party - 1, sig: admin.path },
  };
  return { kind: 'descriptor', space, descriptor: await signDescriptor(fields, admin.signer.privateKey) };
}
