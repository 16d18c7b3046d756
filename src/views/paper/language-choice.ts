import type { DocumentLanguage } from '../../state/document-language.svelte.ts';
import { LANGUAGES, OWN_NAMES } from '../../texts/language.ts';
import { m } from '../../texts/messages.ts';
import type { MenuChoice } from '../ui/Menu.svelte';

/** The language of a document, chosen where it is saved; each is named in itself. */
export const languageChoice = (language: DocumentLanguage): MenuChoice => ({
  label: m.doclang_label(),
  value: language.now,
  options: LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value], lang: value })),
  choose: (value) => {
    const chosen = LANGUAGES.find((one) => one === value);
    if (chosen !== undefined) language.choose(chosen);
  },
});
