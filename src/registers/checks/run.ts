import { namesSpeltApart } from './names.ts';
import { numberingFaults } from './numbering.ts';
import { heldChanges, openConflicts } from './open.ts';
import { nobodyResponsible } from './responsible.ts';
import type { Snapshot } from './snapshot.ts';
import { mixedTerms } from './terms.ts';
import { translationsToReview } from './translations.ts';
import type { Warning } from './warning.ts';
import { wrongWeekdays } from './weekday.ts';

/** In the order they are told of: what stops a signature first. */
const CHECKS: readonly ((snapshot: Snapshot) => readonly Warning[])[] = [
  openConflicts,
  heldChanges,
  nobodyResponsible,
  wrongWeekdays,
  numberingFaults,
  namesSpeltApart,
  mixedTerms,
  translationsToReview,
];

/**
 * Plain rules over what is about to be signed (domain.md, 4, item 24). They judge by the look of words and numbers and are
 * hints to people; only open conflicts and held changes stop a signature. Same snapshot, same warnings, same order.
 */
export const runChecks = (snapshot: Snapshot): readonly Warning[] =>
  CHECKS.flatMap((check) => check(snapshot));
