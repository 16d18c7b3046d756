import { digits, type InterfaceLanguage } from './language.ts';

/** Code points of a language's own zero; its other digits follow it. English has none but 0-9. */
const ZERO: Readonly<Partial<Record<InterfaceLanguage, number>>> = { km: 0x17e0, th: 0x0e50 };

/** The first digits of a language, to choose by: `០១២៣`. */
export const ownDigits = (language: InterfaceLanguage, text: string): string => {
  const zero = ZERO[language];
  return zero === undefined
    ? text
    : text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
};

/** Whether the reader wants numbers in the language's own digits. */
export const inOwnDigits = (language: InterfaceLanguage): boolean =>
  digits() === 'own' && ZERO[language] !== undefined;

/** A number as the reader wants it written. For what is shown only; numbers of items and clauses are names and stay as they are. */
export const numeral = (language: InterfaceLanguage, number: number | string): string =>
  inOwnDigits(language) ? ownDigits(language, String(number)) : String(number);
