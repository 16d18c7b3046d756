import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../src/registers/timeline.ts';
import { waitingFor } from '../../src/registers/today/today.ts';
import type { Decision } from '../../src/schema/endorsement.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { minutesAt, talk } from './meeting-room.ts';

const UNTIL = '2022-10-10';
const AD_REFERENDUM: Decision = { kind: 'ad referendum', until: UNTIL };

function adopt(desk: Desk, meeting: string, decision: Decision): void {
  const { signable } = minutesAt(desk, meeting);
  desk.joint.meetings.adopt(meeting, signable.state === 'ready' ? signable.hash : '', decision);
}

function sign(desk: Desk, meeting: string, decision: Decision): void {
  const { signable } = minutesAt(desk, meeting).signing;
  desk.joint.meetings.sign(meeting, signable.state === 'ready' ? signable.hash : '', decision);
}

const waiting = ({ joint }: Desk, id: string): string[] =>
  waitingFor({ joint, body: { id, kind: 'party' }, parties: ['KH', 'TH'], day: '2022-09-01' }).map(
    ({ kind, due }) => `${kind} ${due?.edtf ?? ''}`.trim(),
  );
const deadlines = ({ joint }: Desk): string[] =>
  timelineOf(joint)
    .filter(({ deadline }) => deadline === 'confirmation')
    .map(({ bodies, reach }) => `${bodies.join()} ${reach?.to.kind === 'day' ? reach.to.day : ''}`);

/** Minutes that KH adopted and TH concluded ad referendum. */
async function concluded() {
  const [kh, th] = await desksOf('KH', 'TH');
  const meeting = talk(kh);
  kh.joint.meetings.moveTo(meeting, 'discussed');
  await meet(kh, th);
  adopt(kh, meeting, AGREED);
  await meet(kh, th);
  adopt(th, meeting, AD_REFERENDUM);
  await meet(kh, th);
  return { kh, th, meeting };
}

describe('minutes concluded ad referendum', () => {
  it('are not adopted, and not signed, before the capital has confirmed', async () => {
    const { kh, th, meeting } = await concluded();
    for (const desk of [kh, th]) {
      const { phase, awaited } = minutesAt(desk, meeting);
      expect(phase).toMatchObject({ phase: 'discussed', adoption: { state: 'ad referendum' } });
      expect(awaited).toEqual([{ party: 'TH', until: UNTIL }]);
      expect(() => sign(desk, meeting, AGREED)).toThrow('not adopted');
    }
    adopt(th, meeting, AGREED);
    await meet(kh, th);
    for (const desk of [kh, th]) {
      const { phase, awaited } = minutesAt(desk, meeting);
      expect([phase.phase, awaited]).toEqual(['adopted', []]);
    }
  });

  it('wait on Today and on the timeline for the Party whose capital is asked, by its day, and for no other', async () => {
    const { kh, th, meeting } = await concluded();
    expect([waiting(kh, 'KH'), waiting(th, 'TH')]).toEqual([[], [`confirm ${UNTIL}`]]);
    for (const desk of [kh, th]) expect(deadlines(desk)).toEqual([`TH ${UNTIL}`]);
    adopt(th, meeting, AGREED);
    await meet(kh, th);
    expect([waiting(th, 'TH'), deadlines(kh)]).toEqual([[], []]);
  });

  it('tell the deadline as soon as one Party has said it, while the other is still asked to adopt', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    kh.joint.meetings.moveTo(meeting, 'discussed');
    adopt(kh, meeting, AD_REFERENDUM);
    await meet(kh, th);
    expect([waiting(kh, 'KH'), waiting(th, 'TH')]).toEqual([[`confirm ${UNTIL}`], ['adopt']]);
    expect(minutesAt(th, meeting).phase).toMatchObject({ adoption: { state: 'waiting' } });
  });

  it('keep the table of plan items as it was concluded while the capital reads it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    const plan = kh.joint.plan.addPlan({ title: 'Next steps', period: '2022' });
    const item = kh.joint.plan.addItem(plan, null, { number: '1.1', activity: 'Assign' });
    const spot = { section: 'results', parent: null, after: null } as const;
    kh.joint.meetings.points.add(meeting, spot, { text: 'Adopted:', table: plan });
    await meet(kh, th);
    adopt(kh, meeting, AD_REFERENDUM);
    await meet(kh, th);
    adopt(th, meeting, AD_REFERENDUM);
    await meet(kh, th);
    kh.joint.plan.setItem(item, { expected: 'Something new' });
    await meet(kh, th);
    for (const desk of [kh, th])
      expect(minutesAt(desk, meeting).awaited.map(({ party }) => party)).toEqual(['KH', 'TH']);
    for (const desk of [kh, th]) adopt(desk, meeting, AGREED);
    await meet(kh, th);
    expect(minutesAt(kh, meeting).phase.phase).toBe('adopted');
  });

  it('owe nothing any more once a word was changed: what the capital was asked is not what is here', async () => {
    const { kh, th, meeting } = await concluded();
    kh.joint.meetings.set(meeting, { venue: 'Elsewhere' });
    await meet(kh, th);
    expect(minutesAt(th, meeting).awaited).toEqual([]);
    expect(deadlines(th)).toEqual([]);
    expect([waiting(kh, 'KH'), waiting(th, 'TH')]).toEqual([['adopt'], ['adopt']]);
  });

  it('are locked only when a signature ad referendum is confirmed, too', async () => {
    const { kh, th, meeting } = await concluded();
    adopt(th, meeting, AGREED);
    await meet(kh, th);
    sign(kh, meeting, AGREED);
    await meet(kh, th);
    sign(th, meeting, AD_REFERENDUM);
    await meet(kh, th);
    expect(minutesAt(kh, meeting).phase.phase).toBe('adopted');
    expect(minutesAt(kh, meeting).awaited).toEqual([{ party: 'TH', until: UNTIL }]);
    expect(waiting(th, 'TH')).toEqual([`confirm ${UNTIL}`]);
    sign(th, meeting, AGREED);
    await meet(kh, th);
    for (const desk of [kh, th]) expect(minutesAt(desk, meeting).phase.phase).toBe('signed');
  });
});
