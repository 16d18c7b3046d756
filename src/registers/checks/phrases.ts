import { spotsOf, type Place, type Snapshot } from './snapshot.ts';
import { placesOf, type WarningOf } from './warning.ts';

const NAME = '\\p{Lu}[\\p{Ll}\\p{M}]{2,39}';
/** Two capitalised words and the small ones between them. The second is looked at again as the first of the next pair. */
const PAIR = new RegExp(
  `(?<![\\p{L}\\p{M}])(${NAME})((?: (?:of|the|for))*) (?=(${NAME})(?![\\p{L}\\p{M}]))`,
  'gu',
);
const SMALL = new Set(['the', 'for', 'and', 'this', 'that', 'any', 'all', 'both', 'each', 'our']);
/** Where any word has a capital: "Draft Annex 1" tells to draft, "Draft of Annex 1" is one. */
const SENTENCE_START = /(?:^|[.!?:;•|\t\n]\s*)["'“‘(]?$/u;

interface Form {
  readonly text: string;
  readonly places: Place[];
  count: number;
}

/**
 * Names of several words that are written with and without a small word: "Kingdom of Thailand" and "Kingdom Thailand",
 * "Government of the Kingdom" and "Government of Kingdom". Two by two, so that one slip is told of once.
 */
export function phrasesSpeltApart(snapshot: Snapshot): WarningOf<'name'>[] {
  const pairs = new Map<string, Map<string, Form>>();
  const note = (text: string, place: Place | null) => {
    for (const { index, 1: first = '', 2: small = '', 3: second = '' } of text.matchAll(PAIR)) {
      if (SMALL.has(first.toLowerCase())) continue;
      if (place !== null && SENTENCE_START.test(text.slice(Math.max(0, index - 8), index))) continue;
      const key = `${first} ${second}`.toLowerCase();
      const forms = pairs.get(key) ?? new Map<string, Form>();
      pairs.set(key, forms);
      const form = forms.get(small) ?? { text: `${first}${small} ${second}`, places: [], count: 0 };
      forms.set(small, form);
      if (place === null) continue;
      form.count++;
      form.places.push(place);
    }
  };
  for (const body of snapshot.names.bodies) note(body.normalize('NFC'), null);
  for (const { text, place } of spotsOf(snapshot)) note(text, place);

  return [...pairs.values()].flatMap((forms): WarningOf<'name'>[] => {
    if (forms.size < 2) return [];
    const sorted = [...forms.values()].sort((a, b) => b.count - a.count);
    const at = placesOf([...sorted].reverse().flatMap(({ places }) => places));
    const spellings = sorted.map(({ text, count }) => ({ text, count }));
    return at === null ? [] : [{ check: 'name', severity: 'warning', at, found: { spellings } }];
  });
}
