import { writeUint8, writeUint8Array, type Encoder } from 'lib0/encoding';
import * as z from 'zod';
import {
  bytesOf,
  fromText,
  holds,
  signBytes,
  textOf,
  toText,
  writeTag,
  writeUint64,
  type Bytes,
} from './text.ts';

const publicKey = textOf(32);
const signature = textOf(64);

const spaceDescriptor = z.strictObject({
  kind: z.literal('space'),
  v: z.literal(1),
  /** Roots of the Parties, Ed25519, in the order of the genesis. */
  roots: z.array(publicKey).min(2).max(31),
  roomSalt: textOf(16),
  /** The one Party whose room it is, counted from 0 in `roots`; left out where any of them decides about the room. */
  owner: z.int().min(0).max(30).optional(),
  /** Generation: rises with every rotation, and the relay serves only the greatest it has seen. */
  n: z.int().min(1),
  /** What a token is signed with; every reader of the space derives the other half. */
  accessPub: publicKey,
  /** The admin who signed this. */
  admin: publicKey,
  /** `root` counts from 0 in `roots`; `sig` is that root's over {@link adminPathBytes}. */
  path: z.strictObject({ root: z.int().min(0).max(30), sig: signature }),
  /** The admin's over {@link descriptorBytes}. */
  sig: signature,
});

const meetDescriptor = z.strictObject({ kind: z.literal('meet'), v: z.literal(1), accessPub: publicKey });

const fileDescriptor = z.strictObject({ kind: z.literal('file'), v: z.literal(1), accessPub: publicKey });

const roomDescriptor = z.discriminatedUnion('kind', [spaceDescriptor, meetDescriptor, fileDescriptor]);

export type SpaceDescriptor = z.infer<typeof spaceDescriptor>;
/** A rendezvous for one invitation: whoever knows the invitation's secret derives the access key. */
export type MeetDescriptor = z.infer<typeof meetDescriptor>;
/** Where the sealed pieces of one file lie: whoever holds the file's secret derives the access key. */
export type FileDescriptor = z.infer<typeof fileDescriptor>;
/** Says of a room who may enter, and proves it by itself: the relay needs to know no one. */
export type RoomDescriptor = z.infer<typeof roomDescriptor>;

/** The value as a descriptor, or null when it has another shape. Signatures: {@link checkDescriptor}. */
export function readDescriptor(value: unknown): RoomDescriptor | null {
  return roomDescriptor.safeParse(value).data ?? null;
}

/**
 * What a root signs to make a key one of its Party's admins:
 * `"span/1/admin-path" ‖ party (1 byte) ‖ admin (32 bytes)`. No room in it: one signature serves every space.
 * @param admin 32 raw bytes
 * @param party 1..31, the position in the genesis (`path.root` + 1)
 */
export const adminPathBytes = (admin: Uint8Array, party: number): Bytes =>
  bytesOf((encoder) => {
    writeTag(encoder, 'span/1/admin-path');
    writeUint8(encoder, party);
    writeUint8Array(encoder, admin);
  });

/**
 * What an admin signs: `"span/1/descriptor" ‖ v ‖ number of roots (1 byte each) ‖ roots ‖ roomSalt ‖ n (8 bytes) ‖
 * accessPub ‖ admin ‖ path.root (1 byte) ‖ owner (1 byte, where there is one)`. Every length is fixed or told, and the
 * owner comes last, so no two descriptors share bytes.
 */
export const descriptorBytes = (fields: Omit<SpaceDescriptor, 'sig'>): Bytes =>
  bytesOf((encoder) => {
    writeTag(encoder, 'span/1/descriptor');
    writeUint8(encoder, fields.v);
    writeUint8(encoder, fields.roots.length);
    for (const root of fields.roots) writeUint8Array(encoder, fromText(root));
    writeUint8Array(encoder, fromText(fields.roomSalt));
    writeUint64(encoder, fields.n);
    writeUint8Array(encoder, fromText(fields.accessPub));
    writeUint8Array(encoder, fromText(fields.admin));
    writeUint8(encoder, fields.path.root);
    writeOwner(encoder, fields.owner);
  });

/** Nothing without an owner: rooms that were there before owners were keep their names and their signatures. */
function writeOwner(encoder: Encoder, owner: number | undefined): void {
  if (owner !== undefined) writeUint8(encoder, owner);
}

/** The fields with the admin's signature. Throws `ZodError` when a field has the wrong shape. */
export async function signDescriptor(
  fields: Omit<SpaceDescriptor, 'sig'>,
  adminPrivateKey: CryptoKey,
): Promise<SpaceDescriptor> {
  const sig = toText(await signBytes(adminPrivateKey, descriptorBytes(fields)));
  return spaceDescriptor.parse({ ...fields, sig });
}

/**
 * True when the admin signed the descriptor and one of its roots signed the admin; where the room has an owner, the
 * owner's root and no other, or another Party could move the room on and lock its owner out. A meeting room
 * or a file's room proves itself: its name is the hash of its key.
 */
export async function checkDescriptor(descriptor: RoomDescriptor): Promise<boolean> {
  if (descriptor.kind !== 'space') return true;
  const { roots, owner, path, admin, sig } = descriptor;
  const root = roots[path.root];
  if (root === undefined || new Set(roots).size !== roots.length) return false;
  if (owner !== undefined && owner !== path.root) return false;
  const [signed, appointed] = await Promise.all([
    holds(admin, sig, descriptorBytes(descriptor)),
    holds(root, path.sig, adminPathBytes(fromText(admin), path.root + 1)),
  ]);
  return signed && appointed;
}

/**
 * The name of the room (22 letters): base64url of the first 16 bytes of SHA-256 over
 * `"span/1/room" ‖ roots ‖ roomSalt ‖ owner (1 byte, where there is one)`, or `"span/1/meet" ‖ accessPub`, or
 * `"span/1/file" ‖ accessPub`. Only the hash's inputs tie a descriptor to a room, so a later generation keeps the room, and nobody takes its owner out.
 */
export async function roomOf(
  descriptor:
    | Pick<SpaceDescriptor, 'kind' | 'roots' | 'roomSalt' | 'owner'>
    | Pick<MeetDescriptor | FileDescriptor, 'kind' | 'accessPub'>,
): Promise<string> {
  const named = bytesOf((encoder) => {
    if (descriptor.kind !== 'space') {
      writeTag(encoder, `span/1/${descriptor.kind}`);
      writeUint8Array(encoder, fromText(descriptor.accessPub));
      return;
    }
    writeTag(encoder, 'span/1/room');
    for (const root of descriptor.roots) writeUint8Array(encoder, fromText(root));
    writeUint8Array(encoder, fromText(descriptor.roomSalt));
    writeOwner(encoder, descriptor.owner);
  });
  return toText(new Uint8Array(await crypto.subtle.digest('SHA-256', named)).subarray(0, 16));
}
