import { firstValue } from '../replica/field.ts';
import type { ResultRow } from '../schema/minutes.ts';
import type { Signable } from './agreement.ts';
import { stateOf, type AgreementState } from './agreement-state.ts';
import type { Agreement, Matter } from './matter.ts';
import { awaitedIn } from './meeting-awaited.ts';
import {
  minutesFrom,
  readMinutes,
  signableMinutes,
  signableSigned,
  signatureOf,
  tablesIn,
  type MinutesParts,
} from './meeting-minutes.ts';
import type { Meeting, MeetingPhase, Minutes } from './meeting-types.ts';

/** Both Parties' yes to minutes, be it plain or ad referendum. */
function concluded({ agreement }: Matter): Agreement | null {
  if (agreement === null || agreement.outcome !== 'agreed') return null;
  return readMinutes(agreement.version) === null ? null : agreement;
}

/** Both Parties' plain yes to minutes; one that waits for a capital is none yet. */
export function signedInFull(matter: Matter): Agreement | null {
  const agreement = concluded(matter);
  return agreement?.endorsements.every(({ decision }) => decision.kind === 'agreed') ? agreement : null;
}

/** The minutes made of these parts, with what was said of their adoption and of their signature. */
export function minutesOf(parts: MinutesParts, matter: Matter, signing: Matter): Minutes {
  const { meeting } = parts;
  const signed = signedInFull(signing);
  // A capital that is asked reads the table as it was concluded, whatever the plan says meanwhile.
  const standing = signed ?? concluded(matter);
  const tables: ReadonlyMap<string, readonly ResultRow[]> =
    standing === null ? new Map() : tablesIn(readMinutes(standing.version));
  const text = minutesFrom(parts, tables);
  const signable = signableMinutes(parts, text);
  const signature = signatureOf(meeting);
  const toSign = signableSigned(signable, text, signature);
  const state = stateOf(signing, hashOf(toSign));
  const phase = phaseOf(meeting, signed, toSign, stateOf(matter, hashOf(signable)), state);
  return {
    text,
    signable,
    matter,
    signature,
    signing: { signable: toSign, matter: signing, state },
    phase,
    awaited:
      phase.phase === 'signed'
        ? []
        : phase.phase === 'adopted'
          ? awaitedIn(signing, hashOf(toSign))
          : awaitedIn(matter, hashOf(signable)),
  };
}

const hashOf = (signable: Signable): string | null => (signable.state === 'ready' ? signable.hash : null);

function phaseOf(
  meeting: Meeting,
  signed: Agreement | null,
  signable: Signable,
  adoption: AgreementState,
  signing: AgreementState,
): MeetingPhase {
  const text = signed === null ? null : readMinutes(signed.version);
  if (signed !== null && text !== null) {
    const same = hashOf(signable) === signed.version.hash;
    return { phase: 'signed', signed, text, since: same ? 'unchanged' : 'changed since signed' };
  }
  if (adoption.state === 'agreed')
    return { phase: 'adopted', adopted: adoption.agreement, signing, signable };
  return { phase: firstValue(meeting.phase) ?? 'prepared', adoption };
}
