import type { Offer, ProposalView } from '../registers/articles.ts';
import type { InstrumentText, ProvisionState } from '../registers/instrument-text.ts';
import { byPlace } from '../replica/order.ts';
import type { Change, Provision } from '../schema/articles.ts';

/** What a place of the text has beside it. */
interface Beside {
  /** Open proposals that are shown here. */
  readonly cards: readonly ProposalView[];
  /** Settled ones: agreed, kept or withdrawn. */
  readonly settled: readonly ProposalView[];
  /** Open proposals that touch it and are shown elsewhere. */
  readonly touched: readonly ProposalView[];
}

/** A provision that stands, or one that is proposed and would stand here. */
export type Entry =
  | ({ readonly kind: 'standing'; readonly id: string; readonly state: ProvisionState } & Beside)
  | ({ readonly kind: 'proposed'; readonly id: string; readonly to: Provision } & Beside);

export interface Section {
  readonly head: Entry;
  readonly clauses: readonly Entry[];
  /** Clauses left out because nothing that is looked for is at them. */
  readonly left: number;
}

/** The text of an instrument in the order it is read, with its proposals where they belong. */
export interface Layout {
  /** Open proposals that touch so much that they are shown once, above the text. */
  readonly wide: readonly ProposalView[];
  readonly settledWide: readonly ProposalView[];
  readonly sections: readonly Section[];
  /** Provisions that were deleted. */
  readonly deleted: readonly ProvisionState[];
}

/** Touching more provisions than this, a proposal is shown above the text. */
const MANY = 2;

const WIDE_KINDS: ReadonlySet<ProposalView['kind']> = new Set(['basis', 'everywhere', 'renumber']);

const changesOf = ({ offers }: ProposalView): readonly Change[] =>
  offers.flatMap(({ content }) => content.changes);

/** Where the provision of a change is, or would be: its own place, or the article a deleted one stood in. */
function placeOf(
  change: Change,
  text: InstrumentText,
  ghosts: ReadonlyMap<string, Provision>,
): string | null {
  const { provision: id, to } = change;
  const state = text.provisions.get(id);
  if (state?.now != null || ghosts.has(id)) return id;
  const parent =
    to?.parent ?? state?.wordings.findLast(({ provision }) => provision !== null)?.provision?.parent;
  return parent != null && text.provisions.get(parent)?.now != null ? parent : null;
}

/** The one place a proposal is shown at; null: above the text. */
function anchorOf(
  view: ProposalView,
  text: InstrumentText,
  ghosts: ReadonlyMap<string, Provision>,
): string | null {
  if (WIDE_KINDS.has(view.kind)) return null;
  const changes = changesOf(view);
  const ids = new Set(changes.map(({ provision }) => provision));
  // An article with its clauses is shown at the article.
  const whole = changes.find(({ provision }) =>
    changes.every((other) => other.provision === provision || parentOf(other, text) === provision),
  );
  if (whole !== undefined) return placeOf(whole, text, ghosts);
  if (ids.size > MANY) return null;
  return changes.map((change) => placeOf(change, text, ghosts)).find((place) => place !== null) ?? null;
}

const parentOf = ({ provision, to }: Change, text: InstrumentText): string | null =>
  to?.parent ?? text.provisions.get(provision)?.now?.parent ?? null;

/** Provisions that open proposals would add; those of the basis are the text itself and are read in its list. */
function ghostsOf(open: readonly ProposalView[], text: InstrumentText): Map<string, Provision> {
  const ghosts = new Map<string, Provision>();
  for (const view of open) {
    if (view.kind === 'basis') continue;
    for (const { provision, base, to } of changesOf(view))
      if (to !== null && base.length === 0 && !text.provisions.has(provision)) ghosts.set(provision, to);
  }
  return ghosts;
}

function grouped(
  pairs: readonly (readonly [string | null, ProposalView])[],
): Map<string | null, ProposalView[]> {
  const groups = new Map<string | null, ProposalView[]>();
  for (const [key, view] of pairs) groups.set(key, [...(groups.get(key) ?? []), view]);
  return groups;
}

/**
 * Lays out a text. `shows`: which proposals are looked for; `all`: whether places without any are shown, too. A clause that is
 * proposed stands where it would stand.
 */
export function layOut(
  text: InstrumentText,
  proposals: readonly ProposalView[],
  shows: (view: ProposalView) => boolean = () => true,
  all = true,
): Layout {
  const shown = proposals.filter(shows);
  const open = shown.filter((view) => view.open);
  const settled = shown.filter((view) => !view.open);
  const ghosts = ghostsOf(open, text);
  const anchors = new Map(shown.map((view) => [view, anchorOf(view, text, ghosts)]));
  const anchor = (view: ProposalView) => anchors.get(view) ?? null;
  const cards = grouped(open.map((view) => [anchor(view), view]));
  const done = grouped(settled.map((view) => [anchor(view), view]));
  const touched = grouped(
    open.flatMap((view) =>
      [...view.touches].filter((id) => id !== anchor(view)).map((id) => [id, view] as const),
    ),
  );
  const beside = (id: string): Beside => ({
    cards: cards.get(id) ?? [],
    settled: done.get(id) ?? [],
    touched: touched.get(id) ?? [],
  });
  const standing = (state: ProvisionState): Entry => ({
    kind: 'standing',
    id: state.id,
    state,
    ...beside(state.id),
  });
  const proposed = ([id, to]: readonly [string, Provision]): Entry => ({
    kind: 'proposed',
    id,
    to,
    ...beside(id),
  });
  const articleIds = new Set(text.articles.map(({ article }) => article.id));
  const isHead = (to: Provision) =>
    to.parent === null || !(articleIds.has(to.parent) || ghosts.has(to.parent));
  const added = [...ghosts];
  const clausesOf = (article: string, own: readonly ProvisionState[]): Entry[] =>
    inOrder([
      ...own.map(standing),
      ...added.filter(([, to]) => !isHead(to) && to.parent === article).map(proposed),
    ]);
  const heads = inOrder([
    ...text.articles.map(({ article }) => standing(article)),
    ...added.filter(([, to]) => isHead(to)).map(proposed),
  ]);
  const own = new Map(text.articles.map(({ article, clauses }) => [article.id, clauses]));
  const sections = heads.flatMap((head): Section[] => {
    const every = clausesOf(head.id, own.get(head.id) ?? []);
    const clauses = all ? every : every.filter(hasAny);
    return all || clauses.length > 0 || hasAny(head)
      ? [{ head, clauses, left: every.length - clauses.length }]
      : [];
  });
  return {
    wide: cards.get(null) ?? [],
    settledWide: done.get(null) ?? [],
    sections,
    deleted: [...text.provisions.values()].filter(({ now }) => now === null),
  };
}

const hasAny = ({ cards, settled, touched }: Beside): boolean =>
  cards.length + settled.length + touched.length > 0;

const placeIn = (entry: Entry): string =>
  (entry.kind === 'standing' ? entry.state.now?.place : entry.to.place) ?? '';

const inOrder = (entries: readonly Entry[]): Entry[] =>
  entries
    .map((entry) => ({ id: entry.id, order: placeIn(entry), entry }))
    .sort(byPlace)
    .map(({ entry }) => entry);

/** The wording a change begins from: null where it inserts. */
export function beginsFrom({ provision, base }: Change, text: InstrumentText): Provision | null {
  const wordings = text.provisions.get(provision)?.wordings ?? [];
  return wordings.findLast(({ made }) => base.includes(made))?.provision ?? null;
}

/** Numbers a provision had before the one it has, newest first. */
export function formerNumbers({ wordings, now }: ProvisionState): readonly string[] {
  const numbers = wordings.flatMap(({ provision }) => provision?.number ?? []).reverse();
  return [...new Set(numbers)].filter((number) => number !== '' && number !== now?.number);
}

/** Agreed proposals because of which a text lies behind. */
export function overtakenBy(offer: Offer, text: InstrumentText): readonly string[] {
  const records = offer.behind.flatMap((id) => {
    const base = offer.content.changes.find(({ provision }) => provision === id)?.base ?? [];
    const heads = text.provisions.get(id)?.heads ?? [];
    return heads.filter(({ made }) => !base.includes(made)).map(({ proposal }) => proposal);
  });
  return [...new Set(records)];
}

/** What of a proposal a reader would notice: views that agree in all of it may stand for each other. */
const noticed = (view: ProposalView): readonly unknown[] => [
  view.matter,
  // A field is read anew each time: what it says is what counts.
  JSON.stringify(view.point),
  view.state.state,
  view.open,
  view.collides.join(),
  ...view.offers.flatMap(({ hash, behind }) => [hash, behind.join()]),
];

/** The old views where nothing of them changed, so that only rows that did are drawn anew. */
export function kept(before: readonly ProposalView[], now: readonly ProposalView[]): readonly ProposalView[] {
  const old = new Map(before.map((view) => [view.id, view]));
  return now.map((view) => {
    const former = old.get(view.id);
    if (former === undefined) return view;
    const then = noticed(former);
    const seen = noticed(view);
    return then.length === seen.length && then.every((part, i) => part === seen[i]) ? former : view;
  });
}

export const indexed = (views: readonly ProposalView[]): ReadonlyMap<string, ProposalView> =>
  new Map(views.map((view) => [view.id, view]));
