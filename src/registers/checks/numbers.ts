import { latinDigits } from './snapshot.ts';

/** A number as shown, taken apart: `Article 4.11` is parts [4, 11] of digits, `(c)` part [3] of letters, `6-11` ends later. */
export interface ShownNumber {
  readonly style: 'digits' | 'letters';
  readonly parts: readonly number[];
  /** The last part of a range, else the last of `parts`. */
  readonly through: number;
}

/** `two numbers`: such as "1. 12." for one article. Null for what is no number, also for none. */
export type ReadNumber = ShownNumber | 'two numbers' | null;

const WORD =
  /^(?:articles?|annex|section|chapter|item|point|para(?:graph)?|no|มาตรา|ข้อ|ภาคผนวก|មាត្រា|ចំណុច|ឧបសម្ព័ន្ធ)\.? ?/iu;
const DIGITS = /^(\d{1,6}(?:\.\d{1,6}){0,5})(?: ?[-–] ?(\d{1,6}))?$/;

/** Reads a number as it is shown, with Latin, Khmer or Thai digits or one small or capital Latin letter. */
export function readNumber(shown: string): ReadNumber {
  const text = latinDigits(shown.trim()).replace(WORD, '').trim();
  if (/^\d+(?:\.\d+)*[.)] +\d+(?:\.\d+)*[.)]?$/.test(text)) return 'two numbers';
  const bare = text.replace(/^[([]/, '').replace(/[.)\]:]+$/, '');
  const digits = DIGITS.exec(bare);
  if (digits !== null) {
    const parts = (digits[1] ?? '').split('.').map(Number);
    const last = parts.at(-1) ?? 0;
    return { style: 'digits', parts, through: Math.max(last, Number(digits[2] ?? last)) };
  }
  if (!/^[a-zA-Z]$/.test(bare)) return null;
  const letter = bare.toLowerCase().charCodeAt(0) - 96;
  return { style: 'letters', parts: [letter], through: letter };
}

/** A number of the same style and place, written bare: [4] and 11 → `4.11`. */
export function written({ style, parts }: ShownNumber, last: number): string {
  if (style === 'letters') return last >= 1 && last <= 26 ? String.fromCharCode(96 + last) : '?';
  return [...parts.slice(0, -1), last].join('.');
}
