import type { ArticlesToPrint } from '../exchange/articles-sheet.ts';
import { shortTitle, type Sheet } from '../exchange/sheet.ts';
import type { Instrument } from '../registers/articles.ts';
import { activityInThree, expectedInThree, isReviewed } from '../registers/item-in-three.ts';
import type { Plan } from '../registers/plan.ts';
import type { Workshop } from '../registers/workshop-views.ts';
import type { Body, Workspace } from '../registers/workspace-types.ts';
import type { Language } from '../schema/articles.ts';
import { inLanguage, type Spoken } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';
import { fileName } from './file-name.ts';
import { localDay } from './local-day.ts';
import type { MinutesPaper } from './minutes-paper.ts';

/** A document as it goes out now: what lies on the paper, and what its file is called, without its ending. */
export interface Paper {
  readonly sheet: Sheet;
  readonly name: string;
}

/** What a sheet of the articles shows. */
export type ArticlesMode = 'clean' | 'positions' | 'changes';

/** `km`, where a document speaks another language than the record. */
const tongue = ({ frame: { language } }: Sheet): string => (language === 'en' ? '' : language);

/** Named after its title and dated, so that two of them lie side by side in order: `Annex-1-2026-11-25`. */
const named = (sheet: Sheet, mode: string = ''): Paper => ({
  sheet,
  name: [fileName(shortTitle(sheet)) || 'span', mode, tongue(sheet), sheet.date]
    .filter((part) => part !== '')
    .join('-'),
});

/**
 * Those plans, each item with where its agreement stands. What makes a sheet is fetched when one is asked for, as all here;
 * `own`: what the document's own words are said in.
 */
export async function planPaper(
  workspace: Workspace,
  plans: readonly Plan[],
  day: string,
  own: Spoken,
): Promise<Paper> {
  const { planSheet } = await import('../exchange/plan-sheet.ts');
  const { planAgreement: agreement, translations } = workspace.joint;
  const all = plans.map((plan) => ({
    plan,
    items: workspace.plan.items(plan.id).map((item) => ({
      item,
      agreement: agreement.of(item),
      activity: activityInThree(item, translations),
      expected: expectedInThree(item, translations),
      reviewed: (of: 'activity' | 'expected', language: Language) =>
        isReviewed(item, of, language, translations),
    })),
  }));
  return inLanguage(own, () => named(planSheet(all, workspace.bodies, workspace.name, day)));
}

async function articlesOf(
  workspace: Workspace,
  instrument: Instrument,
  languages: readonly Language[],
  day: string,
): Promise<ArticlesToPrint> {
  const { articlesToPrint } = await import('../exchange/articles-sheet.ts');
  const { joint, bodies, name } = workspace;
  const [first = 'en', ...others] = languages;
  return articlesToPrint(joint, instrument, { bodies, workspace: name, languages: [first, ...others], day });
}

/** An instrument in the languages in sight. */
export async function articlesPaper(
  workspace: Workspace,
  instrument: Instrument,
  mode: ArticlesMode,
  languages: readonly Language[],
  day: string,
  own: Spoken,
): Promise<Paper> {
  const paper = await articlesOf(workspace, instrument, languages, day);
  switch (mode) {
    case 'clean': {
      const { cleanSheet } = await import('../exchange/articles-clean.ts');
      return inLanguage(own, () => named(cleanSheet(paper), mode));
    }
    case 'positions': {
      const { positionsSheet } = await import('../exchange/articles-positions.ts');
      return inLanguage(own, () => named(positionsSheet(paper), mode));
    }
    case 'changes': {
      const { changesSheet } = await import('../exchange/articles-changes.ts');
      return inLanguage(own, () => named(changesSheet(paper), mode));
    }
  }
}

/** Annex 1, with who holds each seat on that day. */
export async function rosterPaper(workspace: Workspace, day: string, own: Spoken): Promise<Paper> {
  const { rosterSheet } = await import('../exchange/roster-sheet.ts');
  const { joint, bodies, name } = workspace;
  return inLanguage(own, () => named(rosterSheet(joint.roster, joint.annex.now, bodies, name, day)));
}

export async function workshopPaper(
  workspace: Workspace,
  workshop: Workshop,
  day: string,
  own: Spoken,
): Promise<Paper> {
  const { workshopSheet } = await import('../exchange/workshop-sheet.ts');
  const { joint, bodies, name } = workspace;
  const confirmation = joint.workshops.confirmation(workshop);
  return inLanguage(own, () => named(workshopSheet(joint, workshop, confirmation, bodies, name, day)));
}

/** Minutes in the shape of the record. */
export async function minutesPaper(
  { text, standing, awaited }: MinutesPaper,
  bodies: readonly Body[],
  own: Spoken,
): Promise<Paper> {
  const { minutesSheet } = await import('../exchange/minutes-sheet.ts');
  const title = fileName(text.heading) || fileName(text.title) || m.mtg_minutes_title();
  const sheet = minutesSheet(text, standing, bodies, awaited, own);
  return {
    sheet,
    name: [title, tongue(sheet), text.date].filter((part) => part !== '').join('-'),
  };
}

/** Saves a document as a Word file. */
export async function savePaper(app: App, paper: Paper): Promise<void> {
  const { sheetDocx } = await import('../exchange/docx/sheet-docx.ts');
  app.files.save(`${paper.name}.docx`, sheetDocx(paper.sheet));
}

/** Saves the agreed text as Akoma Ntoso: an XML file where it is in one language, else a zip with a file for each. */
export async function saveAkomaNtoso(app: App, workspace: Workspace, instrument: Instrument): Promise<void> {
  const day = localDay(app.clock());
  const [{ aknFile }, { titleIn }, paper] = await Promise.all([
    import('../exchange/akoma-ntoso-file.ts'),
    import('../exchange/articles-sheet.ts'),
    articlesOf(workspace, instrument, ['en'], day),
  ]);
  const { ending, content } = aknFile(paper);
  app.files.save(`${fileName(titleIn(instrument, 'en')) || 'span'}-${day}.${ending}`, content);
}
