import { concat, fromBase64Url, toBase64Url, uint64, utf8, type Bytes } from '../crypto/bytes.ts';
import { derive } from '../crypto/derive.ts';
import { sha256 } from '../crypto/hash.ts';
import { signerFromSeed } from '../crypto/sign.ts';
import { receiverFromSeed } from '../crypto/wrap.ts';
import { declare } from './charter.ts';
import { Declarations } from './declarations.ts';
import { appoint, type DeviceKeys, type HeadKeys } from './devices.ts';
import { describe } from './epochs.ts';
import {
  partySpaceOf,
  SHARED_SPACES,
  signGenesis,
  spacesFor,
  spacesOf,
  type Genesis,
  type SpaceName,
} from './genesis.ts';
import type { Identity } from './identity.ts';
import { statementHash, USUAL, type Role } from './statement.ts';

export const SAMPLE_BODIES = ['KH', 'TH', 'IOM'] as const;
export type SampleBody = (typeof SAMPLE_BODIES)[number];
/** Whom a sample is opened as: somebody of each body who writes, and IOM's facilitator, who leads the room. */
export type SampleSeat = SampleBody | 'facilitator';

interface SamplePerson {
  readonly as: SampleSeat;
  readonly body: SampleBody;
  /** The Party that certified the device. */
  readonly party: number;
  readonly device: number;
  readonly person: string;
  readonly seat: string;
  readonly role: Role;
}

/** Invented persons; the seats are those the record speaks of. */
const PEOPLE: readonly SamplePerson[] = [
  { as: 'KH', body: 'KH', party: 1, device: 1, person: 'Sok Dara', seat: 'Delegate', role: 'head' },
  { as: 'TH', body: 'TH', party: 2, device: 1, person: 'Anong Srisai', seat: 'Delegate', role: 'head' },
  {
    as: 'IOM',
    body: 'IOM',
    party: 1,
    device: 2,
    person: 'Mara Lindqvist',
    seat: 'Secretariat',
    role: 'secretariat',
  },
  {
    as: 'facilitator',
    body: 'IOM',
    party: 1,
    device: 3,
    person: 'Jonas Weber',
    seat: 'Facilitator',
    role: 'facilitator',
  },
];

export const samplePerson = (seat: SampleSeat): SamplePerson => {
  const found = PEOPLE.find((person) => person.as === seat);
  if (found === undefined) throw new RangeError('no such seat');
  return found;
};

/** True for a seed as it stands in a link: 16 bytes in base64url. */
export function readSeed(text: string): Bytes | null {
  try {
    const bytes = fromBase64Url(text);
    return bytes.length === 16 ? bytes : null;
  } catch {
    return null;
  }
}

/** The moment at which a sample begins: when the talks opened, or when all of it was adopted. */
export type SampleStage = 'opening' | 'adopted';

/** Each stage is a workspace of its own, with other keys and other rooms, so that a rehearsal never meets the adopted text. */
export const stagedSeed = (seed: Bytes, stage: SampleStage): Bytes =>
  stage === 'adopted' ? seed : sha256(utf8('span/1/rehearsal'), seed).slice(0, 16);

const STAGE_NAMES: Readonly<Record<SampleStage, string>> = { adopted: 'sample', opening: 'rehearsal' };

/** Key of a sample on the shelf. */
const sampleKey = (seed: Bytes, stage: SampleStage, seat: SampleSeat): string =>
  `${STAGE_NAMES[stage]}-${toBase64Url(seed)}-${seat}`;

/** The sample a key names; null for any other workspace. */
export function readSampleKey(key: string): { readonly seed: Bytes; readonly stage: SampleStage } | null {
  const [name, ...rest] = key.split('-');
  const seed = readSeed(rest.slice(0, -1).join('-'));
  const stage = name === 'sample' ? 'adopted' : name === 'rehearsal' ? 'opening' : null;
  return seed === null || stage === null ? null : { seed, stage };
}

/** Bytes that everybody with the link derives alike; nothing in a sample is secret from who has its link. */
export const fromSeed = (seed: Uint8Array, label: string): Promise<Bytes> =>
  derive(seed, 'span/1/sample', utf8(label));

const deviceKeys = async (seed: Uint8Array, { party, device }: SamplePerson): Promise<DeviceKeys> => ({
  signer: await signerFromSeed(await fromSeed(seed, `sign ${party}-${device}`)),
  receiver: await receiverFromSeed(await fromSeed(seed, `receive ${party}-${device}`)),
});

const headKeys = async (seed: Uint8Array, party: number): Promise<Pick<HeadKeys, 'root' | 'admin'>> => ({
  root: await signerFromSeed(await fromSeed(seed, `root ${party}`)),
  admin: await signerFromSeed(await fromSeed(seed, `admin ${party}`)),
});

/** A rehearsal says in its name, wherever that stands, that it is none of the adopted text. */
const NAMES: Readonly<Record<SampleStage, string>> = {
  adopted: 'SOP on Law Enforcement Cooperation, August 2022',
  opening: 'Rehearsal: SOP on Law Enforcement Cooperation, 25 August 2022',
};

async function sampleGenesis(seed: Uint8Array, stage: SampleStage): Promise<Genesis> {
  const salt = async (label: string) => toBase64Url((await fromSeed(seed, label)).subarray(0, 16));
  const root = async (party: number) => toBase64Url((await headKeys(seed, party)).root.publicKey);
  return {
    v: 1,
    name: NAMES[stage],
    salt: await salt('salt'),
    parties: [
      { id: 'KH', name: 'Cambodia', root: await root(1) },
      { id: 'TH', name: 'Thailand', root: await root(2) },
    ],
    partners: [{ id: 'IOM', name: 'International Organization for Migration' }],
    spaces: await Promise.all(
      spacesFor(['KH', 'TH']).map(async (name) => ({ name, roomSalt: await salt(`room ${name}`) })),
    ),
  };
}

/**
 * The same identity on every device that opens the same seed as the same body: a workspace to try, with nothing secret in it.
 * It holds the keys of its own body's spaces only, as a device of a founded workspace would.
 */
export async function sampleIdentity(
  given: Bytes,
  seat: SampleSeat,
  relay: string,
  stage: SampleStage = 'adopted',
): Promise<Identity> {
  const seed = stagedSeed(given, stage);
  const genesis = await sampleGenesis(seed, stage);
  const heads = await Promise.all([1, 2].map((party) => headKeys(seed, party)));
  const secretOf = (space: SpaceName) => fromSeed(seed, `epoch ${space}`);
  const declarations = new Declarations(genesis);
  const certs = new Map<SampleSeat, string>();
  for (const [i, head] of heads.entries()) {
    const party = i + 1;
    const root = { key: toBase64Url(head.root.publicKey), signer: head.root };
    const appointed = await appoint(head.root, head.admin, party);
    const admin = { party, key: appointed.key, signer: head.admin, path: appointed.path };
    await declare(declarations, genesis, party, root, appointed);
    const certify = async (person: SamplePerson): Promise<void> => {
      const keys = await deviceKeys(seed, person);
      const said = await declare(declarations, genesis, party, admin, {
        kind: 'cert',
        device: person.device,
        body: person.body,
        person: person.person,
        seat: person.seat,
        role: person.role,
        capabilities: [...USUAL[person.role]],
        signPub: toBase64Url(keys.signer.publicKey),
        kemPub: toBase64Url(keys.receiver.publicKey),
      });
      certs.set(person.as, statementHash(said));
    };
    const people = PEOPLE.filter((one) => one.party === party);
    for (const person of people) if (person.as !== 'facilitator') await certify(person);
    const own = partySpaceOf(genesis.parties[i]?.id ?? '');
    for (const space of party === 1 ? [...SHARED_SPACES, own] : [own]) {
      const described = await describe(genesis, admin, space, 1, await secretOf(space));
      await declare(declarations, genesis, party, admin, described);
    }
    // Last: devices that opened the sample before there was a facilitator hold the chain as far as here.
    for (const person of people) if (person.as === 'facilitator') await certify(person);
  }
  const statements = [...declarations.all()].map(([, said]) => said);
  const person = samplePerson(seat);
  const { body } = person;
  const keys = await deviceKeys(seed, person);
  const head = heads[person.party - 1];
  const appointed = head && (await appoint(head.root, head.admin, person.party));
  return {
    key: sampleKey(given, stage, seat),
    kind: 'sample',
    foundation: {
      genesis,
      signatures: await Promise.all(heads.map(({ root }) => signGenesis(genesis, root))),
    },
    relays: [relay],
    cert: certs.get(seat) ?? '',
    party: person.party,
    body,
    signer: keys.signer,
    receiver: keys.receiver,
    // The secretariat's device is certified by Party 1, but is nobody's admin.
    admin:
      head !== undefined && appointed !== undefined && person.role === 'head'
        ? { key: appointed.key, signer: head.admin, path: appointed.path }
        : null,
    statements,
    secrets: Object.fromEntries(
      await Promise.all(
        spacesOf(genesis, body).map(async (space) => [space, await secretOf(space)] as const),
      ),
    ),
  };
}

/** A stream of bytes that comes out alike on every device: for the sample's first entries only. */
export async function sampleBytes(seed: Uint8Array, label: string): Promise<(length: number) => Bytes> {
  const start = await fromSeed(seed, label);
  let counter = 0;
  return (length) => {
    let bytes = concat();
    while (bytes.length < length) bytes = concat(bytes, sha256(start, uint64(counter++)));
    return bytes.slice(0, length);
  };
}
