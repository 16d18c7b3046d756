import type { Position } from '../registers/matter.ts';
import type { ChecklistItem } from '../registers/termination.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Signatory } from '../schema/articles.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { momentOf } from './times.ts';

/** `H.E. Chou Bun Eng, Secretary of State (Cambodia)`. */
export function signatoryWords({ party, person, title }: Signatory, bodies: readonly Body[]): string {
  const named = [person, title].filter((words) => words !== '').join(', ');
  return m.signing_signatory({ named, party: bodyName(bodies, party) });
}

/** `Signed for Cambodia by Sok Dara, Delegate, on 25 August 2022, 16:30`. */
export function signedWords({ by, at }: Position, bodies: readonly Body[], now: number): string {
  const { person, seat } = by;
  return m.signing_signed_by({ party: bodyName(bodies, by.body), person, seat, time: momentOf(at, now) });
}

const CHECKLIST_WORDS: Readonly<Record<ChecklistItem, () => string>> = {
  checkCases: m.ending_check_cases,
  checkData: m.ending_check_data,
  checkCenter: m.ending_check_center,
  checkPlan: m.ending_check_plan,
};

/** What is to be seen to before a termination takes effect. */
export const checklistWords = (item: ChecklistItem): string => CHECKLIST_WORDS[item]();
