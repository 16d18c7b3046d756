import type { Attributed } from '../schema/minutes.ts';

/** How far into a point its speaker is looked for, in UTF-16 units. */
const OPENING = 240;
const WORD = /[\p{L}\p{M}]{4,}/gu;

/** Whether the two begin a title alike: "Deputy Permanent Secretary" and "Deputy Permanent Secretary of MSDHS". */
const officeIn = (opening: string, title: string): boolean => {
  const [first, second] = title.toLowerCase().split(/\s+/u);
  return first !== undefined && second !== undefined && opening.includes(`${first} ${second}`);
};

/**
 * Whether a point words its own speaker, as the record of 2022 does ("Chair of meeting DDG Pravit Roykaew, …"): by a part
 * of the name, the office, or what the person was at the meeting. Then nothing is put before it. In doubt the speaker is
 * named twice rather than not at all. `offices`: "chair", "master of ceremony", in lower case.
 */
export function wordsItsSpeaker(text: string, by: Attributed, offices: readonly string[]): boolean {
  const opening = text.slice(0, OPENING).toLowerCase();
  const person = by.person.toLowerCase();
  return (
    (person !== '' && opening.includes(person)) ||
    [...person.matchAll(WORD)].some(([part]) => opening.includes(part)) ||
    officeIn(opening, by.title) ||
    offices.some((office) => opening.includes(office))
  );
}
