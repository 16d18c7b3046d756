import { utf8 } from '../crypto/bytes.ts';
import type { NewItem, PlanRegister } from '../registers/plan.ts';
import type { Timeframe } from '../schema/plan.ts';
import { sameKey } from './plan-cells.ts';
import {
  isOther,
  itemsByNumber,
  PLAN_FIELDS,
  standing,
  wishOf,
  type PlanChange,
  type PlanReadRow,
  type PlanValue,
} from './plan-import.ts';
import type { ImportPreview, ImportWritten, Steps } from './table/import.ts';

/** Items in one change at most, and their letters in bytes: a change is one entry, and an entry has 256 KB at most. */
const MOST = { items: 20, bytes: 96 * 1024 } as const;

type AddedRow = PlanReadRow & { readonly outcome: { readonly state: 'added' } };
const isAdded = (row: PlanReadRow | undefined): row is AddedRow => row?.outcome.state === 'added';

const sizeOf = (row: AddedRow): number => utf8(JSON.stringify(row.outcome.changes)).length;

/**
 * Writes what was shown, in steps of {@link MOST} rows: all but the rows refused, and those whose item changed since it was
 * shown, which are counted and left. New items stand behind the item of the row before, else at the plan's end. Throws
 * `WriteRefused`.
 */
export function* writePlan(
  register: PlanRegister,
  { rows }: ImportPreview<PlanReadRow>,
): Steps<ImportWritten> {
  const undo = new Undo(register);
  /** The item of the row before, by plan. */
  const last = new Map<string, string>();
  let [written, moved, at] = [0, 0, 0];
  while (at < rows.length) {
    const row = rows[at];
    if (isAdded(row)) {
      const run = runFrom(rows, at);
      at += run.length;
      const { plan } = row.outcome;
      const known = itemsByNumber(register, plan);
      const still = run.filter(({ number }) => number === '' || !known.has(sameKey(number)));
      moved += run.length - still.length;
      if (!register.plans().some(({ id }) => id === plan)) moved += still.length;
      else if (still.length > 0) {
        const after = standingAfter(register, plan, last.get(plan));
        const ids = register.addItems(plan, after, still.map(newItem));
        undo.added(ids);
        written += ids.length;
        const end = ids.at(-1);
        if (end !== undefined) last.set(plan, end);
      }
      yield at;
      continue;
    }
    at++;
    if (row === undefined || row.outcome.state === 'refused' || row.outcome.state === 'added') continue;
    const { outcome } = row;
    const item = register.item(outcome.item);
    const plan = item?.plan.state === 'one' ? item.plan.value : null;
    if (plan !== null) last.set(plan, outcome.item);
    if (outcome.state === 'changed') {
      const same =
        item !== null &&
        item.standing.state !== 'deleted' &&
        outcome.changes.every(
          ({ field, before }) =>
            !isOther(field, standing(item, field), before ?? '') &&
            (field === 'activity' ||
              (item[field].state !== 'conflict' && item[field].state !== 'unreadable')),
        );
      if (same) {
        set(register, outcome.item, outcome.changes);
        undo.changed(outcome.item, outcome.changes);
        written++;
      } else moved++;
    }
    if (at % MOST.items === 0) yield at;
  }
  return { written, moved, undo: written === 0 ? null : () => undo.run() };
}

/** Rows that follow each other and add items to one plan. */
function runFrom(rows: readonly PlanReadRow[], from: number): readonly AddedRow[] {
  const run: AddedRow[] = [];
  let bytes = 0;
  for (let at = from; run.length < MOST.items; at++) {
    const row = rows[at];
    if (!isAdded(row) || row.outcome.plan !== (run[0] ?? row).outcome.plan) break;
    bytes += sizeOf(row);
    if (run.length > 0 && bytes > MOST.bytes) break;
    run.push(row);
  }
  return run;
}

function standingAfter(register: PlanRegister, plan: string, item: string | undefined): string | null {
  const items = register.items(plan);
  return item !== undefined && items.some(({ id }) => id === item) ? item : (items.at(-1)?.id ?? null);
}

function newItem({ outcome }: AddedRow): NewItem {
  const { activity, wish } = wishOf(outcome.changes);
  return { status: 'planned', ...wish, activity: activity ?? '' };
}

function set(register: PlanRegister, id: string, changes: readonly PlanChange[]): void {
  const { activity, wish } = wishOf(changes);
  if (activity === null) register.setItem(id, wish);
  else register.rewriteItem(id, { ...wish, activity });
}

/** What was written, to be taken back; what others wrote over since stays. */
class Undo {
  readonly #register: PlanRegister;
  readonly #added: string[] = [];
  readonly #changed: { readonly item: string; readonly changes: readonly PlanChange[] }[] = [];

  constructor(register: PlanRegister) {
    this.#register = register;
  }

  added(ids: readonly string[]): void {
    this.#added.push(...ids);
  }

  changed(item: string, changes: readonly PlanChange[]): void {
    this.#changed.push({ item, changes });
  }

  *run(): Steps<void> {
    let done = 0;
    for (const { item, changes } of this.#changed) {
      const now = this.#register.item(item);
      const back = changes.flatMap(({ field, before, now: wrote }) => {
        if (now === null || isOther(field, standing(now, field), wrote)) return [];
        const value = before ?? NOTHING[field];
        return value === null ? [] : [{ field, before: wrote, now: value }];
      });
      if (back.length > 0) set(this.#register, item, back);
      if (++done % MOST.items === 0) yield done;
    }
    for (const id of this.#added) {
      if (this.#register.item(id) !== null) this.#register.deleteItem(id);
      if (++done % MOST.items === 0) yield done;
    }
  }
}

/** What a field says that says nothing; a status that was never given cannot be taken away again. */
const NOTHING: Readonly<Record<(typeof PLAN_FIELDS)[number], PlanValue | null>> = {
  number: '',
  activity: '',
  responsible: [],
  timeframe: { spoken: '', edtf: null, tbc: false } satisfies Timeframe,
  expected: '',
  status: null,
  progress: '',
};
