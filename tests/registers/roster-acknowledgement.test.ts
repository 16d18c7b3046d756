import { describe, expect, it } from 'vitest';
import { RosterRefused } from '../../src/registers/roster-refused.ts';
import { WriteRefused } from '../../src/replica/door.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';

/** Thailand has one agency with one seat and one holder, and Cambodia has heard of it. */
async function listed(...more: readonly string[]) {
  const desks = await desksOf('KH', 'TH', ...more);
  const [kh, th] = desks as unknown as [Desk, Desk];
  const { roster } = th.joint;
  const agency = roster.addAgency({ nameEn: 'MSDHS' });
  const seat = roster.addSeat(agency, {
    titleEn: 'Focal point',
    kind: 'focal point',
    duties: 'Answers notices',
  });
  const held = roster.appoint(seat, { person: { en: 'Anong Srisai' }, from: '2022-10-01' });
  await meet(...desks);
  return { kh, th, desks, agency, seat, held };
}

const all = ({ joint }: Desk, of = 'TH'): void =>
  joint.acknowledgements.acknowledge(of, joint.acknowledgements.pending(of));

const problem = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof RosterRefused || error instanceof WriteRefused) return error.problem;
    throw error;
  }
  return 'nothing';
};

describe('what the other side has changed', () => {
  it('waits until it is acknowledged, and the other side sees that it was, and by whom', async () => {
    const { kh, th, agency, seat, held } = await listed();
    expect(kh.joint.acknowledgements.pending('TH')).toMatchObject([
      { record: agency, noun: 'agency', seat: null },
      { record: seat, noun: 'seat', seat },
      { record: held, noun: 'appointment', seat, acknowledgement: { state: 'never acknowledged' } },
    ]);
    all(kh);
    await meet(kh, th);
    for (const { joint } of [kh, th]) {
      expect(joint.acknowledgements.pending('TH', 'KH')).toEqual([]);
      expect(joint.acknowledgements.of(seat, 'KH')).toMatchObject({
        state: 'acknowledged',
        by: { body: 'KH', person: 'Person 0' },
      });
    }
  });

  it('is told field by field, as it was and as it is', async () => {
    const { kh, th, agency, seat, held } = await listed();
    all(kh);
    const channels = [{ kind: 'phone' as const, value: '+66 2 555 0101', hours: '' }];
    th.joint.roster.setSeat(seat, { duties: '', titleEn: 'Focal point, litigation', channels });
    th.joint.roster.setAgency(agency, { nameTh: 'พม.' });
    th.joint.roster.rotate(seat, {
      ends: '2022-10-31',
      next: { person: { en: 'Somchai Dee' }, from: '2022-11-01' },
    });
    await meet(kh, th);
    expect(kh.joint.acknowledgements.of(seat)).toMatchObject({
      state: 'changed since',
      changes: [
        { field: 'titleEn', before: { value: 'Focal point' }, now: { value: 'Focal point, litigation' } },
        { field: 'duties', before: { state: 'said', value: 'Answers notices' }, now: { state: 'unset' } },
        { field: 'channels', before: { state: 'unset' }, now: { state: 'said', value: channels } },
      ],
    });
    expect(kh.joint.acknowledgements.of(held)).toMatchObject({
      changes: [{ field: 'to', before: { state: 'unset' }, now: { value: '2022-10-31' } }],
    });
    expect(
      kh.joint.acknowledgements.pending('TH').map(({ acknowledgement }) => acknowledgement.state),
    ).toEqual(['changed since', 'changed since', 'changed since', 'never acknowledged']);
    all(kh);
    expect(kh.joint.acknowledgements.pending('TH')).toEqual([]);
  });

  it('counts as changed again when it goes back to what was acknowledged before', async () => {
    const { kh, th, seat } = await listed();
    for (const duties of ['Two', 'Answers notices']) {
      all(kh);
      await meet(kh, th);
      th.joint.roster.setSeat(seat, { duties });
      await meet(kh, th);
    }
    expect(kh.joint.acknowledgements.of(seat)).toMatchObject({
      state: 'changed since',
      changes: [{ field: 'duties', before: { value: 'Two' }, now: { value: 'Answers notices' } }],
    });
  });

  it('is a deletion, too; what came and went unseen is nothing to acknowledge', async () => {
    const { kh, th, agency, held } = await listed();
    all(kh);
    const unseen = th.joint.roster.addSeat(agency, { titleEn: 'By mistake' });
    th.joint.roster.deleteSeat(unseen);
    th.joint.roster.deleteAppointment(held);
    await meet(kh, th);
    expect(kh.joint.acknowledgements.pending('TH')).toMatchObject([
      { record: held, acknowledgement: { changes: [{ field: 'deleted', now: { value: true } }] } },
    ]);
  });

  it('is not a new place in the list', async () => {
    const { kh, th, agency, seat } = await listed();
    const other = th.joint.roster.addSeat(agency, { titleEn: 'Member' });
    await meet(kh, th);
    all(kh);
    th.joint.roster.moveSeat(other, null);
    await meet(kh, th);
    expect(kh.joint.roster.side('TH').seats.map(({ id }) => id)).toEqual([other, seat]);
    expect(kh.joint.acknowledgements.pending('TH')).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  it('is of exactly what was on the screen, or of nothing', async () => {
    const { kh, th, seat } = await listed();
    const onScreen = kh.joint.acknowledgements.pending('TH');
    th.joint.roster.setSeat(seat, { duties: 'Something else' });
    await meet(kh, th);
    expect(problem(() => kh.joint.acknowledgements.acknowledge('TH', onScreen))).toBe('changed meanwhile');
    expect(kh.joint.acknowledgements.pending('TH')).toHaveLength(3);
    expect(problem(() => th.joint.acknowledgements.acknowledge('TH', onScreen))).toBe('own side');
    expect(
      problem(() => kh.joint.acknowledgements.acknowledge('TH', [{ record: 'nothing', hash: 'nothing' }])),
    ).toBe('changed meanwhile');
  });

  it('of two devices of one Party, made apart, merges: both count', async () => {
    const { kh, th, desks, agency, seat, held } = await listed('KH');
    const tablet = (desks as readonly Desk[])[2];
    if (tablet === undefined) throw new Error('no third desk');
    const [first, second, third] = kh.joint.acknowledgements.pending('TH');
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('nothing pending');
    kh.joint.acknowledgements.acknowledge('TH', [first, second]);
    th.joint.roster.setSeat(seat, { duties: 'Newer' });
    await meet(th, tablet);
    // The tablet has not heard of the first device's word, and sees the newer seat.
    all(tablet);
    await meet(kh, th, tablet);
    for (const { joint } of [kh, th, tablet]) {
      expect(joint.acknowledgements.pending('TH', 'KH')).toEqual([]);
      for (const record of [agency, seat, held])
        expect(joint.acknowledgements.of(record, 'KH').state).toBe('acknowledged');
    }
    th.joint.roster.setSeat(seat, { duties: 'Newest' });
    await meet(kh, th, tablet);
    expect(kh.joint.acknowledgements.of(seat)).toMatchObject({
      changes: [{ field: 'duties', before: { value: 'Newer' } }],
    });
  });

  it('of 500 seats and their holders at once is taken by every replica', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { roster } = th.joint;
    const agency = roster.addAgency({ nameEn: 'MSDHS' });
    for (let i = 0; i < 500; i++) {
      const seat = roster.addSeat(agency, { titleEn: `Seat ${i}`, duties: 'Long duties. '.repeat(20) });
      roster.appoint(seat, { person: { en: `Person ${i}` }, from: '2022-10-01' });
    }
    await meet(kh, th);
    expect(kh.joint.acknowledgements.pending('TH')).toHaveLength(1_001);
    all(kh);
    await meet(kh, th);
    expect(kh.joint.acknowledgements.pending('TH')).toEqual([]);
    expect(th.joint.acknowledgements.pending('TH', 'KH')).toEqual([]);
    for (const { space } of [kh, th]) expect(space.notices()).toEqual([]);
  }, 30_000);
});
