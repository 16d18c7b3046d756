import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarFile, type CalendarEvent } from '../../src/exchange/ics.ts';
import { timelineCalendar } from '../../src/exchange/timeline-calendar.ts';
import { timeframeOf } from '../../src/registers/timeframe.ts';
import type { Body } from '../../src/registers/workspace-types.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { minutesAt, talk } from '../registers/meeting-room.ts';

const NOW = Date.UTC(2022, 7, 26, 8);
const NAMES = { tentative: 't', off: 'o', confirmed: 'c', changed: 'ch', struck: 's' };
const BODIES: readonly Body[] = [
  { id: 'KH', kind: 'party', name: 'Cambodia', tone: 0 },
  { id: 'TH', kind: 'party', name: 'Thailand', tone: 1 },
];

const calendar = ({ joint }: Desk, now = NOW) =>
  timelineCalendar({ joint, bodies: BODIES, workspace: 'w', names: NAMES, now });
const brief = ({ summary, when, status }: CalendarEvent): string =>
  `${summary} | ${when.kind === 'days' ? when.first : `${when.day} ${when.from}-${when.to ?? ''} ${when.zone}`} | ${status}`;

async function planned() {
  const [kh, th] = await desksOf('KH', 'TH');
  const { plan } = kh.joint;
  const id = plan.addPlan({ title: 'Plan', period: '2022' });
  const add = (activity: string, time: string) =>
    plan.addItem(id, null, { activity, timeframe: timeframeOf(time, 2022), status: 'planned' });
  const item = add('Assign focal points', 'By end of October 2022');
  return { kh, th, plan, item, add };
}

describe('the calendar file of the timeline', () => {
  it('has what is due on the last day its words may mean, the words beside it, and leaves the day free', async () => {
    const { kh, add } = await planned();
    add('Hold the seminar', 'End of November (date TBC)');
    kh.joint.commitments.add({
      what: 'Share the forms',
      who: [{ body: 'TH', seat: null }],
      by: timeframeOf('by 15 September 2022'),
    });
    const { events, dayless } = calendar(kh);
    expect(events.map(brief).sort()).toEqual([
      '1 Assign focal points | 2022-10-31 | confirmed',
      '2 Hold the seminar | 2022-11-30 | tentative',
      'Share the forms | 2022-09-15 | confirmed',
    ]);
    expect(dayless).toBe(0);
    expect(events.every(({ busy }) => !busy)).toBe(true);
    expect(events.find(({ summary }) => summary === '1 Assign focal points')?.description).toContain(
      'By end of October 2022',
    );
  });

  it('counts what it cannot hold: words that name no day', async () => {
    const { kh, add } = await planned();
    add('Consult', 'as soon as possible');
    const { events, dayless } = calendar(kh);
    expect([events.length, dayless]).toEqual([1, 1]);
  });

  it('keeps the id of an entry when two times were set apart and one of them is chosen', async () => {
    const { kh, th, plan, item } = await planned();
    await meet(kh, th);
    const before = calendar(kh).events.map(({ uid }) => uid);
    plan.setItem(item, { timeframe: timeframeOf('30 November 2022') });
    th.joint.plan.setItem(item, { timeframe: timeframeOf('15 November 2022') });
    await meet(kh, th);
    const apart = calendar(th).events;
    expect(apart.map(brief)).toEqual(['1 Assign focal points | 2022-11-15 | tentative']);
    expect(apart[0]?.description).toContain('30 November 2022');
    plan.setItem(item, { timeframe: timeframeOf('30 November 2022') });
    const chosen = calendar(kh, NOW + 120_000).events;
    expect(chosen.map(brief)).toEqual(['1 Assign focal points | 2022-11-30 | confirmed']);
    for (const all of [apart, chosen]) expect(all.map(({ uid }) => uid)).toEqual(before);
    expect(chosen[0]?.sequence).toBeGreaterThan(apart[0]?.sequence ?? Infinity);
  });

  it('takes back what was dropped, and says what is done', async () => {
    const { kh, plan, item } = await planned();
    plan.setItem(item, { status: 'dropped' });
    expect(calendar(kh).events.map(({ status }) => status)).toEqual(['cancelled']);
    plan.setItem(item, { status: 'done' });
    expect(calendar(kh).events.map(brief)).toEqual(['Done: 1 Assign focal points | 2022-10-31 | confirmed']);
  });

  it('has meetings at their hours, the day a capital is to confirm, and frees the hours of one that was taken out', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    await meet(kh, th);
    const { signable } = minutesAt(th, meeting);
    th.joint.meetings.adopt(meeting, signable.state === 'ready' ? signable.hash : '', {
      kind: 'ad referendum',
      until: '2022-10-10',
    });
    await meet(kh, th);
    expect(calendar(kh).events.map(brief)).toEqual([
      'Bilateral Meeting | 2022-08-26 09:00-15:00 Asia/Bangkok | confirmed',
      'Thailand is to confirm: Meeting Notes Day 2 | 2022-10-10 | confirmed',
    ]);
    const file = calendarFile('Talks', NOW, calendar(kh).events);
    const parts = new ICAL.Component(ICAL.parse(file) as unknown[]).getAllSubcomponents('vevent');
    expect(parts.map((part) => new ICAL.Event(part).summary)).toHaveLength(2);
    kh.joint.meetings.delete(meeting);
    expect(calendar(kh).events.map(({ status }) => status)).toEqual(['cancelled']);
  });
});
