import type { Instrument, ProposalView } from '../registers/articles.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import type { TextEntry } from '../registers/proposed-text.ts';
import type { JointRegisters } from '../registers/joint.ts';
import { readInstrument, type Signing } from '../registers/signing.ts';
import type { Translation } from '../registers/translations.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Language, Provision } from '../schema/articles.ts';
import { languageName } from '../texts/articles.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { calendarDate, together } from '../texts/times.ts';
import { printable } from './printable.ts';
import { asIs, partySignatures, saidLine, saidLines } from './said.ts';
import { cell, type Sheet, type SheetSignatures } from './sheet.ts';
import { sheetFrame } from './sheet-frame.ts';
import { headTable, languageRows, partiesRow, workspaceRow, type HeadRow } from './sheet-head.ts';

/** An instrument with all that a sheet of it may show. */
export interface ArticlesToPrint {
  readonly instrument: Instrument;
  readonly text: InstrumentText;
  readonly proposals: readonly ProposalView[];
  /** The translation of a provision as agreed now; null where there is none. */
  translation(provision: string, language: Language, source: string): Translation | null;
  /** The record of its signature; null where nobody has opened one. */
  readonly signing: Signing | null;
  readonly bodies: readonly Body[];
  readonly workspace: string;
  /** In which the text is shown, English first. */
  readonly languages: readonly [Language, ...Language[]];
  /** Of printing, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Gathers what a sheet of an instrument shows; a signature that all Parties have given counts before one that is open. */
export function articlesToPrint(
  { articles, translations, signings }: Pick<JointRegisters, 'articles' | 'translations' | 'signings'>,
  instrument: Instrument,
  about: Pick<ArticlesToPrint, 'bodies' | 'workspace' | 'languages' | 'day'>,
): ArticlesToPrint {
  const records = signings.list(instrument);
  return {
    ...about,
    instrument,
    text: articles.text(instrument.id),
    proposals: articles.proposals(instrument.id),
    translation: (provision, language, source) => translations.of(provision, language, source),
    signing: records.find(({ state }) => state.state === 'agreed') ?? records[0] ?? null,
  };
}

const titleField = ({ title, titleKm, titleTh }: Instrument, language: Language) =>
  language === 'en' ? title : language === 'km' ? titleKm : titleTh;

/** What the instrument is called in a language; in that of the talks where it has no name in it. */
export const titleIn = (instrument: Instrument, language: Language): string =>
  saidLine(titleField(instrument, language), asIs) ||
  saidLine(instrument.title, asIs) ||
  m.signing_no_title();

/** The wordings a provision has: one, or those agreed apart, each as the Parties agreed it; null: it was deleted there. */
export function wordingsOf({ state, reads }: TextEntry): readonly (Provision | null)[] {
  const heads = state?.heads.map(({ provision }) => provision) ?? [];
  const texts = heads.map((one) => JSON.stringify(one));
  const distinct = heads.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
  return distinct.length > 1 ? distinct : [reads];
}

/** The number a provision has; none of those agreed apart is chosen. */
export const numberOf = (entry: TextEntry): string =>
  [...new Set(wordingsOf(entry).flatMap((one) => (one === null ? [] : [printable(one.number)])))].join(' / ');

/** A translation that not every Party has reviewed, or whose source has changed since, says so below its words. */
const standingOfTranslation = ({ stale, state }: Translation): readonly string[] =>
  stale ? [m.out_stale()] : state.state === 'agreed' ? [] : [m.doclang_draft()];

/** The lines of a provision in a language. Wordings agreed apart all stand, numbered; what is missing says so. */
export function wordsIn(
  paper: Pick<ArticlesToPrint, 'translation'>,
  entry: TextEntry,
  language: Language,
): readonly string[] {
  const wordings = wordingsOf(entry);
  if (language !== 'en') {
    const translation = paper.translation(entry.id, language, entry.reads.text);
    const words = printable(translation?.text.toString() ?? '');
    if (translation === null || words === '') return [m.out_no_translation()];
    return [...words.split('\n'), ...standingOfTranslation(translation)];
  }
  const lines = (one: Provision | null): readonly string[] => {
    if (one === null) return [m.out_deleted()];
    return one.text === '' ? [m.out_no_wording()] : printable(one.text).split('\n');
  };
  if (wordings.length === 1) return lines(wordings[0] ?? null);
  return wordings.flatMap((one, i) => [
    m.out_agreed_apart({ number: i + 1, of: wordings.length }),
    ...lines(one),
  ]);
}

/** Where the text as a whole stands, for the running head. */
function standingOf({ signing, proposals, day }: ArticlesToPrint): string {
  if (signing?.state.state === 'agreed') return m.out_articles_signed();
  const open = proposals.filter((view) => view.open).length;
  return open === 0
    ? m.out_articles_settled({ date: calendarDate(day) })
    : m.out_articles_open({ date: calendarDate(day), count: open });
}

/** The signatories of the signature record in their order; where none are named, each Party. */
function signaturesOf({ signing, bodies }: ArticlesToPrint): SheetSignatures {
  const signed = signing?.state.state === 'agreed' ? readInstrument(signing.state.agreement.version) : null;
  const blank = partySignatures(bodies);
  if (signed === null || signed.signatories.length === 0) return blank;
  return {
    placeAndDate: printable(m.signing_done({ venue: signed.venue, date: calendarDate(signed.date) })),
    blocks: signed.signatories.map(({ party, person, title }) => ({
      office: printable(title === '' ? m.out_for_party({ party: bodyName(bodies, party) }) : title),
      name: printable(person),
    })),
  };
}

/** What every sheet of an instrument has around its text. `mode`: what this one shows, in a line. */
export function articlesFrame(paper: ArticlesToPrint, mode: string): Omit<Sheet, 'layout' | 'blocks'> {
  const { instrument, languages, bodies, workspace, day } = paper;
  const [first, ...others] = languages;
  return {
    frame: sheetFrame(),
    standing: standingOf(paper),
    heading: '',
    title: titleIn(instrument, first),
    date: day,
    head: headTable(
      m.out_head(),
      [
        ...others.flatMap((one): HeadRow[] => {
          const named = saidLines(titleField(instrument, one), asIs);
          return named.length === 0 ? [] : [[languageName(one), cell(...named)]];
        }),
        partiesRow(bodies),
        [m.out_shows(), cell(mode)],
        [m.rst_speaks_head(), cell(together(languages.map(languageName)))],
        ...languageRows(),
        workspaceRow(workspace, day),
      ],
      0.22,
    ),
    signatures: signaturesOf(paper),
    annexes: [],
  };
}
