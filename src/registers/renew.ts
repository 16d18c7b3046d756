import type { Change, Proposal, Provision } from '../schema/articles.ts';
import { baseOf, type InstrumentText } from './instrument-text.ts';

/** A proposal brought up to date with what was agreed since, and what only its author can decide. */
export interface Renewed {
  readonly content: Proposal;
  /** Provisions both reworded: the proposal's words stand in `content`, to be read against the agreed ones. */
  readonly reworded: readonly string[];
  /** Provisions that are gone, or already there: their changes are left out. */
  readonly dropped: readonly string[];
}

const FIELDS = ['parent', 'number', 'place', 'text'] as const;

/** What the proposal changed keeps its change; what it left alone follows the agreed text. */
function rebased(
  to: Provision,
  from: Provision | null,
  now: Provision,
): { to: Provision; reworded: boolean } {
  const merged: Provision = { ...now };
  let reworded = false;
  for (const field of FIELDS) {
    if (from !== null && from[field] === to[field]) continue;
    if (field === 'text' && from?.text !== now.text && to.text !== now.text) reworded = true;
    Object.assign(merged, { [field]: to[field] });
  }
  return { to: merged, reworded };
}

/** Begins a proposal anew from the text as it is agreed now. Nothing is merged inside a sentence: words are its author's. */
export function renew(content: Proposal, text: InstrumentText): Renewed {
  const reworded: string[] = [];
  const dropped: string[] = [];
  const changes = content.changes.flatMap((change): Change[] => {
    const { provision: id, base, to } = change;
    const state = text.provisions.get(id);
    const now = state?.now ?? null;
    const newBase = [...baseOf(text, id)];
    if (base.length === 0 && state === undefined) return [change];
    if (now === null) {
      dropped.push(id);
      return [];
    }
    if (to === null) return [{ provision: id, base: newBase, to }];
    const from = state?.wordings.find(({ made }) => base.includes(made))?.provision ?? null;
    const merged = rebased(to, from, now);
    if (merged.reworded) reworded.push(id);
    return [{ provision: id, base: newBase, to: merged.to }];
  });
  return { content: { ...content, changes }, reworded, dropped };
}
