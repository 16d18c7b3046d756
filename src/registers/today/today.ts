import type { JointRegisters } from '../joint.ts';
import { reachOf } from '../reach.ts';
import { ofConflicts } from './apart.ts';
import { ofArticles } from './articles.ts';
import { ofCommitments } from './commitments.ts';
import { ofInstruments } from './instruments.ts';
import { ofMeetings } from './meetings.ts';
import { ofPlan } from './plan.ts';
import { ofRoster } from './roster.ts';
import type { Waiting } from './waiting.ts';
import { documentsOf, ofWorkshops } from './workshops.ts';

/** Last day a due time may mean, `YYYY-MM-DD`; null where the words give none. */
export function lastDayOf({ due }: Waiting): string | null {
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

/**
 * All that waits for a body, in the order of what it takes: first the words only it can say, then what it owes by a day, the
 * earliest first. A partner is asked for no agreement: it has its promises and its documents.
 */
export function waitingFor(
  joint: JointRegisters,
  body: { readonly id: string; readonly kind: 'party' | 'partner' },
  parties: readonly string[],
  day: string,
): readonly Waiting[] {
  const owed = [...ofCommitments(joint, body.id), ...documentsOf(joint, body.id)];
  if (body.kind === 'partner') return owed.sort(byDay);
  const asked = [
    ...ofArticles(joint, body.id),
    ...ofInstruments(joint, body.id),
    ...ofMeetings(joint, body.id),
    ...ofPlan(joint, body.id),
    ...ofWorkshops(joint, body.id),
    ...ofRoster(joint, body.id, parties, day),
    ...ofConflicts(joint, body.id),
  ];
  // A capital's confirmation is owed by a day: it goes before what no day binds.
  const bound = asked.filter(({ kind }) => kind === 'confirm').sort(byDay);
  return [...bound, ...asked.filter(({ kind }) => kind !== 'confirm'), ...owed.sort(byDay)];
}
