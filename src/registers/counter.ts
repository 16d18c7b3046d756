import type { Change, Proposal, ProposalKind } from '../schema/articles.ts';
import { ComposeRefused } from './compose.ts';
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
