import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declare } from '../../src/charter/charter.ts';
import { Declarations } from '../../src/charter/declarations.ts';
import { describe as describeRoom, type Admin } from '../../src/charter/epochs.ts';
import { genesisHash, readGenesis, spacesOf, type SpaceName } from '../../src/charter/genesis.ts';
import { Keyring } from '../../src/charter/keyring.ts';
import { mayHoldKey } from '../../src/charter/key-holders.ts';
import { fromSeed, sampleIdentity } from '../../src/charter/sample.ts';
import {
  readStatement,
  signStatement,
  statementHash,
  type Act,
  type Statement,
} from '../../src/charter/statement.ts';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { newSigner, signerFromSeed } from '../../src/crypto/sign.ts';
import { signDescriptor } from '../../src/wire/room.ts';

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

  it('let a facilitator do nothing else, and open nothing of one Party’s own to them', async () => {
    const declarations = await founded();
    const refused: Act[] = [
      cert({ role: 'facilitator', capabilities: ['facilitate', 'sign'] }),
      cert({ role: 'facilitator', capabilities: ['write'] }),
      cert({ role: 'delegate', capabilities: ['write', 'facilitate'] }),
      cert({ body: 'IOM', role: 'facilitator', capabilities: ['facilitate', 'write'] }),
      cert({ body: 'TH', role: 'facilitator', capabilities: ['facilitate'] }),
    ];
    for (const act of refused) expect(await declarations.take(await said(declarations, act))).toBe('refused');
    const facilitator = await said(
      declarations,
      cert({ device: 30, role: 'facilitator', capabilities: ['facilitate'] }),
    );
    expect(await declarations.take(facilitator)).toBe('new');
    const grant: Act = {
      kind: 'grant',
      space: 'party-KH',
      n: 1,
      keyId: toBase64Url(new Uint8Array(16)),
      cert: statementHash(facilitator),
      wrapped: toBase64Url(new Uint8Array(80)),
    };
    expect(await declarations.take(await said(declarations, grant))).toBe('refused');
  });

  it('refuse a facilitator the key of every space that is not named as open to them, in any order, at every replica', async () => {
    const grantOf = (space: string, to: Statement): Act => ({
      kind: 'grant',
      // A space that this version does not know yet.
      space: space as SpaceName,
      n: 1,
      keyId: toBase64Url(new Uint8Array(16)),
      cert: statementHash(to),
      wrapped: toBase64Url(new Uint8Array(80)),
    });
    const declarations = await founded();
    const facilitator = await said(
      declarations,
      cert({ device: 30, role: 'facilitator', capabilities: ['facilitate'] }),
    );
    for (const space of ['cases', 'party-KH', 'party-TH', 'charter ', 'Joint']) {
      const grant = await said(declarations, grantOf(space, facilitator), {
        previous: statementHash(facilitator),
      });
      for (const order of [
        [facilitator, grant],
        [grant, facilitator],
      ]) {
        const replica = await founded();
        for (const one of order) await replica.take(one);
        expect(replica.has(statementHash(facilitator))).toBe(true);
        expect(replica.has(statementHash(grant)), space).toBe(false);
        expect(replica.waiting).toBe(0);
      }
    }
    const joint = await said(declarations, grantOf('joint', facilitator));
    expect(await declarations.take(joint)).toBe('new');
  });

  it('close a later space of cases to a facilitator by the rule itself, whoever certified or grants', () => {
    const as = (over: Parameters<typeof cert>[0]) => cert(over) as Extract<Act, { kind: 'cert' }>;
    const cases = 'cases' as SpaceName;
    const facilitators = [
      as({ role: 'facilitator', capabilities: ['facilitate'] }),
      as({ body: 'IOM', role: 'facilitator', capabilities: ['facilitate'] }),
      // Its role alone makes it one, whatever else the certificate grants.
      as({ role: 'facilitator', capabilities: [] }),
      as({ role: 'reader', capabilities: ['facilitate'] }),
    ];
    for (const one of facilitators) {
      for (const granting of [1, 2]) expect(mayHoldKey(one, 1, granting, cases)).toBe(false);
      for (const open of ['charter', 'joint'] as const) expect(mayHoldKey(one, 1, 2, open)).toBe(true);
    }
    expect(mayHoldKey(as({}), 1, 2, cases)).toBe(true);
    expect(mayHoldKey(as({}), 1, 1, 'party-KH')).toBe(true);
    expect(mayHoldKey(as({}), 1, 2, 'party-KH')).toBe(false);
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

  it('about a Party’s own space come from that Party, for its own people only, in any order', async () => {
    const fresh = await founded();
    const said1 = (act: Act) => said(fresh, act);
    const own = cert({ device: 30 });
    const ownCert = await said1(own);
    const guest = await said1(cert({ device: 31, body: 'IOM' }));
    const [mine, theirs] = [kh, identity].map((one, i) => {
      if (one.admin === null) throw new Error('no admin');
      return { party: i + 1, ...one.admin };
    });
    if (mine === undefined || theirs === undefined) throw new Error('no admins');
    const secret = new Uint8Array(32).fill(5);
    const grantOf = async (space: SpaceName, to: string): Promise<Act> => {
      const ring = new Keyring(space);
      await ring.add(2, secret);
      const [grant] = await ring.grantsFor(genesis, { cert: to, kemPub: kh.receiver.publicKey });
      if (grant === undefined) throw new Error('no grant');
      return grant;
    };
    const describedBy = (admin: Admin, space: SpaceName) => describeRoom(genesis, admin, space, 2, secret);
    const thCert = identity.cert;
    const good = [
      await said1(await grantOf('party-KH', statementHash(ownCert))),
      await said1(await describedBy(mine, 'party-KH')),
      await said1(await grantOf('joint', statementHash(guest))),
    ];
    const forged = await describedBy(mine, 'party-KH');
    const { owner: _, ...unbound } = forged.descriptor;
    const bad = [
      // Of another Party's space, also under that Party's own word.
      await said1(await describedBy(mine, 'party-TH')),
      await said1(await describedBy(theirs, 'party-TH')),
      await said1(await grantOf('party-TH', kh.cert)),
      await said1(await grantOf('party-TH', thCert)),
      // Of one's own, for somebody else's people: a partner one has let in, another Party, nobody known.
      await said1(await grantOf('party-KH', statementHash(guest))),
      await said1(await grantOf('party-KH', thCert)),
      await said1(await grantOf('party-KH', toBase64Url(new Uint8Array(32)))),
      // A room of its own that is not bound to its owner, and one bound to the wrong space.
      await said1({ ...forged, descriptor: await signDescriptor(unbound, mine.signer.privateKey) }),
      await said1({ ...forged, space: 'joint' }),
      await said1({ ...(await describedBy(mine, 'joint')), space: 'party-KH' }),
      // A space that this genesis does not name.
      await said1(await grantOf('party-IOM', statementHash(guest))),
      await said1(await grantOf('party-XX', kh.cert)),
    ];
    const stand = new Set([...statements, ownCert, guest, ...good].map(statementHash));
    const all = [...statements, ownCert, guest, ...good, ...bad];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (shuffled) => {
        const declarations = new Declarations(genesis);
        for (const one of shuffled) await declarations.take(one);
        expect(new Set([...declarations.all()].map(([hash]) => hash))).toEqual(stand);
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  it('never stand about a space that the genesis does not name, and an older genesis names none of a Party', async () => {
    const older = readGenesis({
      ...genesis,
      spaces: genesis.spaces.filter(({ name }) => name === 'charter' || name === 'joint'),
    });
    if (older === null) throw new Error('an older genesis is still read');
    expect(spacesOf(older, 'KH')).toEqual(['charter', 'joint']);
    expect(spacesOf(genesis, 'KH')).toEqual(['charter', 'joint', 'party-KH']);
    expect(spacesOf(genesis, 'IOM')).toEqual(['charter', 'joint']);
    const declarations = new Declarations(older);
    const { admin } = kh;
    if (admin === null) throw new Error('no admin');
    const appointed = statements.find(({ act, party }) => act.kind === 'admin' && party === 1);
    if (appointed === undefined) throw new Error('no appointment');
    const workspace = toBase64Url(genesisHash(older));
    // The root's word holds in any workspace of its Party; the statement around it is this workspace's.
    const root = await signerFromSeed(await fromSeed(seed, 'root 1'));
    const by = { key: toBase64Url(root.publicKey), signer: root };
    await declare(declarations, older, 1, by, appointed.act);
    for (const space of ['joint', 'party-KH'] as const) {
      const act = await describeRoom(older, { party: 1, ...admin }, 'joint', 1, new Uint8Array(32));
      const plain = { v: 1 as const, workspace, party: 1, previous: declarations.head(1), by: admin.key };
      const one = await signStatement({ ...plain, act: { ...act, space } }, admin.signer);
      expect(await declarations.take(one)).toBe(space === 'joint' ? 'new' : 'refused');
    }
    const described = statements.find(({ act }) => act.kind === 'descriptor');
    expect(readStatement(described)).not.toBeNull();
    for (const space of ['cases', 'party-', 'party-kh', 'PARTY-KH', 'party-KH '])
      expect(readStatement({ ...described, act: { ...described?.act, space } }), space).toBeNull();
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
