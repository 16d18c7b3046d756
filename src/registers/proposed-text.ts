import { byPlace } from '../replica/order.ts';
import type { Change, Provision } from '../schema/articles.ts';
import type { Offer, ProposalView } from './articles.ts';
import type { InstrumentText, ProvisionState } from './instrument-text.ts';

/** What an open proposal would make of one provision. */
export interface ProposedChange {
  readonly view: ProposalView;
  /** Which of its texts. */
  readonly offer: Offer;
  readonly change: Change;
  /** The agreed wording it begins from; null where it inserts. */
  readonly from: Provision | null;
}

/** A provision that stands, or would, with everything open that touches it. */
export interface TextEntry {
  readonly id: string;
  readonly kind: 'article' | 'clause';
  /** Null: it stands nowhere, and is only proposed. */
  readonly state: ProvisionState | null;
  /** As it reads now, or as it was first proposed. */
  readonly reads: Provision;
  /** In the order of the proposals. */
  readonly changes: readonly ProposedChange[];
}

interface Known {
  readonly id: string;
  readonly order: string;
  readonly reads: Provision;
  readonly state: ProvisionState | null;
}

function changesIn(text: InstrumentText, proposals: readonly ProposalView[]): ProposedChange[] {
  return proposals
    .filter(({ open }) => open)
    .flatMap((view) =>
      view.offers.flatMap((offer) =>
        offer.content.changes.map((change) => {
          const wordings = text.provisions.get(change.provision)?.wordings ?? [];
          const from = wordings.findLast(({ made }) => change.base.includes(made))?.provision ?? null;
          return { view, offer, change, from };
        }),
      ),
    );
}

/**
 * The agreed text in the order it is read, each provision with the open proposals that touch it; what is only proposed, or
 * was deleted and is proposed again, stands where it would stand. Takes time in proportion to provisions and changes.
 */
export function proposedText(text: InstrumentText, proposals: readonly ProposalView[]): readonly TextEntry[] {
  const all = changesIn(text, proposals);
  const touching = Map.groupBy(all, ({ change }) => change.provision);
  const standing: readonly (Known & { readonly article: string | null })[] = text.articles.flatMap(
    ({ article, clauses }) => [
      ...(article.now === null ? [] : [known(article, article.now, null)]),
      ...clauses.flatMap((clause) => (clause.now === null ? [] : [known(clause, clause.now, article.id)])),
    ],
  );
  const ids = new Set(standing.map(({ id }) => id));
  const ghosts = new Map<string, Known>();
  for (const { change } of all) {
    const { provision: id, to } = change;
    if (to === null || ids.has(id) || ghosts.has(id)) continue;
    ghosts.set(id, { id, order: to.place, reads: to, state: null });
  }
  const heads = new Set(standing.flatMap(({ id, article }) => (article === null ? [id] : [])));
  // A clause proposed for an article that is nowhere stands among the articles, as an agreed one would.
  const articleOf = ({ reads }: Known): string | null =>
    reads.parent !== null && (heads.has(reads.parent) || ghosts.get(reads.parent)?.reads.parent === null)
      ? reads.parent
      : null;
  const added = [...ghosts.values()].map((ghost) => ({ ...ghost, article: articleOf(ghost) }));
  const below = Map.groupBy([...standing, ...added], ({ article }) => article);
  const inOrder = (article: string | null) => (below.get(article) ?? []).sort(byPlace);
  const entry = (kind: TextEntry['kind'], { id, state, reads }: Known): TextEntry => ({
    id,
    kind,
    state,
    reads,
    changes: touching.get(id) ?? [],
  });
  return inOrder(null).flatMap((head) => [
    entry('article', head),
    ...inOrder(head.id).map((clause) => entry('clause', clause)),
  ]);
}

const known = (state: ProvisionState, reads: Provision, article: string | null) => ({
  id: state.id,
  order: reads.place,
  reads,
  state,
  article,
});
