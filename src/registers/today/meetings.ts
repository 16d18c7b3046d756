import { firstValue } from '../../replica/field.ts';
import type { JointRegisters } from '../joint.ts';
import { awaits } from './awaited.ts';
import { one, type Waiting } from './waiting.ts';

/** Minutes a Party is asked to adopt or to sign. */
export function ofMeetings({ meetings }: JointRegisters, party: string): Waiting[] {
  return meetings.meetings().flatMap((meeting): Waiting[] => {
    const minutes = meetings.minutes(meeting.id);
    if (minutes === null) return [];
    const title = firstValue(meeting.heading) ?? firstValue(meeting.title) ?? '';
    const { phase } = minutes;
    if (phase.phase === 'signed') return [];
    if (phase.phase === 'adopted')
      return awaits(phase.signing, party) ? [one('sign', 'meetings', meeting.id, title)] : [];
    const adopts = phase.phase === 'discussed' || awaits(phase.adoption, party);
    const said = phase.adoption.state === 'waiting' && !phase.adoption.waitingFor.includes(party);
    return adopts && !said ? [one('adopt', 'meetings', meeting.id, title)] : [];
  });
}
