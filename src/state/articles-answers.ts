import type { Offer, ProposalView } from '../registers/articles.ts';
import type { DecisionKind } from '../schema/endorsement.ts';
import type { Answer } from '../texts/agreement.ts';

const ANSWERS: readonly Answer[] = [
  'agreed',
  'rejected',
  'keep original',
  'reserved',
  'ad referendum',
  'withdrawn',
];
const BINDING: ReadonlySet<Answer> = new Set(['agreed', 'ad referendum']);

/** What a Party has said of exactly this text: null when nothing, or several things apart. */
function saidOf(view: ProposalView, hash: string, party: string): DecisionKind | null {
  const stand = view.matter.stands.get(party);
  return stand?.state === 'spoken' && stand.hash === hash ? stand.decision.kind : null;
}

/** Answers a Party's member may give to a text now, as a page offers them; the register refuses the rest in any case. */
export function answersTo(view: ProposalView, offer: Offer, party: string): readonly Answer[] {
  const said = saidOf(view, offer.hash, party);
  if (!view.open) {
    // What is settled is changed by another proposal; a Party can only take its word back.
    return said !== null && said !== 'withdrawn' && view.state.state !== 'withdrawn' ? ['withdrawn'] : [];
  }
  const confirms = view.state.state === 'ad referendum';
  return ANSWERS.filter((answer) => {
    if (answer === said) return false;
    if (answer === 'withdrawn') return said !== null && said !== 'withdrawn';
    if (answer === 'keep original') return view.kind !== 'basis';
    return confirms || !BINDING.has(answer) || offer.behind.length === 0;
  });
}

/** Whether a Party has yet to answer one of the texts that lie open. */
export const waitsFor = (view: ProposalView, party: string): boolean =>
  view.open &&
  view.offers.some(({ hash }) => {
    const said = saidOf(view, hash, party);
    return said === null || said === 'withdrawn';
  });
