import type { ItemAgreement } from '../registers/plan-agreement.ts';
import type { Plan, PlanItem, PlanWish } from '../registers/plan.ts';
import { referenceYear } from '../registers/reference-year.ts';
import { writesTexts, type Present, type Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Status } from '../schema/plan.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import type { Cell, Column } from './plan-columns.ts';
import { conflictsIn, countsOf, filtered, itemName, type Counts } from './plan-sight.ts';
import type { Toasts } from './toasts.svelte.ts';

export type ItemWish = Parameters<Workspace['plan']['setItem']>[1];

/** The plan: which of the plans is in sight, its items, where the focus is, and what is being written. */
export class PlanPage {
  readonly workspace: Workspace;
  plans = $state.raw<readonly Plan[]>([]);
  planId = $state<string | null>(null);
  items = $state.raw<readonly PlanItem[]>([]);
  deleted = $state.raw<readonly PlanItem[]>([]);
  /** People at an item, by its id. */
  here = $state.raw<Readonly<Record<string, readonly Present[] | undefined>>>({});
  /** Moves on whenever relays or Parties may have: what is said of whereabouts is to be read anew. */
  beat = $state(0);
  now = $state(0);
  body = $state('');
  status = $state<Status | ''>('');
  focus = $state.raw<Cell | null>(null);
  editing = $state.raw<Cell | null>(null);
  /** Id of the item whose agreement is looked into. */
  inspected = $state<string | null>(null);
  /** Moves on when the address points at the item in focus. */
  pointed = $state(0);
  /** Spoken to who cannot see a row move. */
  said = $state('');
  readonly mayWrite: boolean;
  readonly #toasts: Toasts;
  readonly #ends: (() => void)[];
  readonly #status = new Coalesced(() => this.#readStatus(), 150);
  readonly #people = new Coalesced(() => this.#readPeople());

  constructor(workspace: Workspace, toasts: Toasts) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.mayWrite = writesTexts(workspace.me.role);
    this.#readRecords();
    this.#readStatus();
    this.#readPeople();
    this.#ends = [
      workspace.plan.observe(() => {
        this.#readRecords();
        this.#status.soon();
      }),
      workspace.observe(() => {
        this.#status.soon();
        this.#people.soon();
      }),
    ];
  }

  readonly plan: Plan | null = $derived(this.plans.find((plan) => plan.id === this.planId) ?? null);
  readonly inspectedItem: PlanItem | null = $derived(
    this.items.find(({ id }) => id === this.inspected) ?? null,
  );
  readonly filtered: boolean = $derived(this.body !== '' || this.status !== '');
  readonly shown: readonly PlanItem[] = $derived(filtered(this.items, this.body, this.status));
  readonly counts: Counts = $derived(countsOf(this.items));
  readonly conflicts: number = $derived(conflictsIn(this.items));
  /** The year a time without one is understood in: the last the plan's period names. */
  readonly referenceYear: number | undefined = $derived(
    this.plan === null ? undefined : referenceYear(this.plan),
  );

  /** The register gives the same object for a record that did not change, so only rows that did are drawn anew. */
  #readRecords(): void {
    const { plan } = this.workspace;
    this.plans = plan.plans();
    if (!this.plans.some(({ id }) => id === this.planId)) this.planId = this.plans[0]?.id ?? null;
    this.items = this.planId === null ? [] : plan.items(this.planId);
    this.deleted = this.planId === null ? [] : plan.deletedItems(this.planId);
    if (this.editing !== null && !this.items.some(({ id }) => id === this.editing?.id)) this.editing = null;
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  #readPeople(): void {
    const others = this.workspace.people().filter(({ me, place }) => !me && place !== null);
    this.here = Object.groupBy(others, ({ place }) => place ?? '');
  }

  choosePlan(id: string): void {
    this.planId = id;
    this.editing = null;
    this.inspected = null;
    this.focus = null;
    this.#readRecords();
  }

  clearFilter(): void {
    this.body = '';
    this.status = '';
  }

  /** The focus moved to a cell; others see which item this person is at. */
  focused(cell: Cell): void {
    // Also where the focus was before: an editor that closes under it may have taken it out of the table meanwhile.
    this.workspace.place(cell.id);
    this.focus = cell;
  }

  left(): void {
    this.workspace.place(null);
  }

  edit(cell: Cell): void {
    if (!this.mayWrite) return;
    this.focused(cell);
    this.editing = cell;
  }

  isEditing(id: string, column: Column): boolean {
    return this.editing?.id === id && this.editing.column === column;
  }

  endEditing(): void {
    this.editing = null;
    void this.workspace.flush();
  }

  /** Where the agreement on an item stands; the same object until something about it changes. */
  agreementOn(item: PlanItem): ItemAgreement {
    return this.workspace.joint.planAgreement.of(item);
  }

  /** The address points at an item: its plan comes in sight, and its row has the focus. */
  point(id: string): void {
    const item = this.workspace.plan.item(id);
    const plan = item === null ? null : firstValue(item.plan);
    if (plan === null || !this.plans.some((one) => one.id === plan)) return;
    if (plan !== this.planId) this.choosePlan(plan);
    this.clearFilter();
    this.focused({ id, column: 'number' });
    this.pointed++;
  }

  inspect(id: string): void {
    this.inspected = id;
  }

  /** Whether it went well; if not, the user has been told. */
  try(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  set(id: string, fields: ItemWish): boolean {
    return this.try(() => this.workspace.plan.setItem(id, fields));
  }

  setPlan(fields: PlanWish): boolean {
    const { plan } = this;
    return plan !== null && this.try(() => this.workspace.plan.setPlan(plan.id, fields));
  }

  addPlan(title: string, period: string): boolean {
    return this.try(() => this.choosePlan(this.workspace.plan.addPlan({ title, period })));
  }

  /** Adds an item behind another (undefined: at the end) and begins to write its activity. */
  addItem(after?: string): void {
    const { planId } = this;
    if (planId === null) return;
    this.clearFilter();
    this.try(() => {
      const behind = after ?? this.items.at(-1)?.id ?? null;
      const id = this.workspace.plan.addItem(planId, behind, { activity: '', status: 'planned' });
      this.edit({ id, column: 'activity' });
    });
  }

  /** Up or down by one place. */
  move(id: string, by: -1 | 1): void {
    const index = this.items.findIndex((item) => item.id === id);
    const target = index + by;
    if (index < 0 || target < 0 || target >= this.items.length) return;
    this.moveAfter(id, (by < 0 ? this.items[target - 1]?.id : this.items[target]?.id) ?? null);
  }

  moveAfter(id: string, after: string | null): void {
    const moved = this.items.find((item) => item.id === id);
    if (moved === undefined || !this.try(() => this.workspace.plan.moveItem(id, after))) return;
    const place = this.items.findIndex((item) => item.id === id) + 1;
    this.said = m.moved_status({ number: itemName(moved), place, count: this.items.length });
  }

  /** Deletes, and puts the focus where the row was. */
  delete(id: string): void {
    const index = this.shown.findIndex((item) => item.id === id);
    const item = this.shown[index];
    if (item === undefined) return;
    this.try(() => {
      // Named before: what is deleted has no words any more.
      const number = itemName(item);
      const undo = this.workspace.plan.deleteItem(id);
      const next = this.shown[index] ?? this.shown[index - 1];
      this.focus = next === undefined ? null : { id: next.id, column: 'number' };
      this.#toasts.say(
        () => m.deleted_toast({ number }),
        () => void this.try(undo),
      );
    });
  }

  restore(item: PlanItem): void {
    if (this.try(() => this.workspace.plan.restoreItem(item.id))) {
      this.#toasts.say(() => m.restored_toast({ number: itemName(item) }));
    }
  }

  keep(id: string): void {
    this.try(() => this.workspace.plan.restoreItem(id));
  }

  confirmDeletion(id: string): void {
    this.try(() => this.workspace.plan.confirmDeletion(id));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#status.close();
    this.#people.close();
    this.workspace.place(null);
  }
}
