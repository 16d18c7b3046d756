import { orderBetween, type Placed } from '../replica/order.ts';
import type { Change, Proposal, Provision } from '../schema/articles.ts';
import { baseOf, isDisputed, type InstrumentText, type ProvisionState } from './instrument-text.ts';

/** Why a change cannot be written as a proposal. Audience: its author. */
export class ComposeRefused extends Error {
  override readonly name = 'ComposeRefused';
  readonly problem: 'no such provision' | 'disputed' | 'nothing changes' | 'no hits' | 'has clauses';
  constructor(problem: ComposeRefused['problem']) {
    super(problem);
    this.problem = problem;
  }
}

/** The parts of a proposal that follow from the text; the rest is its author's. */
export type Composed = Pick<Proposal, 'kind' | 'changes'> & Partial<Pick<Proposal, 'find' | 'replacement'>>;

/** Where something is put: into an article (null: as an article) behind a neighbour (null: first). */
export interface Spot {
  readonly parent: string | null;
  readonly after: string | null;
}

function standing(text: InstrumentText, id: string): { state: ProvisionState; now: Provision } {
  const state = text.provisions.get(id);
  if (state === undefined || state.now === null) throw new ComposeRefused('no such provision');
  if (isDisputed(state)) throw new ComposeRefused('disputed');
  return { state, now: state.now };
}

/** A provision that reads otherwise; throws when it would not. */
function changed(text: InstrumentText, id: string, fields: Partial<Provision>): Change {
  const { now } = standing(text, id);
  return { provision: id, base: [...baseOf(text, id)], to: { ...now, ...fields } };
}

/** Clauses stand in articles and nowhere else. */
function inArticle(text: InstrumentText, parent: string | null): void {
  if (parent === null) return;
  standing(text, parent);
  if (!text.articles.some(({ article }) => article.id === parent))
    throw new ComposeRefused('no such provision');
}

const sameWords = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC');

/** The neighbour a provision stands behind; null for the first. */
function neighbourOf(text: InstrumentText, id: string): string | null {
  const articles = text.articles.map(({ article }) => article.id);
  const rows = [articles, ...text.articles.map(({ clauses }) => clauses.map((clause) => clause.id))];
  const row = rows.find((ids) => ids.includes(id)) ?? [];
  return row[row.indexOf(id) - 1] ?? null;
}

/** Order key of a provision at a spot. Throws {@link ComposeRefused} when its neighbour does not stand there. */
export function placeAt(text: InstrumentText, { parent, after }: Spot, id: string): string {
  const siblings =
    parent === null
      ? text.articles.map(({ article }) => article)
      : (text.articles.find(({ article }) => article.id === parent)?.clauses ?? []);
  const places: Placed[] = siblings
    .filter((sibling) => sibling.id !== id)
    .map((sibling) => ({ id: sibling.id, order: sibling.now?.place ?? '' }));
  const index = after === null ? -1 : places.findIndex((sibling) => sibling.id === after);
  if (after !== null && index < 0) throw new ComposeRefused('no such provision');
  return orderBetween(places, index, id);
}

/** Another wording of one provision. */
export function replace(text: InstrumentText, id: string, wording: string): Composed {
  if (sameWords(standing(text, id).now.text, wording)) throw new ComposeRefused('nothing changes');
  return { kind: 'replace', changes: [changed(text, id, { text: wording })] };
}

/** A new provision under a new id. */
export function insert(
  text: InstrumentText,
  id: string,
  spot: Spot,
  fields: { readonly number: string; readonly text: string },
): Composed {
  inArticle(text, spot.parent);
  const to: Provision = { parent: spot.parent, place: placeAt(text, spot, id), ...fields };
  return { kind: 'insert', changes: [{ provision: id, base: [], to }] };
}

/** Takes provisions out; of an article, its clauses too. */
export function remove(text: InstrumentText, id: string): Composed {
  standing(text, id);
  const clauses = text.articles.find(({ article }) => article.id === id)?.clauses ?? [];
  const ids = [id, ...clauses.map((clause) => clause.id)];
  return {
    kind: 'delete',
    changes: ids.map((provision) => ({ provision, base: [...baseOf(text, provision)], to: null })),
  };
}

/**
 * Puts a provision elsewhere; its number stays unless another is given. An article with clauses stays an article: inside
 * another one they would have no place.
 */
export function move(text: InstrumentText, id: string, spot: Spot, number?: string): Composed {
  const { now } = standing(text, id);
  inArticle(text, spot.parent);
  const own = text.articles.find(({ article }) => article.id === id);
  if (spot.parent !== null && own !== undefined && own.clauses.length > 0)
    throw new ComposeRefused('has clauses');
  const stays = spot.parent === now.parent && spot.after === neighbourOf(text, id);
  if (stays && (number ?? now.number) === now.number) throw new ComposeRefused('nothing changes');
  const place = stays ? now.place : placeAt(text, spot, id);
  return {
    kind: 'move',
    changes: [changed(text, id, { parent: spot.parent, place, number: number ?? now.number })],
  };
}

/** Other shown numbers; the provisions stay the same ones. Those whose number does not change are left out. */
export function renumber(text: InstrumentText, numbers: ReadonlyMap<string, string>): Composed {
  const changes = [...numbers]
    .filter(([id, number]) => standing(text, id).now.number !== number)
    .map(([id, number]) => changed(text, id, { number }));
  if (changes.length === 0) throw new ComposeRefused('nothing changes');
  return { kind: 'renumber', changes };
}

/**
 * One provision becomes two: the first keeps its id, the second stands right behind it under a new one. A half without words
 * is none.
 */
export function split(
  text: InstrumentText,
  id: string,
  secondId: string,
  parts: { readonly first: string; readonly second: string; readonly secondNumber: string },
): Composed {
  const { now } = standing(text, id);
  if (parts.first.trim() === '' || parts.second.trim() === '') throw new ComposeRefused('nothing changes');
  // A clause that lost its article stands among the articles, and so does its second half.
  const alone = text.articles.some(({ article }) => article.id === id);
  const place = placeAt(text, { parent: alone ? null : now.parent, after: id }, secondId);
  return {
    kind: 'split',
    changes: [
      changed(text, id, { text: parts.first }),
      {
        provision: secondId,
        base: [],
        to: { parent: now.parent, number: parts.secondNumber, place, text: parts.second },
      },
    ],
  };
}

/** Two provisions become one: the first reads as both, the second goes; an article with clauses does not. */
export function join(text: InstrumentText, id: string, other: string, wording: string): Composed {
  standing(text, other);
  if (id === other) throw new ComposeRefused('nothing changes');
  if (text.articles.some(({ article, clauses }) => article.id === other && clauses.length > 0))
    throw new ComposeRefused('has clauses');
  return {
    kind: 'join',
    changes: [
      changed(text, id, { text: wording }),
      { provision: other, base: [...baseOf(text, other)], to: null },
    ],
  };
}

/** Confirms provisions as they stand. */
export function keep(text: InstrumentText, ids: readonly string[]): Composed {
  if (ids.length === 0) throw new ComposeRefused('nothing changes');
  return { kind: 'keep', changes: ids.map((id) => changed(text, id, {})) };
}

/** Chooses one wording where several were agreed apart; null deletes. */
export function settle(text: InstrumentText, id: string, to: Provision | null): Composed {
  if (!text.provisions.has(id)) throw new ComposeRefused('no such provision');
  return { kind: 'settle', changes: [{ provision: id, base: [...baseOf(text, id)], to }] };
}
