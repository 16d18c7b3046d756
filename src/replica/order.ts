import { generateKeyBetween } from 'fractional-indexing';
import { byText } from './field.ts';

/** A place in a list: a fractional index, ties broken by the record's id. */
export interface Placed {
  readonly id: string;
  readonly order: string;
}

/** Letters of an order key at most; the schemas hold readers to the same. */
export const MAX_ORDER = 256;

export const byPlace = (a: Placed, b: Placed): number => byText(a.order, b.order) || byText(a.id, b.id);

/** A key the library can count from in both directions. It checks no letters, so a foreign one is tried here first. */
function valid(order: string): boolean {
  if (order.length > MAX_ORDER || !/^[A-Za-z][0-9A-Za-z]+$/.test(order)) return false;
  try {
    generateKeyBetween(order, null);
    generateKeyBetween(null, order);
    return true;
  } catch {
    return false;
  }
}

/** Three letters out of an id: what two delegates insert at one place apart then hardly ever gets equal keys. */
function suffixOf(id: string): string {
  const letters = id.replace(/[^0-9A-Za-z]/g, '').slice(-3);
  // A key may not end in its zero.
  return letters === '' || letters.endsWith('0') ? `${letters}V` : letters;
}

function between(low: string | null, high: string | null, id: string): string {
  let key = generateKeyBetween(low, high);
  // A suffix keeps a key below the next one only where that does not begin with it.
  while (high?.startsWith(key) === true)
    key = generateKeyBetween(low === null ? null : key, low === null ? key : high);
  return key + suffixOf(id);
}

/**
 * An order key for a record of this id, behind `list[after]` (-1: first) of a sorted list. Where two hold equal keys nothing
 * fits between, and the new one goes right behind them all; keys of foreign apps are counted past. Never throws.
 */
export function orderBetween(list: readonly Placed[], after: number, id: string): string {
  const low = list.slice(0, after + 1).findLast(({ order }) => valid(order))?.order ?? null;
  const high =
    list.slice(after + 1).find(({ order }) => valid(order) && (low === null || order > low))?.order ?? null;
  try {
    const key = between(low, high, id);
    if (valid(key)) return key;
  } catch {
    // Only beside the outermost keys there are, which no honest app reaches.
  }
  return low ?? high ?? `a0${suffixOf(id)}`;
}
