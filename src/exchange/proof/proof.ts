import { z } from 'zod';
import type { Foundation } from '../../charter/genesis.ts';
import { statementHash, type Statement } from '../../charter/statement.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../crypto/bytes.ts';
import { canonicalText, jcsBytes, type Json } from '../../crypto/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { decodeEndorsement } from '../../registers/endorsement.ts';
import type { Entry } from '../../replica/entry.ts';
import { recordId } from '../../schema/words.ts';
import { textOf } from '../../wire/text.ts';

/** Bounds of one proof; an instrument of 200 KiB signed by 31 Parties fits. */
export const PROOF_LIMITS = { text: 16 * 1024 * 1024, statements: 62, labels: 2_000 } as const;

/** Bytes of no fixed length in the one canonical spelling of base64url. */
const bytesText = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9_-]*$/)
  .refine((text) => toBase64Url(fromBase64Url(text)) === text, 'not canonical base64url');

const signedWord = z.strictObject({
  session: textOf(16),
  previous: textOf(32),
  signature: textOf(64),
  /** The entry's body as it was signed (replica/entry). */
  body: bytesText,
  /** Client id of the session: with the certificate it gives the session its name. */
  client: z.int().min(0),
  /** Hash of the statement that certifies the signing device. */
  cert: textOf(32),
});

/**
 * All that is needed to see for oneself that every Party gave its word on one text: the words as signed, the certificates of
 * the devices that signed them, the appointments of those who certified, and the genesis that names the roots.
 */
const proof = z.strictObject({
  v: z.literal(1),
  kind: z.literal('span-proof'),
  foundation: z.strictObject({
    // Judged by `readFoundation`, signature by signature.
    genesis: z.record(z.string(), z.json()),
    signatures: z.array(textOf(64)).max(31),
  }),
  statements: z.array(z.record(z.string(), z.json())).max(PROOF_LIMITS.statements),
  endorsements: z.array(signedWord).max(31),
  /** What whoever made the file calls it. Nobody signed this, nor the labels, and a page says so where it shows them. */
  title: z.string().max(400),
  /** Names for ids that stand in the content: a provision's number, an instrument's title. */
  labels: z
    .record(recordId, z.string().max(300))
    .refine((labels) => Object.keys(labels).length <= PROOF_LIMITS.labels, 'labels'),
  /** Language of title and labels. */
  language: z.enum(['en', 'km', 'th']),
});
export type Proof = z.infer<typeof proof>;
export type SignedWord = Proof['endorsements'][number];

/** The value as a proof, or null when it has another shape. Whether it proves anything: `verifyProof`. */
export const readProof = (value: unknown): Proof | null => proof.safeParse(value).data ?? null;

/** One Party's word, and what names the session in which it was signed. */
export interface Word {
  readonly entry: Entry;
  /** base64url hash of the certificate that opened the session. */
  readonly cert: string;
  /** Client id of the session. */
  readonly client: number;
}

export interface ProofWish {
  readonly foundation: Foundation;
  /** All the charter has; the proof takes along only those it needs. */
  readonly statements: readonly Statement[];
  /** One per Party, of one text. */
  readonly words: readonly Word[];
  readonly title: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly language?: Proof['language'];
}

/** The proof cannot be made of what was given. Audience: the programmer; what is agreed always suffices. */
export class ProofIncomplete extends Error {
  override readonly name = 'ProofIncomplete';
}

/**
 * The proof of an agreement. Takes the certificates of the devices that signed and the appointments of the admins who
 * certified them, and no other statement: a proof tells nobody who else is a member. Throws {@link ProofIncomplete} when one
 * of them is not among the statements or a word is no endorsement.
 */
export function makeProof({ foundation, statements, words, title, labels, language }: ProofWish): Proof {
  const known = new Map(statements.map((said) => [statementHash(said), said]));
  const needed = new Map<string, Statement>();
  for (const { cert, entry } of words) {
    const certified = known.get(cert);
    if (certified?.act.kind !== 'cert') throw new ProofIncomplete('certificate');
    const appointment = statements.find(
      ({ act, party }) => act.kind === 'admin' && act.key === certified.by && party === certified.party,
    );
    if (appointment === undefined) throw new ProofIncomplete('appointment');
    if (entry.body.kind !== 'endorse' || decodeEndorsement(entry.body.payload) === null)
      throw new ProofIncomplete('endorsement');
    // A session signs its own links after it has made them: until then the place of the signature is empty.
    if (entry.signature.every((byte) => byte === 0)) throw new ProofIncomplete('signature');
    needed.set(statementHash(appointment), appointment).set(cert, certified);
  }
  const partyOf = (cert: string) => known.get(cert)?.party ?? 0;
  const made: Proof = {
    v: 1,
    kind: 'span-proof',
    foundation: foundation as Proof['foundation'],
    statements: [...needed.values()].sort((a, b) => a.party - b.party) as unknown as Proof['statements'],
    endorsements: [...words]
      .sort((a, b) => partyOf(a.cert) - partyOf(b.cert))
      .map(({ entry, cert, client }) => ({
        session: entry.session,
        previous: toBase64Url(entry.previous),
        signature: toBase64Url(entry.signature),
        body: toBase64Url(entry.bodyBytes),
        client,
        cert,
      })),
    title,
    labels: { ...labels },
    language: language ?? 'en',
  };
  return proof.parse(JSON.parse(canonicalText(made as unknown as Json)));
}

/** Canonical JSON with `<` spelt as an escape: inside a page no text of it can end the element it stands in. */
export const proofText = (of: Proof): string =>
  new TextDecoder().decode(jcsBytes(of as unknown as Json)).replaceAll('<', '\\u003c');

/** base64url of SHA-256 over the UTF-8 of the text. Tells damage on the way; whoever forges a file can make a new one. */
export const checksumOf = (text: string): string => toBase64Url(sha256(utf8(text)));

/** A proof's text with its checksum: `{"checksum":"…","proof":…}`, JSON that other tools can read too. */
export const enclose = (text: string): string => `{"checksum":"${checksumOf(text)}","proof":${text}}`;

/** What a file carries. */
export const embed = (of: Proof): string => enclose(proofText(of));
