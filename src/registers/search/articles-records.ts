import { firstValue } from '../../replica/field.ts';
import type { Language } from '../../schema/articles.ts';
import type { Instrument, ProposalView } from '../articles.ts';
import type { DraftProposal, DraftRegister } from '../drafts.ts';
import type { InstrumentText, ProvisionState } from '../instrument-text.ts';
import type { JointRegisters } from '../joint.ts';
import { all, joined, named, searched, type SearchRecord } from './search-record.ts';

const OTHERS: readonly Language[] = ['km', 'th'];

const titleOf = ({ title, titleKm, titleTh }: Instrument): string => named(title, titleKm, titleTh);

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

function provisions(joint: JointRegisters, text: InstrumentText): SearchRecord[] {
  const one = (state: ProvisionState, article: ProvisionState | null): SearchRecord => {
    const words = [...wordingsOf(state), ...translationsOf(joint, state.id, state.now?.text ?? '')];
    const above = article?.now ?? null;
    return searched({
      kind: article === null ? 'article' : 'clause',
      id: state.id,
      number: state.now?.number ?? '',
      // An article's text is its title.
      titles: article === null ? words : [],
      lines: article === null ? [] : words,
      context: () => (above === null ? '' : `${above.number} ${above.text}`.trim()),
      place: { section: 'articles', record: state.id },
    });
  };
  return text.articles.flatMap(({ article, clauses }) => [
    one(article, null),
    ...clauses.map((clause) => one(clause, article)),
  ]);
}

const proposal = (view: ProposalView, context: () => string): SearchRecord =>
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
    context: () => titleOf(instrument),
    body,
    place: { section: 'articles', record: provision === '' ? null : provision },
  });
}

/** The texts, what is proposed of them, and what is being written: of a delegation's own space, only this member's. */
export function articlesRecords(joint: JointRegisters, own: DraftRegister | null): SearchRecord[] {
  return joint.articles.instruments().flatMap((instrument): SearchRecord[] => {
    const { id, title, titleKm, titleTh } = instrument;
    const context = () => titleOf(instrument);
    return [
      searched({
        kind: 'instrument',
        id,
        titles: [title, titleKm, titleTh].flatMap(all),
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
    const context = () => titleOf(instrument);
    return [
      ...signings.list(instrument).map(({ id, venue, date, signatories, state }) =>
        searched({
          kind: 'signing',
          id,
          titles: [context()],
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
