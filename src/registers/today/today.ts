import type { JointRegisters } from '../joint.ts';
import { reachOf } from '../reach.ts';
import { ofConflicts } from './apart.ts';
import { ofArticles } from './articles.ts';
import { ofCommitments } from './commitments.ts';
import { ofInstruments } from './instruments.ts';
import { ofMeetings } from './meetings.ts';
import { ofPlan } from './plan.ts';
import { acknowledgementsOf, annexOf, vacanciesOf } from './roster.ts';
import type { Waiting } from './waiting.ts';
import { documentsOf, ofWorkshops } from './workshops.ts';

/** Last day a due time may mean, `YYYY-MM-DD`; null where the words give none. */
function lastDayOf({ due }: Waiting): string | null {
  const to = due === null ? undefined : reachOf(due)?.to;
  return to === undefined || to.kind === 'open' ? null : to.day;
}

/** Whether the time it was due has gone by. `day`: today, `YYYY-MM-DD`. */
export function isOverdue(waiting: Waiting, day: string): boolean {
  const last = lastDayOf(waiting);
  return last !== null && last < day;
}

const dayOf = (one: Waiting): string => lastDayOf(one) ?? '9999';
const byDay = (a: Waiting, b: Waiting): number => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0);

/** Whose day it is, and which. */
interface Waited {
  readonly joint: JointRegisters;
  readonly body: { readonly id: string; readonly kind: 'party' | 'partner' };
  /** Ids of the bodies that must agree. */
  readonly parties: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly day: string;
}
type Read = () => readonly Waiting[];

/** The words only a Party can say. A partner is asked for no agreement: it has its promises and its documents. */
function asks({ joint, body: { id, kind }, parties, day }: Waited): readonly Read[] {
  if (kind === 'partner') return [];
  return [
    () => ofArticles(joint, id),
    () => ofInstruments(joint, id),
    () => ofMeetings(joint, id),
    () => ofPlan(joint, id),
    () => ofWorkshops(joint, id),
    () => vacanciesOf(joint, id, day),
    () => acknowledgementsOf(joint, id, parties),
    () => annexOf(joint, id),
    () => ofConflicts(joint, id),
  ];
}

/** What a body owes by a day. */
const owes = ({ joint, body }: Waited): readonly Read[] => [
  () => ofCommitments(joint, body.id),
  () => documentsOf(joint, body.id),
];

/** All that waits, register by register: the first pass over long ones would be felt, were it made at once. */
export const waitingReads = (of: Waited): readonly Read[] => [...asks(of), ...owes(of)];

/** All that waits for a body, in the order of what it takes: first what it is asked, then what it owes, the earliest first. */
export function waitingFor(of: Waited): readonly Waiting[] {
  const asked = asks(of).flatMap((read) => read());
  const owed = owes(of).flatMap((read) => read());
  // A capital's confirmation is owed by a day: it goes before what no day binds.
  const bound = asked.filter(({ kind }) => kind === 'confirm').sort(byDay);
  return [...bound, ...asked.filter(({ kind }) => kind !== 'confirm'), ...owed.sort(byDay)];
}
