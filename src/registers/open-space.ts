import type { Charter } from '../charter/charter.ts';
import { ownerOf, spaceIdOf } from '../charter/genesis.ts';
import type { Identity } from '../charter/identity.ts';
import type { Keyring } from '../charter/keyring.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { Courier } from '../replica/courier.ts';
import type { EndorsementJudge } from '../replica/door.ts';
import type { DeviceCard } from '../replica/directory.ts';
import type { MailboxAddress } from '../replica/mailbox.ts';
import { Presence } from '../replica/presence.ts';
import { authorOf } from '../replica/provenance.ts';
import type { Roots } from '../replica/roots.ts';
import { Space } from '../replica/space.ts';
import { RELAY_PATH } from '../wire/messages.ts';
import { roomOf } from '../wire/room.ts';
import { mintProtocols } from '../wire/token.ts';

/** What it takes to open one space of a workspace. */
export interface SpaceWish {
  readonly identity: Identity;
  readonly charter: Charter;
  /** Certificate of this device. */
  readonly card: DeviceCard;
  /** Says also which space it is. */
  readonly ring: Keyring;
  readonly courier: Courier;
  readonly roots: Roots;
  /** Of these, the ones a facilitator may write under. */
  readonly led?: ReadonlySet<string>;
  /** Where members sign. */
  readonly judgeEndorsement?: EndorsementJudge;
  /** Sessions that are nobody's unsent work. */
  readonly planted?: ReadonlySet<string>;
  readonly place: { now(): number; random(length: number): Bytes; readonly app: string };
}

/** One open space of a workspace: what is written in it, who carries it, and who is in it. */
export interface OpenSpace {
  readonly space: Space;
  readonly courier: Courier;
  readonly presence: Presence;
  /** Begins to fetch from and deliver to the workspace's relays. */
  connect(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a space from this device; of a Party's own space only that Party's word counts. Throws nothing of its own. */
export async function openSpace(wish: SpaceWish): Promise<OpenSpace> {
  const { identity, charter, card, ring, courier, roots, led, judgeEndorsement, planted, place } = wish;
  const { genesis } = identity.foundation;
  const name = ring.space;
  const spaceId = spaceIdOf(genesis, name);
  const owner = ownerOf(name);
  const device = { card, signKey: identity.signer.privateKey };
  const keys = { keys: () => ring.keys, writeKey: () => ring.current };
  const random = (length: number) => place.random(length);
  // The presence is made of the space, and the space asks it who else is here.
  const here: { presence: Presence | null } = { presence: null };
  const space = await Space.open({
    name,
    spaceId,
    roots,
    directory: charter,
    parties: owner === null ? genesis.parties.map(({ id }) => id) : [owner],
    device,
    author: authorOf(card),
    courier,
    ...keys,
    now: () => place.now(),
    random,
    together: () => (here.presence?.others ?? 0) > 0,
    app: place.app,
    ...(led === undefined ? {} : { led }),
    ...(judgeEndorsement === undefined ? {} : { judgeEndorsement }),
    ...(planted === undefined ? {} : { planted }),
  });
  const presence = new Presence({ space, courier, directory: charter, device, spaceId, ...keys, random });
  here.presence = presence;
  return {
    space,
    courier,
    presence,
    connect: async () => space.connect(await addressesOf(identity, charter, ring, place)),
    close: async () => {
      presence.close();
      await space.close();
    },
  };
}

/** Where the relays of a workspace keep a space, and how this device gets in. */
export async function addressesOf(
  identity: Identity,
  charter: Charter,
  ring: Keyring,
  place: { now(): number },
): Promise<MailboxAddress[]> {
  const { space } = ring;
  const first = charter.descriptor(space);
  if (first === null) return [];
  const room = await roomOf(first);
  return identity.relays.map((relay) => ({
    url: `${relay}${RELAY_PATH}`,
    room,
    credentials: () =>
      mintProtocols({
        // Read anew: a later generation may have been declared since.
        descriptor: charter.descriptor(space) ?? first,
        accessKey: ring.current.access.privateKey,
        audience: new URL(relay).host,
        now: place.now(),
      }),
  }));
}
