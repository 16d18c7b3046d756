import type { Awaited } from '../registers/meeting-awaited.ts';
import type { Body } from '../registers/workspace-types.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { calendarDate, together } from './times.ts';

type Phase = 'prepared' | 'live' | 'discussed' | 'adopted' | 'signed';

const NAMES: Readonly<Record<Phase, () => string>> = {
  prepared: m.mtg_phase_prepared,
  live: m.mtg_phase_live,
  discussed: m.mtg_phase_discussed,
  adopted: m.mtg_phase_adopted,
  signed: m.mtg_phase_signed,
};
const SENTENCES: Readonly<Record<Phase, () => string>> = {
  prepared: m.mtg_phase_prepared_long,
  live: m.mtg_phase_live_long,
  discussed: m.mtg_phase_discussed_long,
  adopted: m.mtg_phase_adopted_long,
  signed: m.mtg_phase_signed_long,
};

/** How far a meeting is, in a word. */
export const phaseName = (phase: Phase): string => NAMES[phase]();

/** Which capital is to confirm, and by when: "Thailand by 10 October 2022". */
export const awaitedWords = (awaited: readonly Awaited[], bodies: readonly Body[]): string =>
  together(
    awaited.map(({ party, until }) =>
      m.agree_referendum_until({ party: bodyName(bodies, party), date: calendarDate(until) }),
    ),
  );

/** What a phase means, in a sentence; while a capital has yet to confirm, that. */
export function phaseSentence(phase: Phase, awaited: readonly Awaited[], bodies: readonly Body[]): string {
  if (awaited.length === 0 || phase === 'signed') return SENTENCES[phase]();
  const until = awaitedWords(awaited, bodies);
  return phase === 'adopted' ? m.mtg_awaited_signature({ until }) : m.mtg_awaited_adoption({ until });
}
