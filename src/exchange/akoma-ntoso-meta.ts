import type { SignedInstrument } from '../registers/signing.ts';
import { byText } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import { titleIn, type ArticlesToPrint } from './articles-sheet.ts';
import { printable } from './printable.ts';
import { el, type Xml } from './xml.ts';

/** One language of an instrument, and its signature where all Parties have signed it. */
export interface Expression {
  readonly paper: ArticlesToPrint;
  readonly language: Language;
  readonly signed: SignedInstrument | null;
}

/** ISO 639-2, as the naming convention has it. */
const CODES: Readonly<Record<Language, string>> = { en: 'eng', km: 'khm', th: 'tha' };

/**
 * An identifier of the document: letters, digits and hyphens of the record's id stay, all else is its code point in hex, so
 * that two records never have one name.
 */
export const aknId = (prefix: 'art' | 'para' | 'org' | 'event', id: string): string =>
  `${prefix}_${id.replace(/[^A-Za-z0-9-]/gu, (letter) => `.${letter.codePointAt(0)?.toString(16) ?? ''}.`)}`;

/** UTC: both Parties have to read one date. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days on which its text was agreed, each with the agreements of that day, oldest first. */
function agreedOn({ paper }: Expression): readonly string[] {
  const days = [...paper.text.provisions.values()].flatMap(({ wordings }) =>
    wordings.map(({ agreement }) => dayOf(agreement.at)),
  );
  return [...new Set(days)].sort(byText);
}

/**
 * `xx` is left by ISO 3166 to its users: the convention has codes of one country or one organisation, and to name either
 * Party here would put it before the other.
 */
const workOf = ({ paper, signed }: Expression, first: string): string =>
  `/akn/xx/doc/instrument/${signed?.date ?? first}/${aknId('art', paper.instrument.id).slice(4)}`;

const days = (dates: readonly (readonly [date: string, name: string])[]): Xml[] =>
  dates.map(([date, name]) => el('FRBRdate', { date, name }));

function identification(expression: Expression, agreed: readonly string[]): Xml {
  const { paper, language, signed } = expression;
  const first = agreed[0] ?? paper.day;
  const last = agreed.at(-1) ?? paper.day;
  const work = workOf(expression, first);
  const version = `${work}/${CODES[language]}@${last}`;
  const parties = paper.bodies.filter(({ kind }) => kind === 'party').map(({ id }) => `#${aknId('org', id)}`);
  const authors = parties.map((href) => el('FRBRauthor', { href, as: '#author' }));
  const named = (uri: string, component: string) => [
    el('FRBRthis', { value: `${uri}/${component}` }),
    el('FRBRuri', { value: uri }),
  ];
  const isSigned = signed?.versions.some((one) => one.language === language) ?? false;
  const source = `${work}/${CODES.en}@${last}`;
  return el(
    'identification',
    { source: '#span' },
    el(
      'FRBRWork',
      {},
      named(work, '!main'),
      days(signed === null ? [[first, 'first agreed']] : [[signed.date, 'signature']]),
      authors,
      el('FRBRcountry', { value: 'xx' }),
      el('FRBRname', { value: printable(titleIn(paper.instrument, 'en')) }),
      el('FRBRprescriptive', { value: 'false' }),
      el('FRBRauthoritative', { value: String(signed !== null) }),
    ),
    el(
      'FRBRExpression',
      {},
      named(version, '!main'),
      days([[last, 'last agreed']]),
      authors,
      el('FRBRauthoritative', { value: String(isSigned) }),
      el('FRBRlanguage', { language: CODES[language] }),
      language === 'en'
        ? null
        : el('FRBRtranslation', {
            href: source,
            fromLanguage: CODES.en,
            authoritative: String(isSigned),
            by: '#span',
          }),
    ),
    el(
      'FRBRManifestation',
      {},
      named(`${version}.xml`, '!main'),
      days([[paper.day, 'made']]),
      el('FRBRauthor', { href: '#span', as: '#editor' }),
      el('FRBRformat', { value: 'application/akn+xml' }),
    ),
  );
}

const lifecycle = (agreed: readonly string[]): Xml =>
  el(
    'lifecycle',
    { source: '#span' },
    agreed.map((date, i) =>
      el('eventRef', {
        eId: aknId('event', date),
        date,
        source: '#span',
        type: i === 0 ? 'generation' : 'amendment',
      }),
    ),
  );

function references({ paper, signed }: Expression): Xml {
  const about = (eId: string, href: string, showAs: string) => ({ eId, href, showAs: printable(showAs) });
  return el(
    'references',
    { source: '#span' },
    paper.bodies.map(({ id, name }) =>
      el('TLCOrganization', about(aknId('org', id), `/ontology/organization/span.${aknId('org', id)}`, name)),
    ),
    signed === null || signed.venue === ''
      ? null
      : el('TLCLocation', about('venue', '/ontology/location/span.venue', signed.venue)),
    signed === null
      ? null
      : el('TLCEvent', about('signature', '/ontology/event/span.signature', 'Signature')),
    el('TLCRole', about('author', '/ontology/role/author', 'Author')),
    el('TLCRole', about('editor', '/ontology/role/editor', 'Editor')),
    el(
      'TLCObject',
      about('span', '/ontology/object/span', paper.workspace === '' ? 'Span' : paper.workspace),
    ),
  );
}

/** What the file says of itself: the work both Parties made, this language of it, this file; when it was agreed, and by whom. */
export function metaOf(expression: Expression): Xml {
  const agreed = agreedOn(expression);
  return el(
    'meta',
    {},
    identification(expression, agreed),
    agreed.length === 0 ? null : lifecycle(agreed),
    references(expression),
  );
}
