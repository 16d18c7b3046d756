import type { Decision, EndorsementContent } from '../../schema/endorsement.ts';

/** What is checked, in this order; the first that fails ends it. */
export const CHECKS = [
  /** The text the file carries is the one its checksum was made of. */
  'file',
  /** It is a proof, spelt the one way a proof is spelt. */
  'shape',
  /** This browser can check Ed25519 signatures. */
  'able',
  /** Every Party's root signed the genesis. */
  'genesis',
  /** A root appointed each admin, and an admin certified each device. */
  'certificates',
  /** Each session belongs to the certificate it is shown with. */
  'session',
  /** Each word was signed by the device that is certified. */
  'signature',
  /** Each word is an endorsement in canonical form. */
  'payload',
  /** Each endorsement's hash is its text's. */
  'content',
  /** Each device may sign for the Party it sits for. */
  'entitled',
  /** One word of each Party and nothing else. */
  'parties',
  /** All speak of the same words of the same record. */
  'words',
  /** What they say makes one outcome. */
  'outcome',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** Why a check failed. */
export type Problem =
  | 'not a proof file'
  | 'checksum'
  | 'shape'
  | 'spelling'
  | 'no Ed25519'
  | 'genesis shape'
  | 'Party did not sign'
  | 'statement unreadable'
  | 'other workspace'
  | 'unknown Party'
  | 'statement changed'
  | 'not by the root'
  | 'appointment changed'
  | 'not by an admin'
  | 'unknown body'
  | 'no certificate'
  | 'other session'
  | 'other device'
  | 'entry unreadable'
  | 'signature'
  | 'not an endorsement'
  | 'content hash'
  | 'partner'
  | 'may not sign'
  | 'Party missing'
  | 'Party twice'
  | 'surplus statement'
  | 'other record'
  | 'other schema'
  | 'other words'
  | 'no assent'
  | 'different answers'
  | 'unexpected';

/** What a check found: `of` names whom or what it is about, in the names of the genesis and the certificates; empty for nobody. */
export type Check =
  | { readonly check: CheckName; readonly state: 'held' | 'not reached'; readonly detail: null }
  | {
      readonly check: CheckName;
      readonly state: 'failed';
      readonly detail: { readonly problem: Problem; readonly of: string };
    };

/** A Party's verified word. */
export interface Signature {
  /** Sign and name of the Party in the genesis. */
  readonly party: string;
  readonly partyName: string;
  /** As the Party's certificate names them. */
  readonly person: string;
  readonly seat: string;
  readonly decision: Decision;
  /** Unix ms: a claim of the signing device, which nothing confirms. */
  readonly time: number;
  readonly mandate: string | null;
  /** Point of the minutes. */
  readonly point: string | null;
}

/**
 * `agreed`: all said yes. `ad referendum`: all did, some subject to confirmation by a day. `kept`: all keep the text as it was.
 * `received`: one gave a notice and all others recorded its receipt.
 */
export type Outcome = 'agreed' | 'ad referendum' | 'kept' | 'received';

/** What the proof shows, out of the verified bytes alone. */
export interface Proven {
  readonly outcome: Outcome;
  readonly schema: string;
  readonly record: string;
  /** Exactly what was signed. */
  readonly content: EndorsementContent;
  /** base64url of SHA-256 over the canonical JSON of `content`. */
  readonly contentHash: string;
  /** One per Party, in the order of the genesis. */
  readonly signatures: readonly Signature[];
  readonly workspace: {
    readonly name: string;
    /** base64url of the genesis hash. */
    readonly hash: string;
    /** The words the heads of delegation compared at the founding. */
    readonly words: readonly string[];
    readonly bodies: readonly { readonly id: string; readonly name: string }[];
  };
  /** Not signed by anybody: names given by whoever made the file. */
  readonly unsigned: {
    readonly title: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly language: 'en' | 'km' | 'th';
  };
}

/** `unable`: this browser cannot check signatures, which says nothing about the file. */
export type Report =
  | { readonly state: 'verified'; readonly checks: readonly Check[]; readonly proven: Proven }
  | { readonly state: 'refused' | 'unable'; readonly checks: readonly Check[]; readonly failed: CheckName };
