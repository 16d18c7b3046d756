import { z } from 'zod';
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.ts';
import { canonicalBytes } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import { sign, verify, type Signer } from '../crypto/sign.ts';
import { textOf } from '../wire/text.ts';

/** A body's short sign: two to six Latin capitals or digits. */
export const bodyId = z.string().regex(/^[A-Z][A-Z0-9]{1,5}$/);
const bodyName = z.string().trim().min(1).max(120);

/** Spaces that every member of a workspace reads. */
export const SHARED_SPACES = ['charter', 'joint'] as const;
/** The space that one Party keeps to itself: drafts not yet tabled, its own notes. */
export type PartySpaceName = `party-${string}`;
/** Spaces of a workspace, as far as this version knows them (design 2). */
export type SpaceName = (typeof SHARED_SPACES)[number] | PartySpaceName;
export const spaceName = z.union([z.enum(SHARED_SPACES), z.templateLiteral(['party-', bodyId])]);

export const partySpaceOf = (body: string): PartySpaceName => `party-${body}`;

/** The body that alone reads and decides about a space; null for one that all share. */
export const ownerOf = (space: SpaceName): string | null =>
  space.startsWith('party-') ? space.slice('party-'.length) : null;

const genesis = z
  .strictObject({
    v: z.literal(1),
    name: z.string().trim().min(1).max(120),
    salt: textOf(16),
    /** Bodies that sign; a Party's number is its position here, from 1. */
    parties: z
      .array(z.strictObject({ id: bodyId, name: bodyName, root: textOf(32) }))
      .min(2)
      .max(31),
    /** Bodies that take part without a signature. */
    partners: z.array(z.strictObject({ id: bodyId, name: bodyName })).max(31),
    spaces: z.array(z.strictObject({ name: z.string().min(1).max(40), roomSalt: textOf(16) })).max(64),
  })
  .refine(({ parties, partners }) => {
    const ids = [...parties, ...partners].map(({ id }) => id);
    return (
      new Set(ids).size === ids.length && new Set(parties.map(({ root }) => root)).size === parties.length
    );
  }, 'two bodies with one sign or one root')
  .refine(
    ({ spaces }) =>
      new Set(spaces.map(({ name }) => name)).size === spaces.length &&
      SHARED_SPACES.every((name) => spaces.some((space) => space.name === name)),
    'spaces',
  );

/** What the Parties sign once, and everything else descends from (sealed-replica 5.1). */
export type Genesis = z.infer<typeof genesis>;

const foundation = z.strictObject({
  genesis,
  /** One per Party in its order: the root's over {@link genesisHash}. base64url, 64 bytes. */
  signatures: z.array(textOf(64)),
});
export type Foundation = z.infer<typeof foundation>;

/** The value as a genesis, or null when it has another shape. */
export const readGenesis = (value: unknown): Genesis | null => genesis.safeParse(value).data ?? null;

/** 32 bytes: SHA-256("span/1/genesis" ‖ JCS). A workspace's identity, and what the heads of delegation compare as words. */
export const genesisHash = (of: Genesis): Bytes => sha256(utf8('span/1/genesis'), canonicalBytes(of));

/** Short name of a workspace: base64url of the first 16 bytes of {@link genesisHash}. */
export const workspaceIdOf = (of: Genesis): string => toBase64Url(genesisHash(of).subarray(0, 16));

/** 32 bytes: SHA-256("span/1/space" ‖ genesisHash ‖ name). */
export const spaceIdOf = (of: Genesis, space: SpaceName): Bytes =>
  sha256(utf8('span/1/space'), genesisHash(of), utf8(space));

/** Names of the spaces a new workspace has: those all share, and one for each Party (by its sign) alone. */
export const spacesFor = (parties: readonly string[]): readonly SpaceName[] => [
  ...SHARED_SPACES,
  ...parties.map(partySpaceOf),
];

/** The spaces of a workspace that open to a body's people. Founded before Parties had their own, it has only the shared. */
export const spacesOf = (of: Genesis, body: string): readonly SpaceName[] =>
  spacesFor([body]).filter((space) => of.spaces.some(({ name }) => name === space));

/** True when a Party (from 1) may declare about a space: one the genesis names, shared or its own. */
export const decidesAbout = (of: Genesis, party: number, space: SpaceName): boolean =>
  spacesOf(of, of.parties[party - 1]?.id ?? '').includes(space);

/** Position in the genesis, from 0, of the Party that alone decides about the room of a space; undefined for one shared. */
export const ownerIndexOf = (of: Genesis, space: SpaceName): number | undefined => {
  const owner = of.parties.findIndex(({ id }) => id === ownerOf(space));
  return owner < 0 ? undefined : owner;
};

export const roomSaltOf = (of: Genesis, space: SpaceName): string =>
  of.spaces.find(({ name }) => name === space)?.roomSalt ?? '';

const TAG = 'span/1/genesis-sig';

export const signGenesis = async (of: Genesis, root: Signer): Promise<string> =>
  toBase64Url(await sign(root.privateKey, TAG, genesisHash(of)));

/** True when the signature (base64url) is that of the Party's root (`party` from 1). */
export async function signedGenesis(of: Genesis, party: number, signature: string): Promise<boolean> {
  const root = of.parties[party - 1]?.root;
  if (root === undefined || !textOf(64).safeParse(signature).success) return false;
  return verify(fromBase64Url(root), fromBase64Url(signature), TAG, genesisHash(of));
}

/** The foundation, when its shape is right and every Party signed it; else null. */
export async function readFoundation(value: unknown): Promise<Foundation | null> {
  const read = foundation.safeParse(value).data;
  if (read === undefined || read.signatures.length !== read.genesis.parties.length) return null;
  const signed = await Promise.all(read.signatures.map((sig, i) => signedGenesis(read.genesis, i + 1, sig)));
  return signed.every(Boolean) ? read : null;
}

/** Bytes that name one grant of one key: bound into the wrap, so that it cannot be passed off as another. */
export const grantInfo = (of: Genesis, space: SpaceName, n: number, cert: string): Bytes =>
  concat(utf8('span/1/epoch'), spaceIdOf(of, space), utf8(String(n)), utf8(cert));
