import type { PlanRowProblem } from '../exchange/plan-cells.ts';
import type { PlanColumn } from '../exchange/plan-table.ts';
import type { PlanField, PlanValue } from '../exchange/plan-import.ts';
import type { Body } from '../registers/workspace-types.ts';
import { STATUSES, type Timeframe } from '../schema/plan.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { statusName } from './statuses.ts';
import { intervalWords } from './edtf.ts';

const COLUMNS: Readonly<Record<PlanColumn, () => string>> = {
  number: m.col_number_long,
  activity: m.col_activity,
  responsible: m.col_responsible,
  timeframe: m.col_timeframe,
  expected: m.col_expected,
  status: m.col_status,
  progress: m.col_progress_long,
  interval: m.imp_col_interval,
  tbc: m.imp_col_tbc,
  plan: m.plan_title,
  id: m.imp_col_id,
};

/** What a column of a plan is called on the screen. */
export const planColumn = (column: PlanColumn): string => COLUMNS[column]();

const PROBLEMS: Readonly<Record<PlanRowProblem, () => string>> = {
  'no such plan': m.imp_row_no_plan,
  'which plan': m.imp_row_which_plan,
  'no such item': m.imp_row_no_item,
  'which item': m.imp_row_which_item,
  'same item twice': m.imp_row_same_item,
  'no activity': m.imp_row_no_activity,
  'no such status': m.imp_row_no_status,
  'no such body': m.imp_row_no_body,
  'too long': m.imp_row_too_long,
  'two values': m.imp_row_two,
};

/** Why a row is left out, in words. */
export function planRowProblem(problem: PlanRowProblem, column: PlanColumn | null): string {
  const words = PROBLEMS[problem]();
  return column === null ? words : m.rst_row_at({ column: planColumn(column), problem: words });
}

/** Words of a time, what they mean, and whether it is still to be confirmed. */
function timeWords({ spoken, edtf, tbc }: Timeframe): string {
  return [
    spoken,
    edtf === null || edtf === spoken ? '' : `(${intervalWords(edtf)})`,
    tbc ? `(${m.imp_col_tbc()})` : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

/** What a field says, as it is shown; empty where it says nothing. */
export function planWords(field: PlanField, value: PlanValue | null, bodies: readonly Body[]): string {
  if (value === null) return '';
  if (typeof value !== 'string')
    return 'spoken' in value ? timeWords(value) : value.map((id) => bodyName(bodies, id)).join('\n');
  const status = field === 'status' ? STATUSES.find((one) => one === value) : undefined;
  return status === undefined ? value : statusName(status);
}
