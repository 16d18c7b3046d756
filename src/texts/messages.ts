import { inOwnDigits, numeral } from './digits.ts';
import { spoken, type Catalogue, type Spoken } from './language.ts';

type Sentence = (inputs?: Readonly<Record<string, unknown>>) => string;

const sentences = new Map<PropertyKey, Sentence>();

/** Counts in the reader's digits. Neither Khmer nor Thai has a plural, so no sentence asks how many they are. */
function counted(inputs: Readonly<Record<string, unknown>>, language: Spoken['language']) {
  if (!inOwnDigits(language)) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === 'number' ? numeral(language, value) : value,
    ]),
  );
}

/** Says its sentence in the language of the moment at which it is called, whenever it was looked up. */
function sentence(key: PropertyKey): Sentence {
  const known = sentences.get(key);
  if (known !== undefined) return known;
  const made: Sentence = (inputs) => {
    const { language, catalogue } = spoken();
    return (catalogue[key as keyof Catalogue] as Sentence)(
      inputs === undefined ? inputs : counted(inputs, language),
    );
  };
  sentences.set(key, made);
  return made;
}

/**
 * Every sentence a user reads, from `en.json`, `km.json` and `th.json` by `npm run texts`, in the language of the moment.
 * What is kept of it is the function, never its words: those stay in the language they were said in. Call it where it is
 * shown, or in a `$derived`.
 */
export const m = new Proxy({} as Catalogue, { get: (_, key) => sentence(key) });
