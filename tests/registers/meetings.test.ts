import { describe, expect, it } from 'vitest';
import { firstValue } from '../../src/replica/field.ts';
import type { MeetingPhase } from '../../src/registers/meeting-types.ts';
import { AGREED, desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { minutesAt, numbersAt, talk, textsAt } from './meeting-room.ts';

const phaseAt = (desk: Desk, meeting: string): MeetingPhase => minutesAt(desk, meeting).phase;

async function adoptAt(meeting: string, ...desks: readonly Desk[]): Promise<void> {
  for (const desk of desks) {
    const { signable } = minutesAt(desk, meeting);
    desk.joint.meetings.adopt(meeting, signable.state === 'ready' ? signable.hash : '', AGREED);
    await meet(...desks);
  }
}

function signAt(desk: Desk, meeting: string): void {
  const { signable } = minutesAt(desk, meeting).signing;
  desk.joint.meetings.sign(meeting, signable.state === 'ready' ? signable.hash : '', AGREED);
}

describe('Minutes of a meeting', () => {
  it('number what they say by section, at the top and one level down, and letters go on behind z', async () => {
    const [kh] = await desksOf('KH');
    const { points } = kh.joint.meetings;
    const meeting = talk(kh);
    let after: string | null = null;
    for (let i = 0; i < 28; i++)
      after = points.add(meeting, { section: 'discussion', parent: null, after }, { text: `point ${i}` });
    const first = points.sections(meeting)[1]?.points[0]?.point.id ?? '';
    points.add(meeting, { section: 'discussion', parent: first, after: null }, { text: 'under it' });
    const numbers = numbersAt(kh, meeting);
    expect(numbers.slice(0, 4)).toEqual(['a)', 'b)', 'a)', '1.']);
    expect(numbers.slice(-4)).toEqual(['z)', 'aa)', 'ab)', 'ac)']);
  });

  it('keep the id of a point whatever number it gets', async () => {
    const [kh] = await desksOf('KH');
    const { points } = kh.joint.meetings;
    const meeting = talk(kh);
    const [first, second] = points.sections(meeting)[0]?.points ?? [];
    points.move(second?.point.id ?? '', { section: 'opening', parent: null, after: null });
    expect(points.numberOf(meeting, second?.point.id ?? '')).toBe('a)');
    expect(points.numberOf(meeting, first?.point.id ?? '')).toBe('b)');
  });

  it('delete a point with what stands under it, and bring both back', async () => {
    const [kh] = await desksOf('KH');
    const { points } = kh.joint.meetings;
    const meeting = talk(kh);
    const [, second] = points.sections(meeting)[0]?.points ?? [];
    points.indent(second?.point.id ?? '');
    const before = textsAt(kh, meeting);
    const undo = points.delete(points.sections(meeting)[0]?.points[0]?.point.id ?? '');
    expect(textsAt(kh, meeting)).toHaveLength(before.length - 2);
    undo();
    expect(textsAt(kh, meeting)).toEqual(before);
  });

  it('show a field that two set apart with both values, and are not adopted until one is chosen', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    kh.joint.meetings.set(meeting, { venue: 'Phnom Penh' });
    th.joint.meetings.set(meeting, { venue: 'Bangkok' });
    await meet(kh, th);
    expect(kh.joint.meetings.meeting(meeting)?.venue.state).toBe('conflict');
    expect(() => kh.joint.meetings.adopt(meeting, '', AGREED)).toThrow('in conflict');
    kh.joint.meetings.set(meeting, { venue: 'Bangkok' });
    await meet(kh, th);
    expect(minutesAt(th, meeting).signable.state).toBe('ready');
  });

  it('are written by several at once, letter by letter', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    const id = kh.joint.meetings.points.sections(meeting)[0]?.points[0]?.point.id ?? '';
    kh.joint.meetings.points.rewrite(id, 'The chairs opened the meeting.');
    th.joint.meetings.points.rewrite(id, 'Opened today.');
    await meet(kh, th);
    expect(kh.joint.meetings.points.point(id)?.text.toString()).toContain('today');
    expect(textsAt(kh, meeting)).toEqual(textsAt(th, meeting));
  });
});

describe('The phase of a meeting', () => {
  it('moves forward and back by hand, and every step stays in sight with who made it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    kh.joint.meetings.moveTo(meeting, 'live');
    await meet(kh, th);
    th.joint.meetings.moveTo(meeting, 'prepared');
    await meet(kh, th);
    const steps = kh.joint.meetings.steps(meeting);
    expect(steps.map(({ from, to, by }) => [by?.body, from, to])).toEqual([
      ['KH', 'prepared', 'live'],
      ['TH', 'live', 'prepared'],
    ]);
    expect(phaseAt(kh, meeting).phase).toBe('prepared');
  });

  it('is adopted when both Parties agreed to every word, and no longer when a word changes', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    await adoptAt(meeting, kh);
    expect(phaseAt(kh, meeting).phase).toBe('prepared');
    await adoptAt(meeting, th, kh);
    expect(phaseAt(kh, meeting).phase).toBe('adopted');
    const id = th.joint.meetings.points.sections(meeting)[0]?.points[0]?.point.id ?? '';
    th.joint.meetings.points.rewrite(id, 'Something else.');
    const phase = phaseAt(th, meeting);
    expect(phase.phase).toBe('prepared');
    expect(phase.phase === 'prepared' && phase.adoption.state).toBe('changed');
  });

  it('is signed when both signed what both had adopted, and then nothing of it is written any more', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    expect(() => signAt(kh, meeting)).toThrow('not adopted');
    await adoptAt(meeting, kh, th);
    for (const desk of [kh, th]) {
      signAt(desk, meeting);
      await meet(kh, th);
    }
    const phase = phaseAt(th, meeting);
    expect(phase).toMatchObject({
      phase: 'signed',
      since: 'unchanged',
      text: { signature: { place: 'Bangkok' } },
    });
    const { meetings } = kh.joint;
    const id = meetings.points.list(meeting)[0]?.id ?? '';
    for (const edit of [
      () => meetings.set(meeting, { venue: 'Elsewhere' }),
      () => meetings.points.rewrite(id, 'Otherwise.'),
      () => meetings.points.delete(id),
      () => meetings.points.add(meeting, { section: 'opening', parent: null, after: null }, { text: 'More' }),
      () => meetings.agenda.add(meeting, null, { title: 'More' }),
      () => meetings.moveTo(meeting, 'live'),
      () => meetings.delete(meeting),
    ])
      expect(edit).toThrow('locked');
  });

  it('refuses a signature on a text that is not the one on the screen', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    const { signable } = minutesAt(kh, meeting);
    const seen = signable.state === 'ready' ? signable.hash : '';
    th.joint.meetings.set(meeting, { venue: 'Elsewhere' });
    await meet(kh, th);
    expect(() => kh.joint.meetings.adopt(meeting, seen, AGREED)).toThrow('changed meanwhile');
  });

  it('keeps the signed text and says so when an edit arrives that was made apart while it was being signed', async () => {
    const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
    const meeting = talk(kh);
    await meet(kh, th, iom);
    await adoptAt(meeting, kh, th);
    iom.joint.meetings.set(meeting, { venue: 'Another hotel' });
    for (const desk of [kh, th]) {
      signAt(desk, meeting);
      await meet(kh, th);
    }
    await meet(kh, th, iom);
    for (const desk of [kh, th, iom]) {
      expect(phaseAt(desk, meeting)).toMatchObject({
        phase: 'signed',
        since: 'changed since signed',
        text: { venue: 'The Sukosol Hotel, Bangkok' },
      });
      expect(firstValue(desk.joint.meetings.meeting(meeting)?.venue ?? { state: 'empty' })).toBe(
        'Another hotel',
      );
    }
  });

  it('opens signed minutes only as a new version, which is in force when both have signed it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    expect(() => kh.joint.meetings.reopen(meeting)).toThrow('not signed');
    const signBoth = async (id: string): Promise<void> => {
      await adoptAt(id, kh, th);
      for (const desk of [kh, th]) {
        signAt(desk, id);
        await meet(kh, th);
      }
    };
    await signBoth(meeting);
    const next = kh.joint.meetings.reopen(meeting);
    await meet(kh, th);
    expect(textsAt(th, next)).toEqual(textsAt(th, meeting));
    expect(numbersAt(th, next)).toEqual(numbersAt(th, meeting));
    const lineage = th.joint.meetings.points.list(next).map((point) => firstValue(point.lineage));
    expect(new Set(lineage)).toEqual(new Set(th.joint.meetings.points.list(meeting).map(({ id }) => id)));
    th.joint.meetings.points.rewrite(th.joint.meetings.points.list(next)[0]?.id ?? '', 'Put right.');
    await meet(kh, th);
    expect(kh.joint.meetings.inForce(next)?.id).toBe(meeting);
    await signBoth(next);
    expect(kh.joint.meetings.inForce(meeting)?.id).toBe(next);
    expect(phaseAt(kh, meeting)).toMatchObject({ phase: 'signed', since: 'unchanged' });
  });
});

describe('The table of plan items under a point', () => {
  it('shows the plan as it is, and once adopted as it was', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    const plan = kh.joint.plan.addPlan({ title: 'Next steps', period: '2022' });
    const item = kh.joint.plan.addItem(plan, null, {
      number: '1.1',
      activity: 'Assign',
      responsible: ['KH'],
    });
    kh.joint.meetings.points.add(
      meeting,
      { section: 'results', parent: null, after: null },
      { text: 'Adopted:', table: plan },
    );
    await meet(kh, th);
    const rows = (desk: Desk) => minutesAt(desk, meeting).text?.sections[2]?.points[0]?.table;
    expect(rows(th)).toMatchObject([{ number: '1.1', responsible: ['Royal Government of Cambodia'] }]);
    kh.joint.plan.setItem(item, { expected: 'Draft' });
    expect(rows(kh)).toMatchObject([{ expected: 'Draft' }]);
    await meet(kh, th);
    await adoptAt(meeting, kh, th);
    kh.joint.plan.setItem(item, { expected: 'Something new' });
    expect(rows(kh)).toMatchObject([{ expected: 'Draft' }]);
    expect(phaseAt(kh, meeting).phase).toBe('adopted');
  });
});

describe('The agenda of a meeting', () => {
  it('runs one line at a time, and keeps what the others took', async () => {
    const [kh] = await desksOf('KH');
    const meeting = talk(kh);
    const { agenda } = kh.joint.meetings;
    const first = agenda.add(meeting, null, { title: 'Opening', minutes: 30 });
    const second = agenda.add(meeting, first, { title: 'Discussion' });
    agenda.start(first);
    agenda.start(second);
    expect(agenda.list(meeting).map(({ running }) => running.state)).toEqual(['done', 'running']);
    agenda.stop(meeting);
    expect(agenda.list(meeting).map(({ running }) => running.state)).toEqual(['done', 'done']);
    agenda.reset(second);
    expect(agenda.list(meeting)[1]?.running).toEqual({ state: 'waiting' });
  });

  it('shows two lines called apart as a conflict of the clock, which the next call decides', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    const first = kh.joint.meetings.agenda.add(meeting, null, { title: 'Opening' });
    const second = kh.joint.meetings.agenda.add(meeting, first, { title: 'Discussion' });
    await meet(kh, th);
    kh.joint.meetings.agenda.start(first);
    th.joint.meetings.agenda.start(second);
    await meet(kh, th);
    expect(kh.joint.meetings.meeting(meeting)?.clock.state).toBe('conflict');
    expect(kh.joint.meetings.agenda.list(meeting).map(({ running }) => running.state)).toEqual([
      'running',
      'running',
    ]);
    th.joint.meetings.agenda.start(first);
    await meet(kh, th);
    expect(kh.joint.meetings.agenda.list(meeting).map(({ running }) => running.state)).toEqual([
      'running',
      'done',
    ]);
  });
});
