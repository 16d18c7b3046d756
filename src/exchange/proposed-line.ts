import type { InstrumentText } from '../registers/instrument-text.ts';
import type { ProposedChange } from '../registers/proposed-text.ts';
import { wordDiff } from '../registers/word-diff.ts';
import { changeNotes, proposalName } from '../texts/articles.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { dayOfMoment } from '../texts/times.ts';
import type { Body } from '../registers/workspace-types.ts';
import { printable } from './printable.ts';
import type { SheetLine, SheetPiece } from './sheet.ts';

/** What a proposal makes of words: those that go, those that come, in place. Both printable first, as they stand on paper. */
export function changedLine(from: string | null, to: string | null): SheetLine {
  const [before, after] = [printable(from ?? ''), printable(to ?? '')];
  if (before === after) return before;
  const pieces: readonly SheetPiece[] = wordDiff(before, after, 'en');
  return pieces;
}

/** `2.1 k, Thailand, 26 August 2022`: which proposal it is, whose, and of when. */
export const proposedBy = ({ view, offer }: ProposedChange, bodies: readonly Body[]): string =>
  printable(
    m.out_proposed_by({
      name: proposalName(view),
      body: bodyName(bodies, offer.by.body),
      date: dayOfMoment(offer.at),
    }),
  );

/** What it does besides the words: moves, renumbers, deletes, or leaves as it is. */
export const notesOf = ({ change, from, offer }: ProposedChange, text: InstrumentText): readonly string[] =>
  changeNotes(change, from, offer.content, text).map(printable);

/** Whether the agreed text has moved on since the proposal was made: then its changes are shown against what they began from. */
export const isBehind = ({ change, offer }: ProposedChange): boolean =>
  offer.behind.includes(change.provision);
