import type { AgreedColumn, ItemWords } from '../registers/plan-agreement.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Timeframe } from '../schema/plan.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { together } from './times.ts';

const NAMES: Readonly<Record<AgreedColumn, () => string>> = {
  number: m.col_number_long,
  activity: m.col_activity,
  responsible: m.col_responsible,
  timeframe: m.col_timeframe,
  expected: m.col_expected,
};

export const columnName = (column: AgreedColumn): string => NAMES[column]();

/** A time as spoken, with its mark: the mark is signed, too. */
export function timeWords(time: Timeframe | null): string {
  if (time === null || (time.spoken === '' && !time.tbc)) return m.insp_nothing();
  return time.tbc ? m.insp_time_tbc({ spoken: time.spoken }) : time.spoken;
}

/** Names of bodies in the order of the genesis, whatever order a list has them in. */
export function bodiesNamed(ids: readonly string[], bodies: readonly Body[]): string {
  const known = bodies.map(({ id }) => id).filter((id) => ids.includes(id));
  const others = ids.filter((id) => !known.includes(id));
  const all = [...known, ...others];
  return all.length === 0 ? m.insp_nobody() : together(all.map((id) => bodyName(bodies, id)));
}

/** What stands in one agreed column, in words. */
export function columnWords(words: ItemWords, column: AgreedColumn, bodies: readonly Body[]): string {
  if (column === 'responsible') return bodiesNamed(words.responsible, bodies);
  if (column === 'timeframe') return timeWords(words.timeframe);
  return words[column] === '' ? m.insp_nothing() : words[column];
}
