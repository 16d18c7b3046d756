import { proposedText, type ProposedChange, type TextEntry } from '../registers/proposed-text.ts';
import type { Provision } from '../schema/articles.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { articlesFrame, numberOf, wordingsOf, wordsIn, type ArticlesToPrint } from './articles-sheet.ts';
import { printable } from './printable.ts';
import { changedLine, isBehind, notesOf, proposedBy } from './proposed-line.ts';
import type { Sheet, SheetAuthor, SheetBlock, SheetLine } from './sheet.ts';

/** Without fractions of a second: Word reads no others. */
const moment = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

const authorOf = ({ offer }: ProposedChange, { bodies }: ArticlesToPrint): SheetAuthor => ({
  name: printable(bodyName(bodies, offer.by.body)),
  at: moment(offer.at),
});

/** A wording nobody has written down says so, as in the clean text: else refusing a change would leave a number alone. */
const worded = ({ text }: Provision): string => (text === '' ? m.art_no_wording() : text);
const wordedNew = ({ text }: Provision): string => (text === '' ? m.art_no_wording_new() : text);

function changedBlock(entry: TextEntry, one: ProposedChange, paper: ArticlesToPrint): SheetBlock {
  const { change, from } = one;
  return {
    kind: 'changed',
    as: entry.kind === 'article' ? 'heading' : 'point',
    number: changedLine(from?.number ?? null, change.to?.number ?? null),
    line: changedLine(
      from && worded(from),
      change.to && (change.to.text === from?.text ? worded(from) : wordedNew(change.to)),
    ),
    by: authorOf(one, paper),
    paragraph: change.to === null ? 'gone' : from === null ? 'new' : 'stays',
  };
}

/** Whether a change can stand in the clause's own paragraph: it begins from the words that stand there, and no others. */
const inPlace = (entry: TextEntry, one: ProposedChange): boolean =>
  entry.state === null || (!isBehind(one) && wordingsOf(entry).length === 1);

function agreedBlock(entry: TextEntry, paper: ArticlesToPrint): SheetBlock {
  const [number, lines] = [numberOf(entry), wordsIn(paper, entry, 'en')];
  return entry.kind === 'article'
    ? { kind: 'heading', number, text: lines.join(' ') }
    : { kind: 'point', record: entry.id, number, level: 0, text: lines.join('\n') };
}

const remark = (one: ProposedChange, paper: ArticlesToPrint): SheetBlock => ({
  kind: 'note',
  text: [
    proposedBy(one, paper.bodies),
    ...notesOf(one, paper.text),
    ...(isBehind(one) ? [m.out_behind()] : []),
  ].join(' · '),
});

const fresh = (text: string): SheetLine => {
  const words = printable(text);
  return words === '' ? '' : [{ kind: 'new', text: words }];
};

/** The clause as a further proposal would have it: a paragraph that is new as a whole, so that refusing it leaves no trace. */
const alternative = (entry: TextEntry, one: ProposedChange, paper: ArticlesToPrint): SheetBlock[] => {
  const { to } = one.change;
  if (to === null) return [];
  return [
    {
      kind: 'changed',
      as: entry.kind === 'article' ? 'heading' : 'point',
      number: fresh(to.number),
      line: fresh(wordedNew(to)),
      by: authorOf(one, paper),
      paragraph: 'new',
    },
  ];
};

/**
 * One proposal stands in the clause itself; each further one reads in a paragraph of its own below it, named as such. Woven
 * into one another, two deletions of the same words could have one author only, and accepting the other Party's changes
 * would give words that it never proposed. Refusing all changes gives the agreed text.
 */
function blocksOf(entry: TextEntry, paper: ArticlesToPrint): SheetBlock[] {
  const own = entry.changes.find((one) => inPlace(entry, one));
  const others = entry.changes.filter((one) => one !== own);
  return [
    ...(own === undefined
      ? [agreedBlock(entry, paper)]
      : [changedBlock(entry, own, paper), remark(own, paper)]),
    ...others.flatMap((one) => [
      { kind: 'note' as const, text: m.out_also() },
      ...alternative(entry, one, paper),
      remark(one, paper),
    ]),
  ];
}

/** The text in the language of the talks with every open proposal as a change by the Party that put it forward. */
export function changesSheet(paper: ArticlesToPrint): Sheet {
  const english: ArticlesToPrint = { ...paper, languages: ['en'] };
  return {
    ...articlesFrame(english, m.out_mode_changes()),
    layout: 'upright',
    blocks: [
      { kind: 'note', text: m.out_signs_word() },
      ...proposedText(paper.text, paper.proposals).flatMap((entry) => blocksOf(entry, english)),
    ],
  };
}
