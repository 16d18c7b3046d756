import { z } from 'zod';
import { textOf } from '../wire/text.ts';
import { inThree } from './in-three.ts';
import { day, recordId, words } from './words.ts';

/** Languages an instrument is written in. */
export const LANGUAGES = ['en', 'km', 'th'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

/** UTF-16 units of one provision at most. */
export const MAX_PROVISION = 20_000;

/**
 * An article (no parent; its text is its title) or a clause of one. Its id stands outside: numbers change, the provision
 * stays the same one.
 */
const provision = z.strictObject({
  /** Id of the article it stands in. */
  parent: recordId.nullable(),
  /** As it is shown: "4.11"; empty for a paragraph without one. */
  number: words(20),
  /** Order key among its neighbours. */
  place: z.string().min(1).max(256),
  /** In the language the instrument is negotiated in. Empty: the wording is not known here. */
  text: words(MAX_PROVISION),
});
export type Provision = z.infer<typeof provision>;

/** One provision as it would read. */
const change = z.strictObject({
  provision: recordId,
  /**
   * Content hashes of the agreed proposals that made the wording it begins from: none where it inserts, several where it
   * settles wordings that were agreed apart.
   */
  base: z.array(textOf(32)).max(16),
  /** Null: the provision is deleted. */
  to: provision.nullable(),
});
export type Change = z.infer<typeof change>;

const PROPOSAL_KINDS = [
  /** The text the talks begin from. */
  'basis',
  'insert',
  'replace',
  'delete',
  'move',
  'renumber',
  'split',
  'join',
  /** One replacement of words throughout the instrument. */
  'everywhere',
  /** Confirms a text as it stands. */
  'keep',
  /** Chooses between wordings agreed apart. */
  'settle',
] as const;
const proposalKind = z.enum(PROPOSAL_KINDS);
export type ProposalKind = z.infer<typeof proposalKind>;

/** What is put before the Parties: provisions as they would read. Schema name `proposal/1`. */
export const proposal = z.strictObject({
  instrument: recordId,
  kind: proposalKind,
  /** What is proposed, in the proposer's words. */
  summary: words(2_000),
  /** Of `everywhere`: the words looked for and what they become. */
  find: words(200).optional(),
  replacement: words(200).optional(),
  changes: z.array(change).min(1).max(1_000),
});
export type Proposal = z.infer<typeof proposal>;

/** Fields of an instrument's record. */
export const instrumentFields = {
  ...inThree('title', 300),
  order: z.string().min(1).max(256),
} as const;

/** Fields of a proposal's record; its words are in the endorsements. */
export const proposalFields = {
  instrument: recordId,
  /** The point of the minutes it belongs to: "2.1 d". */
  point: words(40),
} as const;

/** Fields of a proposal that is still being written; its texts are drafts named `text` and `second`. */
export const draftFields = {
  instrument: recordId,
  kind: proposalKind,
  /** The provision it is about, or behind which it inserts; empty for the beginning. */
  provision: z.string().max(64),
  /** The article it inserts into; empty for an article of its own. */
  parent: z.string().max(64),
  number: words(20),
  secondNumber: words(20),
  point: words(40),
  summary: words(2_000),
  /** Hash of the agreed wording it was begun from, so that its author hears when that changes meanwhile. */
  source: textOf(32),
} as const;
export type DraftFields = { [K in keyof typeof draftFields]: z.infer<(typeof draftFields)[K]> };

/** Fields of a translation's record; its words are a draft named `text`. */
export const translationFields = {
  provision: recordId,
  language,
  /** Hash of the source wording it was made from. */
  source: textOf(32),
} as const;

/** What a Party signs when it has reviewed a translation. Schema name `translation/1`. */
export const translationContent = z.strictObject({
  provision: recordId,
  language,
  text: words(MAX_PROVISION),
  source: textOf(32),
});

export const signatory = z.strictObject({
  party: z.string().min(1).max(16),
  person: words(120),
  title: words(300),
});
export type Signatory = z.infer<typeof signatory>;

/** Fields of the record of an instrument's signature. */
export const signingFields = {
  instrument: recordId,
  /** Languages of the versions that are signed. */
  languages: z.array(language).max(LANGUAGES.length),
  signatories: z.array(signatory).max(31),
  venue: words(300),
  date: day,
} as const;

/** Fields of a written notice of termination (Article 12) and of what is seen to before it takes effect. */
export const terminationFields = {
  instrument: recordId,
  /** The Party that gives notice. */
  by: z.string().min(1).max(16),
  /** Reference of the diplomatic note. */
  reference: words(120),
  sent: day,
  checkCases: z.boolean(),
  checkData: z.boolean(),
  checkCenter: z.boolean(),
  checkPlan: z.boolean(),
} as const;
