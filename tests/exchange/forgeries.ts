import { appoint } from '../../src/charter/devices.ts';
import { signStatement, statementHash, type Act, type Statement } from '../../src/charter/statement.ts';
import type { Signer } from '../../src/crypto/sign.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../src/crypto/bytes.ts';
import { canonicalBytes, type Json } from '../../src/crypto/canonical.ts';
import {
  embed,
  enclose,
  proofText,
  type Proof,
  type SignedWord,
  type Word,
} from '../../src/exchange/proof/proof.ts';
import type { CheckName, Problem } from '../../src/exchange/proof/report.ts';
import { encodeEndorsement } from '../../src/registers/endorsement.ts';
import { decodeBody, encodeBody, type Body } from '../../src/replica/entry.ts';
import { agreedTable, AGREED_AT, CLAUSE, Table } from './table.ts';

/** A file somebody changed, and the check that must find it. The checksum is made anew where nothing else is said. */
export interface Forgery {
  readonly what: string;
  readonly check: CheckName;
  readonly problem: Problem;
  /** What the file carries. */
  readonly carried: string;
}

const asProof = (words: readonly Word[], of: Proof, table: Table): Proof => ({
  ...table.prove(words),
  title: of.title,
});

const withWord = (proof: Proof, index: number, change: (word: SignedWord) => SignedWord): Proof => ({
  ...proof,
  endorsements: proof.endorsements.map((word, i) => (i === index ? change(word) : word)),
});

/** Something inside a signed body, with the signature left as it was. */
const withBody = (proof: Proof, index: number, change: (body: Body) => Body): Proof =>
  withWord(proof, index, (word) => ({
    ...word,
    body: toBase64Url(encodeBody(change(decodeBody(fromBase64Url(word.body))))),
  }));

const replaced = (payload: Bytes, from: string, to: string): Bytes => {
  const text = new TextDecoder().decode(payload);
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return new TextEncoder().encode(text.replace(from, to));
};

const withPayload = (proof: Proof, index: number, from: string, to: string): Proof =>
  withBody(proof, index, (body) => ({ ...body, payload: replaced(body.payload, from, to) }));

const flipped = (text: string): string => {
  const bytes = fromBase64Url(text);
  bytes[7] = (bytes[7] ?? 0) ^ 1;
  return toBase64Url(bytes);
};

const otherStatements = (proof: Proof, change: (said: Statement, at: number) => Statement): Proof => ({
  ...proof,
  statements: proof.statements.map(
    (said, at) => change(said as unknown as Statement, at) as unknown as Proof['statements'][number],
  ),
});

/** The true proof, and every way it is tampered with. */
export async function forgeries(): Promise<{ readonly proof: Proof; readonly forged: readonly Forgery[] }> {
  const { table, kh, th } = await agreedTable();
  const second = await table.seat(1, 'Chan Sophea');
  const silent = await table.seat(1, 'Keo Vanna', { capabilities: ['write'] });
  const partner = await table.seat(1, 'Mara Lindqvist', { body: 'IOM', capabilities: ['write'] });
  const ours = await table.says(kh);
  const theirs = await table.says(th, { time: AGREED_AT + 61_000 });
  const proof = table.prove([ours, theirs]);
  const deported = { ...CLAUSE, summary: 'Leave “deported”.' };
  const forged: Forgery[] = [];
  const add = (what: string, check: CheckName, problem: Problem, of: Proof | string) =>
    forged.push({ what, check, problem, carried: typeof of === 'string' ? of : embed(of) });
  const saying = async (what: string, check: CheckName, problem: Problem, words: readonly Promise<Word>[]) =>
    add(what, check, problem, asProof(await Promise.all(words), proof, table));

  const carried = embed(proof);
  const at = carried.indexOf('"body":"') + 700;
  const letter = carried[at] === 'A' ? 'B' : 'A';
  add('a letter of the file', 'file', 'checksum', carried.slice(0, at) + letter + carried.slice(at + 1));
  add('the end of the file cut off', 'file', 'not a proof file', carried.slice(0, -40));
  add('a letter of the text', 'signature', 'signature', withPayload(proof, 0, 'is returned', 'is deported'));
  add(
    'the text changed in both words',
    'signature',
    'signature',
    withPayload(withPayload(proof, 0, 'must notify', 'may notify'), 1, 'must notify', 'may notify'),
  );
  add(
    'the decision',
    'signature',
    'signature',
    withPayload(proof, 1, '"kind":"agreed"', '"kind":"reserved"'),
  );
  add('the mandate', 'signature', 'signature', withPayload(proof, 1, 'Full powers', 'Fool powers'));
  add(
    'the claimed time',
    'signature',
    'signature',
    withBody(proof, 0, (body) => ({ ...body, time: body.time - 60_000 })),
  );
  add(
    'a byte of a signature',
    'signature',
    'signature',
    withWord(proof, 1, (word) => ({ ...word, signature: flipped(word.signature) })),
  );
  add(
    'the place in the chain',
    'signature',
    'signature',
    withWord(proof, 1, (word) => ({ ...word, previous: flipped(word.previous) })),
  );
  add('a Party’s word removed', 'parties', 'Party missing', {
    ...proof,
    endorsements: proof.endorsements.slice(0, 1),
  });
  add('one Party’s word used twice', 'parties', 'Party twice', {
    ...proof,
    endorsements: [proof.endorsements[0]!, proof.endorsements[0]!],
  });
  add('the name of the workspace', 'genesis', 'Party did not sign', {
    ...proof,
    foundation: {
      ...proof.foundation,
      genesis: { ...proof.foundation.genesis, name: 'SOP on Something Else' },
    },
  });
  add('the certificate a session is shown with', 'session', 'other session', {
    ...withWord(proof, 0, (word) => ({ ...word, cert: second.cert })),
    statements: [
      ...proof.statements,
      table.declarations.get(second.cert) as unknown as Proof['statements'][number],
    ],
  });
  add(
    'the client id of a session',
    'session',
    'other session',
    withWord(proof, 0, (word) => ({ ...word, client: word.client + 1 })),
  );
  add('a certificate left out', 'session', 'no certificate', {
    ...proof,
    statements: proof.statements.filter((said) => statementHash(said as unknown as Statement) !== kh.cert),
  });
  add(
    'the name in a certificate',
    'certificates',
    'statement changed',
    otherStatements(proof, (said) =>
      said.act.kind === 'cert' && said.party === 2
        ? { ...said, act: { ...said.act, person: 'Somebody Else' } }
        : said,
    ),
  );
  add('an admin left out', 'certificates', 'not by an admin', {
    ...proof,
    statements: proof.statements.filter(
      (said) => !((said as unknown as Statement).act.kind === 'admin' && said['party'] === 2),
    ),
  });
  add('a certificate nobody needs', 'parties', 'surplus statement', {
    ...proof,
    statements: [
      ...proof.statements,
      table.declarations.get(second.cert) as unknown as Proof['statements'][number],
    ],
  });
  add('a key written twice', 'shape', 'spelling', respelt(proof, '"v":1}', '"v":1,"v":1}'));
  add('something beside the proof', 'shape', 'shape', embed({ ...proof, more: 1 } as Proof));

  const elsewhere = await Table.of('Another workspace');
  const twin = await elsewhere.seat(1, 'Sok Dara');
  const stranger = elsewhere.declarations.get(twin.cert) as Statement;
  add(
    'a certificate of another workspace',
    'certificates',
    'other workspace',
    otherStatements(proof, (said) => (said.act.kind === 'cert' && said.party === 1 ? stranger : said)),
  );
  add('a Party’s root', 'genesis', 'Party did not sign', {
    ...proof,
    foundation: {
      signatures: proof.foundation.signatures,
      genesis: { ...table.genesis, parties: [table.genesis.parties[0]!, elsewhere.genesis.parties[1]!] },
    } as unknown as Proof['foundation'],
  });

  const thai = table.admins[1]!;
  const [usurper] = elsewhere.admins;
  const declares = (by: Signer, party: number, act: Act) => {
    const workspace = proof.statements[0]?.['workspace'] as string;
    return signStatement({ v: 1, workspace, party, previous: null, by: toBase64Url(by.publicKey), act }, by);
  };
  const certOf = (said: Statement) => said.act.kind === 'cert' && said.party === 1;
  const admitted = table.declarations.get(kh.cert)!.act;
  const foreign = await declares(thai, 2, admitted);
  add(
    'a device of one Party certified by another',
    'certificates',
    'unknown body',
    otherStatements(proof, (said) => (certOf(said) ? foreign : said)),
  );
  const appointed = await appoint(usurper!, usurper!, 1);
  const himself = await declares(usurper!, 1, appointed);
  add(
    'an admin who appointed himself',
    'certificates',
    'not by the root',
    otherStatements(proof, (said) => (said.act.kind === 'admin' && said.party === 1 ? himself : said)),
  );
  const elsewhereAppointed = await declares(table.roots[0]!, 1, appointed);
  add(
    'an appointment its root did not sign for relays',
    'certificates',
    'appointment changed',
    otherStatements(proof, (said) =>
      said.act.kind === 'admin' && said.party === 1 ? elsewhereAppointed : said,
    ),
  );
  const { card } = kh.device;
  const numbered = { ...kh, device: { ...kh.device, card: { ...card, device: card.device + 40 } } };
  await saying('a session under the number of another device', 'session', 'other device', [
    table.says(numbered),
    table.says(th),
  ]);
  await saying('the same words as another kind of text', 'words', 'other schema', [
    table.says(kh, { schema: 'proposal/2' }),
    table.says(th),
  ]);
  await saying('another text signed by one Party', 'words', 'other words', [
    table.says(kh, { content: deported }),
    table.says(th),
  ]);
  await saying('the same words of another record', 'words', 'other record', [
    table.says(kh, { record: 'proposal-k' }),
    table.says(th),
  ]);
  await saying('a device that may not sign', 'entitled', 'may not sign', [
    table.says(silent),
    table.says(th),
  ]);
  await saying('a partner’s device', 'entitled', 'partner', [table.says(partner), table.says(th)]);
  await saying('an answer that is no assent', 'outcome', 'no assent', [
    table.says(kh),
    table.says(th, { decision: { kind: 'rejected' } }),
  ]);
  await saying('two different answers', 'outcome', 'different answers', [
    table.says(kh),
    table.says(th, { decision: { kind: 'keep original' } }),
  ]);
  const honest = {
    record: 'proposal-j',
    schema: 'proposal/1',
    content: CLAUSE,
    decision: { kind: 'agreed' as const },
  };
  const encoded = encodeEndorsement(honest);
  // Signed by the device itself: no signature tells of these.
  const liar = async (what: string, check: CheckName, problem: Problem, payload: Bytes) => {
    const word = await table.says(kh, {});
    const lie = await table.says(kh, { payload });
    add(
      what,
      check,
      problem,
      withWord(asProof([word, theirs], proof, table), 0, () => ({
        session: lie.entry.session,
        previous: toBase64Url(lie.entry.previous),
        signature: toBase64Url(lie.entry.signature),
        body: toBase64Url(lie.entry.bodyBytes),
        client: lie.client,
        cert: lie.cert,
      })),
    );
  };
  await liar(
    'a signed hash of another text',
    'content',
    'content hash',
    replaced(encoded, 'is returned', 'is deported'),
  );
  await liar(
    'a signed text with spaces in its JSON',
    'payload',
    'not an endorsement',
    replaced(encoded, '"v":1', '"v": 1'),
  );
  await liar(
    'something else signed',
    'payload',
    'not an endorsement',
    canonicalBytes({ v: 1, yes: true } as Json),
  );
  return { proof, forged };
}

/** The proof's text with a spelling changed and the checksum made anew. */
function respelt(proof: Proof, from: string, to: string): string {
  const text = proofText(proof);
  const at = text.lastIndexOf(from);
  if (at < 0) throw new Error(`no ${from}`);
  return enclose(text.slice(0, at) + to + text.slice(at + from.length));
}
