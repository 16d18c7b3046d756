import { byText } from '../replica/field.ts';
import type { Agreement, Outcome, Version } from './matter.ts';
import { after, sameWord, standing, type Position } from './positions.ts';

const OUTCOMES: Readonly<Record<Outcome, ReadonlySet<string>>> = {
  agreed: new Set(['agreed', 'ad referendum']),
  kept: new Set(['keep original']),
};

/** One assent per Party, in the order of the genesis. */
type Assents = readonly Position[];

/** Combinations tried for one text; beyond it each Party's first and last assents are, and beyond that its last. */
const MOST_COMBINATIONS = 1_024;

/** What of a record all Parties said alike: the reading of one set of words, whatever order they came in. */
class Reading {
  readonly #parties: readonly string[];
  readonly #words: readonly Position[];

  constructor(parties: readonly string[], words: readonly Position[]) {
    this.#parties = parties;
    this.#words = words;
  }

  agreement(version: Version, outcome: Outcome): Agreement | null {
    const { hash } = version;
    const valid = this.#candidates(hash, outcome)
      .filter((assents) => this.#holdsTogether(assents, hash, outcome))
      .filter((assents) => this.#contradictions(assents, hash, outcome).every((word) => aware(word, assents)))
      .sort((a, b) => weightOf(a) - weightOf(b));
    const last = valid.at(-1);
    if (last === undefined) return null;
    // What was decided last, from when it was first decided: a confirmation counts, a repetition does not.
    const assents = valid.find((one) => one.every((word, i) => sameDecision(word, last[i]))) ?? last;
    const withdrawn = this.#contradictions(last, hash, outcome).filter((word) => word.hash === hash);
    const at = Math.max(...assents.map((word) => word.at));
    return { outcome, version, endorsements: assents, at, withdrawn: standing(withdrawn) };
  }

  #of(party: string): readonly Position[] {
    return this.#words.filter(({ by }) => by.body === party);
  }

  #candidates(hash: string, outcome: Outcome): Assents[] {
    const each = this.#parties.map((party) =>
      this.#of(party).filter((word) => word.hash === hash && OUTCOMES[outcome].has(word.decision.kind)),
    );
    const ends = each.map((words) => [...new Set([words[0], words.at(-1)])]);
    const lasts = each.map((words) => words.slice(-1));
    const few = (sets: readonly (readonly unknown[])[]) =>
      sets.reduce((product, { length }) => product * length, 1) <= MOST_COMBINATIONS;
    // Thirty-one Parties with two assents each would be two thousand million.
    const tried = [each, ends].find(few) ?? lasts;
    return tried.reduce<Assents[]>(
      (all, words) =>
        all.flatMap((assents) => words.flatMap((word) => (word === undefined ? [] : [[...assents, word]]))),
      [[]],
    );
  }

  /** In all that these assents had seen together, each Party stood by them, and none of its members otherwise. */
  #holdsTogether(assents: Assents, hash: string, outcome: Outcome): boolean {
    const seen = this.#words.filter((word) => within(word, assents));
    return this.#parties.every((party, i) => {
      const heads = standing(seen.filter(({ by }) => by.body === party)).filter(
        (word) => word.hash === hash || word.decision.kind !== 'withdrawn',
      );
      return (
        heads.includes(assents[i] as Position) &&
        heads.every((word) => word.hash === hash && OUTCOMES[outcome].has(word.decision.kind))
      );
    });
  }

  /** Words of the Parties, not in the past of these assents, that say otherwise. */
  #contradictions(assents: Assents, hash: string, outcome: Outcome): Position[] {
    return this.#words.filter(
      (word) =>
        !within(word, assents) &&
        (word.hash === hash
          ? !OUTCOMES[outcome].has(word.decision.kind)
          : word.decision.kind !== 'withdrawn'),
    );
  }
}

const within = (word: Position, assents: Assents): boolean =>
  assents.some((assent) => assent === word || after(assent, word));

/** Spoken knowing that all had agreed: then it proposes a change, or takes a Party's word back. */
const aware = (word: Position, assents: Assents): boolean => assents.every((assent) => after(word, assent));

const sameDecision = (a: Position, b: Position | undefined): boolean => b !== undefined && sameWord(a, b);

const weightOf = (assents: Assents): number =>
  Math.max(...assents.map(({ endorsement }) => endorsement.weight));

/**
 * The agreements in a set of words, oldest first. Agreed is one assent per Party to one text such that
 * (1) in all those assents had seen together, each Party stood by its assent and no member of it otherwise; and
 * (2) whoever of a Party spoke otherwise outside that past had seen all the assents: what is agreed then stands until the
 * other text is agreed, too, and a withdrawal ends it in the open.
 * So of two agreements one was made by people who had seen the other complete, and no two texts are agreed side by side.
 */
export function agreementsIn(
  versions: readonly Version[],
  words: readonly Position[],
  parties: readonly string[],
): Agreement[] {
  const reading = new Reading(parties, words);
  return versions
    .flatMap((version) => [reading.agreement(version, 'agreed'), reading.agreement(version, 'kept')])
    .filter((agreement) => agreement !== null)
    .sort(
      (a, b) => weightOf(a.endorsements) - weightOf(b.endorsements) || byText(a.version.hash, b.version.hash),
    );
}
