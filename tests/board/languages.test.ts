import { expect, test } from 'vitest';
import { BoardComposer } from '../../src/registers/board-picture.ts';
import { boardFrame, MAX_FRAME, type BoardText } from '../../src/schema/board.ts';
import { MAX_PROVISION, type Language } from '../../src/schema/articles.ts';
import { adopt, AGREED, desksOf, meet, withInstrument, type Desk } from '../sim/joint-desks.ts';

const ALL = ['en', 'km', 'th'] as const;

function wallOf({ joint }: Desk, instrument: string, provision: string, ...languages: Language[]) {
  const picture = new BoardComposer(joint, []).picture({
    ...{ subject: { kind: 'clause', instrument, provision }, languages, meeting: null },
    ...{ scroll: 0, zoom: 1, now: 0 },
  });
  const frame = { v: 1, sequence: 1, driver: 'A'.repeat(16), at: 0, picture };
  expect(boardFrame.safeParse(frame).error).toBeUndefined();
  const bytes = new TextEncoder().encode(JSON.stringify(frame)).length;
  expect(bytes).toBeLessThanOrEqual(MAX_FRAME);
  return picture.matter as BoardText;
}

test('the agreed words stand beside translations that say what they are: not agreed, reviewed by all, of an earlier wording, not made yet', async () => {
  const [kh, th] = await desksOf('KH', 'TH');
  const { instrument, article, first } = await withInstrument(kh, th);
  const words = 'The Parties should cooperate.';
  const { translations } = kh.joint;
  translations.say(first, 'km', words, 'ភាគីគួរសហការ។');
  await meet(kh, th);
  const shown = (...languages: Language[]) =>
    wallOf(kh, instrument, first, ...languages).texts.map(({ language, standing }) => [language, standing]);
  expect(shown(...ALL)).toEqual([
    ['en', 'record'],
    ['km', 'draft'],
    ['th', 'missing'],
  ]);
  expect(shown('km')).toEqual([['km', 'draft']]);
  expect(shown('th')).toEqual([
    ['en', 'record'],
    ['th', 'missing'],
  ]);
  for (const desk of [kh, th]) {
    const translation = desk.joint.translations.of(first, 'km', words);
    if (translation?.signable.state !== 'ready') throw new Error('not to be reviewed');
    // One Party's review makes it nobody's agreed text.
    if (desk === th) expect(shown('km')).toEqual([['km', 'draft']]);
    desk.joint.translations.review(translation, translation.signable.hash, AGREED);
    await meet(kh, th);
  }
  expect(shown('km')).toEqual([['km', 'reviewed']]);
  const base = kh.joint.articles.text(instrument).provisions.get(first)?.heads[0]?.made ?? '';
  await adopt(kh, th, {
    instrument,
    kind: 'replace',
    summary: '',
    changes: [
      {
        provision: first,
        base: [base],
        to: { parent: article, number: '1.1', place: 'a0', text: 'The Parties shall cooperate.' },
      },
    ],
  });
  expect(shown('en', 'km')).toEqual([
    ['en', 'record'],
    ['km', 'stale'],
  ]);
});

test.each([
  { script: 'English', letter: 'word ', whole: true },
  { script: 'Khmer', letter: 'ពាក្យ', whole: false },
])(
  'the longest clause in three languages with five counter-wordings, its record in $script, goes into a frame, and what does not fit says so',
  async ({ letter, whole }) => {
    const [kh, th] = await desksOf('KH', 'TH');
    const long = (mark: string, of: string) => (mark + of.repeat(MAX_PROVISION)).slice(0, MAX_PROVISION);
    const { articles, translations } = kh.joint;
    const instrument = articles.addInstrument({ title: 'SOP' });
    const id = articles.newId();
    const source = long('', letter);
    const to = { parent: null, number: '1', place: 'a0', text: source };
    await adopt(kh, th, {
      instrument,
      kind: 'basis',
      summary: '',
      changes: [{ provision: id, base: [], to }],
    });
    translations.begin(id, 'km', source, long('', 'ខ្មែរ'));
    translations.begin(id, 'th', source, long('', 'ไทย'));
    const base = articles.text(instrument).provisions.get(id)?.heads[0]?.made ?? '';
    // One that strikes all but the end: where the wording it begins from is cut, that end would read as new.
    for (let i = 0; i < 5; i++)
      articles.table(
        {
          instrument,
          kind: 'replace',
          summary: '',
          changes: [
            {
              provision: id,
              base: [base],
              to: { ...to, text: i === 0 ? source.slice(-300) : long(`${i} `, letter) },
            },
          ],
        },
        { point: '' },
      );
    const matter = wallOf(kh, instrument, id, ...ALL);
    expect([matter.texts.length, matter.offers.length, matter.more]).toEqual([3, 4, 1]);
    for (const { text, goesOn } of matter.texts) {
      expect(goesOn).toBe(!whole);
      if (whole) expect(text.length).toBe(MAX_PROVISION);
      else expect(text.length).toBeGreaterThan(MAX_PROVISION / 4);
    }
    expect(matter.offers.every(({ goesOn }) => goesOn === !whole)).toBe(true);
  },
);
