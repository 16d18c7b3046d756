import { fieldTwice } from '../exchange/table/columns.ts';
import type { PlanReadRow } from '../exchange/plan-import.ts';
import { PLAN_NAMES, PLAN_WIDTHS, planRows, type PlanColumn } from '../exchange/plan-table.ts';
import type { Plan } from '../registers/plan.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import { inLanguage, type Spoken } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { tableProblem } from '../texts/table-files.ts';
import type { App } from './app.ts';
import { FileImport, isTableRefused, type ImportKind } from './file-import.svelte.ts';
import { fileName } from './file-name.ts';
import { localDay } from './local-day.ts';
import { chooseTable, saveTable, tablesOf, tongue } from './table-files.ts';
import type { OwnActs } from '../replica/own-acts.ts';
import type { Toasts } from './toasts.svelte.ts';

export type PlanImport = FileImport<PlanColumn, PlanReadRow>;

const titleOf = (plan: Plan): string => firstValue(plan.title) || m.plan_title();

/** Saves a plan as it stands; `own`: what its headings and states are said in. */
export const savePlan = (
  app: App,
  { joint, bodies }: Workspace,
  plan: Plan,
  format: 'csv' | 'xlsx',
  own: Spoken,
): Promise<void> =>
  saveTable(app, format, {
    name: fileName(`${titleOf(plan)} ${tongue(own)}${localDay(app.clock())}`),
    sheet: titleOf(plan),
    rows: inLanguage(own, () => planRows(joint.plan, plan, bodies)),
    widths: PLAN_WIDTHS,
  });

async function kindOf(workspace: Workspace, planId: string): Promise<ImportKind<PlanColumn, PlanReadRow>> {
  const [{ previewPlan }, { writePlan }] = await Promise.all([
    import('../exchange/plan-import.ts'),
    import('../exchange/plan-write.ts'),
  ]);
  const register = workspace.joint.plan;
  return {
    names: PLAN_NAMES,
    lacking: (columns) => {
      if (fieldTwice(columns) !== null) return m.rst_file_column_twice();
      const known = columns.includes('activity') || columns.includes('number') || columns.includes('id');
      return known ? '' : m.imp_lack_plan();
    },
    preview: function* (rows) {
      // Read anew: somebody may have given it another title or period meanwhile.
      const plan = register.plans().find(({ id }) => id === planId);
      if (plan === undefined) return { rows: [], counts: { added: 0, changed: 0, unchanged: 0, refused: 0 } };
      return yield* previewPlan({ register, plan, bodies: workspace.bodies }, rows);
    },
    write: (preview) => writePlan(register, preview),
    changedMeanwhile: () => null,
    written: () => void workspace.flush(),
  };
}

/** Lets the user choose a file of items for a plan; null when none was chosen. */
export async function openPlanFile(
  app: App,
  workspace: Workspace,
  said: { readonly toasts: Toasts; readonly acts: OwnActs },
  plan: Plan,
): Promise<PlanImport | null> {
  const file = await chooseTable(app);
  if (file === null) return null;
  const { name, bytes } = file;
  const source =
    typeof bytes === 'string'
      ? ({ kind: 'refused', words: () => tableProblem({ problem: bytes, line: null }) } as const)
      : tablesOf<PlanColumn>(app, name, bytes);
  return new FileImport(name, await kindOf(workspace, plan.id), source, said, (error) =>
    isTableRefused(error) ? tableProblem(error) : null,
  );
}
