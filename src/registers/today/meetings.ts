import { firstSaid, inThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import type { Matter } from '../matter.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** Whether a Party has said its word on exactly this text, and not taken it back. */
function hasSaid({ stands }: Matter, party: string, hash: string | null): boolean {
  const stand = stands.get(party);
  return stand?.state === 'spoken' && stand.hash === hash && stand.decision.kind !== 'withdrawn';
}

/** Minutes a Party is asked to adopt or to sign, and those its capital has yet to confirm, by the day it named. */
export function ofMeetings({ meetings }: JointRegisters, party: string): Waiting[] {
  return meetings.meetings().flatMap((meeting): Waiting[] => {
    const minutes = meetings.minutes(meeting.id);
    if (minutes === null) return [];
    const title = firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title'));
    const { phase, awaited, signable, matter } = minutes;
    const owed = awaited.find((mine) => mine.party === party);
    if (owed !== undefined) {
      const due = { spoken: '', edtf: owed.until, tbc: false };
      return [one('confirm', 'meetings', meeting.id, title, { due })];
    }
    if (phase.phase === 'signed') return [];
    if (phase.phase === 'adopted')
      return awaits(phase.signing, party) ? [one('sign', 'meetings', meeting.id, title)] : [];
    const adopts = phase.phase === 'discussed' || awaits(phase.adoption, party);
    const hash = signable.state === 'ready' ? signable.hash : null;
    return adopts && !hasSaid(matter, party, hash) ? [one('adopt', 'meetings', meeting.id, title)] : [];
  });
}
