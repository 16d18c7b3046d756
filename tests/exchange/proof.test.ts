import * as prng from 'lib0/prng';
import { beforeAll, describe, expect, it } from 'vitest';
import { statementHash, type Statement } from '../../src/charter/statement.ts';
import { canonicalText, type Json } from '../../src/crypto/canonical.ts';
import { carriedBy, fileOf } from '../../src/exchange/proof/file.ts';
import {
  embed,
  enclose,
  makeProof,
  ProofIncomplete,
  proofText,
  type Proof,
} from '../../src/exchange/proof/proof.ts';
import { isProofFile, proofFile, PROOF_SCRIPT_HASH } from '../../src/exchange/proof/proof-file.ts';
import { CHECKS, type Report } from '../../src/exchange/proof/report.ts';
import { verifyProof } from '../../src/exchange/proof/verify.ts';
import { checkWords, outcomeWords } from '../../src/texts/proof.ts';
import { bundleProofPage } from '../../scripts/proof-page.ts';
import { forgeries, type Forgery } from './forgeries.ts';
import { agreedTable, AGREED_AT, CLAUSE } from './table.ts';

let proof: Proof;
let forged: readonly Forgery[];
beforeAll(async () => {
  ({ proof, forged } = await forgeries());
});

const verified = (report: Report) => {
  if (report.state !== 'verified') throw new Error(JSON.stringify(report.checks));
  return report.proven;
};

const failure = (report: Report) => {
  const [failed, ...more] = report.checks.filter(({ state }) => state === 'failed');
  expect(report.state).toBe('refused');
  expect(more).toEqual([]);
  if (failed?.state !== 'failed') throw new Error('nothing failed');
  return failed;
};

describe('a proof of what both Parties agreed on', () => {
  it('holds from the file to the roots, and gives back the very words, who signed, when and by what right', async () => {
    const report = await verifyProof(embed(proof));
    expect(report.checks.map(({ check, state }) => [check, state])).toEqual(
      CHECKS.map((name) => [name, 'held']),
    );
    const proven = verified(report);
    expect(proven.content).toEqual(CLAUSE);
    expect(proven.outcome).toBe('agreed');
    expect(proven.signatures).toEqual([
      {
        party: 'KH',
        partyName: 'Cambodia',
        person: 'Sok Dara',
        seat: 'Head of delegation',
        decision: { kind: 'agreed' },
        time: AGREED_AT,
        mandate: 'Full powers of 24 August 2022',
        point: '2.1 j',
      },
      expect.objectContaining({ party: 'TH', person: 'Anong Srisai', time: AGREED_AT + 61_000 }),
    ]);
    expect(proven.workspace.words).toHaveLength(6);
  });

  it('holds as bytes and as a value too', async () => {
    expect((await verifyProof(new TextEncoder().encode(embed(proof)))).state).toBe('verified');
    expect((await verifyProof(proof)).state).toBe('verified');
  });

  it('tells nobody who else is a member: only the statements it needs are in it', () => {
    expect(proof.statements.map((said) => (said as unknown as Statement).act.kind)).toEqual([
      'admin',
      'cert',
      'admin',
      'cert',
    ]);
    expect(JSON.stringify(proof)).not.toContain('Chan Sophea');
  });
});

describe('other outcomes', () => {
  it.each([
    ['ad referendum', { kind: 'ad referendum', until: '2022-09-30' }, { kind: 'agreed' }],
    ['kept', { kind: 'keep original' }, { kind: 'keep original' }],
  ] as const)('%s is told as such', async (outcome, first, second) => {
    const { table, kh, th } = await agreedTable();
    const words = [await table.says(kh, { decision: first }), await table.says(th, { decision: second })];
    const proven = verified(await verifyProof(embed(table.prove(words))));
    expect(proven.outcome).toBe(outcome);
    expect(outcomeWords(proven)).toContain('Cambodia and Thailand');
  });

  it('a notice and its receipt are told as such, and only when the giver is who the notice says', async () => {
    const { table, kh, th } = await agreedTable();
    const content = { instrument: 'SOP', by: 'TH', reference: 'MFA 1/2023', sent: '2023-03-01' };
    const notice = { schema: 'termination/1', content };
    const prove = async (giver: typeof kh, receiver: typeof kh) =>
      verifyProof(
        embed(
          table.prove([
            await table.says(giver, notice),
            await table.says(receiver, { ...notice, decision: { kind: 'received', on: '2023-03-02' } }),
          ]),
        ),
      );
    expect(verified(await prove(th, kh)).outcome).toBe('received');
    expect(failure(await prove(kh, th)).check).toBe('outcome');
  });
});

describe('a file that was tampered with', () => {
  it('is refused whatever was done to it, by the check that names it', async () => {
    expect(forged.length).toBeGreaterThan(25);
    for (const { what, check, problem, carried } of forged) {
      const failed = failure(await verifyProof(carried));
      expect([what, failed.check, failed.detail.problem]).toEqual([what, check, problem]);
      expect(checkWords(failed)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('is refused at every single byte of what it carries', async () => {
    const bytes = new TextEncoder().encode(embed(proof));
    const random = prng.create(3);
    for (let i = 0; i < 400; i++) {
      const at = prng.int32(random, 0, bytes.length - 1);
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << prng.int32(random, 0, 7));
      expect(CHECKS, `byte ${at}`).toContain(failure(await verifyProof(changed)).check);
    }
  });

  it('is refused at every single byte by a forger who makes the checksum anew, but for the names nobody signed', async () => {
    const text = proofText(proof);
    const unsigned = [/"labels":\{.*?\},"language":"en"/, /"title":".*?"/].map((names) => {
      const found = names.exec(text);
      return [found?.index ?? 0, (found?.index ?? 0) + (found?.[0].length ?? 0)] as const;
    });
    const signed = (at: number) => !unsigned.some(([from, to]) => at >= from && at < to);
    const bytes = new TextEncoder().encode(text);
    expect(bytes.length).toBe(text.length);
    const random = prng.create(4);
    const honest = verified(await verifyProof(proof));
    const checks = new Set<string>();
    for (let i = 0; i < 600; i++) {
      const at = prng.int32(random, 0, bytes.length - 1);
      const changed = bytes.slice();
      // Mostly another letter of base64url, which gets further than what is no JSON any more.
      const letter = 'ABCDEFGHabcdefgh01234567'.charCodeAt(prng.int32(random, 0, 23));
      if (letter === changed[at]) continue;
      changed[at] = letter;
      const report = await verifyProof(enclose(new TextDecoder().decode(changed)));
      if (signed(at)) checks.add(failure(report).check);
      else if (report.state === 'verified')
        expect({ ...report.proven, unsigned: null }).toEqual({ ...honest, unsigned: null });
    }
    expect([...checks].sort()).toEqual(
      expect.arrayContaining(['certificates', 'genesis', 'session', 'shape', 'signature']),
    );
  });

  it('never makes the checker throw, whatever it is', async () => {
    const things: unknown[] = [
      null,
      undefined,
      1,
      '',
      '{}',
      [],
      {},
      new Uint8Array([255, 254]),
      '['.repeat(200_000),
    ];
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as Json;
    things.push(enclose('['.repeat(200_000)), { ...proof, statements: [deep] });
    things.push(
      Object.defineProperty({}, 'v', {
        get: () => {
          throw new Error('a trap');
        },
        enumerable: true,
      }),
    );
    for (const thing of things) expect((await verifyProof(thing)).state).toBe('refused');
  });

  it('names the same failure in every run when there are two', async () => {
    const both = forged.find(({ what }) => what === 'the text changed in both words');
    const details = new Set<string>();
    for (let i = 0; i < 5; i++) details.add(failure(await verifyProof(both?.carried)).detail.of);
    expect([...details]).toEqual(['Sok Dara (Cambodia)']);
  });
});

describe('making a proof', () => {
  it('is refused when a certificate or a signature is not there yet', async () => {
    const { table, kh, th } = await agreedTable();
    const words = [await table.says(kh), await table.says(th)] as const;
    const wish = { foundation: table.foundation, statements: table.statements, words, title: '' };
    const without = table.statements.filter((said) => statementHash(said) !== kh.cert);
    expect(() => makeProof({ ...wish, statements: without })).toThrow(ProofIncomplete);
    const unsigned = { ...words[0], entry: { ...words[0].entry, signature: new Uint8Array(64) } };
    expect(() => makeProof({ ...wish, words: [unsigned, words[1]] })).toThrow('signature');
  });
});

describe('the file', () => {
  it('carries the proof whatever its names say, and can be told from one whose script was changed', async () => {
    const { table, kh, th } = await agreedTable();
    const hostile = '</script><script>alert(1)</script><!-- ‮';
    const words = [await table.says(kh, { mandate: hostile }), await table.says(th)];
    const file = proofFile(table.prove(words, { title: hostile, labels: { sop: hostile } }));
    expect(file.match(/<script/g)).toHaveLength(2);
    expect(verified(await verifyProof(carriedBy(file))).unsigned.title).toBe(hostile);
    expect(isProofFile(file)).toBe(true);
    expect(isProofFile(file.replace('crypto', 'cryptoo'))).toBe(false);
    expect(isProofFile('<p>Verified.</p>')).toBe(false);
  });

  it('holds the script whose hash the app tells, the same in every build', async () => {
    const { page } = await bundleProofPage();
    expect(page.scriptHash).toBe(PROOF_SCRIPT_HASH);
    expect(proofFile(proof)).toBe(fileOf(proof, page));
    expect(proofFile(proof).length).toBeLessThan(200_000);
  });

  it('is the same for the same words, in whatever order they are given', async () => {
    const { table, kh, th } = await agreedTable();
    const [ours, theirs] = [await table.says(kh), await table.says(th)];
    expect(canonicalText(table.prove([theirs, ours]) as unknown as Json)).toBe(
      canonicalText(table.prove([ours, theirs]) as unknown as Json),
    );
  });
});
