import type { Waiting, WaitingKind } from '../registers/today/waiting.ts';
import type { CommitmentState } from '../schema/commitments.ts';
import type { Body } from '../registers/workspace-types.ts';
import { intervalWords, readersInterval } from './edtf.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { readersWords } from './readers-first.ts';

const ACTS: Readonly<Record<WaitingKind, (inputs: { count: number; body: string }) => string>> = {
  position: () => m.today_position(),
  item: () => m.today_item(),
  workshop: () => m.today_workshop(),
  adopt: () => m.today_adopt(),
  sign: () => m.today_sign(),
  annex: () => m.today_annex(),
  signature: () => m.today_signature(),
  review: ({ count }) => m.today_review({ count }),
  confirm: () => m.today_confirm(),
  tbc: () => m.today_tbc(),
  conflict: ({ count }) => m.today_conflict({ count }),
  seat: () => m.today_seat(),
  acknowledge: ({ count, body }) => m.today_acknowledge({ count, body }),
  receipt: () => m.today_receipt(),
  commitment: () => m.today_commitment(),
  document: () => m.today_document(),
};

/** What is to be done, as a verb: "Take a position". */
export const waitingAct = ({ kind, count, body }: Waiting, bodies: readonly Body[]): string =>
  ACTS[kind]({ count, body: body === null ? '' : bodyName(bodies, body) });

/** What it is about, in the record's words as its reader would say them; empty where the act says it. */
export const waitingTitle = ({ title }: Waiting): string => readersWords(title);

/** When it is due: as spoken, with what that comes to for who reads another language; else the days. */
export function dueWords({ due }: Waiting): string {
  if (due === null) return '';
  const interval = readersInterval(due);
  if (due.spoken !== '')
    return interval === '' ? due.spoken : m.today_due_means({ due: due.spoken, interval });
  return due.edtf === null ? '' : intervalWords(due.edtf);
}

const SECTIONS = {
  plan: m.nav_plan,
  articles: m.nav_articles,
  roster: m.nav_roster,
  meetings: m.nav_meetings,
  workshop: m.nav_workshop,
  signing: m.nav_signing,
  today: m.today_commitments,
  library: m.nav_library,
} as const;
export const sectionName = (section: keyof typeof SECTIONS): string => SECTIONS[section]();

const STATES: Readonly<Record<CommitmentState, () => string>> = {
  open: m.today_state_open,
  kept: m.today_state_kept,
  dropped: m.today_state_dropped,
};
export const commitmentState = (state: CommitmentState): string => STATES[state]();
