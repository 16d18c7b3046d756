import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Declarations } from '../../src/charter/declarations.ts';
import { sampleIdentity } from '../../src/charter/sample.ts';
import { signStatement, statementHash, type Act, type Statement } from '../../src/charter/statement.ts';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { newSigner } from '../../src/crypto/sign.ts';

const seed = new Uint8Array(16).fill(7);
const identity = await sampleIdentity(seed, 'TH', 'ws://localhost:1');
const { genesis } = identity.foundation;
const statements = identity.statements;
const kh = await sampleIdentity(seed, 'KH', 'ws://localhost:1');

const cert = (over: Partial<Extract<Act, { kind: 'cert' }>> = {}): Act => ({
  kind: 'cert',
  device: 9,
  body: 'KH',
  person: 'A person',
  seat: 'A seat',
  role: 'delegate',
  capabilities: ['write'],
  signPub: toBase64Url(new Uint8Array(32).fill(1)),
  kemPub: toBase64Url(new Uint8Array(32).fill(2)),
  ...over,
});

async function founded(): Promise<Declarations> {
  const declarations = new Declarations(genesis);
  for (const said of statements) await declarations.take(said);
  return declarations;
}

/** A statement by Cambodia's admin after its newest one, unless told otherwise. */
async function said(declarations: Declarations, act: Act, over: Partial<Statement> = {}): Promise<Statement> {
  const admin = kh.admin;
  if (admin === null) throw new Error('no admin');
  const { workspace } = statements[0] ?? { workspace: '' };
  const plain = {
    v: 1 as const,
    workspace,
    party: 1,
    previous: declarations.head(1),
    by: admin.key,
    act,
    ...over,
  };
  return signStatement(plain, admin.signer);
}

describe('the statements of the Parties', () => {
  it('come out alike in any order of arrival', async () => {
    const whole = [...(await founded()).all()].map(([hash]) => hash).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...statements], { minLength: statements.length }),
        async (shuffled) => {
          const declarations = new Declarations(genesis);
          for (const one of shuffled) await declarations.take(one);
          expect([...declarations.all()].map(([hash]) => hash).sort()).toEqual(whole);
          expect(declarations.waiting).toBe(0);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('stand only under the key of an admin whom the root of the same Party appointed', async () => {
    const declarations = await founded();
    expect(await declarations.take(await said(declarations, cert()))).toBe('new');
    const stranger = await newSigner();
    const by = toBase64Url(stranger.publicKey);
    const plain = await said(declarations, cert());
    const { sig: _, ...unsigned } = plain;
    expect(await declarations.take(await signStatement({ ...unsigned, by }, stranger))).toBe('waiting');
    expect(await declarations.take({ ...plain, act: cert({ person: 'Another' }) })).toBe('refused');
    expect(await declarations.take(await said(declarations, cert({ body: 'TH' }), { party: 2 }))).toBe(
      'waiting',
    );
    const admin: Act = { kind: 'admin', key: by, path: toBase64Url(new Uint8Array(64)) };
    expect(await declarations.take(await said(declarations, admin))).toBe('refused');
  });

  it('speak for no other Party, and let no partner sign or admit', async () => {
    const declarations = await founded();
    const refused: Act[] = [
      cert({ body: 'TH' }),
      cert({ body: 'XX' }),
      cert({ body: 'IOM', capabilities: ['write', 'sign'] }),
      cert({ body: 'IOM', capabilities: ['admit'] }),
    ];
    for (const act of refused) expect(await declarations.take(await said(declarations, act))).toBe('refused');
    expect(await declarations.take(await said(declarations, cert({ body: 'IOM' })))).toBe('new');
  });

  it('belong to one workspace, and name rooms of that workspace only', async () => {
    const declarations = await founded();
    const workspace = toBase64Url(new Uint8Array(32).fill(3));
    expect(await declarations.take(await said(declarations, cert(), { workspace }))).toBe('refused');
    const described = statements.find(({ act }) => act.kind === 'descriptor');
    if (described?.act.kind !== 'descriptor') throw new Error('no descriptor');
    const { descriptor } = described.act;
    const foreign: Act = {
      kind: 'descriptor',
      space: described.act.space,
      descriptor: { ...descriptor, roomSalt: toBase64Url(new Uint8Array(16).fill(9)) },
    };
    expect(await declarations.take(await said(declarations, foreign))).toBe('refused');
  });

  it('tell of an admin key that was used in two places, and keep both statements', async () => {
    const declarations = await founded();
    const previous = declarations.head(1);
    const one = await said(declarations, cert({ device: 20 }), { previous });
    const two = await said(declarations, cert({ device: 21 }), { previous });
    expect(await declarations.take(one)).toBe('new');
    expect(declarations.branched.size).toBe(0);
    expect(await declarations.take(two)).toBe('new');
    expect([...declarations.branched]).toEqual([1]);
    expect([statementHash(one), statementHash(two)].every((hash) => declarations.has(hash))).toBe(true);
  });
});
