import { z } from 'zod';
import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Records } from '../replica/records.ts';
import {
  language,
  LANGUAGES,
  signatory,
  signingFields,
  type Language,
  type Signatory,
} from '../schema/articles.ts';
import type { Decision } from '../schema/endorsement.ts';
import { ready, stateNow, type AgreementRegister, type Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { ArticlesRegister, Instrument } from './articles.ts';
import { isDisputed, type InstrumentText } from './instrument-text.ts';
import type { Matter, Version } from './matter.ts';
import type { TranslationRegister } from './translations.ts';

/** What the Parties sign: every version named, word for word. Schema name `instrument/1`. */
const instrumentContent = z.strictObject({
  /** As it is called in the language of the talks. */
  title: z.string(),
  versions: z.array(
    z.strictObject({
      language,
      title: z.string(),
      provisions: z.array(
        z.strictObject({ kind: z.enum(['article', 'clause']), number: z.string(), text: z.string() }),
      ),
    }),
  ),
  signatories: z.array(signatory),
  venue: z.string(),
  /** `YYYY-MM-DD`. */
  date: z.string(),
});
export type SignedInstrument = z.infer<typeof instrumentContent>;
export type SignedVersion = SignedInstrument['versions'][number];

/** The instrument in a version; null when it has another shape. */
export const readInstrument = ({
  schema,
  content,
}: Pick<Version, 'schema' | 'content'>): SignedInstrument | null =>
  schema === 'instrument/1' ? (instrumentContent.safeParse(content).data ?? null) : null;

/** The record of an instrument's signature: which versions, by whom, where and when. */
export interface Signing {
  readonly id: string;
  readonly languages: Field<readonly Language[]>;
  readonly signatories: Field<readonly Signatory[]>;
  readonly venue: Field<string>;
  /** `YYYY-MM-DD`. */
  readonly date: Field<string>;
  readonly signable: Signable;
  readonly matter: Matter;
  readonly state: AgreementState;
  readonly where: Whereabouts;
}

export type SigningWish = {
  readonly languages?: Language[];
  readonly signatories?: Signatory[];
  readonly venue?: string;
  readonly date?: string;
};

/** Signature records of instruments; what is signed is the whole text, word for word, in every language named. */
export class SigningRegister {
  static readonly ROOTS = ['signings'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #articles: ArticlesRegister;
  readonly #translations: TranslationRegister;
  readonly #records: Records<typeof signingFields>;

  constructor(
    host: EndorsementHost,
    agreement: AgreementRegister,
    articles: ArticlesRegister,
    translations: TranslationRegister,
  ) {
    this.#host = host;
    this.#agreement = agreement;
    this.#articles = articles;
    this.#translations = translations;
    this.#records = new Records(host, 'signings', signingFields);
  }

  /** Signature records of an instrument, by id; usually one. */
  list(instrument: Instrument): readonly Signing[] {
    return this.#records
      .ids()
      .sort()
      .flatMap((id) => this.#signing(id, instrument) ?? []);
  }

  /** Opens a signature record; gives its id. */
  open(instrument: string, wish: SigningWish): string {
    return this.#records.add({ instrument, languages: ['en'], ...wish }, {});
  }

  set(id: string, wish: SigningWish): void {
    this.#records.set(id, wish);
  }

  /** A Party signs the record as it stands. Throws `EndorseRefused` and `WriteRefused`. */
  sign(signing: Signing, seen: string, decision: Decision, mandate?: string): void {
    const { id, signable } = signing;
    this.#agreement.endorse({ record: id, signable, seen, decision, mandate });
  }

  /** Called after every change of a signature record, or of the text that would be signed. Returns its end. */
  observe(listener: () => void): () => void {
    const ends = [
      this.#host.observe((records) => {
        if (records === null || [...records].some((id) => this.#records.has(id))) listener();
      }),
      this.#articles.observe(listener),
      this.#translations.observe(listener),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #signing(id: string, instrument: Instrument): Signing | null {
    const view = this.#records.view(id);
    if (view === null || firstValue(view.field('instrument')) !== instrument.id) return null;
    const fields = {
      languages: view.field('languages'),
      signatories: view.field('signatories'),
      venue: view.field('venue'),
      date: view.field('date'),
    };
    const signable = this.#signable(instrument, fields);
    const matter = this.#agreement.matter(id);
    return {
      id,
      ...fields,
      signable,
      matter,
      state: stateNow(matter, signable),
      get where() {
        return view.where;
      },
    };
  }

  #signable(
    instrument: Instrument,
    { languages, signatories, venue, date }: Pick<Signing, 'languages' | 'signatories' | 'venue' | 'date'>,
  ): Signable {
    const text = this.#articles.text(instrument.id);
    // A set, whatever order its boxes were ticked in.
    const named = LANGUAGES.filter((one) => firstValue(languages)?.includes(one) === true);
    const disputed = [...text.provisions.values()].some(isDisputed);
    const titles = [instrument.title, ...named.map((one) => titleOf(instrument, one))];
    const unsettled = [...titles, languages, signatories, venue, date].some(
      ({ state }) => state === 'conflict' || state === 'unreadable',
    );
    if (disputed || unsettled) return { state: 'blocked', problem: 'in conflict' };
    if (text.articles.length === 0 || named.length === 0 || firstValue(date) === null)
      return { state: 'blocked', problem: 'empty' };
    const versions = named.map((one) => ({
      language: one,
      title: firstValue(titleOf(instrument, one)) ?? '',
      provisions: this.#version(text, one),
    }));
    return ready('instrument/1', {
      title: firstValue(instrument.title) ?? '',
      versions,
      signatories: [...(firstValue(signatories) ?? [])],
      venue: firstValue(venue) ?? '',
      date: firstValue(date) ?? '',
    });
  }

  #version(text: InstrumentText, language: Language): SignedVersion['provisions'] {
    return text.articles
      .flatMap(({ article, clauses }) => [
        { kind: 'article' as const, provision: article },
        ...clauses.map((provision) => ({ kind: 'clause' as const, provision })),
      ])
      .map(({ kind, provision: { id, now } }) => ({
        kind,
        number: now?.number ?? '',
        text:
          language === 'en'
            ? (now?.text ?? '')
            : (this.#translations.of(id, language, now?.text ?? '')?.text.toString() ?? ''),
      }));
  }
}

const titleOf = ({ title, titleKm, titleTh }: Instrument, language: Language): Field<string> =>
  language === 'en' ? title : language === 'km' ? titleKm : titleTh;
