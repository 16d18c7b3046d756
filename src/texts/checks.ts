import type { Language, Place } from '../registers/checks/snapshot.ts';
import type { Check, Spelling, Warning } from '../registers/checks/warning.ts';
import { m } from './messages.ts';
import { calendarDate, together, weekdayName } from './times.ts';

const NAMES: Readonly<Record<Check, () => string>> = {
  conflict: m.check_name_conflict,
  held: m.check_name_held,
  responsible: m.check_name_responsible,
  weekday: m.check_name_weekday,
  numbering: m.check_name_numbering,
  name: m.check_name_name,
  term: m.check_name_term,
  translation: m.check_name_translation,
};
const LANGUAGES: Readonly<Record<Language, () => string>> = {
  en: m.check_language_en,
  km: m.check_language_km,
  th: m.check_language_th,
};
const FIELDS = new Map<string, () => string>([
  ['number', m.check_part_number],
  ['activity', m.check_part_activity],
  ['responsible', m.check_part_responsible],
  ['timeframe', m.check_part_timeframe],
  ['expected', m.check_part_expected],
  ['heading', m.check_part_heading],
  ['text', m.check_part_text],
]);

/** Heading over the findings of one check. */
export const checkName = (check: Check): string => NAMES[check]();

/** `4.11`, `Item 1.3`, `4.11 (Khmer)`; the page where nothing has a number. */
export function placeName({ page, label, language }: Place): string {
  const number = label.trim();
  const place =
    number === '' ? pageName(page) : page === 'plan' ? m.check_place_item({ label: number }) : number;
  return language === null || language === 'en'
    ? place
    : m.check_place_in({ place, language: LANGUAGES[language]() });
}

function pageName(page: Place['page']): string {
  switch (page) {
    case 'articles':
      return m.check_place_articles();
    case 'plan':
      return m.check_place_plan();
    case 'signing':
      return m.check_place_signing();
    case 'minutes':
      return m.check_place_minutes();
  }
}

const spelt = (spellings: readonly Spelling[]): string =>
  together(
    spellings.map(({ text, count }) =>
      count === 0 ? m.check_spelling_known({ text }) : m.check_spelling({ text, count }),
    ),
  );

/** What was found, in one sentence; where, the places say. */
export function warningWords(warning: Warning): string {
  switch (warning.check) {
    case 'conflict':
      return m.check_conflict({ field: (FIELDS.get(warning.found.field) ?? m.check_part_other)() });
    case 'held':
      return m.check_held(warning.found);
    case 'responsible':
      return m.check_responsible();
    case 'weekday':
      return weekdayWords(warning.found);
    case 'numbering':
      return numberingWords(warning.found);
    case 'name':
      return m.check_one_name({ spellings: spelt(warning.found.spellings) });
    case 'term':
      return m.check_one_thing({ terms: spelt(warning.found.terms) });
    case 'translation': {
      const { state, count } = warning.found;
      const said = { language: LANGUAGES[warning.found.language](), count };
      return state === 'missing' ? m.check_missing(said) : m.check_stale(said);
    }
  }
}

function weekdayWords(found: Extract<Warning, { check: 'weekday' }>['found']): string {
  if (found.kind === 'no such date') return m.check_weekday_none({ words: found.words });
  const { words, date } = found;
  return m.check_weekday({
    words,
    date: calendarDate(date),
    day: weekdayName(date),
  });
}

function numberingWords(found: Extract<Warning, { check: 'numbering' }>['found']): string {
  switch (found.kind) {
    case 'gap': {
      const [first, last] = found.missing;
      const { before } = found;
      return first === last
        ? m.check_gap_one({ missing: first, before })
        : m.check_gap_many({ first, last, before });
    }
    case 'repeat':
      return m.check_repeat({ number: found.number, times: found.times });
    case 'order':
      return m.check_order({ number: found.number, after: found.after });
    case 'stray':
      return m.check_stray({ numbers: together(found.numbers), among: found.among });
    case 'two numbers':
      return m.check_two_numbers({ number: found.number });
  }
}
