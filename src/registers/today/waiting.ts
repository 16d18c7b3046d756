import type { Timeframe } from '../../schema/plan.ts';
import type { InThree } from '../in-three.ts';

export type WaitingKind =
  /** A proposal lies before the Parties and mine has said nothing. */
  | 'position'
  /** Another Party has agreed to words mine has not. */
  | 'item'
  | 'workshop'
  | 'adopt'
  | 'sign'
  | 'annex'
  /** Of an instrument, whole. */
  | 'signature'
  /** Translations before the Parties, or whose source reads otherwise now. */
  | 'review'
  /** Agreed subject to the capital: the confirmation is owed by a day. */
  | 'confirm'
  | 'tbc'
  | 'conflict'
  | 'seat'
  | 'acknowledge'
  | 'receipt'
  | 'commitment'
  | 'document';

export type WaitingSection = 'plan' | 'articles' | 'roster' | 'meetings' | 'workshop' | 'signing' | 'today';

/** One thing that waits for a body. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly section: WaitingSection;
  /** What the address points at; null: the section itself. */
  readonly record: string | null;
  /** Words of the record itself, in the languages it has them in: its number, or title. */
  readonly title: InThree;
  /** Whose roster has changed, of `acknowledge`; null otherwise. */
  readonly body: string | null;
  /** How many of them, where one line stands for several. */
  readonly count: number;
  /** When it is due, in the words as spoken. */
  readonly due: Timeframe | null;
}

export const one = (
  kind: WaitingKind,
  section: WaitingSection,
  record: string | null,
  title: InThree,
  { body = null, count = 1, due = null }: Partial<Pick<Waiting, 'body' | 'count' | 'due'>> = {},
): Waiting => ({ kind, section, record, title, body, count, due });
