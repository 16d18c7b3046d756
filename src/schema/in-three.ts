import type { Language } from './articles.ts';
import { words } from './words.ts';

/** Words as they read in each language; '' where nobody has written them in it. */
export type InThree = Readonly<Record<Language, string>>;

/** Names of a field that is kept in three languages: `title`, `titleKm`, `titleTh`. */
export type NamesInThree<N extends string> = N | `${N}Km` | `${N}Th`;

/** How the fields of such words end: bare in the language of the record, English, of which the other two are translations. */
export const SUFFIXES: Readonly<Record<Language, string>> = { en: '', km: 'Km', th: 'Th' };

/**
 * Schemas of words in three languages, each a field of its own: two who translate apart never stand in each other's way. What
 * was kept in one language before keeps its field, which is that of the record; an old record opens as one nobody translated.
 */
export const inThree = <N extends string>(name: N, max: number) =>
  Object.fromEntries(Object.values(SUFFIXES).map((suffix) => [`${name}${suffix}`, words(max)])) as Readonly<
    Record<NamesInThree<N>, ReturnType<typeof words>>
  >;
