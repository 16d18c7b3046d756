import { orderBetween, type Placed } from '../replica/order.ts';
import type { Change, Proposal } from '../schema/articles.ts';
import { insert, keep, remove, renumber, replace, type Composed } from './compose.ts';
import { everywhere, hitsOf } from './everywhere.ts';
import type { InstrumentText } from './instrument-text.ts';

/**
 * What the record of 25 August 2022 says of the articles. Titles and wordings are quoted from it; a wording it does not give
 * is left empty, for no legal text is invented here. Three wordings before the talks are the recorded ones with the recorded
 * edits undone, and the basis says so.
 */
const SOP_TITLE =
  'Standard Operating Procedures (SOP) on Law Enforcement Cooperation Between the Royal Government of Cambodia and the Government of the Kingdom of Thailand';

/** Span's own translations, to be reviewed: the record is in English. */
export const SOP_TITLES = {
  title: SOP_TITLE,
  titleKm:
    'នីតិវិធីប្រតិបត្តិស្តង់ដារ (SOP) ស្តីពីកិច្ចសហប្រតិបត្តិការអនុវត្តច្បាប់ រវាងរាជរដ្ឋាភិបាលកម្ពុជា និងរដ្ឋាភិបាលនៃព្រះរាជាណាចក្រថៃ',
  titleTh:
    'ระเบียบปฏิบัติมาตรฐาน (SOP) ว่าด้วยความร่วมมือด้านการบังคับใช้กฎหมาย ระหว่างราชรัฐบาลกัมพูชากับรัฐบาลแห่งราชอาณาจักรไทย',
} as const;

const BASIS_SUMMARY =
  'The draft SOP as the talks of 25 August 2022 began from it. The record quotes no article before its revision: what stands here of the clauses that became 4.11 and 4.12 is their final wording with the recorded edits undone. All other wording is not in the record and is left empty.';

const CENTER =
  'The parties agree to establish/assign a Central Cooperation Center for collaboration stated in the SOP between Parties and their internal agencies';
const CENTER_BEFORE = CENTER.replace('establish/assign', 'establish');

const RETURNED =
  'In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding.';
const DEPORTED = RETURNED.replace('returned', 'deported').replace('shall', 'should');

const EMBASSY =
  "Competent officials of the destination countries shall contact and inform the suspected victim's Embassy to notify them about the case and to share relevant information on the case, taking into account the rights and benefits of the victims.";
const RIGHTS = ', taking into account the rights and benefits of the victims';
const CONSENT = `If the victim consents, c${EMBASSY.slice(1)}`.replace(RIGHTS, '').replace('shall', 'should');

const FINAL_PROVISION =
  'Any of the Parties may request to terminate the enforcement of this Standard Operating Procedure at any time by notifying the other party in writing through a diplomatic channel. Such termination shall take effect within a period of 90 days after the other party receives the written notice.';

interface BasisClause {
  readonly key: string;
  readonly number: string;
  readonly text?: string;
}

/** 4.2 to 4.14 before Article 4 was renumbered, so that they became 4.1 to 4.13. */
const VICTIMS: readonly BasisClause[] = [
  { key: '4-1', number: '(1)' },
  ...Array.from({ length: 13 }, (_, i): BasisClause => {
    const number = `4.${i + 2}`;
    const text = number === '4.12' ? DEPORTED : number === '4.13' ? CONSENT : '';
    return { key: `4-${i + 2}`, number, text };
  }),
];

const BASIS: readonly {
  readonly number: string;
  readonly title: string;
  readonly clauses: readonly BasisClause[];
}[] = [
  {
    number: 'Article 1',
    title: 'Objective',
    clauses: [
      { key: '1-first', number: '¶ 1' },
      { key: '1-last', number: 'last ¶' },
    ],
  },
  { number: 'Article 2', title: 'Central Cooperation Center', clauses: [{ key: '2-first', number: '¶ 1' }] },
  { number: 'Article 3', title: 'Competent Officials', clauses: [{ key: '3-first', number: '¶ 1' }] },
  { number: 'Article 4', title: 'Victim Identification', clauses: VICTIMS },
  {
    number: 'Article 5',
    title: '',
    clauses: ['5.1', '5.2', '5.3', '5.4'].map((number) => ({ key: number.replace('.', '-'), number })),
  },
  ...[6, 7, 8, 9, 10, 11].map((n) => ({ number: `Article ${n}`, title: '', clauses: [] })),
];

/** Ids of the sample's provisions by a key of its own: `article-4`, `4-12`. */
export type ProvisionIds = ReadonlyMap<string, string>;

/** The basis, and under which id each provision stands. */
export function basis(instrument: string, newId: () => string): { content: Proposal; ids: ProvisionIds } {
  const ids = new Map<string, string>();
  const changes: Change[] = [];
  const put = (
    key: string,
    parent: string | null,
    number: string,
    text: string,
    before: Placed[],
  ): string => {
    const id = newId();
    const place = orderBetween(before, before.length - 1, id);
    before.push({ id, order: place });
    ids.set(key, id);
    changes.push({ provision: id, base: [], to: { parent, number, place, text } });
    return id;
  };
  const articles: Placed[] = [];
  for (const { number, title, clauses } of BASIS) {
    const parent = put(number.toLowerCase().replace(' ', '-'), null, number, title, articles);
    const before: Placed[] = [];
    for (const { key, number: shown, text } of clauses) put(key, parent, shown, text ?? '', before);
  }
  return { content: { instrument, kind: 'basis', summary: BASIS_SUMMARY, changes }, ids };
}

/** A text as a point of the talks changes it. */
type Compose = (text: InstrumentText, ids: ProvisionIds, newId: () => string) => Composed;

type Speaker = 'KH' | 'TH' | 'IOM';

/** What was said of a point, in order. `agree` and the like speak of the newest text tabled. */
export type SampleWord =
  | { readonly by: Speaker; readonly says: 'table'; readonly summary: string; readonly compose: Compose }
  | { readonly by: 'KH' | 'TH'; readonly says: 'agreed' | 'rejected' | 'keep original' };

export interface SamplePoint {
  readonly point: string;
  readonly words: readonly SampleWord[];
}

const at = (ids: ProvisionIds, key: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw new RangeError(`no provision ${key}`);
  return id;
};

const bothAgree: readonly SampleWord[] = [
  { by: 'TH', says: 'agreed' },
  { by: 'KH', says: 'agreed' },
];
const bothKeep: readonly SampleWord[] = [
  { by: 'TH', says: 'keep original' },
  { by: 'KH', says: 'keep original' },
];

/** A change whose words the record does not give: the provision is named, its text stays as empty as it was. */
const unworded =
  (...keys: string[]): Compose =>
  (text, ids) => ({
    ...keep(
      text,
      keys.map((key) => at(ids, key)),
    ),
    kind: 'replace',
  });

const unchanged =
  (...keys: string[]): Compose =>
  (text, ids) =>
    keep(
      text,
      keys.map((key) => at(ids, key)),
    );

const tabled = (by: Speaker, summary: string, compose: Compose): SampleWord => ({
  by,
  says: 'table',
  summary,
  compose,
});

function finalProvision(text: InstrumentText, newId: () => string): Composed {
  const id = newId();
  // Before the annex, which stood first.
  const numbered = text.articles.filter(({ article }) => article.now?.number.startsWith('Article'));
  const last = numbered.at(-1)?.article.id ?? null;
  const article = insert(
    text,
    id,
    { parent: null, after: last },
    { number: 'Article 12', text: 'Final Provision' },
  );
  const clause = newId();
  const to = { parent: id, number: '', place: orderBetween([], -1, clause), text: FINAL_PROVISION };
  return { kind: 'insert', changes: [...article.changes, { provision: clause, base: [], to }] };
}

/** Points a to o of section 2.1, with who said what of them. */
export const POINTS: readonly SamplePoint[] = [
  {
    point: '2.1 a',
    words: [
      tabled(
        'KH',
        'Revise the wording and take the names of the countries out of the sentence since it is already in the title.',
        unworded('1-first'),
      ),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 b',
    words: [tabled('KH', 'Detailed changes from the Cambodia party.', unworded('1-first')), ...bothAgree],
  },
  {
    point: '2.1 c',
    words: [
      tabled(
        'KH',
        'Delete the last paragraph of Article 1 since both countries have ratified several conventions, not only the Palermo Protocol and the ASEAN Convention and Plan of Action against Trafficking in Persons.',
        (text, ids) => remove(text, at(ids, '1-last')),
      ),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 d',
    words: [
      tabled('KH', 'The sentence on the Central Cooperation Center.', (text, ids) =>
        replace(text, at(ids, '2-first'), CENTER_BEFORE),
      ),
      tabled('TH', 'Insert "establish or assign".', (text, ids) => replace(text, at(ids, '2-first'), CENTER)),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 e',
    words: [
      tabled(
        'KH',
        'Include details of the agencies at the national level in Article 2.',
        (text, ids, newId) =>
          insert(
            text,
            newId(),
            { parent: at(ids, 'article-2'), after: at(ids, '2-first') },
            { number: '¶ 2', text: '' },
          ),
      ),
      { by: 'TH', says: 'rejected' },
      tabled('TH', 'Put the details of agencies in Annex 1.', (text, _ids, newId) => {
        const last = text.articles.at(-1)?.article.id ?? null;
        return insert(
          text,
          newId(),
          { parent: null, after: last },
          { number: 'Annex 1', text: 'Details of agencies' },
        );
      }),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 f',
    words: [
      tabled('KH', 'Delete the text of Article 3.', (text, ids) => remove(text, at(ids, '3-first'))),
      { by: 'TH', says: 'rejected' },
      ...bothKeep,
    ],
  },
  {
    point: '2.1 g',
    words: [
      tabled(
        'KH',
        'Remove the number (1) and use point 1 as a paragraph; Article 4.1 will start from 4.2.',
        (text, ids) => {
          const numbers = VICTIMS.map(({ key }, i) => [at(ids, key), i === 0 ? '' : `4.${i}`] as const);
          return renumber(text, new Map(numbers));
        },
      ),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 h',
    words: [
      tabled('KH', 'The proposal from the Cambodia party on Article 4.', unworded('4-1')),
      { by: 'TH', says: 'rejected' },
      ...bothKeep,
    ],
  },
  {
    point: '2.1 i',
    words: [
      tabled('KH', 'English editing: "should" becomes "shall" throughout the document.', (text) => {
        const hits = hitsOf(text, 'should').map(({ key }) => key);
        return everywhere(text, 'should', 'shall', new Set(hits));
      }),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 j',
    words: [
      tabled(
        'IOM',
        'Replace the word "deported" by "returned" to ensure a victim-centered approach in the document.',
        (text, ids) =>
          replace(text, at(ids, '4-12'), wordingOf(text, at(ids, '4-12')).replace('deported', 'returned')),
      ),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 k',
    words: [
      tabled(
        'KH',
        'Remove the clause "If the victim consents" and add "taking into account the rights and benefits of the victims" at the end of the sentence.',
        (text, ids) => {
          const now = wordingOf(text, at(ids, '4-13'));
          const without = now.replace('If the victim consents, c', 'C');
          return replace(text, at(ids, '4-13'), without.replace(/\.$/, `${RIGHTS}.`));
        },
      ),
      ...bothAgree,
    ],
  },
  { point: '2.1 l', words: [tabled('KH', 'Remains the same.', unchanged('4-14')), ...bothKeep] },
  {
    point: '2.1 m',
    words: [
      tabled('KH', 'Proposal from the Cambodia party on 5.3 and 5.4.', unworded('5-3', '5-4')),
      ...bothAgree,
    ],
  },
  {
    point: '2.1 n',
    words: [
      tabled(
        'KH',
        'Articles 6 to 11 remain the same, no changes.',
        unchanged('article-6', 'article-7', 'article-8', 'article-9', 'article-10', 'article-11'),
      ),
      ...bothKeep,
    ],
  },
  {
    point: '2.1 o',
    words: [
      tabled('KH', 'Add Article 12.', (text, _ids, newId) => finalProvision(text, newId)),
      ...bothAgree,
    ],
  },
];

const wordingOf = (text: InstrumentText, id: string): string => text.provisions.get(id)?.now?.text ?? '';
