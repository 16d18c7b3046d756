import { describe, expect, it } from 'vitest';
import { inThree } from '../../src/registers/in-three.ts';
import { hashOf, wordsOf } from '../../src/registers/roster-words.ts';
import type { Language } from '../../src/schema/articles.ts';
import { SUFFIXES } from '../../src/schema/in-three.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { talk } from './meeting-room.ts';

const SPAN = { from: '2022-11-22', to: '2022-11-24' };
const KHMER = 'ពាក្យជាភាសាខ្មែរ';
const THAI = 'ถ้อยคำภาษาไทย';

/** Fields that were kept in one language: written as they were then, and where their translations go. */
function records(desk: Desk) {
  const { joint } = desk;
  const { workshops, calendars, library, roster, meetings } = joint;
  const workshop = workshops.addWorkshop({ title: 'Seminar', purpose: 'Old words' });
  const candidate = workshops.propose(workshop, SPAN, 'Old words');
  const participant = workshops.addParticipant(workshop, { seatWords: 'Old words', decides: 'unsaid' });
  const period = calendars.add({ name: 'Holiday', span: SPAN, kind: 'holiday', note: 'Old words' });
  const link = { kind: 'link', url: 'https://example.org' } as const;
  const document = library.add({ titleEn: 'Handbook', notes: 'Old words' }, link);
  const seat = roster.addSeat(roster.addAgency({ nameEn: 'Ministry' }), {
    titleEn: 'Seat',
    duties: 'Old words',
  });
  const meeting = talk(desk);
  const line = meetings.agenda.add(meeting, null, { title: 'Line', note: 'Old words' });
  return {
    purpose: {
      read: ({ joint: of }: Desk) => of.workshops.workshop(workshop),
      write: (words: object) => workshops.setWorkshop(workshop, words),
    },
    note: { read: ({ joint: of }: Desk) => of.workshops.candidate(candidate), write: null },
    seatWords: {
      read: ({ joint: of }: Desk) =>
        of.workshops.participants(workshop, 'KH').find(({ id }) => id === participant),
      write: (words: object) => workshops.setParticipant(participant, words),
    },
    'note of a period': {
      read: ({ joint: of }: Desk) => of.calendars.of('KH').find(({ id }) => id === period),
      write: (words: object) => calendars.set(period, words),
    },
    notes: {
      read: ({ joint: of }: Desk) => of.library.get(document),
      write: (words: object) => library.set(document, words),
    },
    duties: {
      read: ({ joint: of }: Desk) => of.roster.seat(seat),
      write: (words: object) => roster.setSeat(seat, words),
    },
    'note of a line': {
      read: ({ joint: of }: Desk) => of.meetings.agenda.list(meeting).find(({ id }) => id === line),
      write: (words: object) => meetings.agenda.set(line, words),
    },
  };
}

const wordsIn = (name: string, view: unknown) =>
  inThree(view as Parameters<typeof inThree<'title'>>[0], (name.split(' ')[0] ?? '') as 'title');

describe('a field that was kept in one language', () => {
  it('opens as it was written then, and takes its translations beside it', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const all = Object.entries(records(kh));
    await meet(kh, th);
    for (const [name, { read }] of all)
      expect(wordsIn(name, read(th)), name).toEqual({ en: 'Old words', km: '', th: '' });
    for (const [name, { write }] of all) {
      const field = name.split(' ')[0] ?? '';
      const said: Readonly<Record<Language, string>> = { en: '', km: KHMER, th: THAI };
      for (const language of ['km', 'th'] as const)
        write?.({ [`${field}${SUFFIXES[language]}`]: said[language] });
    }
    await meet(kh, th);
    for (const [name, { read, write }] of all)
      if (write !== null)
        expect(wordsIn(name, read(th)), name).toEqual({ en: 'Old words', km: KHMER, th: THAI });
  });

  it('of a candidate date is proposed with its translations', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const workshop = kh.joint.workshops.addWorkshop({ title: 'Seminar' });
    const id = kh.joint.workshops.propose(workshop, SPAN, 'Words', { noteKm: KHMER, noteTh: THAI });
    await meet(kh, th);
    expect(wordsIn('note', th.joint.workshops.candidate(id))).toEqual({ en: 'Words', km: KHMER, th: THAI });
  });

  it('of a seat is acknowledged by the same hash while nobody translated it, and leaves Annex 1 as it was agreed', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    kh.joint.roster.addSeat(kh.joint.roster.addAgency({ nameEn: 'MoI' }), { titleEn: 'Seat', kind: 'head' });
    const agency = th.joint.roster.addAgency({ nameEn: 'MSDHS' });
    const id = th.joint.roster.addSeat(agency, { titleEn: 'Seat', kind: 'member', duties: 'Old words' });
    await meet(kh, th);
    const view = kh.joint.roster.seat(id);
    if (view === null) throw new Error('no seat');
    const fields = { agency, titleEn: 'Seat', kind: 'member', duties: 'Old words' };
    expect(wordsOf({ noun: 'seat', view }).hash).toBe(hashOf({ noun: 'seat', fields }));
    const before = kh.joint.annex.now.signable;
    th.joint.roster.setSeat(id, { dutiesKm: KHMER });
    await meet(kh, th);
    expect(kh.joint.annex.now.signable).toEqual(before);
    expect(before.state).toBe('ready');
    expect(kh.joint.acknowledgements.pending('TH').some(({ record }) => record === id)).toBe(true);
  });
});
