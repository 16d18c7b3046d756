import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import type { Draft } from '../replica/draft.ts';
import { byText, firstValue, type Field } from '../replica/field.ts';
import { Records } from '../replica/records.ts';
import { translationFields, type Language } from '../schema/articles.ts';
import type { Decision } from '../schema/endorsement.ts';
import { ready, stateNow, type AgreementRegister, type Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { ProvisionState, Wording } from './instrument-text.ts';
import type { Matter } from './matter.ts';
import { sourceHash } from './source-hash.ts';
import { wordDiff } from './word-diff.ts';

export { sourceHash } from './source-hash.ts';

/** A provision in another language. */
export interface Translation {
  readonly id: string;
  readonly provision: string;
  readonly language: Language;
  readonly text: Draft;
  readonly source: Field<string>;
  /** The source reads otherwise than when this was made, or was last said to follow it: it is to be reviewed. */
  readonly stale: boolean;
  readonly signable: Signable;
  readonly matter: Matter;
  /** Of the Parties' reviews: agreed when each has signed this text as made from this source. */
  readonly state: AgreementState;
  readonly where: Whereabouts;
}

/** The agreed wording a translation was made from, the newest that reads so; null when it is not among those agreed here. */
export function sourceOf({ source }: Translation, { wordings }: ProvisionState): Wording | null {
  const hash = firstValue(source);
  return (
    wordings.findLast(({ provision }) => provision !== null && sourceHash(provision.text) === hash) ?? null
  );
}

/** What the Khmer and Thai texts say, from which source, and who has reviewed them. */
export class TranslationRegister {
  static readonly ROOTS = ['translations'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #records: Records<typeof translationFields>;
  /** Ids by provision and language: a page asks for every cell of it at every letter. */
  #index: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(host: EndorsementHost, agreement: AgreementRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#records = new Records(host, 'translations', translationFields);
    host.observe((records) => {
      if (records === null || [...records].some((id) => this.#records.has(id))) this.#index = null;
    });
  }

  /**
   * The translation of a provision; null when there is none yet. `source` is the wording it has now. When two were begun
   * apart, the one with the smaller id: the other's words stay in its record.
   */
  of(provision: string, language: Language, source: string): Translation | null {
    const id = this.#ids(provision, language)[0];
    const view = id === undefined ? null : this.#records.view(id);
    if (id === undefined || view === null) return null;
    const text = view.draft('text');
    const madeFrom = view.field('source');
    // Where two said apart which source it follows, nobody knows that it follows this one.
    const stale = madeFrom.state !== 'one' || madeFrom.value !== sourceHash(source);
    const signable = signableOf(provision, language, text, madeFrom, stale);
    const matter = this.#agreement.matter(id);
    return {
      id,
      provision,
      language,
      text,
      source: madeFrom,
      stale,
      signable,
      matter,
      state: stateNow(matter, signable),
      get where() {
        return view.where;
      },
    };
  }

  /**
   * The words of a translation to show in place of its source; '' where there are none, or where they follow another reading of
   * it: nobody is shown as said what is said no more. Cheap enough to ask for a thousand records at every letter.
   */
  said(provision: string, language: Language, source: string): string {
    const id = this.#ids(provision, language)[0];
    const view = id === undefined ? null : this.#records.view(id);
    if (view === null) return '';
    const madeFrom = view.field('source');
    const follows = madeFrom.state === 'one' && madeFrom.value === sourceHash(source);
    return follows ? view.draft('text').toString().trim() : '';
  }

  /** Every translation of a provision begun apart from the one shown, for nobody's words may vanish. */
  doubles(provision: string, language: Language): readonly { readonly id: string; readonly text: string }[] {
    return this.#ids(provision, language)
      .slice(1)
      .map((id) => ({ id, text: this.#records.view(id)?.draft('text').toString() ?? '' }));
  }

  /** Begins a translation made from this source; gives its id. */
  begin(provision: string, language: Language, source: string, text = ''): string {
    return this.#records.add({ provision, language, source: sourceHash(source) }, { text });
  }

  /** Writes what a source, as it reads now, reads in a language: begun where nobody has, else written anew over what stands. */
  say(provision: string, language: Language, source: string, text: string): void {
    const id = this.#ids(provision, language)[0];
    if (id === undefined) {
      if (text !== '') this.begin(provision, language, source, text);
      return;
    }
    this.#host.change(() => {
      this.#records.rewrite(id, 'text', (now) => wordDiff(now, text, language));
      this.follows(id, source);
    });
  }

  /** Says that a translation follows the source as it reads now. */
  follows(id: string, source: string): void {
    this.#records.set(id, { source: sourceHash(source) });
  }

  /** A Party's review of exactly these words. Throws `EndorseRefused` and `WriteRefused`. */
  review(translation: Translation, seen: string, decision: Decision, mandate?: string): void {
    const { id, signable } = translation;
    this.#agreement.endorse({ record: id, signable, seen, decision, mandate });
  }

  observe(listener: () => void): () => void {
    return this.#host.observe((records) => {
      if (records === null || [...records].some((id) => this.#records.has(id))) listener();
    });
  }

  #ids(provision: string, language: Language): readonly string[] {
    this.#index ??= Map.groupBy(this.#records.ids().sort(byText), (id) => {
      const view = this.#records.view(id);
      const of = view === null ? null : firstValue(view.field('provision'));
      return `${of} ${view === null ? '' : firstValue(view.field('language'))}`;
    });
    return this.#index.get(`${provision} ${language}`) ?? [];
  }
}

function signableOf(
  provision: string,
  language: Language,
  text: Draft,
  source: Field<string>,
  stale: boolean,
): Signable {
  if (source.state !== 'one') return { state: 'blocked', problem: 'in conflict' };
  if (text.state !== 'text' || text.toString().trim() === '') return { state: 'blocked', problem: 'empty' };
  if (stale) return { state: 'blocked', problem: 'behind' };
  return ready('translation/1', { provision, language, text: text.toString(), source: source.value });
}
