import {
  isSaid,
  saidIn,
  saidInThree,
  shownIn,
  type FieldsInThree,
  type InThree,
} from '../registers/in-three.ts';
import { firstValue, type Field } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import { language, LANGUAGES, type InterfaceLanguage } from './language.ts';

/** Words in one of the three languages, to be shown with it as `lang`. */
export interface Version {
  readonly lang: InterfaceLanguage;
  readonly text: string;
}

/** What is written in up to three languages: the reader's own first, then the others there are, English before the rest. */
export function readersFirst(words: Readonly<Record<InterfaceLanguage, string>>): readonly Version[] {
  const own = language();
  return [own, ...LANGUAGES.filter((one) => one !== own)]
    .map((lang) => ({ lang, text: words[lang] }))
    .filter(({ text }) => text !== '');
}

/** Words kept in up to three languages, as their reader would say them: in their own, else in another; '' where there are none. */
export const readersWords = (words: InThree): string => saidIn(words, language());

/** Which of three fields stands first: the reader's own where it says anything, and where none does, that of the record. */
export function shownFirst(fields: FieldsInThree): Language {
  const said = saidInThree(fields);
  return isSaid(said) ? shownIn(said, language()) : 'en';
}

/** A name the record keeps in up to three languages, as its reader would say it; null where it has none in any. */
export const readersName = (en: Field<string>, km: Field<string>, th: Field<string>): string | null =>
  readersFirst({ en: firstValue(en) ?? '', km: firstValue(km) ?? '', th: firstValue(th) ?? '' })[0]?.text ??
  null;
