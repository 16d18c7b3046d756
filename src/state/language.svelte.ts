import {
  DIGITS,
  ENGLISH,
  followDigits,
  followLanguage,
  spokenIn,
  type Digits,
  type InterfaceLanguage,
  type Spoken,
} from '../texts/language.ts';

/** The language of the interface on this device, and its digits. Changing them draws the sentences anew and touches nothing else. */
export class LanguageChoice {
  #spoken = $state.raw<Spoken>(ENGLISH);
  /** The language asked for last: a slower answer to an earlier wish is not shown. */
  #wish: InterfaceLanguage = 'en';
  #digits = $state<Digits>('latin');
  readonly #keep: (note: 'language' | 'digits', text: string) => void;

  /** @param keep Remembers the choice on this device. */
  constructor(keep: (note: 'language' | 'digits', text: string) => void) {
    this.#keep = keep;
    followDigits(() => this.#digits);
    followLanguage(() => this.#spoken);
  }

  get now(): InterfaceLanguage {
    return this.#spoken.language;
  }

  /** Speaks the language once its sentences are here; false where they cannot be had, and all stays as it was. */
  async speak(language: InterfaceLanguage): Promise<boolean> {
    this.#wish = language;
    const next = await spokenIn(language).catch(() => null);
    if (next === null) return false;
    if (this.#wish === language) this.#spoken = next;
    return true;
  }

  /** As `speak`, and for the next visit, too. */
  async choose(language: InterfaceLanguage): Promise<boolean> {
    if (!(await this.speak(language))) return false;
    this.#keep('language', language);
    return true;
  }

  get digits(): Digits {
    return this.#digits;
  }

  /** As kept on this device; anything else is 0-9. */
  count(kept: string | null): void {
    this.#digits = DIGITS.find((digits) => digits === kept) ?? 'latin';
  }

  chooseDigits(digits: Digits): void {
    this.#digits = digits;
    this.#keep('digits', digits);
  }
}
