import { firstValue, type Field } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import { SUFFIXES, type InThree, type NamesInThree } from '../schema/in-three.ts';

export type { InThree } from '../schema/in-three.ts';

/** The fields of words that are kept in three languages. */
export type FieldsInThree = Readonly<Record<Language, Field<string>>>;

/** The fields a view has for one name: `title`, `titleKm`, `titleTh`. */
export type InThreeFields<N extends string> = { readonly [K in NamesInThree<N>]: Field<string> };

/** The three fields off a record's view, as a register's own view has them. */
export function viewInThree<N extends string>(
  view: { field(name: NamesInThree<NoInfer<N>>): Field<string> },
  name: N,
): InThreeFields<N> {
  const named = (suffix: string) => `${name}${suffix}` as NamesInThree<N>;
  return Object.fromEntries(
    Object.values(SUFFIXES).map((suffix) => [named(suffix), view.field(named(suffix))]),
  ) as InThreeFields<N>;
}

/** `title`, `titleKm` and `titleTh` of a record, by language. */
export function fieldsInThree<N extends string>(record: InThreeFields<NoInfer<N>>, name: N): FieldsInThree {
  const of = (language: Language) => record[`${name}${SUFFIXES[language]}` as NamesInThree<N>];
  return { en: of('en'), km: of('km'), th: of('th') };
}

/** What stands in three fields; where one was set apart, its first value. */
export const saidInThree = ({ en, km, th }: FieldsInThree): InThree => ({
  en: firstValue(en) ?? '',
  km: firstValue(km) ?? '',
  th: firstValue(th) ?? '',
});

/** The words of a record that go by one name, in three languages. */
export const inThree = <N extends string>(record: InThreeFields<NoInfer<N>>, name: N): InThree =>
  saidInThree(fieldsInThree(record, name));

/** What a seat or a document is called: its record names the language of each title. */
export const titleInThree = (seat: {
  readonly titleEn: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
}): InThree => saidInThree({ en: seat.titleEn, km: seat.titleKm, th: seat.titleTh });

/** Words that nobody translates: they stand in the language of the record. */
export const untranslated = (words: string | null): InThree => ({ en: words ?? '', km: '', th: '' });

export const isSaid = ({ en, km, th }: InThree): boolean => en !== '' || km !== '' || th !== '';

/** The first of several that says anything in any language: a meeting's heading, else its title. */
export const firstSaid = (...all: readonly InThree[]): InThree => all.find(isSaid) ?? untranslated('');

/** A number before the words, in each language that has any; alone where none has. */
export function numbered(number: string, words: InThree): InThree {
  if (number === '') return words;
  if (!isSaid(words)) return untranslated(number);
  const before = (said: string) => (said === '' ? '' : `${number} ${said}`);
  return { en: before(words.en), km: before(words.km), th: before(words.th) };
}

/** The language whose words a reader is shown: their own, else English, which the record is in, else what there is. */
export function shownIn(words: InThree, reader: Language): Language {
  const order = [reader, 'en', 'km', 'th'] as const;
  return order.find((language) => words[language] !== '') ?? reader;
}

/** The words themselves; '' where there are none in any language. */
export const saidIn = (words: InThree, reader: Language): string => words[shownIn(words, reader)];

const ENDS = /^(?<name>.+)(?:Km|Th)$/u;

/** Whether a field says in another language what the record says in its own: `titleKm` of `title`. */
export const isTranslation = (field: string, names: readonly string[]): boolean =>
  names.includes(ENDS.exec(field)?.groups?.['name'] ?? '');
