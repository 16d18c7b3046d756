import { randomBytes, toBase64Url } from '../crypto/bytes.ts';
import { openEpochKey } from '../crypto/epoch-key.ts';
import type { Signer } from '../crypto/sign.ts';
import { signDescriptor } from '../wire/room.ts';
import { ownerIndexOf, roomSaltOf, type Genesis, type SpaceName } from './genesis.ts';
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

/** The first epoch key of each of these spaces, made here, and what relays and readers need of it. */
export async function firstEpochs(
  genesis: Genesis,
  admin: Admin,
  spaces: readonly SpaceName[],
  readers: readonly { cert: string; kemPub: Uint8Array }[],
): Promise<readonly Act[]> {
  const acts: Act[] = [];
  for (const space of spaces) {
    const secret = randomBytes(32);
    acts.push(await describe(genesis, admin, space, 1, secret));
    const ring = new Keyring(space);
    await ring.add(1, secret);
    for (const reader of readers) acts.push(...(await ring.grantsFor(genesis, reader)));
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
  const owner = ownerIndexOf(genesis, space);
  const fields = {
    kind: 'space' as const,
    v: 1 as const,
    roots: genesis.parties.map(({ root }) => root),
    roomSalt: roomSaltOf(genesis, space),
    ...(owner === undefined ? {} : { owner }),
    n,
    accessPub: toBase64Url(access.publicKey),
    admin: admin.key,
    path: { root: admin.party - 1, sig: admin.path },
  };
  return { kind: 'descriptor', space, descriptor: await signDescriptor(fields, admin.signer.privateKey) };
}
