import { fieldsInThree, type InThree } from '../registers/in-three.ts';
import { changesSince, type ItemAgreement } from '../registers/plan-agreement.ts';
import type { Plan, PlanItem } from '../registers/plan.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Language } from '../schema/articles.ts';
import type { Timeframe } from '../schema/plan.ts';
import { stateWords } from '../texts/agreement.ts';
import { language } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { columnName, columnWords } from '../texts/plan-agreement.ts';
import { statusName } from '../texts/statuses.ts';
import { calendarDate, dayOfMoment, together } from '../texts/times.ts';
import { printable } from './printable.ts';
import { asIs, partySignatures, readersLine, readersLines, saidLines } from './said.ts';
import { cell, type Sheet, type SheetBlock, type SheetCell, type SheetTable } from './sheet.ts';
import { sheetFrame } from './sheet-frame.ts';
import { headTable, languageRows, partiesRow, workspaceRow } from './sheet-head.ts';

/** An item with where its agreement stands, and with its words in three languages as far as they are translated. */
export interface ItemToPrint {
  readonly item: PlanItem;
  readonly agreement: ItemAgreement;
  readonly activity: InThree;
  readonly expected: InThree;
  /** Whether every Party has reviewed a translation of these words as they read now. */
  reviewed(of: 'activity' | 'expected', language: Language): boolean;
}

export interface PlanToPrint {
  readonly plan: Plan;
  readonly items: readonly ItemToPrint[];
}

const timeWords = ({ spoken, tbc }: Timeframe): string => (tbc ? m.insp_time_tbc({ spoken }) : spoken);

/** A translation stands below the words themselves, which are what the Parties agree on, and says whether it is agreed, too. */
function translated(one: ItemToPrint, of: 'activity' | 'expected'): string[] {
  const own = language();
  const words = one[of][own];
  if (own === 'en' || words === '') return [];
  const which = one.reviewed(of, own) ? m.doclang_reviewed() : m.doclang_draft();
  return [which, ...printable(words).split('\n')];
}

function activityOf(one: ItemToPrint): SheetCell {
  const { activity, standing } = one.item;
  const words = activity.state === 'unreadable' ? m.draft_unreadable() : activity.toString();
  const contested = standing.state === 'contested' ? [m.out_contested()] : [];
  return cell(...printable(words).split('\n'), ...translated(one, 'activity'), ...contested);
}

/** What is agreed of an item, and what of it reads otherwise now. */
function agreementOf(item: PlanItem, { state, agreed }: ItemAgreement, bodies: readonly Body[]): SheetCell {
  const since = 'agreement' in state ? [m.out_on_day({ date: dayOfMoment(state.agreement.at) })] : [];
  const words = printable(stateWords(state, bodies));
  if (state.state !== 'changed' || agreed === null) return cell(words, ...since);
  const was = changesSince(agreed, item).map(({ column }) =>
    printable(m.out_agreed_was({ column: columnName(column), words: columnWords(agreed, column, bodies) })),
  );
  return cell(words, ...since, ...was);
}

function rowOf(one: ItemToPrint, bodies: readonly Body[]): SheetCell[] {
  const { item, agreement } = one;
  const named = (ids: readonly string[]) => together(ids.map((id) => bodyName(bodies, id)));
  const responsible =
    item.responsible.state === 'one'
      ? cell(...item.responsible.value.map((id) => printable(bodyName(bodies, id))))
      : cell(...saidLines(item.responsible, named));
  return [
    cell(...saidLines(item.number, asIs)),
    activityOf(one),
    responsible,
    cell(...saidLines(item.timeframe, timeWords)),
    cell(...saidLines(item.expected, asIs), ...translated(one, 'expected')),
    cell(...saidLines(item.status, statusName), ...saidLines(item.progress, asIs)),
    agreementOf(item, agreement, bodies),
  ];
}

const tableOf = ({ plan, items }: PlanToPrint, bodies: readonly Body[]): SheetTable => ({
  name: titleOf(plan),
  columns: [
    { heading: m.col_number(), share: 0.05 },
    { heading: m.col_activity(), share: 0.26 },
    { heading: m.col_responsible(), share: 0.13 },
    { heading: m.col_timeframe(), share: 0.13 },
    { heading: m.col_expected(), share: 0.17 },
    { heading: m.col_status(), share: 0.12 },
    { heading: m.col_agreement(), share: 0.14 },
  ],
  rowsAre: 'whole',
  rows: items.map((one) => rowOf(one, bodies)),
});

const titleOf = (plan: Plan): string => readersLine(fieldsInThree(plan, 'title')) || m.plan_no_title();

/** A, B, C … Z, 27 … */
const letter = (i: number): string => (i < 26 ? String.fromCharCode(65 + i) : String(i + 1));

const isAgreed = ({ state }: ItemAgreement): boolean =>
  state.state === 'agreed' || state.state === 'ad referendum';

/**
 * Plans of Action on paper, in the reader's language; what people wrote stays as they wrote it, and what is translated stands
 * below. One plan is the sheet's own title, several are lettered from A. Values set apart stand in brackets, and each item says
 * what of it is agreed. `day`: of printing, `YYYY-MM-DD`.
 */
export function planSheet(
  plans: readonly PlanToPrint[],
  bodies: readonly Body[],
  workspace: string,
  day: string,
): Sheet {
  const items = plans.flatMap((one) => one.items);
  const agreed = items.filter(({ agreement }) => isAgreed(agreement)).length;
  const [only, ...others] = plans;
  const single = others.length === 0 && only !== undefined ? only : null;
  const period = ({ plan }: PlanToPrint): SheetBlock[] => {
    const words = readersLine(fieldsInThree(plan, 'period'));
    return words === '' ? [] : [{ kind: 'paragraph', text: words }];
  };
  return {
    frame: sheetFrame(),
    layout: 'across',
    standing: m.out_plan_standing({ agreed, all: items.length, date: calendarDate(day) }),
    heading: '',
    title: single === null ? m.out_plan_title() : titleOf(single.plan),
    date: day,
    head: headTable(m.out_head(), [
      ...(single === null
        ? []
        : [[m.plan_field_period(), cell(...readersLines(fieldsInThree(single.plan, 'period')))] as const]),
      ...languageRows(...(single === null ? [] : [fieldsInThree(single.plan, 'title')])),
      partiesRow(bodies),
      workspaceRow(workspace, day),
    ]),
    blocks: plans.flatMap((one, i): SheetBlock[] => [
      ...(single === null
        ? [{ kind: 'heading' as const, number: `${letter(i)}.`, text: titleOf(one.plan) }, ...period(one)]
        : []),
      one.items.length === 0
        ? { kind: 'paragraph', text: m.plan_empty() }
        : { kind: 'table', table: tableOf(one, bodies) },
    ]),
    signatures: partySignatures(bodies),
    annexes: [],
  };
}
