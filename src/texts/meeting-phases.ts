import { m } from './messages.ts';

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

/** What that means, in a sentence. */
export const phaseSentence = (phase: Phase): string => SENTENCES[phase]();
