import { describe, expect, it } from 'vitest';
import { timelineOf, type TimelineEvent } from '../../src/registers/timeline.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';

const readiness = ({ joint }: Desk): TimelineEvent[] =>
  timelineOf(joint).filter(({ deadline }) => deadline === 'readiness');
const last = ({ reach }: TimelineEvent): string | null =>
  reach === null || reach.to.kind === 'open' ? null : reach.to.day;

describe('deadlines on the timeline', () => {
  it('have the day each body means its roster to be ready, in the words of the item that asks for it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const plan = kh.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = kh.joint.plan.addItem(plan, null, {
      number: '1.1',
      activity: 'Assign focal points',
      timeframe: timeframeOf('By end of October 2022'),
    });
    kh.joint.targets.set({ item });
    await meet(kh, th);
    th.joint.targets.set({ due: timeframeOf('15 November 2022') });
    await meet(kh, th);
    for (const desk of [kh, th]) {
      expect(readiness(desk).map((one) => [one.bodies.join(), one.spoken, last(one), one.standing])).toEqual([
        ['KH', 'By end of October 2022', '2022-10-31', 'settled'],
        ['TH', '15 November 2022', '2022-11-15', 'settled'],
      ]);
    }
    kh.joint.plan.setItem(item, { timeframe: timeframeOf('by end of December 2022') });
    await meet(kh, th);
    expect(readiness(th).map(last)).toEqual(['2022-11-15', '2022-12-31']);
  });

  it('have no day for a body that named none', async () => {
    const [kh] = await desksOf('KH', 'TH');
    expect(readiness(kh)).toEqual([]);
  });

  it('have what is to be prepared for a workshop by its day, until it is ready', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { workshops } = kh.joint;
    const workshop = workshops.addWorkshop({ title: 'Seminar' });
    const paper = workshops.addPreparation(workshop, {
      title: 'Agenda',
      owners: [{ body: 'KH', seat: null }],
      due: timeframeOf('by 10 October 2022'),
    });
    await meet(kh, th);
    const papers = () => timelineOf(th.joint).filter(({ lane }) => lane === 'preparation');
    expect(papers().map((one) => [one.title.en, last(one), one.bodies, one.standing])).toEqual([
      ['Agenda', '2022-10-10', ['KH'], 'settled'],
    ]);
    workshops.setPreparation(paper, { state: 'ready' });
    await meet(kh, th);
    expect(papers().map(({ standing }) => standing)).toEqual(['done']);
  });
});
