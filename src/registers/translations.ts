import { toBase64Url } from '../crypto/bytes.ts';
import { canonicalBytes } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import type { EndorsementHost, Whereabouts } from '../replica/door.ts';
import type { Draft } from '../replica/draft.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { byText } from '../replica/field.ts';
import { Records } from '../replica/records.ts';
import { translationFields, type Language } from '../schema/articles.ts';
import type { Decision } from '../schema/endorsement.ts';
import { ready, type AgreementRegister, type Signable } from './agreement.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import type { Matter } from './matter.ts';

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

/** Name of a source wording: base64url of SHA-256 over the canonical JSON of its words. Its number is not part of it. */
export const sourceHash = (text: string): string =>
  toBase64Url(sha256(canonicalBytes({ language: 'en', text })));

/** What the Khmer and Thai texts say, from which source, and who has reviewed them. */
export class TranslationRegister {
  static readonly ROOTS = ['translations'] as const;

  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #records: Records<typeof translationFields>;

  constructor(host: EndorsementHost, agreement: AgreementRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#records = new Records(host, 'translations', translationFields);
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
    const stale = firstValue(madeFrom) !== sourceHash(source);
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
      state: stateOf(matter, signable.state === 'ready' ? signable.hash : null),
      get where() {
        return view.where;
      },
    };
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

  #ids(provision: string, language: Language): string[] {
    return this.#records
      .ids()
      .filter((id) => {
        const view = this.#records.view(id);
        if (view === null) return false;
        return (
          firstValue(view.field('provision')) === provision && firstValue(view.field('language')) === language
        );
      })
      .sort(byText);
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
