import type { InstrumentText } from '../../../registers/instrument-text.ts';
import type { ProposalKind } from '../../../schema/articles.ts';
import { kindName, lastWording, provisionName } from '../../../texts/articles.ts';
import { m } from '../../../texts/messages.ts';

/** What a provision is called in the text, whether it stands or was deleted. */
export function nameOf(id: string, text: InstrumentText | null): string {
  const wording = lastWording(text, id);
  return wording === null ? m.write_draft_gone() : provisionName(wording, text);
}

/** "Article 4 – Victim Identification": what an article is called where it is chosen. */
export function articleName(id: string, text: InstrumentText): string {
  const now = text.provisions.get(id)?.now;
  if (now == null) return m.write_draft_gone();
  if (now.number === '' || now.text === '') return provisionName(now, text);
  return `${now.number} – ${now.text}`;
}

/** What a draft would do, and to what: "Another wording: 4.11". */
export function draftName(
  kind: ProposalKind,
  provision: string,
  parent: string,
  text: InstrumentText,
): string {
  if (kind === 'insert') {
    if (parent === '') return m.write_draft_new_article();
    return provision === ''
      ? m.write_draft_new_in({ article: nameOf(parent, text) })
      : m.write_draft_new_behind({ name: nameOf(provision, text) });
  }
  if (kind === 'join')
    return m.write_draft_joined({ first: nameOf(provision, text), second: nameOf(parent, text) });
  return m.write_draft_of({ kind: kindName(kind), name: nameOf(provision, text) });
}
