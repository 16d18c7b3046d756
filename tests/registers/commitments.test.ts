import { describe, expect, it } from 'vitest';
import { isOrphan } from '../../src/registers/commitments.ts';
import { firstValue } from '../../src/replica/field.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';

describe('a promise', () => {
  it('stays with the seat it was given to, whoever holds the seat by then', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const agency = kh.joint.roster.addAgency({ nameEn: 'Ministry of Interior', level: 'national' });
    const seat = kh.joint.roster.addSeat(agency, { titleEn: 'Focal point', kind: 'focal point' });
    kh.joint.roster.appoint(seat, { person: { en: 'Person A' }, from: '2022-01-01' });
    await meet(kh, th);
    // Apart: the holder rotates on one side while the other gives the seat a duty.
    kh.joint.roster.rotate(seat, {
      ends: '2022-10-01',
      next: { person: { en: 'Person B' }, from: '2022-10-02' },
    });
    const id = th.joint.commitments.add({ what: 'Share the forms', who: [{ body: 'KH', seat }] });
    await meet(kh, th);
    for (const { joint } of [kh, th]) {
      expect(joint.commitments.bySeat(seat).map((one) => one.id)).toEqual([id]);
      expect(joint.roster.holder(seat, '2022-10-03')).toMatchObject({ state: 'held' });
    }
  });

  it('is an orphan until a plan item carries it out', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const id = kh.joint.commitments.add({
      what: 'Organize national consultations',
      who: [{ body: 'TH', seat: null }],
      by: timeframeOf('in 2022', 2022),
    });
    await meet(kh, th);
    expect(th.joint.commitments.orphans().map((one) => one.id)).toEqual([id]);
    const plan = th.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = th.joint.plan.addItem(plan, null, { number: '1.5', activity: 'Consult' });
    th.joint.commitments.set(id, { item });
    await meet(kh, th);
    expect(kh.joint.commitments.orphans()).toEqual([]);
    expect(kh.joint.commitments.byItem(item).every((one) => !isOrphan(one))).toBe(true);
  });

  it('is open until one answer, and one only, says otherwise', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const id = kh.joint.commitments.add({ what: 'Host the seminar', who: [{ body: 'KH', seat: null }] });
    await meet(kh, th);
    kh.joint.commitments.set(id, { state: 'kept' });
    th.joint.commitments.set(id, { state: 'dropped' });
    await meet(kh, th);
    expect(th.joint.commitments.open().map((one) => one.id)).toEqual([id]);
    th.joint.commitments.set(id, { state: 'kept' });
    await meet(kh, th);
    expect(kh.joint.commitments.open()).toEqual([]);
    expect(firstValue(kh.joint.commitments.get(id)!.state)).toBe('kept');
  });

  it('needs words, and can be taken away and brought back', async () => {
    const [kh] = await desksOf('KH', 'TH');
    expect(() => kh.joint.commitments.add({ what: '  ' })).toThrow(/what/u);
    const id = kh.joint.commitments.add({ what: 'Prepare the agenda' });
    const undo = kh.joint.commitments.delete(id);
    expect(kh.joint.commitments.list()).toEqual([]);
    undo();
    expect(kh.joint.commitments.list()).toHaveLength(1);
  });
});
