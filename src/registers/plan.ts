import { stands } from '../replica/deletion.ts';
import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { MAX_TEXT } from '../replica/draft.ts';
import { firstValue } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { byPlace, orderBetween, type Placed } from '../replica/order.ts';
import { BadValue, Records } from '../replica/records.ts';
import { itemFields, planFields, type ItemFields, type PlanFields } from '../schema/plan.ts';
import { nextNumber, numberAfter } from './item-numbers.ts';
import { placeAfter } from './placed.ts';
import { itemOf, planOf, type Plan, type PlanItem } from './plan-views.ts';
import { wordDiff } from './word-diff.ts';

export type { Plan, PlanItem };

type Settable = 'number' | 'responsible' | 'timeframe' | 'expected' | 'status' | 'progress';
/** What may be set of an item; a field left out or undefined stays as it is. */
export type ItemWish = { readonly [K in Settable]?: ItemFields[K] };
export type NewItem = { readonly activity: string } & ItemWish;

/** What may be set of a plan's heading. */
export type PlanWish = Partial<Omit<PlanFields, 'order'>>;

/** The plans of a workspace and their items. Views are kept per record until that record changes. */
export class PlanRegister {
  static readonly ROOTS = ['plans', 'items'] as const;

  readonly #host: RecordHost;
  readonly #plans: Records<typeof planFields>;
  readonly #items: Records<typeof itemFields>;
  readonly #planViews = new Map<string, Plan>();
  readonly #itemViews = new Map<string, PlanItem>();
  #planList: readonly Plan[] | null = null;
  /** All items by plan, deleted ones included, in order. */
  #itemLists: ReadonlyMap<string | null, readonly PlanItem[]> | null = null;
  /** What {@link items} gave, by plan: the same array until something changes. */
  readonly #standing = new Map<string, readonly PlanItem[]>();
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: RecordHost) {
    this.#host = host;
    this.#plans = new Records(host, 'plans', planFields);
    this.#items = new Records(host, 'items', itemFields);
    host.observe((records) => {
      this.#drop(records);
      this.#listeners.tell(records);
    });
  }

  /** Plans that stand, contested ones included, in order. */
  plans(): readonly Plan[] {
    this.#planList ??= this.#allPlans().filter(stands);
    return this.#planList;
  }

  /** Items of a plan that stand, contested ones included, in order. An item whose plan is disputed is in the first named. */
  items(planId: string): readonly PlanItem[] {
    const kept = this.#standing.get(planId);
    if (kept !== undefined) return kept;
    const items = this.#all(planId).filter(stands);
    this.#standing.set(planId, items);
    return items;
  }

  /** Items that no plan of this register holds: their plan cannot be read or has not arrived. Shown, never dropped. */
  strays(): readonly PlanItem[] {
    const strays = [...this.#lists()].flatMap(([plan, items]) =>
      plan !== null && this.#plans.has(plan) ? [] : items,
    );
    return strays.filter(stands).sort(byPlace);
  }

  /** Any item by id, deleted ones included; null when there is none. The same view until the record changes. */
  item(id: string): PlanItem | null {
    const kept = this.#itemViews.get(id);
    if (kept !== undefined) return kept;
    const view = this.#items.view(id);
    if (view === null) return null;
    const item = itemOf(id, view);
    this.#itemViews.set(id, item);
    return item;
  }

  /** Deleted items of a plan, the newest deletion first. */
  deletedItems(planId: string): readonly PlanItem[] {
    const at = ({ standing }: PlanItem) => (standing.state === 'deleted' ? (standing.at ?? 0) : 0);
    return this.#all(planId)
      .filter(({ standing }) => standing.state === 'deleted')
      .sort((a, b) => at(b) - at(a) || byPlace(a, b));
  }

  /** Adds a plan after all others; gives its id. Throws {@link BadValue} and `WriteRefused`, as all that writes here. */
  addPlan(fields: PlanWish & { readonly title: string; readonly period: string }): string {
    const id = this.#host.newId();
    const plans = this.#allPlans();
    const order = orderBetween(plans, plans.length - 1, id);
    this.#plans.add({ ...fields, order }, {}, id);
    return this.#written(id);
  }

  /** Sets a plan's heading. BadValue `record` 'missing': there is no such plan. */
  setPlan(id: string, fields: PlanWish): void {
    this.#plans.set(id, fields);
    this.#written(id);
  }

  /**
   * Adds an item behind another of the plan (null: first); gives its id. Without a number it takes the plan's next free one.
   * BadValue `plan` or `after` 'missing': there is no such plan, or no such item in it.
   */
  addItem(planId: string, after: string | null, fields: NewItem): string {
    const [id] = this.addItems(planId, after, [fields]);
    return id ?? '';
  }

  /**
   * Adds items one behind the other, in one change; gives their ids. Throws as {@link addItem}; what the schemas refuse is to be
   * asked of them before, since the items before it would stay.
   */
  addItems(planId: string, after: string | null, items: readonly NewItem[]): readonly string[] {
    if (!this.#plans.has(planId)) throw new BadValue('plan', 'missing');
    const others: Placed[] = [...this.#all(planId)];
    let index = after === null ? -1 : others.findIndex((item) => item.id === after);
    if (after !== null && index < 0) throw new BadValue('after', 'missing');
    let next: string | null = null;
    const all = items.map(({ activity, number, ...values }) => {
      const id = this.#host.newId();
      const order = orderBetween(others, index, id);
      others.splice(++index, 0, { id, order });
      if (number === undefined) next = next === null ? this.#nextNumber(planId) : numberAfter(next);
      return { id, activity, values: { ...values, plan: planId, number: number ?? next ?? '', order } };
    });
    this.#host.change(() => {
      for (const { id, activity, values } of all) this.#items.add(values, { activity }, id);
    });
    for (const { id } of all) this.#written(id);
    return all.map(({ id }) => id);
  }

  /** Sets fields of an item. In a conflict this is the choice: it replaces every value this device has seen. */
  setItem(id: string, fields: ItemWish): void {
    this.#items.set(id, fields);
    this.#written(id);
  }

  /**
   * Sets fields and the activity of an item in one change. The activity is rewritten by its differences, so that letters
   * which stay keep their authors; where words are cut decides nothing, since the result is `activity` to the letter.
   * BadValue `activity` 'missing': its text cannot be read.
   */
  rewriteItem(id: string, { activity, ...fields }: { readonly activity: string } & ItemWish): void {
    if (this.#existing(id).activity.text === null) throw new BadValue('activity', 'missing');
    const words = activity.toWellFormed().normalize('NFC');
    if (words.length > MAX_TEXT) throw new BadValue('activity', 'too long');
    this.#host.change(() => {
      this.#items.set(id, fields);
      this.#items.rewrite(id, 'activity', (now) => wordDiff(now, words, 'en'));
    });
    this.#written(id);
  }

  /** Puts an item behind another of its plan (null: first). Behind itself, it stays. */
  moveItem(id: string, after: string | null): void {
    const item = this.#existing(id);
    if (after === id) return;
    const plan = firstValue(item.plan);
    if (plan === null) throw new BadValue('plan', 'missing');
    this.#items.set(id, { order: placeAfter(this.#all(plan), after, id) });
    this.#written(id);
  }

  /** Deletes an item; gives the undo. Nothing happens when it is deleted already. A contested one is decided. */
  deleteItem(id: string): () => void {
    const { standing } = this.#existing(id);
    if (standing.state === 'deleted') return () => undefined;
    this.#items.delete(id);
    this.#written(id);
    return () => this.restoreItem(id);
  }

  /** Brings a deleted item back, or decides a contested deletion for keeping. */
  restoreItem(id: string): void {
    if (this.#existing(id).standing.state === 'present') return;
    this.#items.restore(id);
    this.#written(id);
  }

  /** Decides a contested deletion for deleting, now that everything was seen. Nothing happens when nothing is contested. */
  confirmDeletion(id: string): void {
    if (this.#existing(id).standing.state !== 'contested') return;
    this.#items.delete(id);
    this.#written(id);
  }

  /** Called after every change with the ids of the records it touched; null when anything may differ. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #existing(id: string): PlanItem {
    const item = this.item(id);
    if (item === null) throw new BadValue('record', 'missing');
    return item;
  }

  /** The host tells of a change at its end only; several acts within one must see each other. */
  #written(id: string): string {
    this.#drop(new Set([id]));
    return id;
  }

  #drop(records: ChangedRecords): void {
    if (records === null) {
      this.#planViews.clear();
      this.#itemViews.clear();
    } else {
      for (const id of records) {
        this.#planViews.delete(id);
        this.#itemViews.delete(id);
      }
    }
    this.#planList = null;
    this.#itemLists = null;
    this.#standing.clear();
  }

  #plan(id: string): Plan | null {
    const kept = this.#planViews.get(id);
    if (kept !== undefined) return kept;
    const view = this.#plans.view(id);
    if (view === null) return null;
    const plan = planOf(id, view);
    this.#planViews.set(id, plan);
    return plan;
  }

  #allPlans(): Plan[] {
    return this.#plans
      .ids()
      .flatMap((id) => this.#plan(id) ?? [])
      .sort(byPlace);
  }

  #lists(): ReadonlyMap<string | null, readonly PlanItem[]> {
    if (this.#itemLists !== null) return this.#itemLists;
    const items = this.#items.ids().flatMap((id) => this.item(id) ?? []);
    this.#itemLists = Map.groupBy(items.sort(byPlace), ({ plan }) => firstValue(plan));
    return this.#itemLists;
  }

  #all(planId: string): readonly PlanItem[] {
    return this.#lists().get(planId) ?? [];
  }

  /** Numbers of deleted items are not given again: minutes may speak of them. */
  #nextNumber(planId: string): string {
    return nextNumber([...this.deletedItems(planId), ...this.items(planId)].map(({ number }) => number));
  }
}
