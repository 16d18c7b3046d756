import { firstValue } from '../../replica/field.ts';
import type { Language } from '../../schema/articles.ts';
import type { Instrument, ProposalView } from '../articles.ts';
import type { DraftProposal, DraftRegister } from '../drafts.ts';
import type { InstrumentText, ProvisionState } from '../instrument-text.ts';
import { fieldsInThree, inThree, numbered, saidIn, type InThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { all, calledBy, joined, searched, type SearchRecord } from './search-record.ts';

const OTHERS: readonly Language[] = ['km', 'th'];

const titleOf = (instrument: Instrument, language: Language): string =>
  saidIn(inThree(instrument, 'title'), language);

/** All agreed wordings it has now: two where they were agreed apart. */
const wordingsOf = ({ heads }: ProvisionState): readonly string[] => [
  ...new Set(heads.flatMap(({ provision }) => provision?.text ?? [])),
];

function translationsOf({ translations }: JointRegisters, id: string, source: string): readonly string[] {
  return OTHERS.flatMap((language) => {
    const found = translations.of(id, language, source);
    const doubles = translations.doubles(id, language).map(({ text }) => text);
    return [...(found === null ? [] : [found.text.toString()]), ...doubles];
  });
}

/** A provision's words now, in the languages that follow them. */
const wordsInThree = ({ translations }: JointRegisters, id: string, source: string): InThree => ({
  en: source,
  km: translations.said(id, 'km', source),
  th: translations.said(id, 'th', source),
});

function provisions(joint: JointRegisters, text: InstrumentText): SearchRecord[] {
  const one = (state: ProvisionState, article: ProvisionState | null): SearchRecord => {
    const words = [...wordingsOf(state), ...translationsOf(joint, state.id, state.now?.text ?? '')];
    const above = article?.now ?? null;
    return searched({
      called: article === null && state.now !== null ? wordsInThree(joint, state.id, state.now.text) : null,
      kind: article === null ? 'article' : 'clause',
      id: state.id,
      number: state.now?.number ?? '',
      // An article's text is its title.
      titles: article === null ? words : [],
      lines: article === null ? [] : words,
      context: (language) =>
        above === null || article === null
          ? ''
          : saidIn(numbered(above.number, wordsInThree(joint, article.id, above.text)), language),
      place: { section: 'articles', record: state.id },
    });
  };
  return text.articles.flatMap(({ article, clauses }) => [
    one(article, null),
    ...clauses.map((clause) => one(clause, article)),
  ]);
}

const proposal = (view: ProposalView, context: SearchRecord['context']): SearchRecord =>
  searched({
    kind: 'proposal',
    id: view.id,
    number: joined(view.point),
    titles: view.offers.map(({ content }) => content.summary),
    lines: view.offers.flatMap(({ content }) => content.changes.flatMap(({ to }) => to?.text ?? [])),
    context,
    place: { section: 'articles', record: view.id },
    status: () => ({ of: 'agreement', state: view.state }),
  });

function draft(
  kind: 'draft' | 'own draft',
  { id, fields, text, second }: DraftProposal,
  instrument: Instrument,
  body: string | null,
): SearchRecord {
  const provision = firstValue(fields.provision) ?? '';
  return searched({
    kind,
    id,
    number:
      [firstValue(fields.point), firstValue(fields.number)].find((one) => one !== null && one !== '') ?? '',
    titles: all(fields.summary),
    lines: [text.toString(), second.toString()],
    context: (language) => titleOf(instrument, language),
    body,
    place: { section: 'articles', record: provision === '' ? null : provision },
  });
}

/** The texts, what is proposed of them, and what is being written: of a delegation's own space, only this member's. */
export function articlesRecords(joint: JointRegisters, own: DraftRegister | null): SearchRecord[] {
  return joint.articles.instruments().flatMap((instrument): SearchRecord[] => {
    const { id } = instrument;
    const context = (language: Language) => titleOf(instrument, language);
    return [
      searched({
        kind: 'instrument',
        id,
        ...calledBy(fieldsInThree(instrument, 'title')),
        place: { section: 'articles', record: null },
      }),
      ...provisions(joint, joint.articles.text(id)),
      ...joint.articles.proposals(id).map((view) => proposal(view, context)),
      ...joint.drafts.list(id).map((one) => draft('draft', one, instrument, null)),
      ...(own?.list(id) ?? []).map((one) => draft('own draft', one, instrument, own?.host.me.body ?? null)),
    ];
  });
}

/** Signatures of the texts, and notices of their end. */
export function signingRecords({ articles, signings, terminations }: JointRegisters): SearchRecord[] {
  const place = { section: 'signing', record: null } as const;
  return articles.instruments().flatMap((instrument): SearchRecord[] => {
    const names = calledBy(fieldsInThree(instrument, 'title'));
    const context = (language: Language) => titleOf(instrument, language);
    return [
      ...signings.list(instrument).map(({ id, venue, date, signatories, state }) =>
        searched({
          kind: 'signing',
          id,
          ...names,
          lines: [
            ...all(venue),
            ...all(date),
            ...all(signatories)
              .flat()
              .map(({ person, title }) => `${person}, ${title}`),
          ],
          place,
          status: () => ({ of: 'agreement', state }),
        }),
      ),
      ...terminations
        .list(instrument)
        .map(({ id, reference, sent }) =>
          searched({ kind: 'notice', id, titles: all(reference), lines: [...all(sent)], context, place }),
        ),
    ];
  });
}
