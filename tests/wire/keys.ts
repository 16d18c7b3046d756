import { toBase64Url, randomBytes } from '../../src/crypto/bytes.ts';
import { newSigner, type Signer } from '../../src/crypto/sign.ts';
import { adminPathBytes, signDescriptor, type SpaceDescriptor } from '../../src/wire/room.ts';
import { signBytes } from '../../src/wire/text.ts';

/** Two Parties, an admin of the second, and the key that opens the room. */
export interface Founding {
  readonly roots: readonly Signer[];
  readonly admin: Signer;
  readonly access: Signer;
  readonly descriptor: SpaceDescriptor;
  /** The same room in a later generation, with a new access key. */
  rotate(n: number): Promise<{ descriptor: SpaceDescriptor; access: Signer }>;
}

/** `owner`, from 0: the room is that Party's alone. The admin is the second Party's all the same. */
export async function found(owner?: number): Promise<Founding> {
  const [first, second, admin, access] = await Promise.all([
    newSigner(),
    newSigner(),
    newSigner(),
    newSigner(),
  ]);
  const path = {
    root: 1,
    sig: toBase64Url(await signBytes(second.privateKey, adminPathBytes(admin.publicKey, 2))),
  };
  const roomSalt = toBase64Url(randomBytes(16));
  const make = (n: number, key: Signer) =>
    signDescriptor(
      {
        kind: 'space',
        v: 1,
        roots: [first, second].map((root) => toBase64Url(root.publicKey)),
        roomSalt,
        ...(owner === undefined ? {} : { owner }),
        n,
        accessPub: toBase64Url(key.publicKey),
        admin: toBase64Url(admin.publicKey),
        path,
      },
      admin.privateKey,
    );
  return {
    roots: [first, second],
    admin,
    access,
    descriptor: await make(1, access),
    async rotate(n) {
      const next = await newSigner();
      return { descriptor: await make(n, next), access: next };
    },
  };
}
