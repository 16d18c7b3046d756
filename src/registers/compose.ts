import { orderBetween, type Placed } from '../replica/order.ts';
import type { Change, Proposal, Provision } from '../schema/articles.ts';
import { baseOf, isDisputed, type InstrumentText, type ProvisionState } from './instrument-text.ts';

/** Why a change cannot be written as a proposal. Audience: its author. */
export class ComposeRefused extends Error {
  override readonly name = 'ComposeRefused';
  readonly problem: 'no such provision' | 'disputed' | 'nothing changes' | 'no hits';
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

function placeAt(text: InstrumentText, { parent, after }: Spot, id: string): string {
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
  if (standing(text, id).now.text === wording) throw new ComposeRefused('nothing changes');
  return { kind: 'replace', changes: [changed(text, id, { text: wording })] };
}

/** A new provision under a new id. */
export function insert(
  text: InstrumentText,
  id: string,
  spot: Spot,
  fields: { readonly number: string; readonly text: string },
): Composed {
  if (spot.parent !== null) standing(text, spot.parent);
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

/** Puts a provision elsewhere; its number stays unless another is given. */
export function move(text: InstrumentText, id: string, spot: Spot, number?: string): Composed {
  const { now } = standing(text, id);
  const place = placeAt(text, spot, id);
  if (spot.parent !== null) standing(text, spot.parent);
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

/** One provision becomes two: the first keeps its id, the second stands right behind it under a new one. */
export function split(
  text: InstrumentText,
  id: string,
  secondId: string,
  parts: { readonly first: string; readonly second: string; readonly secondNumber: string },
): Composed {
  const { now } = standing(text, id);
  const place = placeAt(text, { parent: now.parent, after: id }, secondId);
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

/** Two provisions become one: the first reads as both, the second goes. */
export function join(text: InstrumentText, id: string, other: string, wording: string): Composed {
  standing(text, other);
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
  return { kind: 'keep', changes: ids.map((id) => changed(text, id, {})) };
}

/** Chooses one wording where several were agreed apart; null deletes. */
export function settle(text: InstrumentText, id: string, to: Provision | null): Composed {
  if (!text.provisions.has(id)) throw new ComposeRefused('no such provision');
  return { kind: 'settle', changes: [{ provision: id, base: [...baseOf(text, id)], to }] };
}
