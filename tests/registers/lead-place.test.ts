import { describe, expect, it } from 'vitest';
import { leadPlace } from '../../src/registers/lead-place.ts';
import { desksOf, withInstrument } from '../sim/joint-desks.ts';
import { talk } from './meeting-room.ts';

describe('the place a facilitator leads to', () => {
  it('is a page all read alike, with a record the joint registers know', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const { first } = await withInstrument(kh, th);
    const plan = kh.joint.plan.addPlan({ title: 'Plan', period: '2022' });
    const item = kh.joint.plan.addItem(plan, null, { activity: 'Hold a seminar' });
    const meeting = talk(kh);
    const point = kh.joint.meetings.points.list(meeting)[0]?.id ?? '';
    for (const [section, record] of [
      ['plan', item],
      ['articles', first],
      ['meetings', meeting],
      ['meetings', point],
      ['timeline', null],
    ] as const)
      expect(leadPlace(kh.joint, { section, record })).toEqual({ section, record });
  });

  it('never names what is not there for all: another page, a draft of one Party, a case, a made-up id', async () => {
    const [kh] = await desksOf('KH');
    for (const section of ['today', 'board', 'cases', 'members', '', '../w/other'])
      expect(leadPlace(kh.joint, { section, record: null })).toBeNull();
    for (const record of ['draft-of-one-party', 'case-7', '../members'])
      expect(leadPlace(kh.joint, { section: 'articles', record })).toEqual({
        section: 'articles',
        record: null,
      });
  });
});
