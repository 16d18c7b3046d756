import { expect, test } from 'vitest';
import { BoardComposer, type BoardSubject } from '../../src/registers/board-picture.ts';
import { boardFrame, FRAME_VERSION, type BoardPicture } from '../../src/schema/board.ts';
import type { Language } from '../../src/schema/articles.ts';
import { arranged, fitOf } from '../../src/views/board/fit.ts';
import { offerDiff } from '../../src/views/board/offer-diff.ts';
import { timeIn, zoneWords } from '../../src/texts/times.ts';
import { desksOf, meet, withInstrument, type Desk } from '../sim/joint-desks.ts';

const NOON = Date.UTC(2022, 7, 26, 5);

function pictureOf(
  { joint }: Desk,
  subject: BoardSubject,
  meeting: string | null,
  ...languages: Language[]
): BoardPicture {
  const picture = new BoardComposer(joint, []).picture({
    ...{ subject, languages, meeting, scroll: 0, zoom: 1, now: NOON },
  });
  const frame = { v: FRAME_VERSION, sequence: 1, driver: 'A'.repeat(16), at: 0, picture };
  expect(boardFrame.safeParse(frame).error).toBeUndefined();
  return picture;
}
const plain = (said: readonly { language: Language; text: string }[]) =>
  said.map(({ language, text }) => `${language}: ${text}`);

test('titles, agenda and clock are said in each language of the board that the record has, and where it has none in its own', async () => {
  const [kh] = await desksOf('KH');
  const { meetings } = kh.joint;
  const meeting = meetings.add({
    title: 'Second day',
    titleKm: 'ថ្ងៃទីពីរ',
    heading: 'Notes',
    headingTh: 'บันทึก',
  });
  const opening = meetings.agenda.add(meeting, null, { title: 'Opening', titleKm: 'ការបើក', titleTh: 'เปิด' });
  meetings.agenda.add(meeting, opening, { title: 'Plan' });
  meetings.agenda.start(opening);
  const shown = (...languages: Language[]) => {
    const { heading, matter, clock } = pictureOf(kh, { kind: 'agenda', meeting }, meeting, ...languages);
    if (matter.kind !== 'agenda') throw new Error('no agenda');
    return {
      heading: plain(heading),
      title: plain(matter.title),
      lines: matter.lines.map(({ title }) => plain(title)),
      clock: plain(clock?.title ?? []),
    };
  };
  expect(shown('en', 'km', 'th')).toEqual({
    heading: ['en: Notes', 'th: บันทึก'],
    title: ['en: Notes', 'th: บันทึก'],
    lines: [['en: Opening', 'km: ការបើក', 'th: เปิด'], ['en: Plan']],
    clock: ['en: Opening', 'km: ការបើក', 'th: เปิด'],
  });
  expect(shown('km')).toEqual({
    heading: ['en: Notes'],
    title: ['en: Notes'],
    lines: [['km: ការបើក'], ['en: Plan']],
    clock: ['km: ការបើក'],
  });
  meetings.set(meeting, { heading: 'សេចក្តីកំណត់' });
  expect(shown('en').heading).toEqual(['km: សេចក្តីកំណត់']);
});

test('an article is called in each language that its heading is translated into from exactly these words, after its number', async () => {
  const [kh, th] = await desksOf('KH', 'TH');
  const { instrument, article, first } = await withInstrument(kh, th);
  const { translations } = kh.joint;
  translations.say(article, 'km', 'Objective', 'គោលបំណង');
  translations.say(article, 'th', 'Another heading', 'หัวข้ออื่น');
  await meet(kh, th);
  const subject = { kind: 'clause', instrument, provision: first } as const;
  const { matter } = pictureOf(kh, subject, null, 'en', 'km', 'th');
  expect(matter.kind === 'clause' ? plain(matter.title) : null).toEqual([
    'en: Article 1 Objective',
    'km: គោលបំណង',
  ]);
});

test('a wall has the time of the meeting’s zone, and names it where the device’s clocks show another', async () => {
  const [kh] = await desksOf('KH');
  const { meetings } = kh.joint;
  const meeting = meetings.add({ title: 'Second day', zone: 'Asia/Bangkok' });
  const subject = { kind: 'agenda', meeting } as const;
  expect(pictureOf(kh, subject, meeting, 'en').zone).toBe('Asia/Bangkok');
  expect(pictureOf(kh, subject, null, 'en').zone).toBe('');
  expect(timeIn('Asia/Bangkok', NOON)).toBe('12:00');
  const own = -new Date(NOON).getTimezoneOffset();
  for (const [zone, minutes, words] of [
    ['Asia/Bangkok', 420, 'UTC+7'],
    ['Asia/Phnom_Penh', 420, 'UTC+7'],
    ['Asia/Kathmandu', 345, 'UTC+5:45'],
    ['America/St_Johns', -150, 'UTC-2:30'],
    ['Etc/UTC', 0, 'UTC'],
  ] as const)
    expect(zoneWords(zone, NOON)).toBe(own === minutes ? '' : words);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const same of ['', timeZone, 'Nowhere/Land']) expect(zoneWords(same, NOON)).toBe('');
});

test('a text is as large as it can be and still be seen at once; what fits at no size keeps the usual one', () => {
  /** Lines of a wall 100 letters wide: more of them and each higher, the larger the letters. */
  const text = (letters: number) => (size: number) => Math.ceil((letters * size) / 100) * size;
  const at = (letters: number) => fitOf(letters, 12, text(letters));
  expect(at(40)).toBe(2.6);
  expect(at(500)).toBe(1.45);
  expect(at(1_200)).toBe(1);
  expect(at(1_350)).toBe(0.92);
  expect(at(2_500)).toBe(1);
  let measured = 0;
  expect(fitOf(20_000, 12, () => ++measured)).toBe(1);
  expect(measured).toBe(0);
});

test('languages stand below each other where that makes them larger, and else side by side', () => {
  const at = (count: number, below: number, beside: number) =>
    arranged(count, (wanted) => (wanted ? beside : below));
  expect(at(3, 1.3, 1.65)).toEqual({ beside: true, size: 1.65 });
  expect(at(3, 1.45, 1.65)).toEqual({ beside: false, size: 1.45 });
  expect(at(2, 1.45, 1.65)).toEqual({ beside: true, size: 1.65 });
  // Too long for the wall, they would be out of sight of each other.
  expect(at(2, 1, 1)).toEqual({ beside: true, size: 1 });
});

test('what an offer would change is compared once, however often it is shown, and ends where the text was cut', () => {
  const offer = { to: 'The Parties shall meet', language: 'en', goesOn: false } as const;
  const pieces = offerDiff('The Parties should meet', offer);
  expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'gone', 'new', 'same']);
  expect(offerDiff('The Parties should meet', { ...offer })).toBe(pieces);
  expect(
    offerDiff('The Parties should', { ...offer, goesOn: true })
      .map(({ text }) => text)
      .join(''),
  ).toBe('The Parties ');
});
