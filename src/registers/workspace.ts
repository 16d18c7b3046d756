import { Admissions } from '../charter/admissions.ts';
import { Charter } from '../charter/charter.ts';
import type { SpaceName } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import type { Frontier } from '../replica/changes.ts';
import { Courier } from '../replica/courier.ts';
import { FileCarrier } from '../replica/file-carrier.ts';
import { relayFileRoom } from '../replica/file-room.ts';
import { openRoots, type Roots } from '../replica/roots.ts';
import { DraftRegister } from './drafts.ts';
import { judgeEndorsement } from './endorsement.ts';
import { JointRegisters } from './joint.ts';
import { openKeyrings, ringOf } from './keyrings.ts';
import { OpenRefused } from './open-refused.ts';
import { addressesOf, openSpace } from './open-space.ts';
import { bodiesOf, lookedKey, OpenWorkspace } from './open-workspace.ts';
import { OwnSpace } from './own-space.ts';
import { plantSample } from './planted-sample.ts';
import type { WorkspacePlace } from './workspace-place.ts';
import type { Workspace } from './workspace-types.ts';

/** Root maps of a Party's own space. */
const OWN_ROOTS: Roots = openRoots(DraftRegister.ROOTS);

/** Opens a workspace: its charter, its keys, its joint space, and the registers in it. Throws {@link OpenRefused}. */
export async function openWorkspace(identity: Identity, place: WorkspacePlace): Promise<Workspace> {
  const rings = await openKeyrings(identity);
  const courierOf = async (space: SpaceName) =>
    new Courier(await place.vault(`span ${identity.key} ${identity.cert.slice(0, 8)} ${space}`), () =>
      place.now(),
    );
  const charter = await Charter.open({
    foundation: identity.foundation,
    courier: await courierOf('charter'),
    statements: identity.statements,
    keys: () => rings.charter.keys,
    writeKey: () => rings.charter.current,
  });
  const card = charter.byCert(identity.cert);
  if (card === null) {
    await charter.close();
    throw new OpenRefused('keys missing');
  }
  const common = { identity, charter, card, place };
  const courier = await courierOf('joint');
  const planted = await plantSample(identity, courier.vault, place.shelf);
  const joint = await openSpace({
    ...common,
    ring: rings.joint,
    courier,
    roots: JointRegisters.roots(bodiesOf(identity).map(({ id }) => id)),
    led: JointRegisters.LED,
    judgeEndorsement,
    planted,
  });
  const own = new OwnSpace(identity, charter, rings.own, async (ring) =>
    openSpace({ ...common, ring, courier: await courierOf(ring.space), roots: OWN_ROOTS }),
  );
  await own.look();
  const admissions = await Admissions.open({
    identity,
    person: card.person,
    charter,
    shelf: place.shelf,
    keyring: (name) => ringOf(rings, name),
    meet: (letter) => place.meet(letter),
  });
  const looked = await place.shelf.pending<Frontier>(lookedKey(identity.key));
  const files = new FileCarrier({
    store: await place.chunks(`span ${identity.key} ${identity.cert.slice(0, 8)} files`),
    relays: identity.relays,
    enter: relayFileRoom(() => place.now()),
    now: () => place.now(),
  });
  const parts = { identity, place, rings, charter, joint, own, files, admissions, looked };
  const workspace = new OpenWorkspace(parts);
  charter.connect(await addressesOf(identity, charter, rings.charter, place));
  await joint.connect();
  return workspace;
}
