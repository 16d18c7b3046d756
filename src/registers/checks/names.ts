import { phrasesSpeltApart } from './phrases.ts';
import type { Snapshot } from './snapshot.ts';
import { commonStart, editsBetween, isInflected, skeletonOf } from './spelling.ts';
import { isSpellingOf } from './terms.ts';
import { placesOf, type WarningOf } from './warning.ts';
import { wordsOf, type NameWord, type Words } from './words.ts';

/**
 * Two spellings of one name: Ratchapon and Rachaphon, Roykaew and Roykeaw, "Kingdom of Thailand" and "Kingdom Thailand".
 * It is a guess by the look and the sound of capitalised Latin words, kept narrow: a warning that is wrong twice is read no more.
 * Names in Khmer and Thai script are not compared.
 */
export function namesSpeltApart(snapshot: Snapshot): WarningOf<'name'>[] {
  const words = wordsOf(snapshot);
  const clusters = clustersOf([...words.names.values()], (a, b) => probablyOne(a, b, words));
  const ofWords = clusters.flatMap((cluster): WarningOf<'name'>[] => {
    const sorted = [...cluster].sort((a, b) => b.count - a.count);
    // The rarer spelling is likelier to be the slip; one known from the members is not.
    const at = placesOf([...sorted].reverse().flatMap(({ places }) => places));
    const spellings = sorted.map(({ text, count }) => ({ text, count }));
    return at === null ? [] : [{ check: 'name', severity: 'warning', at, found: { spellings } }];
  });
  return [...ofWords, ...phrasesSpeltApart(snapshot)];
}

function probablyOne(a: NameWord, b: NameWord, { ordinary }: Words): boolean {
  const person = a.person || b.person;
  // A name that is also one of the texts' own small words is no misspelling of another: Mr. Son and his sun.
  if ((!a.person && ordinary.has(a.key)) || (!b.person && ordinary.has(b.key))) return false;
  if (!person && (!a.within || !b.within)) return false;
  const edits = editsBetween(a.key, b.key, person ? 2 : 1);
  if (edits > (person ? 2 : 1) || isInflected(a.key, b.key) || isSpellingOf(a.key, b.key)) return false;
  const shorter = Math.min(a.key.length, b.key.length);
  // Of other names, as of places: what differs at the end is a word of the same family (Minister, Ministry).
  if (!person) return shorter >= 6 && commonStart(a.key, b.key) < shorter - 2;
  // Two people may be called Sok and Sek; the name beside tells whether it is one.
  const beside = (): boolean => [...a.beside].some((word) => b.beside.has(word));
  if (shorter < 5) return edits === 1 && beside();
  return edits === 1 || (shorter >= 7 && (beside() || skeletonOf(a.key) === skeletonOf(b.key)));
}

/** Words that are probably one, directly or through a third, in the order they came. */
function clustersOf(
  words: readonly NameWord[],
  one: (a: NameWord, b: NameWord) => boolean,
): (readonly NameWord[])[] {
  const clusterOf = new Map<NameWord, NameWord[]>();
  // People slip within a name and hardly at its first letter.
  for (const group of Map.groupBy(words, ({ key }) => key[0]).values()) {
    group.forEach((a, i) => {
      for (let j = i + 1; j < group.length; j++) {
        const b = group[j];
        if (b === undefined || Math.abs(a.key.length - b.key.length) > 2) continue;
        const [mine, other] = [clusterOf.get(a) ?? [a], clusterOf.get(b) ?? [b]];
        if (mine === other || !one(a, b)) continue;
        const [large, small] = mine.length < other.length ? [other, mine] : [mine, other];
        large.push(...small);
        for (const word of large.length === 2 ? large : small) clusterOf.set(word, large);
      }
    });
  }
  return [...new Set(words.flatMap((word) => [clusterOf.get(word) ?? []]))].filter(
    ({ length }) => length > 1,
  );
}
