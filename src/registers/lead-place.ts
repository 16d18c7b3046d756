import type { Lead } from '../replica/presence.ts';
import type { JointRegisters } from './joint.ts';
import { recordPlace } from './record-place.ts';

/** Sections that all members read alike. */
const LED_SECTIONS = ['plan', 'articles', 'roster', 'meetings', 'workshop', 'timeline', 'signing'] as const;
export type LedSection = (typeof LED_SECTIONS)[number];

/**
 * The part of a place that one may lead to or be led to; null for a page that is not the same for all. A record is named only
 * when the joint registers know it: a Party's own draft or a case has no place here, whoever names it.
 */
export function leadPlace(
  joint: JointRegisters,
  { section, record }: Lead,
): { readonly section: LedSection; readonly record: string | null } | null {
  const known = LED_SECTIONS.find((one) => one === section);
  if (known === undefined) return null;
  const shared = record !== null && recordPlace(joint, record) !== null;
  return { section: known, record: shared ? record : null };
}
