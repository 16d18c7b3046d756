import type { Invitation } from '../charter/admissions.ts';
import type { Foundation } from '../charter/genesis.ts';
import type { Role, Statement } from '../charter/statement.ts';
import type { Change } from '../replica/changes.ts';
import type { ClockClaim } from '../replica/clock-claims.ts';
import type { RecordHost } from '../replica/door.ts';
import type { Entry } from '../replica/entry.ts';
import type { FileCarrier } from '../replica/file-carrier.ts';
import type { RelayState } from '../replica/mailbox.ts';
import type { Notice } from '../replica/notice.ts';
import type { Lead, Present } from '../replica/presence.ts';
import type { StorageState } from '../replica/vault.ts';
import type { JointRegisters } from './joint.ts';
import type { Agreement } from './matter.ts';
import type { PlanRegister } from './plan.ts';

export type { Invitation, Present, Role };

/** A Party decides; a partner takes part and decides nothing. */
export interface Body {
  /** `KH`. */
  readonly id: string;
  readonly kind: 'party' | 'partner';
  readonly name: string;
  /** Position in the genesis, from 0 and counted apart for Parties and partners: chooses hue and pattern. */
  readonly tone: number;
}

/** Whether a role writes texts, plans and its own body's side: neither a reader nor one who leads for all does. */
export const writesTexts = (role: Role): boolean => role !== 'reader' && role !== 'facilitator';

export interface Member {
  readonly cert: string;
  readonly body: string;
  readonly person: string;
  readonly seat: string;
  /** `<party>-<device>`. */
  readonly device: string;
  readonly role: Role;
  readonly me: boolean;
}

export interface Sync {
  readonly relay: RelayState;
  readonly storage: StorageState;
  /** Changes that only this device has. */
  readonly waiting: number;
  /** Unix ms, as this device claims. */
  readonly waitingSince: number | null;
  /** Changes a Party has not seen, by Party; mine is left out. */
  readonly unseen: Readonly<Record<string, number>>;
}

/** What one who may admit does with invitations. Changes are told by {@link Workspace.observe}. */
export interface Invitations {
  list(): readonly Invitation[];
  create(wish: { body: string; role: Role }): Promise<Invitation>;
  admit(id: string): Promise<void>;
  refuse(id: string): Promise<void>;
  withdraw(id: string): Promise<void>;
}

/** What proves an agreement to somebody outside: the Parties' words as signed, and all that says who signed them. */
export interface Evidence {
  readonly foundation: Foundation;
  readonly statements: readonly Statement[];
  /** One per Party. */
  readonly words: readonly { readonly entry: Entry; readonly cert: string; readonly client: number }[];
}

/** One open workspace, as a page binds to it. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'founded' | 'sample';
  /** The six words of its genesis: what the heads of delegation compared, and what a proof shows. */
  readonly words: readonly string[];
  readonly me: Member;
  readonly bodies: readonly Body[];
  readonly plan: PlanRegister;
  readonly joint: JointRegisters;
  readonly host: RecordHost;
  /** The files of the library: sealed, on this device and at the relays. */
  readonly files: FileCarrier;
  /** Whether this device may sign for its Party. */
  readonly maySign: boolean;
  /**
   * My Party's private space: no byte of it ever reaches another body's device. Null for partners, where the workspace was
   * founded without, and until its key was granted to this device; it then appears by itself, told by {@link observe}.
   */
  readonly own: RecordHost | null;
  members(): readonly Member[];
  /** Who is in a space: the joint one unless told. */
  people(host?: RecordHost): readonly Present[];
  /** Says, to those of its space (the joint one unless told) and to nobody else, which record this person is at. */
  place(record: string | null, host?: RecordHost): void;
  /** A facilitator says where others may follow to, to the members of the joint space; null: nowhere any more. */
  lead(at: Lead | null): void;
  sync(): Sync;
  notices(): readonly Notice[];
  /** What others changed in the joint space since this person last said they had looked, the newest first. */
  news(): readonly Change[];
  /** All that is here now has been looked at. Kept on this device. */
  looked(): void;
  /** What other devices' newest entries in the joint space claim of their clocks. */
  clockClaims(): readonly ClockClaim[];
  /** What a proof of an agreement is made of. Own words are in it once they are signed, which {@link flush} awaits. */
  evidence(agreement: Agreement): Evidence;
  /** Only for one who may admit. */
  readonly invitations: Invitations | null;
  network(online: boolean): void;
  /** Called when anything but records changed. Returns its end. */
  observe(listener: () => void): () => void;
  flush(): Promise<void>;
  close(): Promise<void>;
}
