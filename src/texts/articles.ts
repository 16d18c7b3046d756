import type { ProposalView } from '../registers/articles.ts';
import type { InstrumentText } from '../registers/instrument-text.ts';
import { byPlace } from '../replica/order.ts';
import { firstValue } from '../replica/field.ts';
import type { Change, Language, Proposal, ProposalKind, Provision } from '../schema/articles.ts';
import { m } from './messages.ts';

const KINDS: Readonly<Record<ProposalKind, () => string>> = {
  basis: m.art_kind_basis,
  insert: m.art_kind_insert,
  replace: m.art_kind_replace,
  delete: m.art_kind_delete,
  move: m.art_kind_move,
  renumber: m.art_kind_renumber,
  split: m.art_kind_split,
  join: m.art_kind_join,
  everywhere: m.art_kind_everywhere,
  keep: m.art_kind_keep,
  settle: m.art_kind_settle,
};

/** What a proposal does, in a few words. */
export const kindName = (kind: ProposalKind): string => KINDS[kind]();

const LANGUAGE_NAMES: Readonly<Record<Language, () => string>> = {
  en: m.art_language_en,
  km: m.art_language_km,
  th: m.art_language_th,
};
export const languageName = (language: Language): string => LANGUAGE_NAMES[language]();

/** Point of the minutes, or the kind where it has none: what a proposal is called. */
export function proposalName({ point, kind }: Pick<ProposalView, 'point' | 'kind'>): string {
  const shown = firstValue(point);
  return shown === null || shown === '' ? kindName(kind) : shown;
}

const MAX_FIRST_WORDS = 40;

/** What a provision is called by itself: its number, or its first words. */
function ownName({ number, text }: Provision): string {
  if (number !== '') return number;
  if (text === '') return m.art_unnumbered();
  return text.length > MAX_FIRST_WORDS ? `“${text.slice(0, MAX_FIRST_WORDS).trimEnd()}…”` : `“${text}”`;
}

/** What a provision is called: "4.11", "Article 1, ¶ 1". `others`: provisions a proposal adds, by id. */
export function provisionName(
  provision: Provision,
  text: InstrumentText | null,
  others: ReadonlyMap<string, Provision> = new Map(),
): string {
  const { parent, number } = provision;
  const article = parent === null ? null : (text?.provisions.get(parent)?.now ?? others.get(parent) ?? null);
  // A number that counts its article needs no other name.
  if (article === null || article.number === '' || /^\p{Nd}+\.\p{Nd}/u.test(number))
    return ownName(provision);
  return m.art_in_article({ article: article.number, number: ownName(provision) });
}

/** The newest wording a provision had, whether it stands or was deleted. */
export function lastWording(text: InstrumentText | null, id: string): Provision | null {
  const state = text?.provisions.get(id);
  return state?.now ?? state?.wordings.findLast(({ provision }) => provision !== null)?.provision ?? null;
}

/** Provisions a proposal adds, by id. */
const addedBy = ({ changes }: Proposal): ReadonlyMap<string, Provision> =>
  new Map(changes.flatMap(({ provision, to }) => (to === null ? [] : [[provision, to] as const])));

/** What the provision of a change is called. */
export function changeName(change: Change, content: Proposal, text: InstrumentText | null): string {
  const named = lastWording(text, change.provision) ?? change.to;
  return named === null ? m.art_unnumbered() : provisionName(named, text, addedBy(content));
}

interface Neighbourhood {
  /** Name of the article; null: among the articles. */
  readonly article: string | null;
  /** Name of what stands before; null: at the beginning. */
  readonly after: string | null;
}

function neighbours({ provision: id, to }: Change, content: Proposal, text: InstrumentText): Neighbourhood {
  const parent = to?.parent ?? null;
  const added = [...addedBy(content)].map(([key, provision]) => ({ id: key, provision }));
  const standing = [...text.provisions].flatMap(([key, { now }]) =>
    now === null ? [] : [{ id: key, provision: now }],
  );
  const known = new Map([...standing, ...added].map((one) => [one.id, one.provision]));
  const before = [...known]
    .filter(([key, provision]) => key !== id && provision.parent === parent)
    .map(([key, provision]) => ({ id: key, order: provision.place, provision }))
    .filter((other) => byPlace(other, { id, order: to?.place ?? '' }) < 0)
    .sort(byPlace)
    .at(-1);
  const article = parent === null ? null : (known.get(parent) ?? null);
  return {
    article: article === null ? null : ownName(article),
    after: before === undefined ? null : ownName(before.provision),
  };
}

function placeWords(change: Change, content: Proposal, text: InstrumentText, moved: boolean): string {
  const { article, after } = neighbours(change, content, text);
  if (article === null) {
    if (after === null) return moved ? m.art_change_moved_article_first() : m.art_change_new_article_first();
    return moved ? m.art_change_moved_article({ after }) : m.art_change_new_article({ after });
  }
  if (after === null)
    return moved ? m.art_change_moved_first({ article }) : m.art_change_new_first({ article });
  return moved ? m.art_change_moved({ article, after }) : m.art_change_new({ article, after });
}

function numberWords(from: string, to: string): string {
  if (to === '') return m.art_change_number_gone({ from });
  return from === '' ? m.art_change_number_new({ to }) : m.art_change_number({ from, to });
}

/** What a change does besides its words, each in a sentence; that it does nothing is said, too. `from`: what it begins from. */
export function changeNotes(
  change: Change,
  from: Provision | null,
  content: Proposal,
  text: InstrumentText,
): readonly string[] {
  const { to } = change;
  if (to === null) return [m.art_change_deleted()];
  if (from === null) return content.kind === 'basis' ? [] : [placeWords(change, content, text, false)];
  const notes: string[] = [];
  if (from.number !== to.number) notes.push(numberWords(from.number, to.number));
  if (from.parent !== to.parent || from.place !== to.place)
    notes.push(placeWords(change, content, text, true));
  if (notes.length === 0 && from.text === to.text)
    notes.push(content.kind === 'keep' ? m.art_change_stays() : m.art_change_unworded());
  return notes;
}
