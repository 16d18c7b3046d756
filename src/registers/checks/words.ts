import type { Place, Snapshot } from './snapshot.ts';
import { spotsOf } from './snapshot.ts';

/** A capitalised word of Latin letters, in small letters, and what its surroundings say of it. */
export interface NameWord {
  readonly key: string;
  /** As written most lately. */
  readonly text: string;
  /** How often, in the texts; 0 where it is known from the names alone. */
  count: number;
  readonly places: Place[];
  /** Whether it is part of a person's name: known, or written behind a title. */
  person: boolean;
  /** Whether it is written within a sentence, where only names have capitals. */
  within: boolean;
  /** Words beside it, small. */
  readonly beside: Set<string>;
}

export interface Words {
  readonly names: ReadonlyMap<string, NameWord>;
  /** Words also written small, which are words of English whatever their capitals elsewhere. */
  readonly ordinary: ReadonlySet<string>;
}

const WORD = /[\p{Script=Latin}\p{M}]+/gu;
/** A title at the end of what stands before a word; `H.E` with and without its second point, also in brackets. */
const TITLE =
  /(?:^|[^\p{L}])(?:Mr|Mrs|Ms|Miss|Dr|Prof|DDG|DG|Col|Gen|Lt|Maj|Capt|Pol|Khun|Lok|Oknha|H\. ?E|(?:His|Her|Your) Excellency)\.?\)?,? $/u;
/** Words of a name behind its title: "H.E Chou Bun Eng" has three. */
const LONGEST_NAME = 3;
/** Different names looked at, each against each: the minutes of two days have 150. */
const MOST_NAMES = 1_500;
const LONGEST_WORD = 40;

/** Every capitalised word of the texts and of the names already known. */
export function wordsOf(snapshot: Snapshot): Words {
  const names = new Map<string, NameWord>();
  const ordinary = new Set<string>();
  const nameWord = (text: string): NameWord | null => {
    const key = text.toLowerCase();
    const kept = names.get(key);
    if (kept !== undefined) return kept;
    if (names.size >= MOST_NAMES) return null;
    const made = { key, text, count: 0, places: [], person: false, within: false, beside: new Set<string>() };
    names.set(key, made);
    return made;
  };

  for (const person of snapshot.names.people) {
    const words = (person.normalize('NFC').match(WORD) ?? []).filter((word) => /^\p{Lu}/u.test(word));
    words.forEach((word, i) => {
      const name = word.length <= LONGEST_WORD ? nameWord(word) : null;
      if (name === null) return;
      name.person = true;
      for (const other of [words[i - 1], words[i + 1]])
        if (other !== undefined) name.beside.add(other.toLowerCase());
    });
  }

  for (const { text, place } of spotsOf(snapshot)) {
    let titled = 0;
    let last: { word: NameWord; end: number } | null = null;
    for (const match of text.matchAll(WORD)) {
      const [found] = match;
      const before = text.slice(Math.max(0, match.index - 24), match.index);
      const key = found.toLowerCase();
      const adjoining: NameWord | null =
        last !== null && match.index === last.end + 1 && before.endsWith(' ') ? last.word : null;
      last = null;
      if (!/^\p{Lu}/u.test(found) || found.length > LONGEST_WORD) {
        ordinary.add(key);
        titled = 0;
        continue;
      }
      titled = TITLE.test(before) ? LONGEST_NAME : adjoining === null ? 0 : Math.max(0, titled - 1);
      // Acronyms differ by a letter as a matter of course.
      if (found.length < 3 || (titled === 0 && found === found.toUpperCase())) continue;
      const word = nameWord(found);
      if (word === null) continue;
      word.count++;
      word.places.push(place);
      word.person ||= titled > 0;
      word.within ||= /[\p{Ll}\p{M}\d,;] $/u.test(before);
      if (adjoining !== null) {
        word.beside.add(adjoining.key);
        adjoining.beside.add(word.key);
      }
      last = { word, end: match.index + found.length };
    }
  }
  return { names, ordinary };
}
