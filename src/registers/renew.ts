import { canonicalText, type Json } from '../crypto/canonical.ts';
import type { Change, Proposal, Provision } from '../schema/articles.ts';
import { offsetsOf, replaced, replacedIn } from './everywhere.ts';
import { baseOf, behind, type InstrumentText } from './instrument-text.ts';

/** A proposal brought up to date with what was agreed since, and what only its author can decide. */
export interface Renewed {
  readonly content: Proposal;
  /** Provisions both reworded: the proposal's words stand in `content`, to be read against the agreed ones. */
  readonly reworded: readonly string[];
  /**
   * Provisions that are gone, whose article is, or that read so already: their changes are left out. When all are, `content`
   * has no changes and cannot be put before anybody.
   */
  readonly dropped: readonly string[];
}

/** The wording a change was made from: the one of its base it names first. */
export const madeFrom = ({ provision, base }: Change, text: InstrumentText): Provision | null =>
  text.provisions.get(provision)?.wordings.find(({ made }) => base.includes(made))?.provision ?? null;

const same = (a: Provision | null, b: Provision | null): boolean =>
  canonicalText(a as Json) === canonicalText(b as Json);

interface Rebased {
  readonly to: Provision;
  readonly reworded: boolean;
}

/** What the proposal changed keeps its change; what it left alone follows the agreed text. */
function rebased(to: Provision, from: Provision | null, now: Provision): Rebased {
  const changed = (field: keyof Provision): boolean => from === null || from[field] !== to[field];
  const merged: Provision = { ...now };
  const keep = (field: 'number' | 'text'): void => void (merged[field] = to[field]);
  if (changed('number')) keep('number');
  if (changed('text')) keep('text');
  // An order key means something among its own neighbours only.
  if (changed('parent') || changed('place')) Object.assign(merged, { parent: to.parent, place: to.place });
  const reworded = changed('text') && from?.text !== now.text && to.text !== now.text;
  return { to: merged, reworded };
}

/** A document-wide replacement is said again of the words as they are now: of the same hits, or of all where it took all. */
function saidAgain(content: Proposal, to: Provision, from: Provision | null, now: Provision): Rebased | null {
  const { find, replacement } = content;
  if (find === undefined || replacement === undefined || from === null) return null;
  const taken = replacedIn(from.text, to.text, find, replacement);
  if (taken === null) return null;
  const [before, after] = [offsetsOf(from.text, find).length, offsetsOf(now.text, find).length];
  const all = taken.size === before;
  if (!all && before !== after) return null;
  const hits = all ? new Set(Array(after).keys()) : taken;
  return { to: { ...now, text: replaced(now.text, find, replacement, hits) }, reworded: false };
}

/** Begins a proposal anew from the text as it is agreed now. Nothing is merged inside a sentence: words are its author's. */
export function renew(content: Proposal, text: InstrumentText): Renewed {
  const reworded = new Set<string>();
  const dropped: string[] = [];
  const added = new Set(content.changes.flatMap(({ provision, to }) => (to === null ? [] : [provision])));
  const stands = (parent: string | null): boolean =>
    parent === null || added.has(parent) || (text.provisions.get(parent)?.now ?? null) !== null;
  const changes = content.changes.flatMap((change): Change[] => {
    const { provision: id, base, to } = change;
    const left = (): Change[] => {
      dropped.push(id);
      return [];
    };
    const state = text.provisions.get(id);
    const now = state?.now ?? null;
    if (base.length === 0 && state === undefined) return to !== null && stands(to.parent) ? [change] : left();
    if (now === null) return left();
    const newBase = [...baseOf(text, id)];
    if (to === null) return [{ provision: id, base: newBase, to }];
    const from = madeFrom(change, text);
    const merged =
      (content.kind === 'everywhere' ? saidAgain(content, to, from, now) : null) ?? rebased(to, from, now);
    // What it asked for is agreed already; a proposal that asked for no change still asks for none.
    if (same(merged.to, now) && !same(to, from)) return left();
    // A clause that lost its article meanwhile stands by itself; one that is moved needs where to.
    if (merged.to.parent !== now.parent && !stands(merged.to.parent)) return left();
    if (merged.reworded) reworded.add(id);
    return [{ provision: id, base: newBase, to: merged.to }];
  });
  for (const id of joinedOver(content, text))
    if (changes.some((one) => one.provision === id)) reworded.add(id);
  return { content: { ...content, changes }, reworded: [...reworded], dropped };
}

/** Where provisions are joined and the one that goes reads otherwise by now, the joint wording lacks those words. */
function joinedOver(content: Proposal, text: InstrumentText): readonly string[] {
  if (content.kind !== 'join') return [];
  const late = behind(content, text);
  const lost = content.changes.some((change) => {
    const now = text.provisions.get(change.provision)?.now ?? null;
    return (
      change.to === null && late.includes(change.provision) && now?.text !== madeFrom(change, text)?.text
    );
  });
  return lost ? content.changes.flatMap(({ provision, to }) => (to === null ? [] : [provision])) : [];
}
