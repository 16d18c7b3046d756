import * as english from './compiled/messages/en.js';

/** The languages of the interface, in the order in which they are offered. */
export const LANGUAGES = ['en', 'km', 'th'] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];

/** Each language named in itself: whoever cannot read the others still finds their own. */
export const OWN_NAMES: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'English',
  km: 'ភាសាខ្មែរ',
  th: 'ภาษาไทย',
};

/** The same where there is little room. */
export const SHORT_NAMES: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'EN',
  km: 'ខ្មែរ',
  th: 'ไทย',
};

/** Every sentence in one language, as compiled; what a translation lacks is there in English. */
export type Catalogue = typeof english;

/** A language with its sentences: never one without the other, so that no page is half switched. */
export interface Spoken {
  readonly language: InterfaceLanguage;
  readonly catalogue: Catalogue;
}

export const ENGLISH: Spoken = { language: 'en', catalogue: english };

/** English comes with the app; the others are fetched when somebody reads them. Rejects where the file cannot be had. */
export async function spokenIn(language: InterfaceLanguage): Promise<Spoken> {
  if (language === 'km') return { language, catalogue: await import('./compiled/messages/km.js') };
  if (language === 'th') return { language, catalogue: await import('./compiled/messages/th.js') };
  return ENGLISH;
}

let read = (): Spoken => ENGLISH;

/** Tells where the language of the moment stands. A rune behind it makes every sentence of a page follow. */
export function followLanguage(source: () => Spoken): void {
  read = source;
}

/** How numbers are written where the language has digits of its own: with them, or with 0-9. */
export const DIGITS = ['latin', 'own'] as const;
export type Digits = (typeof DIGITS)[number];

let readDigits = (): Digits => 'latin';

/** Tells where the reader's choice of digits stands. */
export function followDigits(source: () => Digits): void {
  readDigits = source;
}

let instead: Spoken | null = null;

/**
 * What is made here speaks that language, whatever the page speaks: a document is in the language of who will read it. For
 * what is made at once, no promise.
 */
export function inLanguage<T>(language: Spoken, make: () => T): T {
  const before = instead;
  instead = language;
  try {
    return make();
  } finally {
    instead = before;
  }
}

/**
 * Words for the record, whoever asks for them: what is written into a shared text, put under a signature or into a file
 * that has to have the same bytes at both Parties is in the language of the record.
 */
export const inEnglish = <T>(make: () => T): T => inLanguage(ENGLISH, make);

export const spoken = (): Spoken => instead ?? read();
export const language = (): InterfaceLanguage => spoken().language;
/** The reader's choice. English has no digits but 0-9, so words for the record have the same bytes whoever asks for them. */
export const digits = (): Digits => readDigits();

const known = (tag: string): InterfaceLanguage | undefined =>
  LANGUAGES.find((one) => tag.toLowerCase().split('-')[0] === one);

/** What was chosen on this device, else the first of the reader's own languages that Span speaks, else English. */
export function firstLanguage(kept: string | null, wishes: readonly string[]): InterfaceLanguage {
  const chosen = kept === null ? undefined : known(kept);
  return chosen ?? wishes.map(known).find((one) => one !== undefined) ?? 'en';
}
