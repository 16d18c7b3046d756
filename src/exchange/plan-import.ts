import { canonicalText, type Json } from '../crypto/canonical.ts';
import { firstValue, type Field, type Said } from '../replica/field.ts';
import { MAX_TEXT } from '../replica/draft.ts';
import type { ItemWish, Plan, PlanItem, PlanRegister } from '../registers/plan.ts';
import { referenceYear } from '../registers/reference-year.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Timeframe } from '../schema/plan.ts';
import { inEnglish } from '../texts/language.ts';
import {
  bodyNames,
  checkQuoted,
  PlanRowRefused,
  quotesSame,
  readBodies,
  readStatus,
  readText,
  readTime,
  sameKey,
  timeFrom,
  type PlanRow,
  type PlanRowProblem,
} from './plan-cells.ts';
import { itemCells, type PlanColumn } from './plan-table.ts';
import { previewOf, type ImportPreview, type Steps } from './table/import.ts';

/** Fields of an item that a row may change. */
export const PLAN_FIELDS = [
  'number',
  'activity',
  'responsible',
  'timeframe',
  'expected',
  'status',
  'progress',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
export type PlanValue = string | readonly string[] | Timeframe;

export interface PlanChange {
  readonly field: PlanField;
  /** Null: nothing was said. */
  readonly before: PlanValue | null;
  readonly now: PlanValue;
}

/** A field that says several values; what the file says of it is not written, since choosing is an act of its own. */
export interface PlanApart {
  readonly field: PlanField;
  readonly values: readonly Said<PlanValue>[];
}

export interface PlanReadRow {
  readonly line: number;
  /** Number and activity as the row, else the item, has them. */
  readonly number: string;
  readonly activity: string;
  readonly outcome:
    | { readonly state: 'added'; readonly plan: string; readonly changes: readonly PlanChange[] }
    | { readonly state: 'changed'; readonly item: string; readonly changes: readonly PlanChange[] }
    | { readonly state: 'unchanged'; readonly item: string }
    | { readonly state: 'refused'; readonly problem: PlanRowProblem; readonly column: PlanColumn | null };
  readonly apart: readonly PlanApart[];
  /** The first column whose cell begins like a formula; here it is text like any other. */
  readonly formula: PlanColumn | null;
  /** Columns a spreadsheet calculated: their last value is taken. */
  readonly calculated: readonly PlanColumn[];
  /** The words of the time give no interval; they are kept as they are. */
  readonly timeInWords: boolean;
}

export interface PlanTarget {
  readonly register: PlanRegister;
  /** The plan that rows belong to which name none. */
  readonly plan: Plan;
  readonly bodies: readonly Body[];
}

/** Rows judged in one step. */
const STEP = 50;

/** Reads rows against the plan as it stands. Writes nothing. */
export function* previewPlan(
  target: PlanTarget,
  rows: readonly PlanRow[],
): Steps<ImportPreview<PlanReadRow>> {
  const judge = new Judge(target);
  const read: PlanReadRow[] = [];
  for (const row of rows) {
    read.push(judge.read(row));
    if (read.length % STEP === 0) yield read.length;
  }
  return previewOf(read);
}

const sameValue = (a: PlanValue | null, b: PlanValue | null): boolean =>
  canonicalText(a as Json) === canonicalText(b as Json);
const isEmpty = (value: PlanValue | null): boolean =>
  value === null ||
  (typeof value === 'string'
    ? value === ''
    : 'spoken' in value
      ? value.spoken === '' && value.edtf === null
      : value.length === 0);

/** What a field of an item says: null where it says nothing, or several things. */
export function standing(item: PlanItem, field: PlanField): PlanValue | null {
  if (field === 'activity') return item.activity.toString();
  const said: Field<PlanValue> = item[field];
  return said.state === 'one' ? said.value : null;
}

/** Whether a value a row gives is other than what stands. Of responsible bodies the order says nothing. */
export function isOther(field: PlanField, stands: PlanValue | null, wish: PlanValue): boolean {
  if (isEmpty(stands) && isEmpty(wish)) return false;
  if (field === 'responsible' && Array.isArray(stands) && Array.isArray(wish))
    return !sameValue([...(stands as readonly string[])].sort(), [...(wish as readonly string[])].sort());
  return !sameValue(stands, wish);
}

/** Columns a formula could hide in; an interval may begin with a minus nobody calculates. */
const FORMULA_IN = ['number', 'activity', 'responsible', 'timeframe', 'expected', 'progress'] as const;

class Judge {
  readonly #target: PlanTarget;
  readonly #names: ReadonlyMap<string, string>;
  readonly #plans: ReadonlyMap<string, readonly Plan[]>;
  /** Items of a plan by their number; one whose number is disputed by each. */
  readonly #numbers = new Map<string, ReadonlyMap<string, readonly PlanItem[]>>();
  readonly #taken = new Set<string>();

  constructor(target: PlanTarget) {
    this.#target = target;
    this.#names = bodyNames(target.bodies);
    this.#plans = Map.groupBy(target.register.plans(), ({ title }) => sameKey(firstValue(title) ?? ''));
  }

  read(row: PlanRow): PlanReadRow {
    const { line, cells, calculated = [] } = row;
    const about = {
      line,
      number: cells.number ?? '',
      activity: cells.activity ?? '',
      formula: FORMULA_IN.find((column) => /^[=+@-]/u.test(cells[column] ?? '')) ?? null,
      calculated,
    };
    const nothing = { apart: [], timeInWords: false };
    try {
      const plan = this.#planOf(cells);
      const item = this.#itemOf(plan, cells);
      const own = item?.id ?? (cells.number ? `${plan.id}\n${sameKey(cells.number)}` : `line ${line}`);
      if (this.#taken.has(own)) throw new PlanRowRefused('same item twice', 'number');
      this.#taken.add(own);
      const { changes, apart } = this.#changes(plan, item, cells);
      const time = changes.find(({ field }) => field === 'timeframe')?.now as Timeframe | undefined;
      const timeInWords = time !== undefined && time.spoken !== '' && time.edtf === null;
      if (item === null)
        return { ...about, outcome: { state: 'added', plan: plan.id, changes }, apart, timeInWords };
      const named = {
        ...about,
        number: about.number || (firstValue(item.number) ?? ''),
        activity: about.activity || item.activity.toString(),
      };
      const outcome =
        changes.length === 0
          ? ({ state: 'unchanged', item: item.id } as const)
          : ({ state: 'changed', item: item.id, changes } as const);
      return { ...named, outcome, apart, timeInWords };
    } catch (error) {
      if (!(error instanceof PlanRowRefused)) throw error;
      const { problem, column } = error;
      return { ...about, ...nothing, outcome: { state: 'refused', problem, column } };
    }
  }

  #planOf(cells: PlanRow['cells']): Plan {
    const title = cells.plan ?? '';
    if (title === '') return this.#target.plan;
    const plans = this.#plans.get(sameKey(title)) ?? [];
    const own = plans.find(({ id }) => id === this.#target.plan.id);
    if (own !== undefined) return own;
    if (plans.length > 1) throw new PlanRowRefused('which plan', 'plan');
    if (plans[0] === undefined) throw new PlanRowRefused('no such plan', 'plan');
    return plans[0];
  }

  #itemOf(plan: Plan, cells: PlanRow['cells']): PlanItem | null {
    const { register } = this.#target;
    if (cells.id) {
      const item = register.item(cells.id);
      const its = item === null || item.standing.state === 'deleted' ? null : firstValue(item.plan);
      if (item === null || its !== plan.id) throw new PlanRowRefused('no such item', 'id');
      return item;
    }
    if (!cells.number) return null;
    const named = this.#numbered(plan).get(sameKey(cells.number)) ?? [];
    if (named.length > 1) throw new PlanRowRefused('which item', 'number');
    return named[0] ?? null;
  }

  #numbered(plan: Plan): ReadonlyMap<string, readonly PlanItem[]> {
    const known = this.#numbers.get(plan.id);
    if (known !== undefined) return known;
    const numbers = itemsByNumber(this.#target.register, plan.id);
    this.#numbers.set(plan.id, numbers);
    return numbers;
  }

  #changes(
    plan: Plan,
    item: PlanItem | null,
    cells: PlanRow['cells'],
  ): { readonly changes: readonly PlanChange[]; readonly apart: readonly PlanApart[] } {
    const changes: PlanChange[] = [];
    const apart: PlanApart[] = [];
    const quoted = item === null ? null : inEnglish(() => itemCells(item, this.#target.bodies));
    for (const field of PLAN_FIELDS) {
      const cell = cells[field];
      if (cell === undefined) continue;
      const said = item === null || field === 'activity' ? null : item[field];
      if (said?.state === 'conflict' || said?.state === 'unreadable') {
        const values: readonly Said<PlanValue>[] = said.state === 'conflict' ? said.values : [];
        const { bodies } = this.#target;
        const same =
          quoted !== null &&
          field !== 'activity' &&
          quotesSame(field, cell, quoted[field], this.#names, bodies);
        if (cell !== '' && !same) apart.push({ field, values });
        continue;
      }
      if (field === 'activity' && item?.activity.state === 'unreadable') continue;
      checkQuoted(cells, field);
      const stands = item === null ? null : standing(item, field);
      const now = this.#value(plan, field, cells, stands);
      if (now !== null && isOther(field, stands, now)) changes.push({ field, before: stands, now });
    }
    if (item === null && !changes.some(({ field }) => field === 'activity'))
      throw new PlanRowRefused('no activity', 'activity');
    return { changes, apart };
  }

  /** Null: the cell says nothing of the field. An empty one empties what may be empty. */
  #value(plan: Plan, field: PlanField, cells: PlanRow['cells'], stands: PlanValue | null): PlanValue | null {
    const cell = cells[field] ?? '';
    switch (field) {
      case 'number':
        return cell === '' ? null : readText(cell, field);
      case 'activity': {
        const words = cell.toWellFormed().normalize('NFC');
        if (words.length > MAX_TEXT) throw new PlanRowRefused('too long', field);
        return words === '' || words === String(stands).trim() ? null : words;
      }
      case 'responsible':
        return readBodies(cell, this.#names, this.#target.bodies);
      case 'timeframe': {
        const said = readTime(cells);
        return said === null ? null : timeFrom(said, stands as Timeframe | null, referenceYear(plan));
      }
      case 'status':
        return cell === '' ? null : readStatus(cell);
      case 'expected':
      case 'progress':
        return readText(cell, field);
    }
  }
}

/** Items of a plan by their numbers; one whose number is disputed by each of them. */
export function itemsByNumber(
  register: PlanRegister,
  plan: string,
): ReadonlyMap<string, readonly PlanItem[]> {
  const numbers = new Map<string, PlanItem[]>();
  for (const item of register.items(plan)) {
    const { number } = item;
    const values = number.state === 'one' ? [number] : number.state === 'conflict' ? number.values : [];
    for (const { value } of values) {
      const name = sameKey(value);
      if (name === '') continue;
      const named = numbers.get(name);
      if (named === undefined) numbers.set(name, [item]);
      else named.push(item);
    }
  }
  return numbers;
}

/** The changes as a wish of the register; the activity apart from them. */
export function wishOf(changes: readonly PlanChange[]): {
  readonly activity: string | null;
  readonly wish: ItemWish;
} {
  const values = Object.fromEntries(changes.map(({ field, now }) => [field, now]));
  const { activity, ...wish } = values;
  return { activity: typeof activity === 'string' ? activity : null, wish: wish as ItemWish };
}
