import { daysInMonth } from '../days.ts';
import { latinDigits } from './snapshot.ts';

/** A date written with a day of the week beside it. */
export interface DatedDay {
  /** As written. */
  readonly words: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** What the date may mean, Common Era; empty where no calendar has it. The first is the likeliest. */
  readonly dates: readonly CalendarDate[];
}
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Names in one language; several spellings of one stand together. */
interface Script {
  readonly weekdays: readonly (readonly string[])[];
  readonly months: readonly (readonly string[])[];
  /** What a day may begin with, what stands between it and its date, and what between day, month and year. */
  readonly opening: string;
  readonly toDate: string;
  readonly toMonth: string;
  readonly toYear: string;
}

const ENGLISH: Script = {
  weekdays: [
    ['Sunday', 'Sun'],
    ['Monday', 'Mon'],
    ['Tuesday', 'Tues', 'Tue'],
    ['Wednesday', 'Weds', 'Wed'],
    ['Thursday', 'Thurs', 'Thur', 'Thu'],
    ['Friday', 'Fri'],
    ['Saturday', 'Sat'],
  ],
  months: [
    ['January', 'Jan'],
    ['February', 'Feb'],
    ['March', 'Mar'],
    ['April', 'Apr'],
    ['May'],
    ['June', 'Jun'],
    ['July', 'Jul'],
    ['August', 'Aug'],
    ['September', 'Sept', 'Sep'],
    ['October', 'Oct'],
    ['November', 'Nov'],
    ['December', 'Dec'],
  ],
  opening: '(?<![\\p{L}\\p{M}])',
  toDate: '\\.?,? ?(?:the )?',
  toMonth: '(?:st|nd|rd|th)?,? ?(?:day )?(?:of )?',
  toYear: '\\.?,? ?(?:B\\.? ?E\\.? ?)?',
};

// Royal Institute names and their official abbreviations; พฤหัส is what everybody says for พฤหัสบดี.
const THAI: Script = {
  weekdays: [
    ['อาทิตย์', 'อา.'],
    ['จันทร์', 'จ.'],
    ['อังคาร', 'อ.'],
    ['พุธ', 'พ.'],
    ['พฤหัสบดี', 'พฤหัสฯ', 'พฤหัส', 'พฤ.'],
    ['ศุกร์', 'ศ.'],
    ['เสาร์', 'ส.'],
  ],
  months: [
    ['มกราคม', 'ม.ค.'],
    ['กุมภาพันธ์', 'ก.พ.'],
    ['มีนาคม', 'มี.ค.'],
    ['เมษายน', 'เม.ย.'],
    ['พฤษภาคม', 'พ.ค.'],
    ['มิถุนายน', 'มิ.ย.'],
    ['กรกฎาคม', 'ก.ค.'],
    ['สิงหาคม', 'ส.ค.'],
    ['กันยายน', 'ก.ย.'],
    ['ตุลาคม', 'ต.ค.'],
    ['พฤศจิกายน', 'พ.ย.'],
    ['ธันวาคม', 'ธ.ค.'],
  ],
  // A letter before it would make "พ.ศ." (Buddhist era) a Friday.
  opening: '(?:วัน|(?<![\\p{L}\\p{M}.]))',
  toDate: ',? ?(?:ที่)? ?',
  toMonth: ' ?(?:เดือน)? ?',
  toYear: ' ?(?:ปี)? ?(?:พุทธศักราช|พ\\.ศ\\.|คริสต์ศักราช|ค\\.ศ\\.)? ?',
};

// As the ministries write them; ICU's names for Khmer are among the spellings. Chromium has none of its own.
const KHMER: Script = {
  weekdays: [
    ['អាទិត្យ'],
    ['ចន្ទ', 'ច័ន្ទ'],
    ['អង្គារ'],
    ['ពុធ'],
    ['ព្រហស្បតិ៍', 'ព្រហស្បត្តិ៍', 'ព្រហស្បតិ'],
    ['សុក្រ'],
    ['សៅរ៍', 'សៅរិ៍'],
  ],
  months: [
    ['មករា'],
    ['កុម្ភៈ', 'កុម្ភះ', 'កុម្ភ'],
    ['មីនា'],
    ['មេសា'],
    ['ឧសភា'],
    ['មិថុនា'],
    ['កក្កដា'],
    ['សីហា'],
    ['កញ្ញា'],
    ['តុលា'],
    ['វិច្ឆិកា'],
    ['ធ្នូ'],
  ],
  opening: '(?:ថ្ងៃ|(?<![\\p{L}\\p{M}]))',
  // The lunar date may stand first: "on Friday, the 14th of the waning moon ..., corresponding to the 26th of August".
  toDate: '[,៖]? ?(?:(?:(?!ថ្ងៃ)[^\\n]){0,120}?ត្រូវ ?(?:នឹង|និង) ?)??(?:ថ្ងៃ)? ?(?:ទី)? ?',
  toMonth: ' ?(?:ខែ)? ?',
  toYear: ' ?(?:ឆ្នាំ)? ?(?:ពុទ្ធសករាជ|ព\\.ស\\.?|គ្រិស្តសករាជ|គ\\.ស\\.?)? ?',
};

const escaped = (name: string): string => name.replace(/[.]/g, '\\.');
/** Any of the names, also in capitals. In small letters "sat" and "sun" are other words. */
const any = (names: readonly (readonly string[])[]): string =>
  [...new Set(names.flat().flatMap((name) => [name, name.toUpperCase()]))]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');

const DAY = '(?<day>\\d{1,2})';
const YEAR = '(?<year>\\d{4})(?!\\d)';

interface Reader {
  readonly pattern: RegExp;
  readonly script: Script;
  readonly khmer: boolean;
}

function readersOf(script: Script): Reader[] {
  const { opening, toDate, toMonth, toYear } = script;
  const weekday = `${opening}(?<weekday>${any(script.weekdays)})`;
  const month = `(?<month>${any(script.months)})`;
  const khmer = script === KHMER;
  const reader = (source: string): Reader => ({ pattern: new RegExp(source, 'gu'), script, khmer });
  const written = `${DAY}${toMonth}${month}${toYear}${YEAR}`;
  const figures = '(?<day>\\d{1,2})(?<by>[/.-])(?<figure>\\d{1,2})\\k<by>(?<year>\\d{4})(?!\\d)';
  const iso = '(?<year>\\d{4})-(?<figure>\\d{2})-(?<day>\\d{2})(?!\\d)';
  return [
    reader(`${weekday}${toDate}${written}`),
    reader(`${weekday}${toDate}${figures}`),
    reader(`${weekday}${toDate}${iso}`),
    ...(script === ENGLISH
      ? [
          reader(`${weekday}${toDate}${month}\\.? (?:the )?${DAY}(?:st|nd|rd|th)?,? ${YEAR}`),
          // Behind the date only in brackets: "26 August 2022, Friday 27 ..." would take the next date's day.
          reader(`(?<!\\d)${written} ?\\((?<weekday>${any(script.weekdays)})\\.?\\)`),
          reader(
            `${month}\\.? ${DAY}(?:st|nd|rd|th)?,? ${YEAR} ?\\((?<weekday>${any(script.weekdays)})\\.?\\)`,
          ),
        ]
      : [reader(`(?<!\\d)${written} ?\\((?:วัน|ថ្ងៃ)?(?<weekday>${any(script.weekdays)})\\)`)]),
  ];
}

const READERS: readonly Reader[] = [ENGLISH, THAI, KHMER].flatMap(readersOf);

const placeIn = (names: readonly (readonly string[])[], name: string): number =>
  names.findIndex((spellings) => spellings.some((own) => own.toLowerCase() === name.toLowerCase()));

/** A year from 2400 on is one of the Buddhist era. */
const BUDDHIST_FROM = 2400;

/**
 * What a year as written may be in the Common Era. Thailand counts 543 more, from 1 January. In Cambodia the year changes
 * after Visakh Bochea, in April or May: before it 543 more, after it 544; near the turn either may be meant.
 */
function yearsOf(written: number, month: number, khmer: boolean): number[] {
  if (written < BUDDHIST_FROM) return [written];
  if (!khmer) return [written - 543];
  return month <= 5 ? [written - 543, written - 544] : [written - 544, written - 543];
}

const exists = ({ year, month, day }: CalendarDate): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** 0 is Sunday; years 1000 to 9999. */
export const weekdayOf = ({ year, month, day }: CalendarDate): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/**
 * Dates with a year and a day of the week beside them, in English, Khmer and Thai, in any mix, with any of their digits,
 * Common Era or Buddhist. Dates in figures are day first (`26/08/2022`), as both countries write them, or ISO.
 */
export function datedDaysIn(text: string): DatedDay[] {
  const plain = latinDigits(text);
  const found = new Map<number, DatedDay>();
  for (const { pattern, script, khmer } of READERS) {
    for (const match of plain.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const weekday = placeIn(script.weekdays, groups['weekday'] ?? '');
      const month =
        groups['month'] === undefined
          ? Number(groups['figure'])
          : placeIn(script.months, groups['month']) + 1;
      const day = Number(groups['day']);
      const year = Number(groups['year']);
      if (weekday < 0 || found.has(match.index)) continue;
      found.set(match.index, {
        words: text.slice(match.index, match.index + match[0].length),
        weekday,
        dates: yearsOf(year, month, khmer)
          .map((common) => ({ year: common, month, day }))
          .filter(exists),
      });
    }
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, dated]) => dated);
}
