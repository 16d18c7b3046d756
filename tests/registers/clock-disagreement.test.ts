import { describe, expect, it, onTestFinished } from 'vitest';
import { clockDisagreement, TOLERATED_MS } from '../../src/registers/clock-disagreement.ts';
import { JointRegisters } from '../../src/registers/joint.ts';
import { exchange, World, type Replica } from '../sim/replicas.ts';

const YEAR = 366 * 86_400_000;
const NOW = Date.UTC(2022, 7, 26, 9);

/** Two replicas whose clocks may be set apart. */
async function two() {
  const world = await World.of('KH', 'TH');
  const desk = async (i: number) => {
    const replica = await world.open(i);
    onTestFinished(() => replica.space.close());
    return { ...replica, joint: new JointRegisters(replica.space, ['KH', 'TH']) };
  };
  const [kh, th] = [await desk(0), await desk(1)];
  /** Does something at one desk as if its clock were so far off. */
  const at = async (off: number, { space }: Replica, act: () => void): Promise<void> => {
    world.clock += off;
    act();
    await space.flush();
    world.clock -= off;
  };
  const seenBy = ({ space }: Replica) => clockDisagreement(world.clock, null, space.clockClaims());
  return { kh, th, at, seenBy };
}

describe('the clocks of two devices', () => {
  it('agree when both tell the time, and when one has only been silent for a year', async () => {
    const { kh, th, at, seenBy } = await two();
    await at(-YEAR, th, () => th.joint.plan.addPlan({ title: 'Plan', period: '2021' }));
    await exchange(kh, th);
    expect(seenBy(kh)).toBeNull();
    await at(0, kh, () => kh.joint.plan.addPlan({ title: 'Plan', period: '2022' }));
    await exchange(kh, th);
    await at(0, th, () => th.joint.plan.addPlan({ title: 'Plan', period: '2023' }));
    await exchange(kh, th);
    expect([seenBy(kh), seenBy(th)]).toEqual([null, null]);
  });

  it('disagree where the other writes in what is the future here', async () => {
    const { kh, th, at, seenBy } = await two();
    await at(YEAR, th, () => th.joint.plan.addPlan({ title: 'Plan', period: '2022' }));
    await exchange(kh, th);
    const found = seenBy(kh);
    expect(found?.with).toEqual({ kind: 'body', body: 'TH' });
    expect(Math.abs((found?.theirs ?? 0) - NOW - YEAR)).toBeLessThan(TOLERATED_MS);
  });

  it('disagree where the other answers what was written here, and claims to have done so before', async () => {
    const { kh, th, at, seenBy } = await two();
    await at(0, kh, () => kh.joint.plan.addPlan({ title: 'Plan', period: '2022' }));
    await exchange(kh, th);
    await at(-YEAR, th, () => th.joint.plan.addPlan({ title: 'Another', period: '2022' }));
    await exchange(kh, th);
    const found = seenBy(kh);
    expect(found?.with).toEqual({ kind: 'body', body: 'TH' });
    expect(Math.abs((found?.theirs ?? 0) - NOW + YEAR)).toBeLessThan(TOLERATED_MS);
  });
});

describe('the clock of the relay', () => {
  it.each([
    ['a year behind', -YEAR],
    ['a year ahead', YEAR],
  ])('disagrees when it is %s', (_, off) => {
    expect(clockDisagreement(NOW, { own: NOW - 5_000, relay: NOW - 5_000 + off }, [])).toEqual({
      with: { kind: 'relay' },
      theirs: NOW + off,
    });
  });

  it('may be some minutes off, as a clock set by hand is', () => {
    expect(clockDisagreement(NOW, { own: NOW, relay: NOW + TOLERATED_MS }, [])).toBeNull();
    expect(clockDisagreement(NOW, null, [])).toBeNull();
  });
});
