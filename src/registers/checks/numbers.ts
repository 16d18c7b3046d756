import { latinDigits } from './snapshot.ts';

/** Thai agreements call their articles ข้อ as well as มาตรา. */
const KINDS = [
  ['article', /^(?:articles?|มาตรา|ข้อ|មាត្រា)\.? ?/iu],
  ['annex', /^(?:annex|ภาคผนวก|ឧបសម្ព័ន្ធ)\.? ?/iu],
  ['section', /^section\.? ?/iu],
  ['chapter', /^chapter\.? ?/iu],
  ['point', /^(?:item|point|para(?:graph)?|no|ចំណុច)\.? ?/iu],
] as const;

/** What is counted: an Article 1 and an Annex 1 are no repeat of one another. */
export type Counts = (typeof KINDS)[number][0];

/** A number as shown, taken apart: `Article 4.11` is parts [4, 11] of digits, `(c)` part [3] of letters, `6-11` ends later. */
export interface ShownNumber {
  readonly style: 'digits' | 'letters';
  /** What the word before the number says it counts; null where it stands bare. */
  readonly counts: Counts | null;
  readonly parts: readonly number[];
  /** The last part of a range, else the last of `parts`. */
  readonly through: number;
}

/** `two numbers`: such as "1. 12." for one article. Null for what is no number, also for none. */
export type ReadNumber = ShownNumber | 'two numbers' | null;

const DIGITS = /^(\d{1,6}(?:\.\d{1,6}){0,5})(?: ?[-–] ?(\d{1,6}))?$/;

/** Reads a number as it is shown, with Latin, Khmer or Thai digits or one small or capital Latin letter. */
export function readNumber(shown: string): ReadNumber {
  const trimmed = latinDigits(shown.trim());
  const [counts, word] = KINDS.find(([, begin]) => begin.test(trimmed)) ?? [null, ''];
  const text = trimmed.replace(word, '').trim();
  if (/^\d+(?:\.\d+)*[.)] +\d+(?:\.\d+)*[.)]?$/.test(text)) return 'two numbers';
  const bare = text.replace(/^[([]/, '').replace(/[.)\]:]+$/, '');
  const digits = DIGITS.exec(bare);
  if (digits !== null) {
    const parts = (digits[1] ?? '').split('.').map(Number);
    const last = parts.at(-1) ?? 0;
    return { style: 'digits', counts, parts, through: Math.max(last, Number(digits[2] ?? last)) };
  }
  if (!/^[a-zA-Z]$/.test(bare)) return null;
  const letter = bare.toLowerCase().charCodeAt(0) - 96;
  return { style: 'letters', counts, parts: [letter], through: letter };
}

/** A number of the same style and place, written bare: [4] and 11 → `4.11`. */
export function written({ style, parts }: ShownNumber, last: number): string {
  if (style === 'letters') return last >= 1 && last <= 26 ? String.fromCharCode(96 + last) : '?';
  return [...parts.slice(0, -1), last].join('.');
}
