import type { Body } from '../../registers/workspace-types.ts';
import type { PlanItem } from '../../registers/plan.ts';
import type { Field, Said } from '../../replica/field.ts';
import type { Status, Timeframe } from '../../schema/plan.ts';
import { itemName } from '../../state/plan-sight.ts';
import { m } from '../../texts/messages.ts';
import { bodyName, whoIs } from '../../texts/people.ts';
import { statusName } from '../../texts/statuses.ts';
import { momentOf, together } from '../../texts/times.ts';

export const cellId = (item: string, column: string): string => `cell-${item}-${column}`;

/** What an editor is called: the column by its name, and the item's number. */
export const cellLabel = (column: string, item: PlanItem): string =>
  m.cell_edit({ column, number: itemName(item) });

/** Nothing waits to be settled in a field. */
export const isDecided = ({ state }: Field<unknown>): boolean => state === 'one' || state === 'empty';

export const textWords = (value: string): string => (value === '' ? m.conflict_none_set() : value);
export const timeframeWords = (value: Timeframe): string => textWords(value.spoken);
export const statusWords = (value: Status): string => statusName(value);
export const bodiesWords =
  (bodies: readonly Body[]) =>
  (value: readonly string[]): string =>
    value.length === 0 ? m.conflict_none_set() : together(value.map((id) => bodyName(bodies, id)));

/** Who said it and when, for under a value. */
export const saidBy = (said: Said<unknown>, bodies: readonly Body[], now: number): string =>
  m.conflict_said({ who: whoIs(said.by, bodies), time: momentOf(said.at, now) });
