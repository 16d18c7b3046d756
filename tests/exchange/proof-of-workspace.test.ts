import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleIdentity, type SampleBody } from '../../src/charter/sample.ts';
import { makeProof } from '../../src/exchange/proof/proof.ts';
import { verifyProof } from '../../src/exchange/proof/verify.ts';
import type { Agreement } from '../../src/registers/matter.ts';
import { signableItem } from '../../src/registers/plan-agreement.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { newDevice, newRelay } from '../charter/devices.ts';
import { until } from '../sim/until.ts';

const seed = new Uint8Array(16).fill(11);

async function open(body: SampleBody, relay: string): Promise<Workspace> {
  const workspace = await openWorkspace(await sampleIdentity(seed, body, relay), newDevice());
  onTestFinished(() => workspace.close());
  return workspace;
}

async function reportOf(workspace: Workspace, agreement: Agreement) {
  await workspace.flush();
  return verifyProof(makeProof({ ...workspace.evidence(agreement), title: 'A proof' }));
}

const firstItem = ({ plan }: Workspace) => {
  const item = plan.items(plan.plans()[0]?.id ?? '')[0];
  if (item === undefined) throw new Error('no item');
  return item;
};

function sign(workspace: Workspace): void {
  const item = firstItem(workspace);
  const signable = signableItem(item);
  if (signable.state !== 'ready') throw new Error(signable.problem);
  const wish = { record: item.id, signable, seen: signable.hash, decision: { kind: 'agreed' } } as const;
  workspace.joint.agreement.endorse(wish);
}

describe('the proof of an agreement in an open workspace', () => {
  it('holds for everything the sample says is agreed: items, points of the articles, the signed instrument', async () => {
    const workspace = await open('IOM', 'ws://127.0.0.1:9');
    const { agreement } = workspace.joint;
    const agreed = agreement.records().flatMap((record) => agreement.matter(record).agreement ?? []);
    // A basis and fifteen points, four items, one signature, the minutes of two days, adopted and then signed.
    expect(agreed).toHaveLength(25);
    for (const one of agreed) {
      const report = await reportOf(workspace, one);
      expect(report).toMatchObject({ state: 'verified', proven: { contentHash: one.version.hash } });
    }
  });

  it('holds for what was just signed here and there, before any reload', async () => {
    const relay = await newRelay();
    const [kh, th] = [await open('KH', relay.url), await open('TH', relay.url)];
    kh.plan.setItem(firstItem(kh).id, { expected: 'Annex 1, adopted by both' });
    sign(kh);
    await until(() => JSON.stringify(firstItem(th).expected).includes('adopted by both'), 'the new words');
    sign(th);
    const newest = (workspace: Workspace) =>
      workspace.joint.agreement.matter(firstItem(workspace).id).agreement;
    const renewed = (workspace: Workspace): boolean =>
      newest(workspace)?.version.content['expected'] === 'Annex 1, adopted by both';
    await until(() => renewed(kh) && renewed(th), 'both signatures at both');
    const hash = newest(th)?.version.hash;
    for (const workspace of [kh, th]) {
      const agreement = newest(workspace);
      if (agreement === null) throw new Error('not agreed');
      expect(await reportOf(workspace, agreement)).toMatchObject({
        state: 'verified',
        proven: { outcome: 'agreed', contentHash: hash, signatures: [{ party: 'KH' }, { party: 'TH' }] },
      });
    }
  });
});
