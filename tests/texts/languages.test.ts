import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  firstLanguage,
  followLanguage,
  inEnglish,
  ENGLISH,
  LANGUAGES,
  spokenIn,
} from '../../src/texts/language.ts';
import { m } from '../../src/texts/messages.ts';
import { readersFirst } from '../../src/texts/readers-first.ts';
import { bracesDiffer, readReview, reviewFile, reviewLines } from '../../src/texts/reviewing.ts';
import { byWords } from '../../src/texts/order.ts';
import {
  calendarDate,
  fullMoment,
  monthName,
  spanWords,
  together,
  weekdayDate,
  weekdayName,
} from '../../src/texts/times.ts';

type Texts = Readonly<Record<string, unknown>>;
const textsOf = (language: string): Texts => {
  const { $schema: _, ...texts } = JSON.parse(
    readFileSync(new URL(`../../src/texts/${language}.json`, import.meta.url), 'utf8'),
  ) as Texts;
  return texts;
};
const english = textsOf('en');

/** All that a message may say, whatever a count selects. */
function forms(message: unknown): readonly string[] {
  if (typeof message === 'string') return [message];
  if (Array.isArray(message)) return message.flatMap(forms);
  return typeof message === 'object' && message !== null && 'match' in message
    ? Object.values(message.match as Texts).flatMap(forms)
    : [];
}
const placeholders = (words: string): string =>
  [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort().join(' ');
/** Of a message: a form may leave a count out that it says in words, but may not invent a name. */
const named = (message: unknown): string => placeholders(forms(message).join(' '));

const speak = async (language: (typeof LANGUAGES)[number]) => {
  const spoken = await spokenIn(language);
  followLanguage(() => spoken);
};
afterEach(() => followLanguage(() => ENGLISH));

describe('the sentences', () => {
  it('are all said somewhere: what nobody says need not be translated', () => {
    const source = new URL('../../src/', import.meta.url);
    const said = new Set(
      readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|svelte)$/u.test(name) && !name.startsWith('texts/compiled'))
        .flatMap((name) => readFileSync(new URL(name, source), 'utf8').match(/\bm\.\w+/gu) ?? []),
    );
    expect(Object.keys(english).filter((key) => !said.has(`m.${key}`))).toEqual([]);
  });
});

describe.each(['km', 'th'])('the sentences in %s', (language) => {
  const texts = textsOf(language);

  it('are all there, and none is there that English has not', () => {
    const missing = Object.keys(english).filter((key) => !(key in texts));
    const strangers = Object.keys(texts).filter((key) => !(key in english));
    expect({ missing, strangers }, `src/texts/${language}.json`).toEqual({ missing: [], strangers: [] });
  });

  it('name the same people, dates and counts as the English ones', () => {
    const apart = Object.keys(texts)
      .filter((key) => key in english && named(texts[key]) !== named(english[key]))
      .map((key) => `${key}: {${named(english[key])}} in English, {${named(texts[key])}} here`);
    expect(apart).toEqual([]);
  });

  it('are translated: no more than three English words in a row are left as they were', () => {
    const script = language === 'km' ? /\p{Script=Khmer}/u : /\p{Script=Thai}/u;
    const left = Object.keys(texts).filter((key) => {
      const bare = (message: unknown) =>
        forms(message)
          .join(' ')
          .replace(/\{\w+\}/g, ' ');
      const words = bare(texts[key]).match(/[A-Za-z]{2,}/g) ?? [];
      return words.length > 3 && !script.test(bare(texts[key]));
    });
    expect(left).toEqual([]);
  });

  it('say something in every form', () => {
    const empty = Object.keys(texts).filter(
      (key) => forms(texts[key]).length === 0 || forms(texts[key]).some((words) => words.trim() === ''),
    );
    expect(empty.filter((key) => forms(english[key]).every((words) => words.trim() !== ''))).toEqual([]);
  });
});

describe('the language of the moment', () => {
  it('is followed by a sentence that was looked up before it was chosen', async () => {
    const kept = m.nav_today;
    const before = kept();
    await speak('km');
    expect(before).toBe('Today');
    expect(kept()).toMatch(/\p{Script=Khmer}/u);
  });

  it('is the one chosen here, else the first of the reader’s own that Span speaks, else English', () => {
    expect(firstLanguage('th', ['km-KH'])).toBe('th');
    expect(firstLanguage(null, ['fr-FR', 'km-KH', 'th'])).toBe('km');
    expect(firstLanguage(null, ['TH-th'])).toBe('th');
    expect(firstLanguage('tlh', ['de'])).toBe('en');
    expect(firstLanguage(null, [])).toBe('en');
  });
});

describe('words for the record', () => {
  it('are English whatever is spoken, also where making them fails half-way', async () => {
    await speak('th');
    expect(inEnglish(() => calendarDate('2022-08-26'))).toBe('26 August 2022');
    expect(() =>
      inEnglish(() => {
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(calendarDate('2022-08-26')).toBe('26 สิงหาคม 2565 (2022)');
  });
});

describe('a name in several languages', () => {
  it('is shown in the reader’s own first, the others beside it, none that is not there', async () => {
    const words = { en: 'Bangkok', km: '', th: 'กรุงเทพฯ' };
    await speak('th');
    expect(readersFirst(words)).toEqual([
      { lang: 'th', text: 'กรุงเทพฯ' },
      { lang: 'en', text: 'Bangkok' },
    ]);
    await speak('km');
    expect(readersFirst(words)[0]?.lang).toBe('en');
  });
});

describe('a review', () => {
  const english = {
    $schema: 'x',
    a: 'Open {name}',
    b: [{ match: { 'countPlural=one': '1 seat', 'countPlural=*': '{count} seats' } }],
    c: 'New',
  };
  const own = { a: 'เปิด {name}', b: [{ match: { 'countPlural=*': '{count} ตำแหน่ง' } }] };

  it('has every sentence beside the English one, and those that wait for a translation', () => {
    expect(reviewLines(english, own)).toEqual([
      { key: 'a', form: '', english: 'Open {name}', words: 'เปิด {name}' },
      { key: 'b', form: 'countPlural=*', english: '{count} seats', words: '{count} ตำแหน่ง' },
      { key: 'c', form: '', english: 'New', words: '' },
    ]);
  });

  it('leaves in its file what was said of sentences as they read now, and nothing of changed ones', () => {
    const words = readReview(
      JSON.stringify({
        a: { of: 'เปิด {name}', better: null },
        'b countPlural=*': { of: 'old', better: 'x' },
      }),
    );
    expect(JSON.parse(reviewFile('th', reviewLines(english, own), words))).toEqual({
      language: 'th',
      good: ['a'],
      otherwise: [],
    });
    expect(readReview('{"a": 1}')).toEqual({});
    expect(readReview('nonsense')).toEqual({});
  });

  it('takes no suggestion that loses a name in braces', () => {
    const [line] = reviewLines(english, own);
    expect(line && bracesDiffer(line, 'เปิด')).toBe(true);
    expect(line && bracesDiffer(line, '{name} เปิด')).toBe(false);
  });
});

describe('dates', () => {
  it.each([
    ['en', '2023-01-01', '1 January 2023'],
    ['km', '2023-01-01', '1 មករា 2023'],
    ['th', '2023-01-01', '1 มกราคม 2566 (2023)'],
    ['en', '2024-02-29', '29 February 2024'],
    ['km', '2024-02-29', '29 កុម្ភៈ 2024'],
    ['th', '2024-02-29', '29 กุมภาพันธ์ 2567 (2024)'],
    ['th', '2022-08-26', '26 สิงหาคม 2565 (2022)'],
    ['th', '2022-10', 'ตุลาคม 2565 (2022)'],
    ['km', '2022-10', 'តុលា 2022'],
    ['th', '2022', '2565 (2022)'],
    ['km', 'soon', 'soon'],
  ] as const)('in %s: %s reads "%s"', async (language, iso, words) => {
    await speak(language);
    expect(calendarDate(iso)).toBe(words);
  });

  it('show the Gregorian year in every language, for all days of years around the talks', async () => {
    for (const language of LANGUAGES) {
      await speak(language);
      for (let at = Date.UTC(2021, 11, 28); at < Date.UTC(2025, 0, 4); at += 86_400_000) {
        const iso = new Date(at).toISOString().slice(0, 10);
        expect(calendarDate(iso)).toContain(iso.slice(0, 4));
      }
    }
    expect(fullMoment(new Date(2022, 7, 26, 14, 2).getTime())).toBe('26 สิงหาคม 2565 (2022), 14:02');
  });

  it('have weekdays, spans and months of their own', async () => {
    await speak('km');
    expect(weekdayName('2022-08-26')).toBe('សុក្រ');
    expect(monthName('2022-11', true)).toBe('វិច្ឆិកា');
    await speak('th');
    expect(weekdayDate('2022-11-22')).toBe('อ. 22 พฤศจิกายน');
    expect(spanWords('2022-11-22', '2022-11-24')).toBe('22–24 พฤศจิกายน 2565 (2022)');
    expect(spanWords('2022-12-31', '2023-01-01')).toBe('31 ธันวาคม 2565 (2022) – 1 มกราคม 2566 (2023)');
  });
});

describe('words in a row', () => {
  it.each([
    ['en', 'A, B and C', 'A and B'],
    ['km', 'A, B និង C', 'A និង B'],
    ['th', 'A B และ C', 'A และ B'],
  ] as const)('are joined as %s joins them', async (language, three, two) => {
    await speak(language);
    expect(together(['A', 'B', 'C'])).toBe(three);
    expect(together(['A', 'B'])).toBe(two);
    expect(together(['A'])).toBe('A');
    expect(together([])).toBe('');
  });
});

describe('names joined by “and”', () => {
  it('stand apart in Thai where they are no Thai words, and in Khmer always', async () => {
    await speak('th');
    expect(together(['กัมพูชา', 'ไทย'])).toBe('กัมพูชาและไทย');
    expect(together(['Cambodia', 'Thailand'])).toBe('Cambodia และ Thailand');
    expect(together(['กัมพูชา', 'IOM'])).toBe('กัมพูชาและ IOM');
    expect(together(['กัมพูชา', 'ไทย', 'IOM'])).toBe('กัมพูชา ไทย และ IOM');
    await speak('km');
    expect(together(['កម្ពុជា', 'ថៃ', 'IOM'])).toBe('កម្ពុជា, ថៃ និង IOM');
    expect(together(['កម្ពុជា'])).toBe('កម្ពុជា');
    expect(together([])).toBe('');
  });
});

describe('the order of names', () => {
  it('in Khmer is that of the dictionary: bare consonant, vowels, then subscripts', () => {
    const sorted = ['ក', 'កង', 'កា', 'កុមារ', 'ក្រុង', 'ខេត្ត', 'គ្រូ', 'ភ្នំពេញ', 'មន្ត្រី', 'សៀមរាប', 'អគ្គនាយក'];
    expect([...sorted].reverse().sort(byWords('km'))).toEqual(sorted);
    // Chromium has no Khmer tailoring: what it falls back to has to give the same.
    expect([...sorted].reverse().sort(new Intl.Collator('und').compare)).toEqual(sorted);
  });

  it('in Thai passes over a vowel written before its consonant', () => {
    const sorted = ['กรุงเทพ', 'เกาะ', 'ขอนแก่น', 'เชียงใหม่', 'ตาก', 'แม่สอด', 'สระแก้ว', 'อรัญประเทศ'];
    expect([...sorted].reverse().sort(byWords('th'))).toEqual(sorted);
  });

  it('has numbers by their size', () => {
    expect(['2.10', '2.9', '2.1'].sort(byWords('km'))).toEqual(['2.1', '2.9', '2.10']);
  });
});
