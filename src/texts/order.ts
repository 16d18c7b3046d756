import type { InterfaceLanguage } from './language.ts';

const collators = new Map<InterfaceLanguage, Intl.Collator>();

/**
 * Sorts names as the readers of a language look them up; 2.9 stands before 2.10. Chromium lacks Khmer and takes the root
 * order for it, which has the consonants, vowels and subscripts of the Khmer dictionary in their order.
 */
export function byWords(language: InterfaceLanguage): (a: string, b: string) => number {
  let collator = collators.get(language);
  if (collator === undefined) {
    // `und` where Khmer is missing: the device's own language would come in otherwise.
    const [known = 'und'] = Intl.Collator.supportedLocalesOf(language);
    collator = new Intl.Collator(known, { numeric: true });
    collators.set(language, collator);
  }
  return collator.compare;
}
