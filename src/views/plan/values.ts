import type { Body } from '../../registers/workspace-types.ts';
import type { Said } from '../../replica/field.ts';
import type { Status, Timeframe } from '../../schema/plan.ts';
import { m } from '../../texts/messages.ts';
import { bodyName, whoIs } from '../../texts/people.ts';
import { statusName } from '../../texts/statuses.ts';
import { momentOf, together } from '../../texts/times.ts';

export const cellId = (item: string, column: string): string => `cell-${item}-${column}`;

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
