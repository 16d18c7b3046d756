import { spaceIdOf, type Genesis } from '../../charter/genesis.ts';
import type { Cert } from '../../charter/statement.ts';
import { fromBase64Url, sameBytes, toBase64Url, type Bytes } from '../../crypto/bytes.ts';
import { jcsBytes, type Json } from '../../crypto/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { decodeEndorsement } from '../../registers/endorsement.ts';
import {
  clientSuffix,
  decodeBody,
  entryHash,
  sessionIdOf,
  verifyEntry,
  type Body,
} from '../../replica/entry.ts';
import { endorsement, ENDORSEMENT_LIMITS, type EndorsementPayload } from '../../schema/endorsement.ts';
import type { Authority } from './authority.ts';
import { Failed, need } from './failed.ts';
import type { Outcome } from './report.ts';
import type { Proof, SignedWord } from './proof.ts';

/** A word whose session is that of a certified device. */
export interface BoundWord {
  readonly word: SignedWord;
  readonly cert: Cert;
  /** `Sok Dara (Cambodia)`. */
  readonly of: string;
}
/** A word the device signed. */
export type SignedBody = BoundWord & { readonly body: Body };
/** A word that says something readable. */
export type ReadWord = SignedBody & { readonly said: EndorsementPayload };

/** Words whose sessions are named by certificate and client, as `sessionIdOf` says. Throws `Failed`. */
export function bound({ endorsements }: Proof, genesis: Genesis, { certs }: Authority): BoundWord[] {
  const spaceId = spaceIdOf(genesis, 'joint');
  return endorsements.map((word) => {
    const cert = certs.get(word.cert);
    need(cert !== undefined, 'no certificate');
    const { person, body, device } = cert.act;
    const name = [...genesis.parties, ...genesis.partners].find(({ id }) => id === body)?.name ?? body;
    const of = `${person} (${name})`;
    need(sessionIdOf(spaceId, word.cert, word.client) === word.session, 'other session', of);
    const suffix = clientSuffix(word.client);
    need(suffix.party === cert.party && suffix.device === device, 'other device', of);
    return { word, cert, of };
  });
}

function bodyOf(bytes: Bytes, of: string): Body {
  try {
    return decodeBody(bytes);
  } catch {
    throw new Failed('entry unreadable', of);
  }
}

async function signed(bound: BoundWord, genesis: Genesis): Promise<SignedBody> {
  const { word, cert, of } = bound;
  const spaceId = spaceIdOf(genesis, 'joint');
  const previous = fromBase64Url(word.previous);
  const bodyBytes = fromBase64Url(word.body);
  const body = bodyOf(bodyBytes, of);
  const hash = entryHash(spaceId, word.session, previous, bodyBytes);
  const signature = fromBase64Url(word.signature);
  const entry = { session: word.session, previous, signature, body, bodyBytes, hash };
  need(await verifyEntry(fromBase64Url(cert.act.signPub), spaceId, entry), 'signature', of);
  return { ...bound, body };
}

/** Their bodies, once each device's signature holds over its word, session and place in the chain. Throws `Failed`. */
export async function signedAll(words: readonly BoundWord[], genesis: Genesis): Promise<SignedBody[]> {
  const all: SignedBody[] = [];
  // One after the other: of two that fail, the same one is named in every run.
  for (const word of words) all.push(await signed(word, genesis));
  return all;
}

/** An endorsement by shape and spelling, whatever its content hash says; null for anything else. */
function spelt(payload: Bytes): EndorsementPayload | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    const said = endorsement.parse(JSON.parse(text));
    return sameBytes(jcsBytes(said as Json), payload) ? said : null;
  } catch {
    return null;
  }
}

/** Says what is written; the content hash is judged apart. Throws `Failed`. */
export function read(word: SignedBody): ReadWord {
  const { kind, payload } = word.body;
  const said = kind === 'endorse' && payload.length <= ENDORSEMENT_LIMITS.bytes ? spelt(payload) : null;
  need(said !== null, 'not an endorsement', word.of);
  return { ...word, said };
}

/** The hash each word names is its content's; and the replica would take the word. Throws `Failed`. */
export function hashed({ said, body, of }: ReadWord): void {
  need(said.contentHash === toBase64Url(sha256(jcsBytes(said.content as Json))), 'content hash', of);
  need(decodeEndorsement(body.payload) !== null, 'not an endorsement', of);
}

/** The device sits for the Party that certified it, and may sign for it: a partner never does. Throws `Failed`. */
export function entitled({ cert, of }: BoundWord, genesis: Genesis): void {
  need(genesis.parties[cert.party - 1]?.id === cert.act.body, 'partner', of);
  need(cert.act.capabilities.includes('sign'), 'may not sign', of);
}

/** The words in the order of the genesis, one of each Party, with no statement to spare. Throws `Failed`. */
export function onePerParty(words: readonly ReadWord[], genesis: Genesis, authority: Authority): ReadWord[] {
  const ordered = genesis.parties.map(({ name }, i) => {
    const [its, ...more] = words.filter(({ cert }) => cert.party === i + 1);
    need(its !== undefined, 'Party missing', name);
    need(more.length === 0, 'Party twice', name);
    return its;
  });
  const [surplus] = authority.surplus(new Set(ordered.map(({ word }) => word.cert)));
  need(surplus === undefined, 'surplus statement', surplus);
  return ordered;
}

/** All speak of one record, one kind of content, one text. Throws `Failed`. */
export function sameText([first, ...others]: readonly ReadWord[]): void {
  for (const { said, of } of others) {
    need(said.record === first?.said.record, 'other record', of);
    need(said.schema === first.said.schema, 'other schema', of);
    need(said.contentHash === first.said.contentHash, 'other words', of);
  }
}

/** What the Parties' words come to (registers/matter and registers/termination). Throws `Failed`. */
export function outcomeOf(words: readonly ReadWord[]): Outcome {
  const kinds = words.map(({ said }) => said.decision.kind);
  if (kinds.every((kind) => kind === 'agreed')) return 'agreed';
  if (kinds.every((kind) => kind === 'agreed' || kind === 'ad referendum')) return 'ad referendum';
  if (kinds.every((kind) => kind === 'keep original')) return 'kept';
  const receipts = words.filter(({ said }) => said.decision.kind === 'received');
  const [giver, ...givers] = words.filter(({ said }) => said.decision.kind === 'agreed');
  const notice = giver?.said.schema === 'termination/1' && giver.said.content['by'] === giver.cert.act.body;
  if (notice && givers.length === 0 && receipts.length === words.length - 1) return 'received';
  const against = words.find(
    ({ said }) => !['agreed', 'ad referendum', 'keep original'].includes(said.decision.kind),
  );
  throw new Failed(against === undefined ? 'different answers' : 'no assent', against?.of ?? '');
}
