import type { EndorsementHost } from '../replica/door.ts';
import type { Decision, DecisionKind, EndorsementContent } from '../schema/endorsement.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import { contentHash, encodeEndorsement } from './endorsement.ts';
import { readMatter, type Matter } from './matter.ts';

/** Why a word is not signed. Audience: the member who wanted to. */
export type EndorseProblem =
  /** A field has several values, or one that cannot be read: first it is chosen. */
  | 'in conflict'
  /** Something received is not understood yet: what the text really is cannot be told. */
  | 'held'
  /** The text is not the one that was on the screen. */
  | 'changed meanwhile'
  /** There is nothing to agree to. */
  | 'empty'
  /** More words than one endorsement may carry. */
  | 'too large'
  /** A proposal whose clause was changed by another agreement since it was made. */
  | 'behind'
  /** The receipt of a notice is its receiver's to record. */
  | 'not the receiver'
  /** A notice is given, and taken back, by the Party in whose name it is written. */
  | 'not the giver';

export class EndorseRefused extends Error {
  override readonly name = 'EndorseRefused';
  readonly problem: EndorseProblem;
  constructor(problem: EndorseProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What could be signed now, or why nothing can. `hash` is that of `content`. */
export type Signable =
  | {
      readonly state: 'ready';
      readonly schema: string;
      readonly content: EndorsementContent;
      readonly hash: string;
    }
  | { readonly state: 'blocked'; readonly problem: EndorseProblem };

/** A text as it could be signed. Hashed when somebody asks for the hash: a long register is read far more often than signed. */
export function ready(schema: string, content: EndorsementContent): Signable {
  let hash: string | null = null;
  return {
    state: 'ready',
    schema,
    content,
    get hash() {
      return (hash ??= contentHash(content));
    },
  };
}

/** State of a matter whose text now reads like this. */
export function stateNow(matter: Matter, signable: Signable): AgreementState {
  const told = matter.versions.length > 0;
  return stateOf(matter, told && signable.state === 'ready' ? signable.hash : null);
}

export interface EndorseWish {
  readonly record: string;
  /** As it stands now. */
  readonly signable: Signable;
  /** Hash of what the signer had on the screen. */
  readonly seen: string;
  readonly decision: Decision;
  readonly mandate?: string | undefined;
  readonly point?: string | undefined;
}

/** Words that bind a Party to a text: these are refused while anything about it is uncertain. */
const BINDING: ReadonlySet<DecisionKind> = new Set(['agreed', 'ad referendum', 'keep original', 'received']);

/** The one mechanism by which anything becomes agreed: tabled texts, each Party's signed word on them, and what follows. */
export class AgreementRegister {
  readonly #host: EndorsementHost;
  readonly #parties: readonly string[];
  readonly #matters = new Map<string, Matter>();

  /** `parties`: bodies that must agree, in the order of the genesis. */
  constructor(host: EndorsementHost, parties: readonly string[]) {
    this.#host = host;
    this.#parties = parties;
    host.observe((records) => {
      if (records === null) this.#matters.clear();
      else for (const record of records) this.#matters.delete(record);
    });
  }

  get parties(): readonly string[] {
    return this.#parties;
  }

  /** Everything said of a record; the same object until something is said anew. */
  matter(record: string): Matter {
    const kept = this.#matters.get(record);
    if (kept !== undefined) return kept;
    const matter = readMatter(record, this.#host.endorsements(record), this.#parties);
    this.#matters.set(record, matter);
    return matter;
  }

  /** How many received values wait for something that has not come. */
  get held(): number {
    return this.#host.held;
  }

  /** Why a text cannot be agreed to now; null when it can. */
  obstacle(signable: Signable): EndorseProblem | null {
    if (signable.state === 'blocked') return signable.problem;
    return this.held > 0 ? 'held' : null;
  }

  /** Ids of all records anything was ever said of. */
  records(): readonly string[] {
    return [...this.#host.endorsed()];
  }

  /**
   * Signs a word on exactly the text the signer had in sight. Throws {@link EndorseRefused}, and `WriteRefused` for one who
   * may not sign. A word that binds is refused while a field conflicts or anything is held (design 5).
   */
  endorse({ record, signable, seen, decision, mandate, point }: EndorseWish): void {
    if (BINDING.has(decision.kind) && this.held > 0) throw new EndorseRefused('held');
    if (signable.state === 'blocked') throw new EndorseRefused(signable.problem);
    if (signable.hash !== seen) throw new EndorseRefused('changed meanwhile');
    const { schema, content } = signable;
    this.#host.endorse(encodeEndorsement({ record, schema, content, decision, mandate, point }));
    this.#matters.delete(record);
  }

  /** Says a word on a version that lies before the Parties already. */
  answer(
    record: string,
    hash: string,
    decision: Decision,
    about: { mandate?: string; point?: string } = {},
  ): void {
    const version = this.matter(record).versions.find((one) => one.hash === hash);
    if (version === undefined) throw new EndorseRefused('changed meanwhile');
    const signable: Signable = { state: 'ready', schema: version.schema, content: version.content, hash };
    this.endorse({ record, signable, seen: hash, decision, ...about });
  }
}
