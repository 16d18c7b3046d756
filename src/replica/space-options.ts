import type { EpochKey } from '../crypto/epoch-key.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { Courier } from './courier.ts';
import type { Directory } from './directory.ts';
import type { Author, EndorsementJudge } from './door.ts';
import type { Entry } from './entry.ts';
import type { Device } from './own-session.ts';
import type { Roots } from './roots.ts';

/** What it takes to open one space on this device. */
export interface SpaceOptions {
  readonly name: string;
  /** 32 bytes. */
  readonly spaceId: Uint8Array;
  readonly roots: Roots;
  /** Of these, the ones a facilitator may write under; none unless given. */
  readonly led?: ReadonlySet<string>;
  readonly directory: Directory;
  /** Bodies that sign, in the order of the genesis. */
  readonly parties: readonly string[];
  readonly device: Device;
  readonly author: Author;
  readonly courier: Courier;
  keys(): ReadonlyMap<string, EpochKey>;
  writeKey(): EpochKey;
  now(): number;
  /** So many unpredictable bytes. */
  random(length: number): Bytes;
  /** Whether anybody else is here: decides how long a batch may grow. */
  together(): boolean;
  readonly app: string;
  /** Sessions whose entries every device makes for itself (the public sample): they are nobody's unsent work. */
  readonly planted?: ReadonlySet<string>;
  /** Where members sign; a space without it takes no endorsements. */
  readonly judgeEndorsement?: EndorsementJudge;
  /** 12 bytes; random unless given. Only for the public sample, whose entries come out alike on every device. */
  nonce?(entry: Entry): Bytes;
}
