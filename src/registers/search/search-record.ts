import type { Field } from '../../replica/field.ts';
import type { CommitmentState } from '../../schema/commitments.ts';
import type { Status } from '../../schema/plan.ts';
import type { PreparationState } from '../../schema/workshop.ts';
import type { Language } from '../../schema/articles.ts';
import type { AgreementState } from '../agreement-state.ts';
import type { Holder, Holding } from '../holder.ts';
import { firstSaid, saidInThree, type FieldsInThree, type InThree } from '../in-three.ts';
import type { MeetingPhase } from '../meeting-types.ts';
import type { RecordPlace } from '../record-place.ts';

/** What a search can find. Cases are never among them (product.md, rule 5). */
export type SearchKind =
  | 'plan'
  | 'item'
  | 'instrument'
  | 'article'
  | 'clause'
  | 'proposal'
  | 'draft'
  | 'own draft'
  | 'agency'
  | 'seat'
  | 'appointment'
  | 'meeting'
  | 'agenda'
  | 'attendance'
  | 'point'
  | 'result'
  | 'workshop'
  | 'date'
  | 'day plan'
  | 'preparation'
  | 'participant'
  | 'period'
  | 'commitment'
  | 'document'
  | 'signing'
  | 'notice';

/** How far a record is, as its own page says it. */
export type SearchStatus =
  | { readonly of: 'nothing' }
  | { readonly of: 'item'; readonly status: Status | null; readonly agreement: AgreementState }
  | { readonly of: 'agreement'; readonly state: AgreementState }
  | { readonly of: 'seat'; readonly holder: Holder }
  | { readonly of: 'appointment'; readonly holding: Holding }
  | { readonly of: 'meeting'; readonly phase: MeetingPhase['phase'] }
  | { readonly of: 'preparation'; readonly state: PreparationState }
  | { readonly of: 'commitment'; readonly state: CommitmentState; readonly orphan: boolean };

/** One record as it is searched. */
export interface SearchRecord {
  readonly kind: SearchKind;
  readonly id: string;
  /** "1.4", "4.12", "2 a)"; empty where it has none. Looked for as part of the title. */
  readonly number: string;
  /** What its reader is shown as its title, in three languages; null where it is called so in one, and by what was looked for. */
  readonly called: InThree | null;
  /** All it is called, in the languages it is called in; where a field is set apart, all its values. */
  readonly titles: readonly string[];
  /** What else it says. */
  readonly lines: readonly string[];
  /** Whose side it stands on; null: all share it. */
  readonly body: string | null;
  readonly place: Pick<RecordPlace, 'section' | 'record'>;
  /**
   * What it stands in; shown, never looked for, or an article's name would find all its clauses. Read, like the status, only for
   * what is shown, so that a record can be kept as long as its own words stand.
   */
  context(language: Language): string;
  /** `day`: today, `YYYY-MM-DD`. */
  status(day: string): SearchStatus;
}

const NOTHING: SearchStatus = { of: 'nothing' };

type Wish = Pick<SearchRecord, 'kind' | 'id' | 'place'> & Partial<SearchRecord>;

/** A record with the words it has; empty ones are left out. */
export const searched = ({ titles = [], lines = [], ...rest }: Wish): SearchRecord => ({
  number: '',
  called: null,
  context: () => '',
  body: null,
  status: () => NOTHING,
  ...rest,
  titles: spoken(titles),
  lines: spoken(lines),
});

const kept = new WeakMap<object, SearchRecord>();

/** The record of a view, kept as long as its register keeps the view: nothing but the view's own fields may be in its words. */
export function keptBy(view: object, make: () => SearchRecord): SearchRecord {
  const known = kept.get(view);
  if (known !== undefined) return known;
  const made = make();
  kept.set(view, made);
  return made;
}

const spoken = (texts: readonly string[]): readonly string[] => texts.filter((text) => text.trim() !== '');

/** Every value a field has; those that cannot be read are not words. */
export function all<T>(field: Field<T>): readonly T[] {
  if (field.state === 'one') return [field.value];
  return field.state === 'conflict' ? field.values.map(({ value }) => value) : [];
}

/** Every value of words that are kept in three languages. */
export const allInThree = ({ en, km, th }: FieldsInThree): readonly string[] => [en, km, th].flatMap(all);

/** One line of a field: where it is set apart, both. */
export const joined = (field: Field<string>): string => all(field).join(' / ');

/** What a record is called, and all it goes by: in each language, and each value where one was set apart. */
export const calledBy = (...names: readonly FieldsInThree[]): Pick<SearchRecord, 'called' | 'titles'> => ({
  called: firstSaid(...names.map(saidInThree)),
  titles: names.flatMap(({ en, km, th }) => [en, km, th].flatMap(all)),
});
