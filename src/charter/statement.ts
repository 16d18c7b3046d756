import { z } from 'zod';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import { sign, verify, type Signer } from '../crypto/sign.ts';
import { readDescriptor, type SpaceDescriptor } from '../wire/room.ts';
import { textOf } from '../wire/text.ts';
import { bodyId, spaceName } from './genesis.ts';

export const ROLES = ['head', 'delegate', 'secretariat', 'facilitator', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a device may do. Granted one by one in its certificate; a role only says which are usual. `facilitate`: writes what
 * leads a meeting, and nothing else; it never stands beside another.
 */
const CAPABILITIES = ['write', 'sign', 'admit', 'facilitate'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What a role brings; partners never sign and never admit, whatever is certified. */
export const USUAL: Readonly<Record<Role, readonly Capability[]>> = {
  head: ['write', 'sign', 'admit'],
  delegate: ['write', 'sign'],
  secretariat: ['write'],
  facilitator: ['facilitate'],
  reader: [],
};

const epochNumber = z
  .int()
  .min(1)
  .max(2 ** 31);

/** Name and seat as other people read them. */
export const personName = z.string().trim().min(1).max(120);
export const seatName = z.string().trim().min(1).max(120);

const act = z.discriminatedUnion('kind', [
  /** By the root: this key may act for the Party. `path`: the root's over `adminPathBytes`, for relays to check. */
  z.strictObject({ kind: z.literal('admin'), key: textOf(32), path: textOf(64) }),
  /** By an admin: this device belongs to the Party, or to a partner it has let in. */
  z.strictObject({
    kind: z.literal('cert'),
    device: z.int().min(1).max(65_535),
    body: bodyId,
    person: personName,
    seat: seatName,
    role: z.enum(ROLES),
    capabilities: z.array(z.enum(CAPABILITIES)).max(CAPABILITIES.length),
    signPub: textOf(32),
    kemPub: textOf(32),
  }),
  /** By an admin: an epoch key of a space, wrapped for one device (HPKE, info `grantInfo`). */
  z.strictObject({
    kind: z.literal('grant'),
    space: spaceName,
    n: epochNumber,
    keyId: textOf(16),
    cert: textOf(32),
    wrapped: textOf(80),
  }),
  /** By an admin: how a relay knows who may enter the room of a space. */
  z.strictObject({
    kind: z.literal('descriptor'),
    space: spaceName,
    descriptor: z.custom<SpaceDescriptor>((value) => readDescriptor(value)?.kind === 'space'),
  }),
]);
export type Act = z.infer<typeof act>;

const statement = z.strictObject({
  v: z.literal(1),
  /** base64url of the genesis hash. */
  workspace: textOf(32),
  party: z.int().min(1).max(31),
  /** Hash of the statement of this Party it was made after; null for the first. */
  previous: textOf(32).nullable(),
  /** The root or an admin of the Party. */
  by: textOf(32),
  act,
  sig: textOf(64),
});

/** What a Party declares about itself, signed: all that the charter consists of. */
export type Statement = z.infer<typeof statement>;
export type Cert = Statement & { readonly act: Extract<Act, { kind: 'cert' }> };
export type Grant = Extract<Act, { kind: 'grant' }>;

/** Whether this certificate makes its device a facilitator's: by its role or by what it grants. */
export const facilitates = ({ role, capabilities }: Cert['act']): boolean =>
  role === 'facilitator' || capabilities.includes('facilitate');

const TAG = 'span/1/statement-sig';

/** base64url of SHA-256("span/1/statement" ‖ JCS without `sig`): a certificate's name is its statement's hash. */
export function statementHash({ sig: _, ...said }: Statement): string {
  return toBase64Url(sha256(utf8('span/1/statement'), canonicalBytes(said as unknown as Json)));
}

export async function signStatement(said: Omit<Statement, 'sig'>, by: Signer): Promise<Statement> {
  const unsigned: Statement = { ...said, sig: '' };
  const sig = await sign(by.privateKey, TAG, fromBase64Url(statementHash(unsigned)));
  return { ...said, sig: toBase64Url(sig) };
}

/** True when the key it names signed it. Whether that key may speak for the Party is the charter's to know. */
export const statementSigned = (said: Statement): Promise<boolean> =>
  verify(fromBase64Url(said.by), fromBase64Url(said.sig), TAG, fromBase64Url(statementHash(said)));

/** The value as a statement, or null when it has another shape. */
export const readStatement = (value: unknown): Statement | null => statement.safeParse(value).data ?? null;

export const encodeStatement = (said: Statement): Bytes => canonicalBytes(said as unknown as Json);

/** The statement in UTF-8 JSON, or null. */
export function decodeStatement(bytes: Uint8Array): Statement | null {
  try {
    return readStatement(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}
