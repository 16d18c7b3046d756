import type { BoardStand, BoardState, BoardWording } from '../schema/board.ts';
import { languageName } from './articles.ts';
import { m } from './messages.ts';

const STATES: Readonly<Record<BoardState, () => string>> = {
  draft: m.board_state_draft,
  tabled: m.board_state_tabled,
  waiting: m.board_state_waiting,
  contested: m.board_state_contested,
  agreed: m.board_state_agreed,
  'ad referendum': m.board_state_referendum,
  kept: m.board_state_kept,
  changed: m.board_state_changed,
  withdrawn: m.board_state_withdrawn,
  'taken back': m.board_state_taken_back,
};
/** How far the Parties are, in words for a wall. */
export const boardStateWords = (state: BoardState): string => STATES[state]();

const STANDS: Readonly<Record<BoardStand['stand'], () => string>> = {
  silent: m.board_stand_silent,
  tabled: m.board_stand_tabled,
  agreed: m.board_stand_agreed,
  'ad referendum': m.board_stand_referendum,
  rejected: m.board_stand_rejected,
  'keep original': m.board_stand_original,
  reserved: m.board_stand_reserved,
  withdrawn: m.board_stand_withdrawn,
  received: m.board_stand_received,
  divided: m.board_stand_divided,
};
/** What a Party has said, in words for a wall. */
export const boardStandWords = (stand: BoardStand['stand']): string => STANDS[stand]();

const WORDINGS: Readonly<Record<BoardWording['standing'], (inputs: { language: string }) => string>> = {
  record: m.board_words_record,
  draft: m.board_words_draft,
  reviewed: m.board_words_reviewed,
  stale: m.board_words_stale,
  missing: m.board_words_missing,
};
/** A language on the wall, and what its words are. */
export const boardWordingWords = ({ language, standing }: BoardWording): string =>
  WORDINGS[standing]({ language: languageName(language) });

/** `1:05:09`, `12:07`: milliseconds as a running clock; over time counts up. */
export function runningTime(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
