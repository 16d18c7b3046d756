import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Records } from '../replica/records.ts';
import { signingFields, type Language, type Signatory } from '../schema/articles.ts';
import type { Decision } from '../schema/endorsement.ts';
import { ready, type AgreementRegister, type Signable } from './agreement.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import type { ArticlesRegister, Instrument } from './articles.ts';
import { isDisputed, type InstrumentText } from './instrument-text.ts';
import type { Matter } from './matter.ts';
import type { TranslationRegister } from './translations.ts';

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

  observe(listener: () => void): () => void {
    return this.#host.observe((records) => {
      if (records === null || [...records].some((id) => this.#records.has(id))) listener();
    });
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
      state: stateOf(matter, signable.state === 'ready' ? signable.hash : null),
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
    const disputed = [...text.provisions.values()].some(isDisputed);
    const unsettled = [instrument.title, languages, signatories, venue, date].some(
      ({ state }) => state === 'conflict' || state === 'unreadable',
    );
    if (disputed || unsettled) return { state: 'blocked', problem: 'in conflict' };
    if (text.articles.length === 0 || firstValue(date) === null)
      return { state: 'blocked', problem: 'empty' };
    const versions = (firstValue(languages) ?? []).map((language) => ({
      language,
      provisions: this.#version(text, language),
    }));
    return ready('instrument/1', {
      title: firstValue(instrument.title) ?? '',
      versions,
      signatories: [...(firstValue(signatories) ?? [])],
      venue: firstValue(venue) ?? '',
      date: firstValue(date) ?? '',
    });
  }

  #version(text: InstrumentText, language: Language): { number: string; text: string }[] {
    return text.articles
      .flatMap(({ article, clauses }) => [article, ...clauses])
      .map(({ id, now }) => ({
        number: now?.number ?? '',
        text:
          language === 'en'
            ? (now?.text ?? '')
            : (this.#translations.of(id, language, now?.text ?? '')?.text.toString() ?? ''),
      }));
  }
}
