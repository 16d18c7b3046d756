import { proposedText, type TextEntry } from '../registers/proposed-text.ts';
import { languageName } from '../texts/articles.ts';
import { m } from '../texts/messages.ts';
import { articlesFrame, numberOf, wordsIn, type ArticlesToPrint } from './articles-sheet.ts';
import { cell, strong, type Sheet, type SheetBlock } from './sheet.ts';

/** A heading or a numbered paragraph of the text in one language. */
function blockOf(paper: ArticlesToPrint, entry: TextEntry): SheetBlock {
  const lines = wordsIn(paper, entry, paper.languages[0]);
  const number = numberOf(entry);
  if (entry.kind === 'article') return { kind: 'heading', number, text: lines.join(' ') };
  return { kind: 'point', record: entry.id, number, level: 0, text: lines.join('\n') };
}

/** The languages beside each other, a row a provision. */
function sideBySide(paper: ArticlesToPrint, entries: readonly TextEntry[]): SheetBlock {
  const { languages } = paper;
  const share = 0.92 / languages.length;
  return {
    kind: 'table',
    table: {
      name: m.out_side_by_side(),
      rowsAre: 'parted',
      columns: [
        { heading: m.col_number(), share: 0.08 },
        ...languages.map((one) => ({ heading: languageName(one), share })),
      ],
      rows: entries.map((entry) => {
        const of = entry.kind === 'article' ? strong : cell;
        return [of(numberOf(entry)), ...languages.map((one) => of(...wordsIn(paper, entry, one)))];
      }),
    },
  };
}

/** The text as the Parties have agreed it so far, and nothing that is only proposed; in several languages side by side. */
export function cleanSheet(paper: ArticlesToPrint): Sheet {
  const entries = proposedText(paper.text, []);
  const blocks =
    paper.languages.length > 1 ? [sideBySide(paper, entries)] : entries.map((entry) => blockOf(paper, entry));
  return {
    ...articlesFrame(paper, m.out_mode_clean()),
    layout: paper.languages.length > 1 ? 'across' : 'upright',
    blocks: entries.length === 0 ? [{ kind: 'paragraph', text: m.out_nothing_agreed() }] : blocks,
  };
}
