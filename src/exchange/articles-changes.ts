import { proposedText, type ProposedChange, type TextEntry } from '../registers/proposed-text.ts';
import type { Provision } from '../schema/articles.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { articlesFrame, numberOf, wordingsOf, wordsIn, type ArticlesToPrint } from './articles-sheet.ts';
import { printable } from './printable.ts';
import { changedLine, isBehind, notesOf, proposedBy } from './proposed-line.ts';
import { Woven } from './woven.ts';
import type { Sheet, SheetAuthor, SheetBlock, SheetLine } from './sheet.ts';

/** Without fractions of a second: Word reads no others. */
const moment = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

const authorOf = ({ offer }: ProposedChange, { bodies }: ArticlesToPrint): SheetAuthor => ({
  name: printable(bodyName(bodies, offer.by.body)),
  at: moment(offer.at),
});

/** A wording nobody has written down says so, as in the clean text: else refusing a change would leave a number alone. */
const worded = ({ text }: Provision): string => (text === '' ? m.out_no_wording() : text);
const wordedNew = ({ text }: Provision): string => (text === '' ? m.out_no_wording_new() : text);

const as = ({ kind }: TextEntry): 'heading' | 'point' => (kind === 'article' ? 'heading' : 'point');

/** The changes of its words, and of its number. */
const linesOf = ({ change, from }: ProposedChange) => ({
  number: changedLine(from?.number ?? null, change.to?.number ?? null),
  line: changedLine(
    from && worded(from),
    change.to && (change.to.text === from?.text ? worded(from) : wordedNew(change.to)),
  ),
});

/** A paragraph that one proposal puts in or takes out as a whole. */
const wholeBlock = (entry: TextEntry, one: ProposedChange, paper: ArticlesToPrint): SheetBlock => ({
  kind: 'changed',
  as: as(entry),
  ...linesOf(one),
  by: authorOf(one, paper),
  paragraph: one.change.to === null ? 'gone' : 'new',
});

/** The clause with as many of the proposals as keep apart in it, and which these are. */
function wovenBlock(entry: TextEntry, changes: readonly ProposedChange[], paper: ArticlesToPrint) {
  const [numbers, words] = [
    new Woven(printable(entry.reads.number)),
    new Woven(printable(worded(entry.reads))),
  ];
  const woven = changes.filter((one) => {
    const { number, line } = linesOf(one);
    const by = authorOf(one, paper);
    if (!numbers.takes(number, by) || !words.takes(line, by)) return false;
    numbers.add(number, by);
    words.add(line, by);
    return true;
  });
  const [first] = woven;
  if (first === undefined) return { woven, block: agreedBlock(entry, paper) };
  const block: SheetBlock = {
    kind: 'changed',
    as: as(entry),
    number: numbers.line,
    line: words.line,
    by: authorOf(first, paper),
    paragraph: 'stays',
  };
  return { woven, block };
}

/** Whether a change can stand in the clause's own paragraph: it begins from the words that stand there, and no others. */
const inPlace = (entry: TextEntry, one: ProposedChange): boolean =>
  one.from !== null && !isBehind(one) && wordingsOf(entry).length === 1;

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
      as: as(entry),
      number: fresh(to.number),
      line: fresh(wordedNew(to)),
      by: authorOf(one, paper),
      paragraph: 'new',
    },
  ];
};

/** What stands at the place of a provision, and which proposals are in it. */
function ownBlock(entry: TextEntry, paper: ArticlesToPrint) {
  const [first] = entry.changes;
  const isWhole =
    first !== undefined && (entry.state === null || (inPlace(entry, first) && first.change.to === null));
  if (isWhole) return { woven: [first], block: wholeBlock(entry, first, paper) };
  return wovenBlock(
    entry,
    entry.changes.filter((one) => inPlace(entry, one) && one.change.to !== null),
    paper,
  );
}

/**
 * Proposals that change different words stand in the clause together; one that meets another reads in a paragraph of its own
 * below, named as such. Two deletions of the same words could have one author only, and accepting the other Party's changes
 * would give words that it never proposed. Refusing all changes gives the agreed text.
 */
function blocksOf(entry: TextEntry, paper: ArticlesToPrint): SheetBlock[] {
  const { woven, block } = ownBlock(entry, paper);
  const others = entry.changes.filter((one) => !woven.includes(one));
  return [
    block,
    ...woven.map((one) => remark(one, paper)),
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
    // Nobody signs a text that is still open.
    signatures: null,
    layout: 'upright',
    blocks: [
      { kind: 'note', text: m.out_signs_word() },
      ...proposedText(paper.text, paper.proposals).flatMap((entry) => blocksOf(entry, english)),
    ],
  };
}
