import type { Change, Proposal, ProposalKind, Provision } from '../schema/articles.ts';
import { byPlace } from '../replica/order.ts';
import { ComposeRefused, type Spot } from './compose.ts';
import type { InstrumentText } from './instrument-text.ts';

/** What a counter-text is called: what it counters, unless it does something else by now. */
function kindOf(kind: ProposalKind, changes: readonly Change[], text: InstrumentText): ProposalKind {
  if (kind === 'everywhere' || kind === 'settle' || kind === 'basis') return kind;
  const reworded = changes.filter(({ provision, base, to }) => {
    const now = text.provisions.get(provision)?.now;
    return to !== null && base.length > 0 && to.text !== now?.text;
  });
  const [only] = changes;
  if (changes.length === 1 && only !== undefined) {
    if (only.base.length === 0) return 'insert';
    if (only.to === null) return 'delete';
    return reworded.length > 0 ? 'replace' : kind === 'insert' || kind === 'delete' ? 'keep' : kind;
  }
  const pure: ReadonlySet<ProposalKind> = new Set(['delete', 'move', 'renumber', 'keep']);
  if (!pure.has(kind)) return kind;
  return reworded.length > 0 || (kind === 'delete' && changes.some(({ to }) => to !== null))
    ? 'replace'
    : kind;
}

/** Where a provision stands, or would: behind which of those that do. */
export function spotOf(id: string, to: Provision, text: InstrumentText): Spot {
  const row =
    text.articles.find(({ article }) => article.id === to.parent)?.clauses ??
    text.articles.map(({ article }) => article);
  const before = row
    .map((state) => ({ id: state.id, order: state.now?.place ?? '' }))
    .filter((one) => one.id !== id && byPlace(one, { id, order: to.place }) < 0);
  return { parent: to.parent, after: before.at(-1)?.id ?? null };
}

/**
 * Another text of a proposal, made of its offer and of what its writer put in the place of each change. Throws
 * `ComposeRefused` `nothing changes` when that reads exactly as the offer does.
 */
export function counter(
  offer: Proposal,
  changes: readonly Change[],
  summary: string,
  text: InstrumentText,
): Proposal {
  const content: Proposal = {
    instrument: offer.instrument,
    kind: kindOf(offer.kind, changes, text),
    summary,
    changes: [...changes],
  };
  const { find, replacement } = offer;
  const whole: Proposal =
    content.kind === 'everywhere' && find !== undefined && replacement !== undefined
      ? { ...content, find, replacement }
      : content;
  if (JSON.stringify(whole.changes) === JSON.stringify(offer.changes))
    throw new ComposeRefused('nothing changes');
  return whole;
}
