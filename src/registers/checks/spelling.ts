/**
 * Edits that make one word of another: letters put in, left out, changed, or two neighbours swapped (optimal string
 * alignment). Counts up to `most`, else gives `most + 1`.
 */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (lettersApart(a, b) > 2 * most) return most + 1;
  let [before, row, next] = [[0], Array.from({ length: b.length + 1 }, (_, j) => j), [0]];
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next[j] = least;
      if (least < lowest) lowest = least;
    }
    if (lowest > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(row[b.length] ?? 0, most + 1);
}

/** Letters that only one of two words has; an edit makes two of them at most. Cheap, and true of most pairs. */
function lettersApart(a: string, b: string): number {
  const bits = (word: string): number => {
    let set = 0;
    for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
    return set;
  };
  let [apart, count] = [bits(a) ^ bits(b), 0];
  for (; apart !== 0; apart &= apart - 1) count++;
  return count;
}

/**
 * The consonants of a name as its sound has them, whichever way it is romanised: Ratchapon and Rachaphon are both `rcpn`,
 * Sok and Sokh `sk`. For small Latin letters.
 */
export const skeletonOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/tch/g, 'ch')
    .replace(/([bcdgkpt])h/g, '$1')
    .replace(/[aeiouyhw]/g, '')
    .replace(/v/g, 'w')
    .replace(/(.)\1+/g, '$1');

const ENDINGS = /^(?:e?s|e?d|e?r|ing|ly|al|ally|ial|i?an|n|ions?|ment|ness|ity|y|ies|ive|ship|ese|hood)s?$/;

/** Whether one word is the other with an ending of English: Thai and Thais, Cambodia and Cambodian, Official and Officials. */
export function isInflected(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const stem = short.replace(/[ey]$/, '');
  return (
    (long.startsWith(short) && ENDINGS.test(long.slice(short.length))) ||
    (long.startsWith(stem) && stem.length >= 3 && ENDINGS.test(long.slice(stem.length)))
  );
}

/** Letters two words begin with together. */
export function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
