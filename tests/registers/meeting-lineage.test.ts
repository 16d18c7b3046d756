import { describe, expect, it } from 'vitest';
import { saidAt } from '../../src/registers/commitments.ts';
import { originsOf, pointNow } from '../../src/registers/meeting-lineage.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { timelineOf } from '../../src/registers/timeline.ts';
import { firstValue } from '../../src/replica/field.ts';
import { Records } from '../../src/replica/records.ts';
import { pointFields } from '../../src/schema/meetings.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { flatAt, minutesAt, talk } from './meeting-room.ts';

async function signAll(meeting: string, ...desks: readonly Desk[]): Promise<void> {
  for (const desk of desks) {
    const { signable } = minutesAt(desk, meeting);
    desk.joint.meetings.adopt(meeting, signable.state === 'ready' ? signable.hash : '', AGREED);
    await meet(...desks);
  }
  for (const desk of desks) {
    const { signable } = minutesAt(desk, meeting).signing;
    desk.joint.meetings.sign(meeting, signable.state === 'ready' ? signable.hash : '', AGREED);
    await meet(...desks);
  }
}

/** Each point of a meeting that holds promises: its number, and their ids. */
const promised = (desk: Desk, meeting: string): string[] =>
  flatAt(desk, meeting).flatMap(({ point, number }) => {
    const { commitments, meetings } = desk.joint;
    const ids = saidAt(commitments.list(), meetings.points, point.id).map(({ id }) => id);
    return ids.length === 0 ? [] : [`${number} ${ids.join()}`];
  });

/** Signed minutes whose last point holds one promise that nothing carries out. */
async function signed() {
  const [kh, th] = await desksOf('KH', 'TH');
  const meeting = talk(kh);
  const point = flatAt(kh, meeting).at(-1)?.point.id ?? '';
  const promise = kh.joint.commitments.add({
    what: 'Share the forms',
    who: [{ body: 'TH', seat: null }],
    by: timeframeOf('by end of October 2022'),
    point,
  });
  await meet(kh, th);
  await signAll(meeting, kh, th);
  return { kh, th, meeting, point, promise };
}

describe('a promise of minutes that are opened again', () => {
  it('stands at the same point of the new version and of the old one, and is one promise', async () => {
    const { kh, th, meeting, promise } = await signed();
    const next = kh.joint.meetings.reopen(meeting);
    await meet(kh, th);
    for (const desk of [kh, th]) {
      expect(promised(desk, next)).toEqual([`a) ${promise}`]);
      expect(promised(desk, meeting)).toEqual([`a) ${promise}`]);
      expect(desk.joint.commitments.orphans().map(({ id }) => id)).toEqual([promise]);
    }
    const plan = th.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = th.joint.plan.addItem(plan, null, { activity: 'Share' });
    th.joint.commitments.set(promise, { item });
    await meet(kh, th);
    expect(kh.joint.commitments.orphans()).toEqual([]);
  });

  it('follows through several versions, and one made later is not said of the earlier', async () => {
    const { kh, th, meeting, promise } = await signed();
    const second = kh.joint.meetings.reopen(meeting);
    const last = flatAt(kh, second).at(-1)?.point.id ?? '';
    const later = kh.joint.commitments.add({ what: 'Translate them', point: last });
    await meet(kh, th);
    await signAll(second, kh, th);
    const third = th.joint.meetings.reopen(second);
    await meet(kh, th);
    for (const desk of [kh, th]) {
      expect(promised(desk, third)).toEqual([`a) ${promise},${later}`]);
      expect(promised(desk, meeting)).toEqual([`a) ${promise}`]);
    }
  });

  it('stands once in each of two versions that two opened apart, and is still one', async () => {
    const { kh, th, meeting, promise, point } = await signed();
    const [mine, theirs] = [kh.joint.meetings.reopen(meeting), th.joint.meetings.reopen(meeting)];
    await meet(kh, th);
    for (const desk of [kh, th]) {
      for (const version of [mine, theirs]) expect(promised(desk, version)).toEqual([`a) ${promise}`]);
      expect(desk.joint.commitments.orphans().map(({ id }) => id)).toEqual([promise]);
      expect(timelineOf(desk.joint).filter(({ lane }) => lane === 'commitment')).toHaveLength(1);
    }
    const now = (desk: Desk) => pointNow(desk.joint.meetings, point)?.id;
    expect(now(kh)).toBe(now(th));
  });

  it('leads to the newest version that has its point, and to the old one where the point was taken out', async () => {
    const { kh, th, meeting, point } = await signed();
    const next = kh.joint.meetings.reopen(meeting);
    await meet(kh, th);
    const leads = () => timelineOf(th.joint).find(({ lane }) => lane === 'commitment')?.record;
    expect(leads()).toBe(next);
    const copy = pointNow(th.joint.meetings, point);
    expect(copy !== null && firstValue(copy.meeting)).toBe(next);
    th.joint.meetings.points.delete(copy?.id ?? '');
    expect(leads()).toBe(meeting);
  });

  it('is found though two points name each other as their origin, as only a foreign app would write it', async () => {
    const { kh, meeting, point } = await signed();
    const next = kh.joint.meetings.reopen(meeting);
    const copy = flatAt(kh, next).at(-1)?.point.id ?? '';
    new Records(kh.space, 'points', pointFields).set(point, { lineage: copy });
    expect(originsOf(kh.joint.meetings.points, copy)).toEqual([copy, point]);
    expect(promised(kh, next)).toHaveLength(1);
  });
});
