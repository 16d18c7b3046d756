import { ownerOf, spacesOf, type SpaceName } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import { Keyring } from '../charter/keyring.ts';
import { OpenRefused } from './open-refused.ts';

/** The keys this device has to the spaces of a workspace. */
export interface Keyrings {
  readonly charter: Keyring;
  readonly joint: Keyring;
  /** Null where this device's body has no space of its own; without a key until one is granted. */
  readonly own: Keyring | null;
}

/** Opens what was granted to this device. Throws {@link OpenRefused} where a shared space has no key. */
export async function openKeyrings(identity: Identity): Promise<Keyrings> {
  const { genesis } = identity.foundation;
  const own = spacesOf(genesis, identity.body).find((space) => ownerOf(space) !== null);
  const open = async (space: SpaceName): Promise<Keyring> => {
    const ring = new Keyring(space);
    const secret = identity.secrets?.[space];
    if (secret !== undefined) await ring.add(1, secret);
    const grants = identity.statements.flatMap(({ act }) =>
      act.kind === 'grant' && act.space === space && act.cert === identity.cert ? [act] : [],
    );
    await ring.take(genesis, identity.receiver, grants);
    return ring;
  };
  const rings = { charter: await open('charter'), joint: await open('joint') };
  for (const { keys } of Object.values(rings)) if (keys.size === 0) throw new OpenRefused('keys missing');
  return { ...rings, own: own === undefined ? null : await open(own) };
}

/** The ring of a space that opens to this device's body. */
export function ringOf({ charter, joint, own }: Keyrings, space: SpaceName): Keyring {
  const ring = [charter, joint, own].find((one) => one?.space === space);
  if (ring == null) throw new RangeError(`no ring for ${space}`);
  return ring;
}
