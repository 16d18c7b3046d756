import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarFile, calendarUid, sequenceAt, type CalendarEvent } from '../../src/exchange/ics.ts';

/*
 * The calendar file as a reader sees it that knows nothing of its writer: ical.js, which Thunderbird reads calendars with.
 */

const STAMP = Date.UTC(2022, 8, 1, 2, 30);
const KHMER = 'សិក្ខាសាលាទ្វេភាគីរយៈពេលបីថ្ងៃ ដើម្បីផ្លាស់ប្តូរចំណេះដឹង និងព័ត៌មានអំពីនីតិវិធីច្បាប់; ភ្នំពេញ, កម្ពុជា';
const THAI = 'การประชุมเชิงปฏิบัติการทวิภาคีเพื่อแลกเปลี่ยนความรู้และข้อมูลเกี่ยวกับขั้นตอนทางกฎหมาย\nวันที่สอง \\ กรุงเทพฯ';

const EVENT: CalendarEvent = {
  uid: calendarUid('talks-2022', '12-3'),
  sequence: sequenceAt(STAMP),
  summary: KHMER.repeat(3),
  description: THAI.repeat(5),
  when: { kind: 'days', first: '2022-11-28', last: '2022-11-30' },
  location: 'ភ្នំពេញ',
  status: 'tentative',
  busy: true,
};

afterEach(() => ICAL.TimezoneService.reset());

function read(...events: readonly CalendarEvent[]) {
  const calendar = new ICAL.Component(ICAL.parse(calendarFile('Talks', STAMP, events)) as unknown[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents('vevent').map((part) => ({ part, event: new ICAL.Event(part) }));
}

function only(event: CalendarEvent) {
  const [found, ...others] = read(event);
  if (found === undefined || others.length > 0) throw new Error('not one event');
  return found;
}

describe('a calendar file, read by another program', () => {
  it('has Khmer and Thai whole, where lines are folded in their midst, with marks and line breaks', () => {
    const { event } = only(EVENT);
    expect(event.summary).toBe(KHMER.repeat(3));
    expect(event.description).toBe(THAI.repeat(5));
    expect(event.location).toBe('ភ្នំពេញ');
  });

  it('ends a whole day where the next begins: three days last three days', () => {
    const { event } = only(EVENT);
    expect([event.startDate.isDate, event.endDate.isDate]).toEqual([true, true]);
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2022-11-28', '2022-12-01']);
    expect(event.duration.toSeconds()).toBe(3 * 86_400);
  });

  it.each(['Asia/Phnom_Penh', 'Asia/Bangkok'] as const)('has 9:00 in %s at 2:00 UTC', (zone) => {
    const { event } = only({
      ...EVENT,
      when: { kind: 'hours', day: '2022-08-26', from: '09:00', to: '15:00', zone },
    });
    expect(event.startDate.zone?.tzid).toBe(zone);
    expect(event.startDate.toUnixTime() * 1_000).toBe(Date.UTC(2022, 7, 26, 2));
    expect(event.endDate.toUnixTime() * 1_000).toBe(Date.UTC(2022, 7, 26, 8));
  });

  it('takes a later file in place of an earlier: the same id, a greater number, confirmed where it was tentative', () => {
    const before = only(EVENT);
    const after = only({ ...EVENT, sequence: sequenceAt(STAMP + 60_000), status: 'confirmed' });
    expect(after.event.uid).toBe(before.event.uid);
    expect(after.event.sequence).toBeGreaterThan(before.event.sequence);
    expect([before, after].map(({ part }) => part.getFirstPropertyValue('status'))).toEqual([
      'TENTATIVE',
      'CONFIRMED',
    ]);
  });

  it('says in UTC when it was made, and asks nobody to answer', () => {
    const { part } = only(EVENT);
    const stamp = part.getFirstPropertyValue('dtstamp');
    expect(stamp instanceof ICAL.Time && stamp.zone?.tzid).toBe('UTC');
    expect(stamp instanceof ICAL.Time && stamp.toUnixTime() * 1_000).toBe(STAMP);
    const calendar = new ICAL.Component(ICAL.parse(calendarFile('Talks', STAMP, [EVENT])) as unknown[]);
    for (const name of ['method', 'attendee', 'organizer']) {
      expect(calendar.getFirstProperty(name)).toBeNull();
      expect(part.getFirstProperty(name)).toBeNull();
    }
  });
});
