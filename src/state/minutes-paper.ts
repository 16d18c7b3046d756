import type { MinutesStanding } from '../exchange/minutes-sheet.ts';
import type { Awaited } from '../registers/meeting-awaited.ts';
import type { Minutes } from '../registers/meeting-types.ts';
import type { MinutesText } from '../schema/minutes.ts';

/** Minutes as they leave on paper. */
export interface MinutesPaper {
  readonly text: MinutesText;
  readonly standing: MinutesStanding;
  /** Whose capital is still to confirm. */
  readonly awaited: readonly Awaited[];
}

/** How far the minutes that are here now have come. */
export function standingOf({ phase }: Minutes): MinutesStanding {
  if (phase.phase === 'signed' || phase.phase === 'adopted') return phase.phase;
  return phase.adoption.state === 'ad referendum' ? 'concluded' : 'draft';
}

/** As signed, or as they stand; null while nothing can be printed. */
export function paperOf(minutes: Minutes): MinutesPaper | null {
  const { phase, text, signature, awaited } = minutes;
  const shown = phase.phase === 'signed' ? phase.text : text === null ? null : { ...text, signature };
  return shown === null ? null : { text: shown, standing: standingOf(minutes), awaited };
}
