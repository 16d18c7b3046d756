import type { Language } from '../schema/articles.ts';
import type { BoardSaid } from '../schema/board.ts';
import type { InThree } from '../schema/in-three.ts';
import { scriptOf } from './board-wordings.ts';
import { isSaid, shownIn, untranslated } from './in-three.ts';

/** UTF-16 units that a title, a fact or a name has on a board at most. */
const MAX_LINE = 600;

/** As much of a line as a board takes. */
export const clip = (text: string, max = MAX_LINE): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;

/**
 * What a board says once, such as a title: in each language asked for that the record has it in. Where it has it in none of them, in
 * the one that a reader of the first is shown.
 */
export function saidOn(words: InThree, languages: readonly Language[]): BoardSaid {
  if (!isSaid(words)) return [];
  const asked = languages.filter((one) => words[one] !== '');
  const shown = asked.length > 0 ? asked : [shownIn(words, languages[0] ?? 'en')];
  const all = shown.map((language) => ({
    // The record's own words may be in any language; those beside them are in the one they are kept for.
    language: language === 'en' ? scriptOf(words.en) : language,
    text: clip(words[language]),
  }));
  // What reads alike, as a name in Latin letters does, is said once.
  return all.filter((one, i) => all.findIndex(({ text }) => text === one.text) === i);
}

/** The same of words that nobody translates. */
export const saidAlone = (words: string): BoardSaid => saidOn(untranslated(words), []);
