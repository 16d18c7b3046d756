import type { Language } from '../schema/articles.ts';
import type { BoardWording } from '../schema/board.ts';
import { shortened } from './board-fit.ts';
import type { TranslationRegister } from './translations.ts';

/** Of a text that was never agreed to be in one language: that of its script. */
export function scriptOf(text: string): Language {
  if (/\p{Script=Khmer}/u.test(text)) return 'km';
  return /\p{Script=Thai}/u.test(text) ? 'th' : 'en';
}

function translated(
  translations: Pick<TranslationRegister, 'of'>,
  record: string,
  language: Language,
  source: string,
): BoardWording {
  const found = translations.of(record, language, source);
  const words = found?.text.toString().trim() ?? '';
  if (found === null || words === '') return { language, text: '', standing: 'missing', goesOn: false };
  const standing = found.stale ? 'stale' : found.state.state === 'agreed' ? 'reviewed' : 'draft';
  return { language, standing, ...shortened(words) };
}

/**
 * What a record reads in the languages a board was asked for: its own words, and what stands in the shared register of translations,
 * each with what it is. A language nobody has translated into is named as such, and where that is all, the record's own words are
 * shown: a room that is shown nothing would take it for deleted.
 * @param own language of the record's own words, shown for `en`, too
 */
export function wordingsOf(
  translations: Pick<TranslationRegister, 'of'>,
  record: string,
  source: string,
  own: Language,
  chosen: readonly Language[],
): BoardWording[] {
  if (source === '') return [];
  const original: BoardWording = { language: own, standing: 'record', ...shortened(source) };
  const all = chosen.map((language) =>
    language === 'en' || language === own ? original : translated(translations, record, language, source),
  );
  const shown = all.some(({ standing }) => standing !== 'missing') ? all : [original, ...all];
  return shown.filter((one, i) => shown.indexOf(one) === i);
}
