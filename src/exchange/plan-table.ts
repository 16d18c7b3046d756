import { firstValue, type Field } from '../replica/field.ts';
import type { Plan, PlanItem, PlanRegister } from '../registers/plan.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Status, Timeframe } from '../schema/plan.ts';
import { language } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { planColumn } from '../texts/plan-files.ts';
import { statusName } from '../texts/statuses.ts';
import type { HeadingNames } from './table/columns.ts';

/** Columns of a plan as a table, in their order: those of the record of 2022, then what only this app knows. */
const PLAN_COLUMNS = [
  'number',
  'activity',
  'responsible',
  'timeframe',
  'expected',
  'status',
  'progress',
  'interval',
  'tbc',
  'plan',
  'id',
] as const;
export type PlanColumn = (typeof PLAN_COLUMNS)[number];

/** As they are written in English; the words of the record of 2022 for its own five. */
const PLAN_HEADINGS: Readonly<Record<PlanColumn, string>> = {
  number: 'Item',
  activity: 'Activities',
  responsible: 'Responsible party',
  timeframe: 'Timeframe',
  expected: 'Expected results',
  status: 'Status',
  progress: 'Progress',
  interval: 'Interval (EDTF)',
  tbc: 'To be confirmed',
  plan: 'Plan',
  id: 'Item ID',
};

/** As they are written now: in Khmer and Thai as the screen has them. */
const headingOf = (column: PlanColumn): string =>
  language() === 'en' ? PLAN_HEADINGS[column] : planColumn(column);

/** As they are read. */
export const PLAN_NAMES: HeadingNames<PlanColumn> = {
  id: ['Item ID', 'ID', 'ID នៃកិច្ចការ', 'ID ของรายการ'],
  number: [
    'Item',
    'No',
    'No.',
    'Number',
    'Item no',
    '#',
    'ល.រ',
    'លេខរៀង',
    'កិច្ចការ',
    'ที่',
    'ลำดับที่',
    'ลำดับ',
    'รายการ',
  ],
  activity: ['Activities', 'Activity', 'Action', 'Actions', 'Action points', 'Task', 'សកម្មភាព', 'กิจกรรม'],
  responsible: [
    'Responsible party',
    'Responsible parties',
    'Responsible',
    'Responsible agency',
    'Lead',
    'ភាគីទទួលខុសត្រូវ',
    'អ្នកទទួលខុសត្រូវ',
    'ទទួលខុសត្រូវ',
    'ผู้รับผิดชอบ',
    'หน่วยงานรับผิดชอบ',
  ],
  timeframe: [
    'Timeframe',
    'Time frame',
    'Timeline',
    'Deadline',
    'When',
    'កាលកំណត់',
    'ពេលវេលា',
    'กรอบเวลา',
    'ระยะเวลา',
  ],
  expected: [
    'Expected results',
    'Expected result',
    'Expected outcome',
    'Expected outcomes',
    'Results',
    'លទ្ធផលរំពឹងទុក',
    'ผลที่คาดหวัง',
    'ผลที่คาดว่าจะได้รับ',
  ],
  status: ['Status', 'ស្ថានភាព', 'สถานะ'],
  progress: [
    'Progress',
    'Progress note',
    'Remarks',
    'វឌ្ឍនភាព',
    'កំណត់សម្គាល់វឌ្ឍនភាព',
    'ความคืบหน้า',
    'บันทึกความคืบหน้า',
  ],
  interval: ['Interval (EDTF)', 'Interval', 'EDTF', 'ចន្លោះពេល (EDTF)', 'ช่วงเวลา (EDTF)'],
  tbc: ['To be confirmed', 'TBC', 'រង់ចាំបញ្ជាក់', 'รอการยืนยัน'],
  plan: ['Plan', 'Plan of Action', 'ផែនការ', 'ផែនការសកម្មភាព', 'แผน', 'แผนปฏิบัติการ'],
};

/** Of the columns, in letters. */
export const PLAN_WIDTHS: readonly number[] = [7, 50, 26, 24, 36, 13, 36, 18, 10, 24, 14];

/** A cell that quotes several values of one field: `[KH: …]`. Nobody's plan begins like this. */
export const QUOTED = /^\[(?:[A-Z][A-Z0-9]{0,15}|\?): /u;

/** What a field says, as a cell; several values are quoted, each with its body, as the page shows them. */
function cellOf<T>(field: Field<T>, words: (value: T) => string): string {
  if (field.state === 'one') return words(field.value);
  if (field.state !== 'conflict') return '';
  return field.values.map(({ value, by }) => `[${by?.body ?? '?'}: ${words(value)}]`).join('\n');
}

export interface PlanCells {
  readonly number: string;
  readonly responsible: string;
  readonly timeframe: string;
  readonly expected: string;
  readonly status: string;
  readonly progress: string;
}

const responsibleWords =
  (bodies: readonly Body[]) =>
  (ids: readonly string[]): string =>
    ids.map((id) => bodyName(bodies, id)).join('\n');
const spoken = ({ spoken: words }: Timeframe): string => words;
const sameText = (words: string): string => words;

/** The cells of an item's fields. */
export const itemCells = (item: PlanItem, bodies: readonly Body[]): PlanCells => ({
  number: cellOf(item.number, sameText),
  responsible: cellOf(item.responsible, responsibleWords(bodies)),
  timeframe: cellOf(item.timeframe, spoken),
  expected: cellOf(item.expected, sameText),
  status: cellOf(item.status, (status: Status) => statusName(status)),
  progress: cellOf(item.progress, sameText),
});

/**
 * A plan as a table, the header first: what stands in it now. Headings, states and names of bodies are in the language spoken;
 * what was written is as it stands in the record, without its translations, since the table may come back.
 */
export function planRows(
  register: PlanRegister,
  plan: Plan,
  bodies: readonly Body[],
): readonly (readonly string[])[] {
  const rows = register.items(plan.id).map((item) => {
    const timeframe = item.timeframe.state === 'one' ? item.timeframe.value : null;
    const cells: Record<PlanColumn, string> = {
      ...itemCells(item, bodies),
      activity: item.activity.toString(),
      interval: timeframe?.edtf ?? '',
      tbc: timeframe === null ? '' : timeframe.tbc ? m.doclang_yes() : m.doclang_no(),
      plan: firstValue(plan.title) ?? '',
      id: item.id,
    };
    return PLAN_COLUMNS.map((column) => cells[column]);
  });
  return [PLAN_COLUMNS.map(headingOf), ...rows];
}
