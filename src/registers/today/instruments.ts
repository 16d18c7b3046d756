import { LANGUAGES } from '../../schema/articles.ts';
import { inThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** Signatures of instruments that a Party owes, and translations it has to review: those before the Parties, and stale ones. */
export function ofInstruments(
  { articles, signings, translations }: JointRegisters,
  party: string,
): Waiting[] {
  return articles.instruments().flatMap((instrument): Waiting[] => {
    const title = inThree(instrument, 'title');
    const signatures = signings
      .list(instrument)
      .filter(({ state }) => awaits(state, party))
      .map(() => one('signature', 'signing', null, title));
    const reviews = [...articles.text(instrument.id).provisions.values()].flatMap(({ id, now }) =>
      now === null
        ? []
        : LANGUAGES.flatMap((language) => translations.of(id, language, now.text) ?? []).filter(
            ({ stale, state }) => stale || awaits(state, party),
          ),
    );
    const first = reviews[0];
    if (first === undefined) return signatures;
    return [...signatures, one('review', 'articles', first.provision, title, { count: reviews.length })];
  });
}
