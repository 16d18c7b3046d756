import { language, spokenIn, type InterfaceLanguage, type Spoken } from '../texts/language.ts';

/** What the own words of a document that leaves are said in: its reader's language, which need not be that of who saves it. */
export class DocumentLanguage {
  #chosen = $state<InterfaceLanguage | null>(null);

  /** The language of the page until another is chosen. */
  get now(): InterfaceLanguage {
    return this.#chosen ?? language();
  }

  choose(language: InterfaceLanguage): void {
    this.#chosen = language;
  }

  /** With its sentences. Rejects where they cannot be had. */
  spoken(): Promise<Spoken> {
    return spokenIn(this.now);
  }
}
