import { proposedText, type TextEntry } from '../registers/proposed-text.ts';
import { readInstrument, type SignedInstrument } from '../registers/signing.ts';
import { LANGUAGES, type Language } from '../schema/articles.ts';
import { titleIn, wordingsOf, type ArticlesToPrint } from './articles-sheet.ts';
import { aknId, metaOf, type Expression } from './akoma-ntoso-meta.ts';
import { printable } from './printable.ts';
import { chars, el, part, type Xml } from './xml.ts';

/*
 * Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018), one file an expression: the instrument is one `doc` in up to three
 * languages. It holds what the Parties have agreed and nothing that is only proposed.
 */

const NAMESPACE = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

interface Words {
  readonly text: string;
  /** Of the schema's `statusType`; null for a text that is as it should be. */
  readonly status: 'incomplete' | 'edited' | null;
}

/** A text not there yet is `incomplete`; one whose source has changed since is `edited`, as its source is. */
function wordsOf(paper: ArticlesToPrint, entry: TextEntry, language: Language): readonly Words[] {
  if (language === 'en')
    return wordingsOf(entry).flatMap((one) =>
      one === null ? [] : [{ text: one.text, status: one.text === '' ? 'incomplete' : null }],
    );
  const translation = paper.translation(entry.id, language, entry.reads.text);
  const text = translation?.text.toString() ?? '';
  const status = text.trim() === '' ? 'incomplete' : translation?.stale === true ? 'edited' : null;
  return [{ text, status }];
}

const lines = ({ text }: Words): Xml[] =>
  printable(text)
    .split('\n')
    .map((line) => el('p', {}, chars(line)));

/**
 * An article or a paragraph. Its `eId` and `wId` are made of the provision's own id: numbers and places change, the provision
 * stays the same one, in every language.
 */
function elementOf(
  paper: ArticlesToPrint,
  entry: TextEntry,
  language: Language,
  inside: readonly Xml[],
): Xml {
  const name = entry.kind === 'article' ? 'article' : 'paragraph';
  const id = aknId(entry.kind === 'article' ? 'art' : 'para', entry.id);
  const words = wordsOf(paper, entry, language);
  const status = words.find((one) => one.status !== null)?.status ?? null;
  const number = printable(entry.reads.number);
  // Wordings agreed apart both stand: none is chosen.
  const apart: Readonly<Record<string, string>> = words.length > 1 ? { class: 'agreed-apart' } : {};
  const num = number === '' ? null : el('num', {}, chars(number));
  const about = { eId: id, wId: id, ...(status === null ? {} : { status }), ...apart };
  if (name === 'paragraph') return el(name, about, num, el('content', {}, words.flatMap(lines)));
  const heading = words
    .map(({ text }) => printable(text).replaceAll('\n', ' '))
    .filter((text) => text !== '');
  return el(
    name,
    about,
    num,
    ...heading.map((text) => el('heading', {}, chars(text))),
    // An article without clauses needs content of some kind to be one.
    inside.length === 0 ? el('content', {}, el('p')) : inside,
  );
}

function bodyOf(paper: ArticlesToPrint, language: Language): Xml {
  const sections: { head: TextEntry; clauses: Xml[] }[] = [];
  for (const entry of proposedText(paper.text, [])) {
    if (entry.kind === 'article') sections.push({ head: entry, clauses: [] });
    else sections.at(-1)?.clauses.push(elementOf(paper, entry, language, []));
  }
  return el(
    'mainBody',
    { 'xml:lang': language },
    sections.length === 0
      ? el('p')
      : sections.map(({ head, clauses }) => elementOf(paper, head, language, clauses)),
  );
}

const conclusionsOf = ({ venue, date, signatories }: SignedInstrument): Xml =>
  el(
    'conclusions',
    {},
    el(
      'p',
      {},
      venue === '' ? null : el('location', { refersTo: '#venue' }, chars(printable(venue))),
      venue === '' ? null : chars(', '),
      el('date', { date, refersTo: '#signature' }, chars(date)),
    ),
    ...signatories.map(({ party, person, title }) =>
      el(
        'p',
        {},
        el(
          'signature',
          { refersTo: `#${aknId('org', party)}` },
          chars(printable([person, title].filter((words) => words !== '').join(', '))),
        ),
      ),
    ),
  );

/** Whether an instrument has any text in a language: English always, as it is negotiated in it. */
const isIn = (paper: ArticlesToPrint, language: Language): boolean =>
  language === 'en' ||
  [...paper.text.provisions.values()].some(
    ({ id, now }) =>
      now !== null && (paper.translation(id, language, now.text)?.text.toString() ?? '').trim() !== '',
  );

/** The languages an instrument has a text in. */
export const expressionsOf = (paper: ArticlesToPrint): readonly Language[] =>
  LANGUAGES.filter((language) => isIn(paper, language));

/**
 * One language of an instrument as an Akoma Ntoso document. Deterministic: the same for the same text and day. Times of
 * agreements are given as days in UTC, as their writers' devices claimed them.
 */
export function akomaNtoso(paper: ArticlesToPrint, language: Language): string {
  const { signing } = paper;
  const signed = signing?.state.state === 'agreed' ? readInstrument(signing.state.agreement.version) : null;
  const expression: Expression = { paper, language, signed };
  const title = printable(titleIn(paper.instrument, language));
  return part(
    el(
      'akomaNtoso',
      { xmlns: NAMESPACE },
      el(
        'doc',
        { name: 'instrument', contains: 'singleVersion' },
        metaOf(expression),
        el('preface', { 'xml:lang': language }, el('p', {}, el('docTitle', {}, chars(title)))),
        bodyOf(paper, language),
        signed === null ? null : conclusionsOf(signed),
      ),
    ),
  );
}
