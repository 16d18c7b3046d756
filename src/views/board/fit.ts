import type { BoardMatter } from '../../schema/board.ts';

/** How many times its usual size a text may have: at the largest some 30 letters stand in a line of the wall. */
const LARGER = [2.6, 2.1, 1.85, 1.65, 1.45, 1.3, 1.15, 1.07];
/** A little smaller it is still legible from the back, and better than a second screen for its last line. */
const SMALLER = [0.92, 0.85];
/** UTF-16 units that no wall holds at once: what is longer need not be measured. */
const MOST = 3_000;

/** UTF-16 units of what stands in the middle of a wall. */
export function lettersOf(matter: BoardMatter): number {
  if (matter.kind === 'blank') return 0;
  const all =
    matter.kind === 'agenda'
      ? matter.lines.flatMap(({ title }) => title)
      : [...matter.texts, ...matter.offers.map(({ to }) => ({ text: to }))];
  return all.reduce((sum, { text }) => sum + text.length, 0);
}

/**
 * The largest size at which a text is seen at once; 1, the usual one, where it is at none. In steps, so that one letter typed does not
 * move all the others.
 * @param letters UTF-16 units it has
 * @param heightAt its height at a size, in the unit of `most`
 */
export function fitOf(letters: number, most: number, heightAt: (size: number) => number): number {
  if (letters > MOST) return 1;
  const sizes = heightAt(1) > most ? SMALLER : LARGER;
  return sizes.find((size) => heightAt(size) <= most) ?? 1;
}

/** How the same words in several languages stand: below each other or side by side, where they are a little smaller. */
export interface Arranged {
  readonly beside: boolean;
  readonly size: number;
}

/** Side by side three languages have so much of the size they have below each other: as the style of the wordings has it. */
const NARROW = 0.86;

/**
 * The way in which words are largest. Where both are alike, or a text is longer than the wall, languages that are side by side stay in
 * sight of each other.
 * @param count languages
 */
export function arranged(count: number, fit: (beside: boolean) => number): Arranged {
  const beside = { beside: true, size: fit(true) };
  if (count < 2) return beside;
  const below = { beside: false, size: fit(false) };
  const narrow = count > 2 ? NARROW : 1;
  return below.size > 1 && below.size >= beside.size * narrow ? below : beside;
}
