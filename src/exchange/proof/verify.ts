import { genesisHash, type Genesis } from '../../charter/genesis.ts';
import { toBase64Url } from '../../crypto/bytes.ts';
import { verify } from '../../crypto/sign.ts';
import { sixWords } from '../../crypto/words.ts';
import { provenAuthority, provenGenesis } from './authority.ts';
import { Failed, need } from './failed.ts';
import { checksumOf, PROOF_LIMITS, proofText, readProof, type Proof } from './proof.ts';
import { CHECKS, type Check, type CheckName, type Outcome, type Proven, type Report } from './report.ts';
import {
  bound,
  entitled,
  hashed,
  onePerParty,
  outcomeOf,
  read,
  sameText,
  signedAll,
  type ReadWord,
} from './words.ts';

const ENVELOPE = /^\{"checksum":"([\w-]{43})","proof":(.*)\}$/s;

/** The proof's own text out of what a file carries. Throws {@link Failed}. */
function unsealed(carried: string | Uint8Array): string {
  need(carried.length <= PROOF_LIMITS.text, 'not a proof file');
  let whole: string;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    whole = typeof carried === 'string' ? carried : decoder.decode(carried);
  } catch {
    throw new Failed('not a proof file');
  }
  const [, checksum, text] = ENVELOPE.exec(whole) ?? [];
  need(text !== undefined, 'not a proof file');
  need(checksumOf(text) === checksum, 'checksum');
  return text;
}

function parsed(text: string): Proof {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failed('shape');
  }
  const proof = readProof(value);
  need(proof !== null, 'shape');
  // One proof, one spelling: a key given twice, or a number written otherwise, would be two texts with one meaning.
  need(proofText(proof) === text, 'spelling');
  return proof;
}

function shaped(value: unknown): Proof {
  const proof = readProof(value);
  need(proof !== null, 'shape');
  return proof;
}

const RFC8032_TEST_2 = {
  key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  message: 'r',
};
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Whether this browser's WebCrypto knows Ed25519: it takes RFC 8032's second example, and not with another message. */
async function knowsEd25519(): Promise<boolean> {
  const key = fromHex(RFC8032_TEST_2.key);
  const signature = fromHex(RFC8032_TEST_2.signature);
  const { message } = RFC8032_TEST_2;
  return (await verify(key, signature, message)) && !(await verify(key, signature, `${message}.`));
}

function provenBy(words: readonly ReadWord[], outcome: Outcome, genesis: Genesis, proof: Proof): Proven {
  const { said } = words[0] as ReadWord;
  const hash = genesisHash(genesis);
  return {
    outcome,
    schema: said.schema,
    record: said.record,
    content: said.content,
    contentHash: said.contentHash,
    signatures: words.map((word, i) => ({
      party: word.cert.act.body,
      partyName: genesis.parties[i]?.name ?? '',
      person: word.cert.act.person,
      seat: word.cert.act.seat,
      decision: word.said.decision,
      time: word.body.time,
      mandate: word.said.mandate ?? null,
      point: word.said.point ?? null,
    })),
    workspace: {
      name: genesis.name,
      hash: toBase64Url(hash),
      words: sixWords(hash),
      bodies: [...genesis.parties, ...genesis.partners].map(({ id, name }) => ({ id, name })),
    },
    unsigned: { title: proof.title, labels: proof.labels, language: proof.language },
  };
}

/**
 * Checks a proof from the text to the roots: what a file carries (its text or its bytes), or the proof itself, which then has
 * no checksum to hold. Never throws: whatever is wrong becomes the one failed check of the report. Needs WebCrypto with
 * Ed25519, and nothing from any network.
 *
 * What no proof can show: that no Party took its word back since, or that no other text was agreed later; that a time is
 * right; that the roots in the genesis are those of the governments named (its six words are for comparing that); and that the
 * script which did the checking, when it came with the file, is this one.
 */
export async function verifyProof(given: unknown): Promise<Report> {
  const held = new Set<CheckName>();
  const at: { check: CheckName } = { check: 'file' };
  const check = async <T>(name: CheckName, act: () => T | Promise<T>): Promise<T> => {
    at.check = name;
    const result = await act();
    held.add(name);
    return result;
  };
  try {
    const carried = typeof given === 'string' || given instanceof Uint8Array ? given : null;
    const text = await check('file', () => (carried === null ? null : unsealed(carried)));
    const proof = await check('shape', () => (text === null ? shaped(given) : parsed(text)));
    await check('able', async () => need(await knowsEd25519(), 'no Ed25519'));
    const genesis = await check('genesis', () => provenGenesis(proof));
    const authority = await check('certificates', () => provenAuthority(proof, genesis));
    const sessions = await check('session', () => bound(proof, genesis, authority));
    const bodies = await check('signature', () => signedAll(sessions, genesis));
    const all = await check('payload', () => bodies.map(read));
    await check('content', () => all.forEach(hashed));
    await check('entitled', () => all.forEach((word) => entitled(word, genesis)));
    const words = await check('parties', () => onePerParty(all, genesis, authority));
    await check('words', () => sameText(words));
    const outcome = await check('outcome', () => outcomeOf(words));
    const checks = CHECKS.map((name): Check => ({ check: name, state: 'held', detail: null }));
    return { state: 'verified', checks, proven: provenBy(words, outcome, genesis, proof) };
  } catch (error) {
    const detail =
      error instanceof Failed
        ? { problem: error.problem, of: error.of }
        : { problem: 'unexpected' as const, of: '' };
    const checks = CHECKS.map((name): Check => {
      if (name === at.check) return { check: name, state: 'failed', detail };
      return { check: name, state: held.has(name) ? 'held' : 'not reached', detail: null };
    });
    return { state: at.check === 'able' ? 'unable' : 'refused', checks, failed: at.check };
  }
}
