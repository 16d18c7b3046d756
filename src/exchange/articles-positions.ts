import type { Position, Stand } from '../registers/matter.ts';
import { proposedText, type ProposedChange, type TextEntry } from '../registers/proposed-text.ts';
import { decisionWords } from '../texts/agreement.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { dayOfMoment } from '../texts/times.ts';
import { articlesFrame, numberOf, wordsIn, type ArticlesToPrint } from './articles-sheet.ts';
import { printable } from './printable.ts';
import { changedLine, isBehind, notesOf, proposedBy } from './proposed-line.ts';
import { cell, strong, type Sheet, type SheetBlock, type SheetCell } from './sheet.ts';

function said(position: Position, hash: string): string[] {
  const { decision, by, at, mandate } = position;
  const who = printable(m.position_who({ person: by.person, seat: by.seat }));
  const earlier = position.hash === hash ? [] : [m.position_earlier()];
  const right = mandate === null ? [] : [printable(m.position_mandate({ mandate }))];
  return [printable(decisionWords(decision)), ...earlier, `${who}, ${dayOfMoment(at)}`, ...right];
}

/** What a Party has said of a text: its word, who spoke it, when and by what right; words its members signed apart all stand. */
function standCell(stand: Stand | undefined, hash: string): SheetCell {
  if (stand === undefined || stand.state === 'silent') return cell(m.position_silent());
  if (stand.state === 'spoken') return cell(...said(stand, hash));
  return cell(m.position_divided(), ...stand.positions.flatMap((one) => said(one, hash)));
}

/** `isFirst`: at the first provision it touches its summary stands, too; an “everywhere” would say it a hundred times. */
function proposalCell(one: ProposedChange, paper: ArticlesToPrint, isFirst: boolean): SheetCell {
  const { change, from, offer } = one;
  const summary = isFirst ? printable(offer.content.summary) : '';
  const wording =
    change.to === null || change.to.text === from?.text
      ? []
      : [changedLine(from?.text ?? null, change.to.text)];
  return cell(
    proposedBy(one, paper.bodies),
    ...(summary === '' ? [] : summary.split('\n')),
    ...wording,
    ...notesOf(one, paper.text),
    ...(isBehind(one) ? [m.out_behind()] : []),
  );
}

function rowsOf(
  entry: TextEntry,
  paper: ArticlesToPrint,
  parties: readonly string[],
  firsts: ReadonlySet<ProposedChange>,
): SheetCell[][] {
  const of = entry.kind === 'article' ? strong : cell;
  const words =
    entry.state === null
      ? [m.out_only_proposed()]
      : paper.languages.flatMap((one) => wordsIn(paper, entry, one));
  const [first, ...others] = entry.changes.map((one) => [
    proposalCell(one, paper, firsts.has(one)),
    ...parties.map((party) => standCell(one.view.matter.stands.get(party), one.offer.hash)),
  ]);
  const nothing = [cell(), ...parties.map(() => cell())];
  return [
    [of(numberOf(entry)), of(...words), ...(first ?? nothing)],
    ...others.map((more) => [cell(numberOf(entry)), cell(m.out_as_above()), ...more]),
  ];
}

/** Of every text of a proposal the first change in the order of the text. */
function firstOfEach(entries: readonly TextEntry[]): ReadonlySet<ProposedChange> {
  const firsts = new Map<string, ProposedChange>();
  for (const one of entries.flatMap(({ changes }) => changes)) {
    const key = `${one.view.id} ${one.offer.hash}`;
    if (!firsts.has(key)) firsts.set(key, one);
  }
  return new Set(firsts.values());
}

/**
 * The agreed text with every open proposal beside its clause and where each Party stands on it: the table of columns that
 * negotiators read, `[+words+]` put in and `[−words−]` taken out.
 */
export function positionsSheet(paper: ArticlesToPrint): Sheet {
  const parties = paper.bodies.filter(({ kind }) => kind === 'party').map(({ id }) => id);
  const entries = proposedText(paper.text, paper.proposals);
  const firsts = firstOfEach(entries);
  const share = 0.32 / Math.max(parties.length, 1);
  const table: SheetBlock = {
    kind: 'table',
    table: {
      name: m.out_mode_positions(),
      rowsAre: 'parted',
      columns: [
        { heading: m.col_number(), share: 0.07 },
        { heading: m.out_agreed_text(), share: 0.3 },
        { heading: m.out_open_proposal(), share: 0.31 },
        ...parties.map((party) => ({ heading: printable(bodyName(paper.bodies, party)), share })),
      ],
      rows: entries.flatMap((entry) => rowsOf(entry, paper, parties, firsts)),
    },
  };
  return {
    ...articlesFrame(paper, m.out_mode_positions()),
    // Nobody signs a text that is still open.
    signatures: null,
    layout: 'across',
    blocks: [{ kind: 'note', text: m.out_signs() }, table],
  };
}
