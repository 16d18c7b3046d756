import { describe, expect, it, onTestFinished } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import { canonicalBytes, type Json } from '../../src/crypto/canonical.ts';
import { AgreementRegister, ready } from '../../src/registers/agreement.ts';
import { contentHash, encodeEndorsement } from '../../src/registers/endorsement.ts';
import type { RefusalReason } from '../../src/replica/notice.ts';
import { Chain } from '../sim/crafter.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';

const PARTIES = ['KH', 'TH'];
const CONTENT = { text: 'The Parties agree.' };
const honest = (decision: Parameters<typeof encodeEndorsement>[0]['decision'] = { kind: 'agreed' }) =>
  encodeEndorsement({ record: 'r', schema: 'test/1', content: CONTENT, decision });
const said = { v: 1, record: 'r', schema: 'test/1', content: CONTENT, contentHash: contentHash(CONTENT) };

/** KH, TH, and a third device in the hands of somebody who signs each link as they like. */
async function scene(body: 'TH' | 'IOM') {
  const world = await World.of('KH', 'TH', body);
  const [kh, th] = [await world.open(0), await world.open(1)];
  onTestFinished(async () => {
    for (const { space } of [kh, th]) await space.close();
  });
  const device = world.devices[2];
  if (device === undefined) throw new Error('no device');
  const chain = new Chain(world, device);
  await kh.space.receive([await chain.open()]);
  return { world, kh, th, chain, agreement: new AgreementRegister(kh.space, PARTIES) };
}

const refusals = ({ space }: Replica): RefusalReason[] =>
  space.notices().flatMap((notice) => (notice.kind === 'refused' ? [notice.reason] : []));

const crafted: readonly [what: string, body: 'TH' | 'IOM', payload: Uint8Array, reason: RefusalReason][] = [
  ['an answer by a partner', 'IOM', honest(), 'not a signer'],
  ['a reservation by a partner', 'IOM', honest({ kind: 'reserved' }), 'not a signer'],
  ['bytes that are no JSON', 'TH', utf8('{'), 'endorsement'],
  ['no bytes', 'TH', new Uint8Array(), 'endorsement'],
  [
    'words under the hash of others',
    'TH',
    canonicalBytes({ ...said, content: { text: 'not agreed' }, decision: { kind: 'agreed' } }),
    'endorsement',
  ],
  [
    'a decision nobody knows',
    'TH',
    canonicalBytes({ ...said, decision: { kind: 'agreed for ever' } }),
    'endorsement',
  ],
  [
    'a day no calendar has',
    'TH',
    canonicalBytes({ ...said, decision: { kind: 'received', on: '2022-02-30' } }),
    'endorsement',
  ],
  [
    'more than is asked',
    'TH',
    canonicalBytes({ ...said, decision: { kind: 'agreed' }, also: 1 } as Json),
    'endorsement',
  ],
  [
    'another spelling of the same',
    'TH',
    utf8(JSON.stringify({ ...said, decision: { kind: 'agreed' } }, null, 1)),
    'endorsement',
  ],
  [
    'content a parser would drown in',
    'TH',
    utf8(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`),
    'endorsement',
  ],
  ['a name that reaches a prototype', 'TH', utf8('{"__proto__":{"v":1}}'), 'endorsement'],
];

describe('a crafted endorsement', () => {
  for (const [what, body, payload, reason] of crafted) {
    it(`is refused and kept as proof: ${what}`, async () => {
      const { kh, chain, agreement } = await scene(body);
      const link = await chain.link('endorse', new Uint8Array(payload));
      await kh.space.receive([link]);
      expect(refusals(kh)).toEqual([reason]);
      expect(kh.space.notices()).toMatchObject([{ by: { body } }]);
      expect(agreement.matter('r').history).toEqual([]);
      expect(kh.vault.evidence().map(([id]) => id)).toContain(link[0]);
      // Its session ends there: what it signs afterwards is not heard, and everybody else goes on.
      await kh.space.receive([await chain.link('endorse', honest({ kind: 'tabled' }))]);
      expect(agreement.matter('r').history).toEqual([]);
      const signable = ready('test/1', CONTENT);
      if (signable.state === 'ready')
        agreement.endorse({ record: 'r', signable, seen: signable.hash, decision: { kind: 'agreed' } });
      expect(agreement.matter('r').history).toHaveLength(1);
    });
  }

  it('is an answer all the same when it is sound, and one by a partner who only tables is no answer', async () => {
    const th = await scene('TH');
    await th.kh.space.receive([await th.chain.link('endorse', honest())]);
    expect(th.agreement.matter('r').stands.get('TH')).toMatchObject({ state: 'spoken' });
    const iom = await scene('IOM');
    await iom.kh.space.receive([await iom.chain.link('endorse', honest({ kind: 'tabled' }))]);
    expect(iom.agreement.matter('r').newest).toHaveLength(1);
    expect([...iom.agreement.matter('r').stands.values()]).toEqual([
      { state: 'silent' },
      { state: 'silent' },
    ]);
  });

  it('is refused alike by all, whatever came first, and takes back nothing that was agreed', async () => {
    const { kh, th, chain, agreement } = await scene('TH');
    const signable = ready('test/1', CONTENT);
    const hash = signable.state === 'ready' ? signable.hash : '';
    const other = new AgreementRegister(th.space, PARTIES);
    agreement.endorse({ record: 'r', signable, seen: hash, decision: { kind: 'agreed' } });
    await exchange(kh, th);
    other.answer('r', hash, { kind: 'agreed' });
    await exchange(kh, th);
    const bad = await chain.link('endorse', new Uint8Array(utf8('[]')));
    await kh.space.receive([bad]);
    await th.space.receive([bad]);
    await exchange(kh, th);
    expect(refusals(th)).toEqual(refusals(kh));
    for (const register of [agreement, other])
      expect(register.matter('r').agreement?.version.hash).toBe(hash);
  });

  it('where nobody signs, as in a Party’s own drafts, ends the session that sent it', async () => {
    const world = await World.of('KH', 'KH');
    const quiet = await world.open(0, undefined, { signs: false });
    const loud = await world.open(1);
    onTestFinished(async () => {
      for (const { space } of [quiet, loud]) await space.close();
    });
    loud.space.endorse(honest());
    await loud.space.flush();
    await quiet.space.receive([...loud.vault.ids()].map((id) => [id, loud.vault.get(id)] as const));
    expect(refusals(quiet)).toEqual(['endorsement']);
    expect(() => quiet.space.endorse(honest())).toThrow(RangeError);
  });
});
