import type { JointRegisters } from '../joint.ts';
import { untranslated } from '../in-three.ts';
import { awaits, owedBy } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

const on = (day: string) => ({ spoken: '', edtf: day, tbc: false });

/** Proposals a Party has not answered, confirmations its capital owes, and notices it has yet to say it received. */
export function ofArticles({ articles, terminations }: JointRegisters, party: string): Waiting[] {
  return articles.instruments().flatMap((instrument): Waiting[] => {
    const proposals = articles.proposals(instrument.id).flatMap((view): Waiting[] => {
      const title = untranslated(view.offers[0]?.content.summary ?? '');
      const owed = owedBy(view.state, party);
      if (owed !== null) return [one('confirm', 'articles', view.id, title, { due: on(owed) })];
      return awaits(view.state, party) ? [one('position', 'articles', view.id, title)] : [];
    });
    const notices = terminations
      .list(instrument)
      .filter(({ state, notice }) => state.state === 'given' && notice !== null && notice.by !== party)
      .map(({ id, notice }) => one('receipt', 'signing', id, untranslated(notice?.reference ?? '')));
    return [...proposals, ...notices];
  });
}
