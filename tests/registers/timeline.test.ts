import { describe, expect, it } from 'vitest';
import { reachOf, type Edge } from '../../src/registers/reach.ts';
import { bandsOf, timelineOf } from '../../src/registers/timeline.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { AGREED, desksOf, type Desk } from '../sim/joint-desks.ts';
import { exchange } from '../sim/replicas.ts';

const edge = (one: Edge): string => (one.kind === 'open' ? '..' : `${one.kind} ${one.day}`);
const said = (spoken: string): string => {
  const reach = reachOf(timeframeOf(spoken, 2022));
  return reach === null ? 'none' : `${edge(reach.from)} / ${edge(reach.to)}`;
};

describe('the days a loose time may mean', () => {
  it.each([
    ['By end of October 2022', '.. / soft 2022-10-31'],
    ['by 31 October 2022', '.. / day 2022-10-31'],
    ['October-November 2022', 'soft 2022-10-01 / soft 2022-11-30'],
    ['End of November in Cambodia (date TBC)', 'soft 2022-11-21 / soft 2022-11-30'],
    ['7-9 November 2022', 'day 2022-11-07 / day 2022-11-09'],
    ['2022-11-07', 'day 2022-11-07 / day 2022-11-07'],
    ['7 November 2022 (TBC)', 'soft 2022-11-07 / soft 2022-11-07'],
    ['2022', 'soft 2022-01-01 / soft 2022-12-31'],
    ['2022-23', 'soft 2022-07-01 / soft 2022-09-30'],
    ['2024-02', 'soft 2024-02-01 / soft 2024-02-29'],
    ['2022-11/..', 'soft 2022-11-01 / ..'],
    ['2022-11-07~', 'soft 2022-11-07 / soft 2022-11-07'],
    ['as soon as possible', 'none'],
  ])('%s', (spoken, days) => {
    expect(said(spoken)).toBe(days);
  });
});

const read = (desk: Desk) =>
  timelineOf(desk.joint).map(({ lane, title, spoken, tbc, standing, apart }) =>
    [lane, title.en, spoken ?? '', tbc ? 'tbc' : '', standing, apart ? 'apart' : ''].join('|'),
  );

async function two() {
  const [kh, th] = await desksOf('KH', 'TH');
  const { plan, workshops } = kh.joint;
  const item = plan.addItem(plan.addPlan({ title: 'Plan', period: '2022' }), null, {
    activity: 'Seminar',
    timeframe: timeframeOf('End of November (date TBC)', 2022),
    status: 'planned',
  });
  const id = workshops.addWorkshop({
    title: 'Seminar',
    host: 'KH',
    venue: 'Phnom Penh',
    duration: { spoken: 'three days', days: 3 },
    window: timeframeOf('By the end of November', 2022),
  });
  await exchange(kh, th);
  return { kh, th, item, id };
}

describe('the timeline', () => {
  it('shows a workshop by the words said of it, until a date is proposed', async () => {
    const { kh, id } = await two();
    expect(read(kh)).toEqual([
      'plan|Seminar|End of November (date TBC)|tbc|settled|',
      'workshop|Seminar|By the end of November||open|',
    ]);
    kh.joint.workshops.propose(id, { from: '2022-11-28', to: '2022-11-30' });
    kh.joint.workshops.propose(id, { from: '2022-11-22', to: '2022-11-24' });
    expect(
      timelineOf(kh.joint)
        .filter(({ lane }) => lane === 'workshop')
        .map(({ reach, tbc }) => [reach && edge(reach.from), tbc]),
    ).toEqual([
      ['day 2022-11-22', true],
      ['day 2022-11-28', true],
    ]);
  });

  it('marks a struck date, and shows only the confirmed one once both have confirmed', async () => {
    const { kh, th, id } = await two();
    const first = kh.joint.workshops.propose(id, { from: '2022-11-22', to: '2022-11-24' });
    const second = kh.joint.workshops.propose(id, { from: '2022-11-28', to: '2022-11-30' });
    await exchange(kh, th);
    th.joint.workshops.strike(second, '');
    kh.joint.workshops.setWorkshop(id, { chosen: first });
    await exchange(kh, th);
    expect(read(kh).slice(1)).toEqual(['workshop|Seminar||tbc|open|', 'workshop|Seminar||tbc|struck|']);
    for (const { joint } of [kh, th]) {
      const workshop = joint.workshops.workshop(id);
      const signable = workshop && joint.workshops.confirmation(workshop).signable;
      joint.workshops.answer(id, signable?.state === 'ready' ? signable.hash : '', AGREED);
    }
    await exchange(kh, th);
    for (const desk of [kh, th]) expect(read(desk).slice(1)).toEqual(['workshop|Seminar|||settled|']);
  });

  it('shows both times where two were set apart', async () => {
    const { kh, th, item } = await two();
    kh.joint.plan.setItem(item, { timeframe: timeframeOf('28 November 2022') });
    th.joint.plan.setItem(item, { timeframe: timeframeOf('January 2023') });
    await exchange(kh, th);
    for (const desk of [kh, th])
      expect(read(desk).slice(0, 2)).toEqual([
        'plan|Seminar|28 November 2022||settled|apart',
        'plan|Seminar|January 2023||settled|apart',
      ]);
  });

  it('has the holidays and busy times of both behind it', async () => {
    const { kh, th } = await two();
    const span = { from: '2022-12-01', to: '2022-12-31' };
    for (const { joint } of [kh, th]) joint.calendars.add({ name: 'Busy', span, kind: 'busy', note: '' });
    await exchange(kh, th);
    expect(bandsOf(kh.joint).map((band) => [band.period.body, band.span])).toEqual([
      ['KH', span],
      ['TH', span],
    ]);
  });
});
