import type { Endorsement } from '../replica/endorsements.ts';
import type { Author } from '../replica/door.ts';
import type { Decision, EndorsementContent } from '../schema/endorsement.ts';
import { agreementsIn } from './agreements.ts';
import { decodeEndorsement } from './endorsement.ts';
import { after, latest, standOf, type Position, type Stand } from './positions.ts';

export type { Position, Stand } from './positions.ts';

/** A text put before the Parties: fixed, and named by its hash. */
export interface Version {
  readonly hash: string;
  readonly schema: string;
  readonly content: EndorsementContent;
  /** Who put it there first. */
  readonly by: Author;
  readonly at: number;
}

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
  /** By hash: the word that took a text off the table, where everybody who had put it forward or agreed to it took that back. */
  readonly offTable: ReadonlyMap<string, Position>;
  readonly stands: ReadonlyMap<string, Stand>;
  /** Oldest first, withdrawn ones included. Each was made by people who had seen the one before complete. */
  readonly agreements: readonly Agreement[];
  /** The last agreement in force. */
  readonly agreement: Agreement | null;
  /** Causes first. */
  readonly history: readonly Position[];
}

/** Words that hold a text on the table. */
const OFFERING: ReadonlySet<Decision['kind']> = new Set(['tabled', 'agreed', 'ad referendum']);

/** The last word that took this text back, when no body that offered it has left its own standing. */
function takenBack(hash: string, history: readonly Position[]): Position | null {
  const ours = history.filter((word) => word.hash === hash);
  const offers = ours.filter(({ decision }) => OFFERING.has(decision.kind));
  const withdrawals = ours.filter(
    ({ decision, by }) => decision.kind === 'withdrawn' && offers.some((offer) => offer.by.body === by.body),
  );
  const stands = offers.some(
    (offer) => !withdrawals.some((word) => word.by.body === offer.by.body && after(word, offer)),
  );
  return stands ? null : (withdrawals.at(-1) ?? null);
}

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
  const agreements = agreementsIn([...versions.values()], answers, parties);
  const newest = new Set(latest(putForward).map(({ hash }) => hash));
  return {
    record,
    versions: [...versions.values()],
    newest: [...newest].flatMap((hash) => versions.get(hash) ?? []),
    offTable: new Map(
      [...versions.keys()].flatMap((hash) => {
        const word = takenBack(hash, history);
        return word === null ? [] : [[hash, word] as const];
      }),
    ),
    stands: new Map(parties.map((party) => [party, standOf(answers.filter(({ by }) => by.body === party))])),
    agreements,
    agreement: agreements.findLast(({ withdrawn }) => withdrawn.length === 0) ?? null,
    history,
  };
}
