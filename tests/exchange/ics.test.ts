import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText, folded } from '../../src/exchange/ics-lines.ts';
import { calendarFile, CalendarRefused, calendarUid, type CalendarEvent } from '../../src/exchange/ics.ts';
import { property, readCalendar, unescaped, unfolded } from './calendar-reader.ts';

const STAMP = Date.UTC(2022, 8, 1, 2, 30);
const KHMER = 'សិក្ខាសាលាទ្វេភាគីរយៈពេលបីថ្ងៃ ដើម្បីផ្លាស់ប្តូរចំណេះដឹង និងព័ត៌មានអំពីនីតិវិធីច្បាប់';

const workshop: CalendarEvent = {
  uid: calendarUid('talks-2022', '12-3'),
  sequence: 0,
  summary: 'Bilateral workshop; exchange of knowledge, procedures',
  description: KHMER,
  when: { kind: 'days', first: '2022-11-28', last: '2022-11-30' },
  location: 'Phnom Penh, Cambodia',
  status: 'tentative',
  busy: true,
};
const meeting: CalendarEvent = {
  ...workshop,
  uid: calendarUid('talks-2022', '12-4'),
  when: { kind: 'hours', day: '2022-08-26', from: '09:00', to: '15:00', zone: 'Asia/Bangkok' },
  status: 'confirmed',
};
const octets = (line: string) => new TextEncoder().encode(line).length;
const parts = (...entries: readonly CalendarEvent[]) =>
  readCalendar(calendarFile('Talks', STAMP, entries)).parts;

describe('a calendar file', () => {
  it('says whole days with the day after the last as its end', () => {
    const [event] = parts(workshop);
    if (event === undefined) throw new Error('no event');
    expect(property(event, 'DTSTART')).toEqual({
      name: 'DTSTART',
      params: { VALUE: 'DATE' },
      value: '20221128',
    });
    expect(property(event, 'DTEND').value).toBe('20221201');
    expect(property(event, 'DTSTAMP').value).toBe('20220901T023000Z');
    expect(property(event, 'STATUS').value).toBe('TENTATIVE');
    expect(property(event, 'CLASS').value).toBe('CONFIDENTIAL');
    expect(unescaped(property(event, 'DESCRIPTION').value)).toBe(KHMER);
  });

  it('keeps the time of day in the zone it was agreed in, with the rule of that zone once', () => {
    const [zone, event, ...rest] = parts(meeting, { ...meeting, uid: 'another' });
    if (zone === undefined || event === undefined) throw new Error('no event');
    expect(rest).toHaveLength(1);
    expect(zone.name).toBe('VTIMEZONE');
    expect(property(zone, 'TZID').value).toBe('Asia/Bangkok');
    expect(zone.parts.map((part) => property(part, 'TZOFFSETTO').value)).toEqual(['+0700']);
    expect(property(event, 'DTSTART')).toEqual({
      name: 'DTSTART',
      params: { TZID: 'Asia/Bangkok' },
      value: '20220826T090000',
    });
    expect(property(event, 'DTEND').value).toBe('20220826T150000');
  });

  it('ends a year at its last day', () => {
    const [event] = parts({ ...workshop, when: { kind: 'days', first: '2022-12-31', last: '2022-12-31' } });
    if (event === undefined) throw new Error('no event');
    expect(property(event, 'DTEND').value).toBe('20230101');
  });

  it('is the same for the same entries', () => {
    expect(calendarFile('Talks', STAMP, [workshop, meeting])).toBe(
      calendarFile('Talks', STAMP, [workshop, meeting]),
    );
  });

  it.each([
    ['no such day', { ...workshop, when: { kind: 'days', first: '2022-02-30', last: '2022-03-01' } }],
    ['no such day', { ...workshop, when: { kind: 'days', first: '2022-11-28', last: 'soon' } }],
    [
      'ends before it begins',
      { ...workshop, when: { kind: 'days', first: '2022-11-30', last: '2022-11-28' } },
    ],
    ['no such time', { ...meeting, when: { ...meeting.when, from: '9:00' } as CalendarEvent['when'] }],
    ['no such time', { ...meeting, when: { ...meeting.when, to: '24:00' } as CalendarEvent['when'] }],
    [
      'ends before it begins',
      { ...meeting, when: { ...meeting.when, to: '09:00' } as CalendarEvent['when'] },
    ],
    ['bad number', { ...meeting, sequence: -1 }],
  ] as [CalendarRefused['reason'], CalendarEvent][])('refuses an entry: %s', (reason, entry) => {
    expect(() => calendarFile('Talks', STAMP, [entry])).toThrow(
      expect.objectContaining({ name: 'CalendarRefused', reason, uid: entry.uid }),
    );
  });
});

describe('a content line', () => {
  // RFC 5545, 3.1 and 3.3.11.
  it('escapes as the standard does', () => {
    expect(calendarText('Project XYZ Final Review\nConference Room - 3B\nCome Prepared.')).toBe(
      'Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.',
    );
    expect(calendarText('a;b,c\\d:"e"')).toBe('a\\;b\\,c\\\\d:"e"');
    expect(calendarText('a\r\nb\rc')).toBe('a\\nb\\nc');
  });

  it('cannot be ended, or another begun, by what stands in a text', () => {
    const [event] = parts({
      ...workshop,
      summary: 'x\r\nEND:VEVENT\r\nBEGIN:VALARM\u0000\u0085ATTACH:y\u2028z',
    });
    if (event === undefined) throw new Error('no event');
    expect(event.parts).toEqual([]);
    expect(unescaped(property(event, 'SUMMARY').value)).toBe('x\nEND:VEVENT\nBEGIN:VALARM\nATTACH:y\nz');
  });

  it('never parts a Khmer letter, and no line has more than 75 octets', () => {
    const line = `SUMMARY:${KHMER.repeat(4)}`;
    const lines = folded(line).split('\r\n');
    expect(lines.length).toBeGreaterThan(4);
    for (const one of lines) {
      expect(octets(one)).toBeLessThanOrEqual(75);
      expect(octets(one)).toBeGreaterThan(lines.at(-1) === one ? 0 : 71);
    }
    // Cut into octets, each line must still be UTF-8 by itself.
    const strict = new TextDecoder('utf-8', { fatal: true });
    for (const one of lines) expect(strict.decode(new TextEncoder().encode(one))).toBe(one);
    expect(lines.join('\r\n').replaceAll('\r\n ', '')).toBe(line);
  });

  it('folds a line of exactly 75 octets not at all, and one of 76 once', () => {
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
    expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });

  it('gives back whatever was written, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 200 }), (a, b) => {
        const file = calendarFile('', STAMP, [
          { ...workshop, summary: a, location: `x${b}`, description: KHMER },
        ]);
        for (const line of file.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
        const [event] = readCalendar(file).parts;
        if (event === undefined) throw new Error('no event');
        const kept = (text: string) =>
          text
            .toWellFormed()
            .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
            .replace(/\p{Cc}/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : ''));
        expect(unescaped(property(event, 'SUMMARY').value)).toBe(kept(a));
        expect(unescaped(property(event, 'LOCATION').value)).toBe(kept(`x${b}`));
        expect(unfolded(file)).toContain('END:VCALENDAR');
      }),
      { numRuns: 500, seed: 20220826 },
    );
  });
});

describe('the id of an entry', () => {
  it('is the same for the same record, and another for another workspace, record or part', () => {
    const ids = [
      calendarUid('w', '1-2'),
      calendarUid('v', '1-2'),
      calendarUid('w', '1-3'),
      calendarUid('w', '1-2', 'due'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(calendarUid('w', '1-2')).toBe(ids[0]);
    expect(calendarUid('w\r\nX:y', '1')).not.toMatch(/[\r\n:;,]/);
  });
});
