import { saw, type Endorsement } from '../replica/endorsements.ts';
import type { Author } from '../replica/door.ts';
import { byText } from '../replica/field.ts';
import type { Decision, EndorsementContent } from '../schema/endorsement.ts';
import { decodeEndorsement } from './endorsement.ts';

/** One word on a matter, read: who said what of which text. */
export interface Position {
  /** Hash of the entry that carries it. */
  readonly id: string;
  readonly by: Author;
  /** Unix ms, as claimed. */
  readonly at: number;
  readonly decision: Decision;
  /** Content hash of the text it speaks of. */
  readonly hash: string;
  readonly mandate: string | null;
  readonly point: string | null;
  readonly endorsement: Endorsement;
}

/** A text put before the Parties: fixed, and named by its hash. */
export interface Version {
  readonly hash: string;
  readonly schema: string;
  readonly content: EndorsementContent;
  /** Who put it there first. */
  readonly by: Author;
  readonly at: number;
}

/** Where a Party stands: its newest word, or words its members signed apart. */
export type Stand =
  | { readonly state: 'silent' }
  | ({ readonly state: 'spoken' } & Position)
  | { readonly state: 'divided'; readonly positions: readonly Position[] };

export type Outcome = 'agreed' | 'kept';

/** All Parties said one thing of one text. */
export interface Agreement {
  readonly outcome: Outcome;
  readonly version: Version;
  /** One per Party, in the order of the genesis. */
  readonly endorsements: readonly Position[];
  /** Of the last word that made it; Unix ms, claimed. */
  readonly at: number;
  /** Words of Parties that took theirs back afterwards: it is history then, and no longer in force. */
  readonly withdrawn: readonly Position[];
}

/** Everything said of one record. */
export interface Matter {
  readonly record: string;
  /** In the order they were put forward. */
  readonly versions: readonly Version[];
  /** Versions nobody has put another before since: several when they were tabled apart. */
  readonly newest: readonly Version[];
  readonly stands: ReadonlyMap<string, Stand>;
  /** Oldest first, withdrawn ones included. Each was made by people who had seen the one before complete. */
  readonly agreements: readonly Agreement[];
  /** The last agreement in force. */
  readonly agreement: Agreement | null;
  /** Causes first. */
  readonly history: readonly Position[];
}

const OUTCOMES: Readonly<Record<Outcome, ReadonlySet<string>>> = {
  agreed: new Set(['agreed', 'ad referendum']),
  kept: new Set(['keep original']),
};

const after = (later: Position, earlier: Position): boolean => saw(later.endorsement, earlier.endorsement);

const apart = (a: Position, b: Position): boolean => a !== b && !after(a, b) && !after(b, a);

const sameWord = (a: Position, b: Position): boolean =>
  a.hash === b.hash && JSON.stringify(a.decision) === JSON.stringify(b.decision);

/** The word that counts of several to one effect: the last decision, from when it was first taken. */
function firstOfLast(words: readonly Position[]): Position | undefined {
  const last = words.at(-1);
  return last === undefined ? undefined : words.find((word) => sameWord(word, last));
}

/** Words of a Party that no later word of it has seen. */
const standing = (words: readonly Position[]): Position[] =>
  words.filter((word) => !words.some((other) => after(other, word)));

function standOf(words: readonly Position[]): Stand {
  const heads = standing(words);
  const last = heads.at(-1);
  if (last === undefined) return { state: 'silent' };
  if (heads.every((head) => sameWord(head, last))) return { state: 'spoken', ...last };
  return { state: 'divided', positions: heads };
}

/** What became of one Party's assent to a text: it holds, it was taken back after all had agreed, or it never counted. */
type Fate = 'holds' | 'withdrawn' | 'gone';

/** Reads the words on one record. The result hangs on what was signed and what its signers had seen, never on arrival. */
class Reading {
  readonly #parties: readonly string[];
  readonly #words: readonly Position[];
  /** What was agreed in all a word had seen, by word, text and outcome: asked again and again, and always alike. */
  readonly #before: Map<string, boolean>;

  constructor(
    parties: readonly string[],
    words: readonly Position[],
    before: Map<string, boolean> = new Map<string, boolean>(),
  ) {
    this.#parties = parties;
    this.#words = words;
    this.#before = before;
  }

  #of(party: string): readonly Position[] {
    return this.#words.filter(({ by }) => by.body === party);
  }

  #assents(party: string, hash: string, outcome: Outcome): Position[] {
    return this.#of(party).filter((word) => word.hash === hash && OUTCOMES[outcome].has(word.decision.kind));
  }

  /** Whether all that `word` had seen, read by itself, was an agreement on that text. */
  #completeBefore(word: Position, hash: string, outcome: Outcome): boolean {
    const asked = `${word.id} ${hash} ${outcome}`;
    const known = this.#before.get(asked);
    if (known !== undefined) return known;
    const seen = this.#words.filter((other) => after(word, other));
    const then = new Reading(this.#parties, seen, this.#before);
    const complete = this.#parties.every((party) =>
      then.#assents(party, hash, outcome).some((assent) => then.#fate(assent, outcome) === 'holds'),
    );
    this.#before.set(asked, complete);
    return complete;
  }

  /**
   * A Party's later word on the same text replaces its earlier one. Its word on another text does, too, unless all had agreed
   * before it was spoken: then it is the proposal of a change, and what is agreed stands until the change is.
   */
  #fate(assent: Position, outcome: Outcome): Fate {
    const { hash } = assent;
    let fate: Fate = 'holds';
    const words = this.#of(assent.by.body);
    for (const word of words) {
      if (!after(word, assent)) continue;
      const complete = this.#completeBefore(word, hash, outcome);
      if (word.hash !== hash) {
        if (!complete) return 'gone';
      } else if (!OUTCOMES[outcome].has(word.decision.kind)) {
        if (!complete) return 'gone';
        fate = 'withdrawn';
      }
    }
    const otherwise = standing(words).some(
      (word) =>
        apart(word, assent) &&
        (word.hash === hash
          ? !OUTCOMES[outcome].has(word.decision.kind)
          : word.decision.kind !== 'withdrawn'),
    );
    return otherwise ? 'gone' : fate;
  }

  agreement(version: Version, outcome: Outcome): Agreement | null {
    const endorsements: Position[] = [];
    const withdrawn: Position[] = [];
    for (const party of this.#parties) {
      const assents = this.#assents(party, version.hash, outcome).map(
        (word) => [word, this.#fate(word, outcome)] as const,
      );
      const held = assents.filter(([, fate]) => fate === 'holds').map(([word]) => word);
      const ended = assents.filter(([, fate]) => fate === 'withdrawn').map(([word]) => word);
      const assent = firstOfLast(held) ?? firstOfLast(ended);
      if (assent === undefined) return null;
      endorsements.push(assent);
      if (held.length === 0) withdrawn.push(...this.#takenBack(assent, outcome));
    }
    const at = Math.max(...endorsements.map((word) => word.at));
    return { outcome, version, endorsements, at, withdrawn };
  }

  #takenBack(assent: Position, outcome: Outcome): Position[] {
    return this.#of(assent.by.body)
      .filter((word) => word.hash === assent.hash && after(word, assent))
      .filter((word) => !OUTCOMES[outcome].has(word.decision.kind))
      .slice(-1);
  }
}

const weightOf = ({ endorsements }: Agreement): number =>
  Math.max(...endorsements.map(({ endorsement }) => endorsement.weight));

/** Reads every word on a record. `parties` are those that must agree, in the order of the genesis. */
export function readMatter(
  record: string,
  endorsements: readonly Endorsement[],
  parties: readonly string[],
): Matter {
  const history: Position[] = [];
  const versions = new Map<string, Version>();
  const putForward: Position[] = [];
  for (const endorsement of endorsements) {
    const said = decodeEndorsement(endorsement.payload);
    if (said === null) continue;
    const { author: by, at, id } = endorsement;
    const { contentHash: hash, schema, content, decision } = said;
    const position: Position = {
      id,
      by,
      at,
      decision,
      hash,
      mandate: said.mandate ?? null,
      point: said.point ?? null,
      endorsement,
    };
    history.push(position);
    if (decision.kind === 'tabled' || !versions.has(hash)) putForward.push(position);
    if (!versions.has(hash)) versions.set(hash, { hash, schema, content, by, at });
  }
  const answers = history.filter(
    ({ decision, by, endorsement }) =>
      decision.kind !== 'tabled' && endorsement.signs && parties.includes(by.body),
  );
  const reading = new Reading(parties, answers);
  const agreements = [...versions.values()]
    .flatMap((version) => [reading.agreement(version, 'agreed'), reading.agreement(version, 'kept')])
    .filter((agreement) => agreement !== null)
    .sort((a, b) => weightOf(a) - weightOf(b) || byText(a.version.hash, b.version.hash));
  const newest = new Set(standing(putForward).map(({ hash }) => hash));
  return {
    record,
    versions: [...versions.values()],
    newest: [...newest].flatMap((hash) => versions.get(hash) ?? []),
    stands: new Map(parties.map((party) => [party, standOf(answers.filter(({ by }) => by.body === party))])),
    agreements,
    agreement: agreements.findLast(({ withdrawn }) => withdrawn.length === 0) ?? null,
    history,
  };
}
