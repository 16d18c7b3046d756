import { describe, expect, it } from 'vitest';
import { isComplete, readinessOf } from '../../src/registers/readiness.ts';
import { lastDayOf } from '../../src/registers/roster-targets.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { EndorseRefused } from '../../src/registers/agreement.ts';
import type { SeatKind } from '../../src/schema/roster.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';

const CHANNELS = [{ kind: 'phone' as const, value: '+66 2 555 0101', hours: '' }];

function listed({ joint: { roster } }: Desk, kind: SeatKind = 'focal point'): string {
  const agency = roster.addAgency({ nameEn: 'MSDHS' });
  return roster.addSeat(agency, { titleEn: 'A seat', kind, channels: CHANNELS });
}

const partsOf = ({ joint }: Desk, body: string, today = '2022-08-26') =>
  Object.fromEntries(
    readinessOf(joint, body, today).parts.map(({ part, count, of, missing }) => [part, [count, of, missing]]),
  );

const problem = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof EndorseRefused) return error.problem;
    throw error;
  }
  return 'nothing';
};

describe('readiness of a roster', () => {
  it('says of a Party that has entered nothing that all of it is missing', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { parts, complete, on } = readinessOf(kh.joint, 'KH', '2022-08-26');
    expect(parts.every(({ count, of }) => count === 0 && of === 1)).toBe(true);
    expect([complete, on]).toEqual([0, '2022-08-26']);
  });

  it('counts a seat from the day its holder begins, if that is before the roster is due', async () => {
    const [th] = await desksOf('TH', 'KH');
    const seat = listed(th);
    th.joint.targets.set({ due: timeframeOf('By end of October 2022') });
    expect(readinessOf(th.joint, 'TH', '2022-08-26').on).toBe('2022-10-31');
    expect(partsOf(th, 'TH')['focal points']).toEqual([0, 1, [seat]]);
    th.joint.roster.appoint(seat, { person: { en: 'Anong Srisai' }, from: '2022-10-01' });
    expect(partsOf(th, 'TH')).toMatchObject({
      agencies: [1, 1, []],
      head: [0, 1, []],
      'focal points': [1, 1, []],
      channels: [1, 1, []],
    });
    th.joint.roster.rotate(seat, { ends: '2022-11-30', next: null });
    expect(partsOf(th, 'TH')['focal points']).toEqual([1, 1, []]);
    // The due day has passed: what counts is who holds it now.
    expect(partsOf(th, 'TH', '2022-12-01')['focal points']).toEqual([0, 1, [seat]]);
  });

  it('takes its day from the plan item it is measured by, unless it has one of its own', async () => {
    const [th, kh] = await desksOf('TH', 'KH');
    const plan = th.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = th.joint.plan.addItem(plan, null, {
      activity: 'Assign focal points',
      timeframe: timeframeOf('By end of October 2022'),
    });
    th.joint.targets.set({ item });
    await meet(th, kh);
    expect(kh.joint.targets.of('TH')).toMatchObject({ item, day: '2022-10-31' });
    kh.joint.plan.setItem(item, { timeframe: timeframeOf('November 2022') });
    await meet(th, kh);
    expect(th.joint.targets.of('TH')).toMatchObject({ day: '2022-11-30' });
    th.joint.targets.set({ due: timeframeOf('15 December 2022') });
    expect(th.joint.targets.of('TH')).toMatchObject({ item, day: '2022-12-15' });
    expect(th.joint.targets.of('KH')).toEqual({ item: null, due: null, day: null });
  });

  it.each([
    ['../2022-10-31', '2022-10-31'],
    ['2022-10/2022-11', '2022-11-30'],
    ['2024-02~', '2024-02-29'],
    ['2022', '2022-12-31'],
    ['2022-10-01/..', null],
    ['', null],
    [null, null],
  ])('reads the last day of %s as %s', (edtf, day) => {
    expect(lastDayOf(edtf)).toBe(day);
  });
});

describe('Annex 1', () => {
  async function agreed() {
    const [kh, th] = await desksOf('KH', 'TH');
    const seats = { KH: listed(kh, 'head'), TH: listed(th) };
    const held = th.joint.roster.appoint(seats.TH, { person: { en: 'Anong Srisai' } });
    await meet(kh, th);
    for (const { joint } of [kh, th]) {
      const { signable } = joint.annex.now;
      joint.annex.endorse(signable.state === 'ready' ? signable.hash : '', AGREED);
    }
    await meet(kh, th);
    return { kh, th, seats, held };
  }

  it('is agreed by both Parties through their signed words on one structure', async () => {
    const { kh, th } = await agreed();
    for (const { joint } of [kh, th]) {
      expect(joint.annex.now).toMatchObject({ state: { state: 'agreed' }, changes: [] });
      expect(readinessOf(joint, 'KH', '2022-08-26').parts.find(({ part }) => part === 'annex')).toSatisfy(
        isComplete,
      );
    }
  });

  it('stays agreed when a person changes, and when seats are only put in another order', async () => {
    const { kh, th, seats } = await agreed();
    th.joint.roster.rotate(seats.TH, {
      ends: '2022-09-30',
      next: { person: { en: 'Somchai Dee' }, from: '2022-10-01' },
    });
    await meet(kh, th);
    expect(kh.joint.annex.now.state.state).toBe('agreed');
    expect(JSON.stringify(kh.joint.annex.now.agreed)).not.toContain('Anong');
  });

  it('shows "changed since agreed" when a seat, its duties or its channels change, and which', async () => {
    const { kh, th, seats } = await agreed();
    th.joint.roster.setSeat(seats.TH, { duties: 'Answers within two days' });
    await meet(kh, th);
    expect(kh.joint.annex.now).toMatchObject({
      state: { state: 'changed' },
      changes: [
        {
          party: 'TH',
          noun: 'seat',
          record: seats.TH,
          agreed: { duties: '' },
          now: { duties: 'Answers within two days' },
        },
      ],
    });
    th.joint.roster.setSeat(seats.TH, { duties: '' });
    await meet(kh, th);
    expect(kh.joint.annex.now.state.state).toBe('agreed');
  });

  it('is not signed while it is empty, disputed, too long, or another than was on the screen', async () => {
    const [kh, th, tablet] = await desksOf('KH', 'TH', 'TH');
    expect(problem(() => kh.joint.annex.endorse('', AGREED))).toBe('empty');
    listed(kh);
    const seat = listed(th);
    await meet(kh, th, tablet);
    expect(problem(() => kh.joint.annex.endorse('another', AGREED))).toBe('changed meanwhile');
    th.joint.roster.setSeat(seat, { kind: 'head' });
    tablet.joint.roster.setSeat(seat, { kind: 'member' });
    await meet(kh, th, tablet);
    expect(problem(() => kh.joint.annex.endorse('', AGREED))).toBe('in conflict');
    th.joint.roster.setSeat(seat, { kind: 'head' });
    for (let i = 0; i < 60; i++) {
      const more = th.joint.roster.addSeat(th.joint.roster.side('TH').agencies[0]?.agency.id ?? '', {
        titleEn: 'S',
      });
      th.joint.roster.setSeat(more, { duties: 'x'.repeat(4_000) });
    }
    expect(problem(() => th.joint.annex.endorse('', AGREED))).toBe('too large');
  });
});
