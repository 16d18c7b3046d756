import { describe, expect, it } from 'vitest';
import { firstSaid, inThree, numbered, saidIn, shownIn } from '../../src/registers/in-three.ts';
import { BoardComposer, type BoardSubject } from '../../src/registers/board-picture.ts';
import { isReviewed } from '../../src/registers/item-in-three.ts';
import { recordPlace } from '../../src/registers/record-place.ts';
import { SearchIndex } from '../../src/registers/search/search-index.ts';
import { timelineOf } from '../../src/registers/timeline.ts';
import { waitingFor } from '../../src/registers/today/today.ts';
import type { Language } from '../../src/schema/articles.ts';
import { AGREED, desksOf, itemAt, meet, type Desk } from '../sim/joint-desks.ts';
import { minutesAt, talk } from './meeting-room.ts';

const KHMER = 'ថ្ងៃទីពីរ';
const THAI = 'วันที่สอง';

async function signBoth(meeting: string, kh: Desk, th: Desk): Promise<void> {
  const hash = (signable: ReturnType<typeof minutesAt>['signable']) =>
    signable.state === 'ready' ? signable.hash : '';
  for (const { joint } of [kh, th]) {
    joint.meetings.adopt(meeting, hash(minutesAt(kh, meeting).signable), AGREED);
    await meet(kh, th);
  }
  for (const desk of [kh, th]) {
    desk.joint.meetings.sign(meeting, hash(minutesAt(desk, meeting).signing.signable), AGREED);
    await meet(kh, th);
  }
}

const wordsIn = (stretches: readonly { readonly text: string }[]): string =>
  stretches.map(({ text }) => text).join('');

describe('words in three languages', () => {
  it('are shown in the reader’s own, else in English, else in what there is, with its language told', () => {
    const all = { en: 'Day 2', km: KHMER, th: THAI };
    expect((['en', 'km', 'th'] as const).map((reader) => saidIn(all, reader))).toEqual([
      'Day 2',
      KHMER,
      THAI,
    ]);
    expect(shownIn({ ...all, km: '' }, 'km')).toBe('en');
    expect(shownIn({ en: '', km: '', th: THAI }, 'km')).toBe('th');
    expect(shownIn({ en: '', km: KHMER, th: THAI }, 'en')).toBe('km');
    expect(saidIn({ en: '', km: '', th: '' }, 'km')).toBe('');
  });

  it('take a number along in each language, and the next name where one says nothing at all', () => {
    const words = { en: 'Hold a seminar', km: KHMER, th: '' };
    expect(numbered('1.4', words)).toEqual({ en: '1.4 Hold a seminar', km: `1.4 ${KHMER}`, th: '' });
    expect(numbered('1.4', { en: '', km: '', th: '' })).toEqual({ en: '1.4', km: '', th: '' });
    expect(firstSaid({ en: '', km: '', th: '' }, words)).toBe(words);
    expect(firstSaid({ en: '', km: '', th: THAI }, words).th).toBe(THAI);
  });

  it('of a meeting are no part of its minutes: set apart they hold up no adoption, and are written after the signature', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    kh.joint.meetings.set(meeting, { signPlace: 'Bangkok' });
    await meet(kh, th);
    kh.joint.meetings.set(meeting, { titleKm: KHMER });
    th.joint.meetings.set(meeting, { titleKm: 'ផ្សេង' });
    await meet(kh, th);
    expect(kh.joint.meetings.meeting(meeting)?.titleKm.state).toBe('conflict');
    await signBoth(meeting, kh, th);
    expect(kh.joint.meetings.isLocked(meeting)).toBe(true);

    kh.joint.meetings.set(meeting, { titleKm: KHMER, headingTh: THAI });
    const [line] = kh.joint.meetings.agenda.list(meeting);
    if (line !== undefined) kh.joint.meetings.agenda.set(line.id, { titleTh: THAI });
    expect(minutesAt(kh, meeting).phase).toMatchObject({ phase: 'signed', since: 'unchanged' });
    expect(() => kh.joint.meetings.set(meeting, { titleKm: '', title: 'Other' })).toThrow('locked');
    expect(() => kh.joint.meetings.set(meeting, { venue: 'Other' })).toThrow('locked');
  });

  it('go along into a new version of a meeting', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const meeting = talk(kh);
    kh.joint.meetings.set(meeting, { signPlace: 'Bangkok', titleTh: THAI, venueKm: KHMER });
    kh.joint.meetings.agenda.add(meeting, null, { title: 'Opening', titleKm: 'បើក' });
    await meet(kh, th);
    await signBoth(meeting, kh, th);
    const next = kh.joint.meetings.reopen(meeting);
    const opened = kh.joint.meetings.meeting(next);
    expect(opened === null ? null : inThree(opened, 'title').th).toBe(THAI);
    expect(opened === null ? null : inThree(opened, 'venue').km).toBe(KHMER);
    expect(kh.joint.meetings.agenda.list(next).map((line) => inThree(line, 'title').km)).toContain('បើក');
  });

  it('stand where a record is told of elsewhere: on the timeline, on Today, in news', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { workshops, commitments } = kh.joint;
    const id = workshops.addWorkshop({ title: 'Seminar', titleKm: 'សិក្ខាសាលា' });
    workshops.propose(id, { from: '2022-11-28', to: '2022-11-30' });
    commitments.add({
      what: 'Host it',
      whatTh: 'เป็นเจ้าภาพ',
      who: [{ body: 'KH', seat: null }],
      by: { spoken: '', edtf: '2022-11', tbc: false },
    });
    const titles = timelineOf(kh.joint).map(({ title }) => title);
    expect(titles).toContainEqual({ en: 'Seminar', km: 'សិក្ខាសាលា', th: '' });
    expect(titles).toContainEqual({ en: 'Host it', km: '', th: 'เป็นเจ้าภาพ' });
    const waiting = waitingFor({
      joint: kh.joint,
      body: { id: 'KH', kind: 'party' },
      parties: ['KH', 'TH'],
      day: '2022-10-01',
    });
    expect(waiting.map(({ title }) => title.th)).toContain('เป็นเจ้าภาพ');
    expect(recordPlace(kh.joint, id)?.title.km).toBe('សិក្ខាសាលា');
  });

  it('of a plan item are those that follow what it says now, and no others', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { plan, translations } = kh.joint;
    const item = plan.addItem(plan.addPlan({ title: 'Plan', period: '2022' }), null, {
      number: '1.4',
      activity: 'Hold a seminar',
    });
    const told = () => recordPlace(kh.joint, item)?.title;
    const translation = translations.begin(item, 'km', 'Hold a seminar', 'រៀបចំសិក្ខាសាលា');
    expect(told()).toEqual({ en: '1.4 Hold a seminar', km: '1.4 រៀបចំសិក្ខាសាលា', th: '' });
    kh.space.change(() => itemAt(kh, item).activity.text?.insert(0, 'Do not '));
    expect(told()).toEqual({ en: '1.4 Do not Hold a seminar', km: '', th: '' });
    translations.follows(translation, 'Do not Hold a seminar');
    expect(told()?.km).toBe('1.4 រៀបចំសិក្ខាសាលា');
  });

  it('of a plan item are reviewed once every Party has said so of exactly these words, and no longer once the source changes', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const item = kh.joint.plan.addItem(kh.joint.plan.addPlan({ title: 'Plan', period: '' }), null, {
      activity: 'Hold a seminar',
      expected: 'A plan',
    });
    kh.joint.translations.say(item, 'km', 'Hold a seminar', 'រៀបចំសិក្ខាសាលា');
    await meet(kh, th);
    const reviewed = () =>
      [kh, th].map((desk) => isReviewed(itemAt(desk, item), 'activity', 'km', desk.joint.translations));
    expect(reviewed()).toEqual([false, false]);
    for (const desk of [kh, th]) {
      expect(reviewed()).toEqual([false, false]);
      const said = desk.joint.translations.of(item, 'km', 'Hold a seminar');
      if (said?.signable.state !== 'ready') throw new Error('no translation to review');
      desk.joint.translations.review(said, said.signable.hash, AGREED);
      await meet(kh, th);
    }
    expect(reviewed()).toEqual([true, true]);
    expect(isReviewed(itemAt(kh, item), 'expected', 'km', kh.joint.translations)).toBe(false);
    kh.space.change(() => itemAt(kh, item).activity.text?.insert(0, 'Do not '));
    await meet(kh, th);
    expect(reviewed()).toEqual([false, false]);
  });

  it('of a plan item are written anew over what stands, and follow the source as it reads then', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { translations } = kh.joint;
    translations.say('item', 'th', 'Hold a seminar', '');
    expect(translations.of('item', 'th', 'Hold a seminar')).toBeNull();
    translations.say('item', 'th', 'Hold a seminar', 'จัดสัมมนา');
    translations.say('item', 'th', 'Hold two seminars', 'จัดสัมมนาสองครั้ง');
    expect(translations.said('item', 'th', 'Hold two seminars')).toBe('จัดสัมมนาสองครั้ง');
    expect(translations.said('item', 'th', 'Hold a seminar')).toBe('');
    expect(translations.doubles('item', 'th')).toEqual([]);
  });

  it('are shown on a board side by side, as they were chosen; what is said once is said in each of them that has it', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const { plan, translations, meetings } = kh.joint;
    const item = plan.addItem(plan.addPlan({ title: 'Plan', titleTh: 'แผน', period: '' }), null, {
      number: '1.4',
      activity: 'Hold a seminar',
      expected: 'A plan',
    });
    translations.say(item, 'th', 'Hold a seminar', 'จัดสัมมนา');
    const meeting = meetings.add({ title: 'Day 2', titleKm: KHMER });
    meetings.agenda.add(meeting, null, { title: 'Opening', titleKm: 'បើក' });
    const shown = (subject: BoardSubject, ...languages: Language[]) =>
      new BoardComposer(kh.joint, []).picture({
        ...{ subject, languages, meeting: null },
        ...{ scroll: 0, zoom: 1, now: 0 },
      }).matter;
    expect(shown({ kind: 'item', item }, 'en', 'th')).toMatchObject({
      title: [
        { language: 'en', text: 'Plan' },
        { language: 'th', text: 'แผน' },
      ],
      texts: [
        { language: 'en', text: 'Hold a seminar' },
        { language: 'th', text: 'จัดสัมมนา' },
      ],
    });
    expect(shown({ kind: 'item', item }, 'th')).toMatchObject({
      title: [{ language: 'th', text: 'แผน' }],
      texts: [{ language: 'th' }],
    });
    // Not translated: the wall shows the words of the record, said to be English, and says what is missing.
    expect(shown({ kind: 'item', item }, 'km')).toMatchObject({
      texts: [
        { language: 'en', standing: 'record' },
        { language: 'km', standing: 'missing' },
      ],
    });
    expect(shown({ kind: 'agenda', meeting }, 'km')).toMatchObject({
      title: [{ language: 'km', text: KHMER }],
      lines: [{ title: [{ language: 'km', text: 'បើក' }] }],
    });
    expect(shown({ kind: 'agenda', meeting }, 'th')).toMatchObject({
      title: [{ language: 'en', text: 'Day 2' }],
      lines: [{ title: [{ language: 'en', text: 'Opening' }] }],
    });
  });

  it('are all searched; a hit is called as its reader calls it, and shows the words that were looked for beside it', async () => {
    const [kh] = await desksOf('KH', 'TH');
    const meeting = kh.joint.meetings.add({ title: 'Second day', titleKm: KHMER });
    kh.joint.meetings.agenda.add(meeting, null, { title: 'Opening', titleTh: 'พิธีเปิด' });
    const found = (query: string, language: Language) => {
      const index = new SearchIndex({
        joint: kh.joint,
        own: () => null,
        today: () => '2022-08-26',
        language: () => language,
      });
      const result = index.search(query);
      const hit = result.state === 'found' ? result.groups[0]?.hits[0] : undefined;
      return hit === undefined ? null : [hit.context, wordsIn(hit.title), wordsIn(hit.line)];
    };
    expect(found('second', 'en')).toEqual(['', 'Second day', '']);
    expect(found('second', 'km')).toEqual(['', KHMER, 'Second day']);
    expect(found('ទីពីរ', 'th')).toEqual(['', 'Second day', KHMER]);
    expect(found('opening', 'km')).toEqual([KHMER, 'Opening', '']);
    expect(found('opening', 'th')).toEqual(['Second day', 'พิธีเปิด', 'Opening']);
  });
});
