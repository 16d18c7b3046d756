import { z } from 'zod';
import type { Field } from '../replica/field.ts';
import { timeframe, type Timeframe } from '../schema/plan.ts';
import { ready, stateNow, type AgreementRegister, type Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { Matter, Version } from './matter.ts';
import type { PlanItem } from './plan.ts';

/** What the Parties agree on of a plan item, as it stood in the adopted minutes' table. */
export const PLAN_ITEM_SCHEMA = 'plan-item/1';

/** The columns that are agreed, in their order. */
export const AGREED_COLUMNS = ['number', 'activity', 'responsible', 'timeframe', 'expected'] as const;
export type AgreedColumn = (typeof AGREED_COLUMNS)[number];

/** The words of a plan item that were put before the Parties. */
const itemWords = z.strictObject({
  number: z.string(),
  activity: z.string(),
  responsible: z.array(z.string()),
  timeframe: z.strictObject(timeframe.shape).nullable(),
  expected: z.string(),
});

export interface ItemWords {
  readonly number: string;
  readonly activity: string;
  /** Ids of bodies, sorted. */
  readonly responsible: readonly string[];
  readonly timeframe: Timeframe | null;
  readonly expected: string;
}

/** What stands in the agreed columns now; null where it was set apart or cannot be read. */
export type PresentWords = { readonly [K in AgreedColumn]: ItemWords[K] | null };

/** One agreed column, as it was agreed and as it stands now. */
export type ColumnChange = {
  [K in AgreedColumn]: { readonly column: K; readonly agreed: ItemWords[K]; readonly now: PresentWords[K] };
}[AgreedColumn];

/** Where the agreement on a plan item stands. */
export interface ItemAgreement {
  readonly signable: Signable;
  readonly matter: Matter;
  readonly state: AgreementState;
  /** The words the Parties agreed last and that are in force; null when there are none. */
  readonly agreed: ItemWords | null;
  /** The agreed words say "to be confirmed" and the item no longer does: that is cleared only when all have signed it. */
  readonly clearsTbc: boolean;
}

const settled = (field: Field<unknown>): boolean => field.state === 'one' || field.state === 'empty';
const one = <T>(field: Field<T>): T | null => (field.state === 'one' ? field.value : null);

/** A time that was emptied says what one never given says: otherwise agreed words without a time could not be restored. */
function timeOf(field: Field<Timeframe>): Timeframe | null {
  const said = one(field);
  return said !== null && said.spoken === '' && said.edtf === null && !said.tbc ? null : said;
}

/**
 * The words of a plan item that can be signed now: number, activity, responsible bodies, timeframe and expected result, the
 * columns the Parties adopted. Status and progress report on them; reporting progress does not undo an agreement.
 */
export function signableItem(item: PlanItem): Signable {
  const { number, responsible, expected, activity, standing } = item;
  if (standing.state !== 'present' || ![number, responsible, item.timeframe, expected].every(settled))
    return { state: 'blocked', problem: 'in conflict' };
  if (activity.state === 'unreadable') return { state: 'blocked', problem: 'in conflict' };
  const words = activity.toString();
  if (words.trim() === '') return { state: 'blocked', problem: 'empty' };
  return ready(PLAN_ITEM_SCHEMA, {
    number: one(number) ?? '',
    activity: words,
    // A set, whatever order its boxes were ticked in.
    responsible: [...(one(responsible) ?? [])].sort(),
    timeframe: timeOf(item.timeframe),
    expected: one(expected) ?? '',
  });
}

/** The plan item in a version; null when it has another shape. */
export function readItemWords({ schema, content }: Pick<Version, 'schema' | 'content'>): ItemWords | null {
  return schema === PLAN_ITEM_SCHEMA ? (itemWords.safeParse(content).data ?? null) : null;
}

const valueNow = <T>(field: Field<T>, empty: T): T | null =>
  field.state === 'one' ? field.value : field.state === 'empty' ? empty : null;

/** What stands in the agreed columns of an item now, as it would be signed. */
export function presentWords(item: PlanItem): PresentWords {
  const responsible = valueNow(item.responsible, []);
  return {
    number: valueNow(item.number, '')?.normalize('NFC') ?? null,
    activity: item.activity.state === 'unreadable' ? null : item.activity.toString().normalize('NFC'),
    responsible: responsible === null ? null : [...responsible].sort(),
    timeframe: timeOf(item.timeframe),
    expected: valueNow(item.expected, '')?.normalize('NFC') ?? null,
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The agreed columns that read otherwise now, in their order. */
export function changesSince(agreed: ItemWords, item: PlanItem): readonly ColumnChange[] {
  const now = presentWords(item);
  const apart = (column: AgreedColumn): boolean => column !== 'activity' && !settled(item[column]);
  return AGREED_COLUMNS.filter((column) => apart(column) || !isSame(agreed[column], now[column])).map(
    (column) => ({ column, agreed: agreed[column], now: now[column] }) as ColumnChange,
  );
}

/**
 * Reads the agreement on each plan item, and keeps it until the item or what is said of it changes. There is one, for all who
 * ask: each of its own would read a thousand items anew.
 */
export class PlanAgreement {
  readonly #agreement: AgreementRegister;
  readonly #kept = new WeakMap<PlanItem, ItemAgreement>();

  constructor(agreement: AgreementRegister) {
    this.#agreement = agreement;
  }

  /** The same object until the item or a word on it is another: hashing a thousand items at every letter would be felt. */
  of(item: PlanItem): ItemAgreement {
    const matter = this.#agreement.matter(item.id);
    const kept = this.#kept.get(item);
    if (kept?.matter === matter) return kept;
    // The item is the same object as long as it reads the same.
    const signable = kept?.signable ?? signableItem(item);
    const state = stateNow(matter, signable);
    const agreed = matter.agreement === null ? null : readItemWords(matter.agreement.version);
    const made: ItemAgreement = {
      signable,
      matter,
      state,
      agreed,
      clearsTbc: agreed?.timeframe?.tbc === true && one(item.timeframe)?.tbc === false,
    };
    this.#kept.set(item, made);
    return made;
  }
}
