import { describe, expect, it } from 'vitest';
import { WriteRefused } from '../../src/replica/door.ts';
import { desksOf } from '../sim/joint-desks.ts';
import { exchange } from '../sim/replicas.ts';

const FESTIVAL = {
  name: 'Water Festival',
  span: { from: '2022-11-07', to: '2022-11-09' },
  kind: 'holiday',
  note: '',
} as const;
const DECEMBER = {
  name: 'Preoccupied',
  span: { from: '2022-12-01', to: '2022-12-31' },
  kind: 'busy',
  note: '',
} as const;

async function two() {
  const [kh, th] = await desksOf('KH', 'TH');
  const festival = kh.joint.calendars.add(FESTIVAL);
  th.joint.calendars.add(DECEMBER);
  await exchange(kh, th);
  return { kh, th, festival };
}

describe('holidays and busy times', () => {
  it('are written by their own body only, and seen by both', async () => {
    const { kh, th, festival } = await two();
    expect(th.joint.calendars.of('KH').map(({ id }) => id)).toEqual([festival]);
    expect(() => th.joint.calendars.set(festival, { name: 'No festival' })).toThrow(WriteRefused);
    expect(() => th.joint.calendars.delete(festival)).toThrow(WriteRefused);
    expect(kh.joint.calendars.of('TH')).toHaveLength(1);
  });

  it('are told of a date by the days that fall on them, their first and last included', async () => {
    const { kh } = await two();
    const days = (from: string, to: string) =>
      kh.joint.calendars.clashes({ from, to }).map(({ period, days: on }) => [period.body, on]);
    expect(days('2022-11-09', '2022-11-11')).toEqual([['KH', { from: '2022-11-09', to: '2022-11-09' }]]);
    expect(days('2022-11-04', '2022-11-06')).toEqual([]);
    expect(days('2022-11-10', '2022-11-12')).toEqual([]);
    expect(days('2022-11-08', '2022-12-02')).toEqual([
      ['KH', { from: '2022-11-08', to: '2022-11-09' }],
      ['TH', { from: '2022-12-01', to: '2022-12-02' }],
    ]);
  });

  it('set apart by two devices of one body warn of a date that either of them holds', async () => {
    const [one, other] = await desksOf('KH', 'KH');
    const id = one.joint.calendars.add(FESTIVAL);
    await exchange(one, other);
    one.joint.calendars.set(id, { span: { from: '2022-11-07', to: '2022-11-10' } });
    other.joint.calendars.set(id, { span: { from: '2022-11-06', to: '2022-11-08' } });
    await exchange(one, other);
    for (const day of ['2022-11-06', '2022-11-10'])
      expect(one.joint.calendars.clashes({ from: day, to: day })).toHaveLength(1);
  });

  it.each([
    ['2022-11-09', '2022-11-07', 'ends before it starts'],
    ['2022-11-31', '2022-12-01', 'no such day'],
    ['2023-02-29', '2023-02-29', 'no such day'],
    ['', '2022-11-07', 'no such day'],
  ])('from %s to %s are refused', async (from, to, problem) => {
    const { kh, festival } = await two();
    expect(() => kh.joint.calendars.add({ ...FESTIVAL, span: { from, to } })).toThrow(problem);
    expect(() => kh.joint.calendars.set(festival, { span: { from, to } })).toThrow(problem);
    expect(kh.joint.calendars.of('KH').map(({ span }) => span)).toMatchObject([{ value: FESTIVAL.span }]);
  });

  it('come back by the undo of their deletion', async () => {
    const { kh, th, festival } = await two();
    const undo = kh.joint.calendars.delete(festival);
    await exchange(kh, th);
    expect(th.joint.calendars.of('KH')).toHaveLength(0);
    undo();
    await exchange(kh, th);
    expect(th.joint.calendars.of('KH')).toHaveLength(1);
  });
});
