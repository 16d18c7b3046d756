import type { InvitationLetter } from '../charter/invitation.ts';
import type { Shelf } from '../charter/shelf.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { ChunkStore } from '../replica/chunk-store.ts';
import type { Meeting } from '../replica/meeting.ts';
import type { Vault } from '../replica/vault.ts';

/** What a workspace needs of the device it is opened on. */
export interface WorkspacePlace {
  readonly shelf: Shelf;
  /** Unix ms. */
  now(): number;
  random(length: number): Bytes;
  /** Opens the vault of a database name. */
  vault(name: string): Promise<Vault>;
  /** Opens the sealed files of a database name. */
  chunks(name: string): Promise<ChunkStore>;
  meet(letter: InvitationLetter): Promise<Meeting>;
  /** Version of the app, as sessions say it. */
  readonly app: string;
}
