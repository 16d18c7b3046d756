import { inOwnDigits, numeral } from './digits.ts';
import type { InterfaceLanguage } from './language.ts';

/** A day of the Gregorian calendar. `month` 1-12, `weekday` 0 (Sunday) to 6. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

interface Words {
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly weekdays: readonly string[];
  /** The year as it is written in a date. */
  year(gregorian: number): string;
}

const split = (words: string): readonly string[] => words.split(' ');

const KHMER_MONTHS = split('មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ');
const KHMER_WEEKDAYS = split('អាទិត្យ ចន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍');

/**
 * Own words for all three: Chromium has no Khmer and writes English in its place, and every browser has to print the
 * same. Khmer shortens neither months nor weekdays. A Thai year of the Buddhist era never stands alone: both Parties
 * have to read the same year. Khmer keeps to the Gregorian one, since Cambodia's Buddhist year changes in May. In a
 * language's own digits the Gregorian year stands beside in 0-9, so that whoever cannot read them still reads the year.
 */
const WORDS: Readonly<Record<InterfaceLanguage, Words>> = {
  en: {
    months: split('January February March April May June July August September October November December'),
    shortMonths: split('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
    weekdays: split('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
    shortWeekdays: split('Sun Mon Tue Wed Thu Fri Sat'),
    year: String,
  },
  km: {
    months: KHMER_MONTHS,
    shortMonths: KHMER_MONTHS,
    weekdays: KHMER_WEEKDAYS,
    shortWeekdays: KHMER_WEEKDAYS,
    year: (gregorian) =>
      inOwnDigits('km') ? `${numeral('km', gregorian)} (${gregorian})` : String(gregorian),
  },
  th: {
    months: split('มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'),
    shortMonths: split('ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'),
    weekdays: split('อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์'),
    shortWeekdays: split('อา. จ. อ. พ. พฤ. ศ. ส.'),
    year: (gregorian) => `${numeral('th', gregorian + 543)} (${gregorian})`,
  },
};

/** `August`, `សីហា`, `สิงหาคม`; short `Aug`, `ส.ค.`, in Khmer the same as long. */
export const monthWord = (language: InterfaceLanguage, month: number, short = false): string =>
  (short ? WORDS[language].shortMonths : WORDS[language].months)[month - 1] ?? '';

export const weekdayWord = (language: InterfaceLanguage, weekday: number, short = false): string =>
  (short ? WORDS[language].shortWeekdays : WORDS[language].weekdays)[weekday] ?? '';

/** Whether words name a day of the week, in whatever language they were signed: `Bangkok, Thursday`. */
export const namesWeekday = (words: string): boolean =>
  Object.values(WORDS).some(({ weekdays }) => weekdays.some((name) => words.includes(name)));

/** `26 August`. */
export const dayMonthWords = (language: InterfaceLanguage, { day, month }: CalendarDay): string =>
  `${numeral(language, day)} ${monthWord(language, month)}`;

/** `26 August 2022`, `26 សីហា 2022`, `26 สิงหาคม 2565 (2022)`. */
export const dayWords = (language: InterfaceLanguage, day: CalendarDay): string =>
  `${dayMonthWords(language, day)} ${WORDS[language].year(day.year)}`;

/** `August 2022`. */
export const monthWords = (language: InterfaceLanguage, year: number, month: number): string =>
  `${monthWord(language, month)} ${WORDS[language].year(year)}`;

export const yearWords = (language: InterfaceLanguage, year: number): string => WORDS[language].year(year);

const AND: Readonly<Record<Exclude<InterfaceLanguage, 'en'>, string>> = { km: 'និង', th: 'และ' };
const ENDS_THAI = /\p{Script=Thai}$/u;
const BEGINS_THAI = /^\p{Script=Thai}/u;

/**
 * `A, B and C`. Chromium has no Khmer here either. Thai parts names by a space and writes its "and" against Thai words, but
 * apart from letters of another script, which Intl.ListFormat does not.
 */
export function listWords(language: InterfaceLanguage, words: readonly string[]): string {
  if (language === 'en') return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).join(language === 'km' ? ', ' : ' ');
  if (before === '') return last;
  if (language === 'km') return `${before} ${AND.km} ${last}`;
  const left = words.length === 2 && ENDS_THAI.test(before) ? '' : ' ';
  return `${before}${left}${AND.th}${BEGINS_THAI.test(last) ? '' : ' '}${last}`;
}
