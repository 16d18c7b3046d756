import { ENGLISH, followLanguage, spokenIn, type InterfaceLanguage, type Spoken } from '../texts/language.ts';

/** The language of the interface on this device. Changing it draws the sentences anew and touches nothing else. */
export class LanguageChoice {
  #spoken = $state.raw<Spoken>(ENGLISH);
  /** The language asked for last: a slower answer to an earlier wish is not shown. */
  #wish: InterfaceLanguage = 'en';
  readonly #keep: (language: InterfaceLanguage) => void;

  /** @param keep Remembers the choice on this device. */
  constructor(keep: (language: InterfaceLanguage) => void) {
    this.#keep = keep;
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
    this.#keep(language);
    return true;
  }
}
