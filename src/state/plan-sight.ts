import type { PlanItem } from '../registers/plan.ts';
import { firstValue } from '../replica/field.ts';
import { STATUSES, type Status } from '../schema/plan.ts';
import { m } from '../texts/messages.ts';

export type Counts = Readonly<Record<Status, number>>;

/** The number an item goes by in sentences. */
export const itemName = (item: PlanItem): string => {
  const number = firstValue(item.number);
  return number === null || number === '' ? m.item_unnumbered() : number;
};

const includesBody = ({ responsible }: PlanItem, body: string): boolean => {
  if (responsible.state === 'one') return responsible.value.includes(body);
  return responsible.state === 'conflict' && responsible.values.some(({ value }) => value.includes(body));
};

const hasStatus = (item: PlanItem, status: Status): boolean =>
  item.status.state === 'conflict'
    ? item.status.values.some(({ value }) => value === status)
    : firstValue(item.status) === status;

const inConflict = (item: PlanItem): boolean =>
  item.standing.state === 'contested' ||
  [item.number, item.responsible, item.timeframe, item.expected, item.status, item.progress].some(
    ({ state }) => state === 'conflict',
  );

/** The items a filter leaves; '' leaves all. What is disputed is found by each of its values. */
export const filtered = (
  items: readonly PlanItem[],
  body: string,
  status: Status | '',
): readonly PlanItem[] =>
  items.filter(
    (item) => (body === '' || includesBody(item, body)) && (status === '' || hasStatus(item, status)),
  );

/** How many items have each status; a disputed one counts for each of its values. */
export function countsOf(items: readonly PlanItem[]): Counts {
  const counts: Record<Status, number> = { planned: 0, 'under way': 0, done: 0, dropped: 0 };
  for (const item of items) {
    for (const status of STATUSES) if (hasStatus(item, status)) counts[status]++;
  }
  return counts;
}

/** How many items wait for a choice between values, or about a deletion. */
export const conflictsIn = (items: readonly PlanItem[]): number => items.filter(inConflict).length;

/**
 * Which line of the table each item stands in, and how many there are: the heads are the first, and below an item whose
 * deletion is contested one line more says so.
 */
export function linesOf(items: readonly PlanItem[]): {
  readonly at: readonly number[];
  readonly count: number;
} {
  let next = 2;
  const at = items.map(({ standing }) => {
    const own = next;
    next += standing.state === 'contested' ? 2 : 1;
    return own;
  });
  return { at, count: next - 1 };
}
