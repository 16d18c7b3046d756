import { canonicalText, type Json } from '../crypto/canonical.ts';
import { byPlace } from '../replica/order.ts';
import { proposal as proposalSchema, type Proposal, type Provision } from '../schema/articles.ts';
import type { Agreement, Version } from './matter.ts';

/** A wording that became agreed. */
export interface Wording {
  /** Content hash of the proposal that made it: what a later change names as its base. */
  readonly made: string;
  /** Record of that proposal. */
  readonly proposal: string;
  readonly agreement: Agreement;
  readonly base: readonly string[];
  /** Null: it was deleted. */
  readonly provision: Provision | null;
}

/** One provision of an instrument, as agreements left it. */
export interface ProvisionState {
  readonly id: string;
  /** Everything ever agreed of it, oldest first. */
  readonly wordings: readonly Wording[];
  /** Those no later agreement begins from: several when proposals were agreed apart. */
  readonly heads: readonly Wording[];
  /** The one it has, or the first of several. Null when it is deleted. */
  readonly now: Provision | null;
}

/** The agreed text of an instrument. */
export interface InstrumentText {
  readonly provisions: ReadonlyMap<string, ProvisionState>;
  /** Articles that stand, each with its clauses, in order. */
  readonly articles: readonly ArticleText[];
}

export interface ArticleText {
  readonly article: ProvisionState;
  readonly clauses: readonly ProvisionState[];
}

/** A proposal that was agreed. */
export interface Adopted {
  readonly proposal: string;
  readonly agreement: Agreement;
}

/** A version never changes, and all are asked for whenever something is said of one. */
const readVersions = new WeakMap<Version, Proposal | null>();

/** The proposal in a version; null when it has another shape. */
export function readProposal(version: Version): Proposal | null {
  const kept = readVersions.get(version);
  if (kept !== undefined) return kept;
  const read =
    version.schema === 'proposal/1' ? (proposalSchema.safeParse(version.content).data ?? null) : null;
  readVersions.set(version, read);
  return read;
}

const sameProvision = (a: Provision | null, b: Provision | null): boolean =>
  canonicalText(a as Json) === canonicalText(b as Json);

function headsOf(wordings: readonly Wording[]): Wording[] {
  const replaced = new Set(wordings.flatMap(({ base, made }) => base.filter((hash) => hash !== made)));
  return wordings.filter(({ made }) => !replaced.has(made));
}

/** The one thing several heads say; or the first of them by hash, which prefers no Party. */
function nowOf(heads: readonly Wording[]): Provision | null {
  const standing = heads.filter(({ provision }) => provision !== null);
  return (standing.length > 0 ? standing : heads)[0]?.provision ?? null;
}

/**
 * The text that follows from what was agreed: every agreed change is a node that names the ones it began from, so that the
 * wording is told by the agreements alone, in whatever order they arrive, and two agreed apart stay two until settled.
 * `adopted` oldest first.
 */
export function textFrom(adopted: readonly Adopted[]): InstrumentText {
  const wordings = new Map<string, Map<string, Wording>>();
  for (const { proposal, agreement } of adopted) {
    const content = readProposal(agreement.version);
    if (content === null) continue;
    for (const { provision: id, base, to } of content.changes) {
      const made = agreement.version.hash;
      const all = wordings.get(id) ?? new Map<string, Wording>();
      if (!all.has(made)) all.set(made, { made, proposal, agreement, base, provision: to });
      wordings.set(id, all);
    }
  }
  const provisions = new Map<string, ProvisionState>();
  for (const [id, all] of wordings) {
    const list = [...all.values()];
    const heads = headsOf(list).sort((a, b) => (a.made < b.made ? -1 : 1));
    provisions.set(id, { id, wordings: list, heads, now: nowOf(heads) });
  }
  return { provisions, articles: articlesOf(provisions) };
}

const placed = (state: ProvisionState) => ({ id: state.id, order: state.now?.place ?? '', state });

const inPlace = (states: readonly ProvisionState[]): ProvisionState[] =>
  states
    .map(placed)
    .sort(byPlace)
    .map(({ state }) => state);

function articlesOf(provisions: ReadonlyMap<string, ProvisionState>): ArticleText[] {
  const standing = [...provisions.values()].filter(({ now }) => now !== null);
  const parentOf = ({ now }: ProvisionState): ProvisionState | null => {
    const parent = now?.parent == null ? undefined : provisions.get(now.parent);
    return parent === undefined || parent.now === null ? null : parent;
  };
  // A clause whose article is gone, or has become a clause itself, would vanish with it: it stands by itself until it is moved.
  const isArticle = (state: ProvisionState): boolean => {
    const parent = parentOf(state);
    return parent === null || parentOf(parent) !== null;
  };
  const articles = inPlace(standing.filter(isArticle));
  return articles.map((article) => ({
    article,
    clauses: inPlace(standing.filter((state) => !isArticle(state) && state.now?.parent === article.id)),
  }));
}

/** Whether a provision has more than one agreed wording. */
export const isDisputed = ({ heads }: ProvisionState): boolean =>
  heads.some(({ provision }) => !sameProvision(provision, heads[0]?.provision ?? null));

/** What a change of a provision begins from now: the hashes of what made its wording. */
export const baseOf = (text: InstrumentText, id: string): readonly string[] =>
  (text.provisions.get(id)?.heads ?? []).map(({ made }) => made);

const sameBase = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().every((hash, i) => hash === [...b].sort()[i]);

/** The provisions of a proposal whose wording has moved on since it was made. */
export const behind = (content: Proposal, text: InstrumentText): readonly string[] =>
  content.changes
    .filter(({ provision, base }) => !sameBase(base, baseOf(text, provision)))
    .map((one) => one.provision);
