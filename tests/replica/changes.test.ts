import { describe, expect, it } from 'vitest';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';

const news = ({ space }: Desk, seen = {}) =>
  space.changesSince(seen).map(({ record, by }) => `${record} ${by.body}`);

async function planned() {
  const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
  const { plan } = kh.joint;
  const id = plan.addPlan({ title: 'Plan', period: '2022' });
  const item = plan.addItem(id, null, { activity: 'Seminar', timeframe: timeframeOf('2022') });
  const other = plan.addItem(id, item, { activity: 'Annex', timeframe: timeframeOf('2022') });
  await meet(kh, th, iom);
  return { kh, th, iom, item, other };
}

describe('what changed since one last looked', () => {
  it('is what others changed, never one’s own', async () => {
    const { kh, th, item } = await planned();
    expect(news(kh)).toEqual([]);
    const seen = th.space.frontier();
    expect(news(th, seen)).toEqual([]);
    kh.joint.plan.setItem(item, { expected: 'Drafted' });
    th.joint.plan.setItem(item, { expected: 'Agreed' });
    await meet(kh, th);
    expect(news(th, seen)).toEqual([`${item} KH`]);
    expect(news(th, th.space.frontier())).toEqual([]);
  });

  it('names every body that changed a record, the newest first, in one order on every device', async () => {
    const { kh, th, iom, item, other } = await planned();
    const seen = kh.space.frontier();
    th.joint.plan.setItem(item, { expected: 'Drafted' });
    await meet(kh, th, iom);
    iom.joint.plan.setItem(item, { expected: 'Finalized' });
    await meet(kh, th, iom);
    th.joint.plan.setItem(other, { expected: 'Completed' });
    await meet(kh, th, iom);
    expect(news(kh, seen)).toEqual([`${other} TH`, `${item} IOM`, `${item} TH`]);
  });

  it('tells of a record that was deleted', async () => {
    const { kh, th, item } = await planned();
    const seen = kh.space.frontier();
    th.joint.plan.deleteItem(item);
    await meet(kh, th);
    expect(news(kh, seen)).toEqual([`${item} TH`]);
  });
});
