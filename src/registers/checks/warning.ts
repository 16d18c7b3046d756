import type { Language, Place } from './snapshot.ts';

/** What each check found, as data; the sentences are in `texts/checks.ts`. */
export interface Found {
  /** A field has more than one value. */
  conflict: { readonly field: string };
  /** Changes of others that are not in the text yet. */
  held: { readonly count: number };
  /** A day of the week that the date beside it does not have. Days count from 0, Sunday. */
  weekday:
    | {
        readonly kind: 'other day';
        readonly words: string;
        /** ISO, Common Era. */
        readonly date: string;
        readonly said: number;
        readonly is: number;
      }
    | { readonly kind: 'no such date'; readonly words: string };
  /** Numbers as they are shown. `missing` are the first and last number of a gap. */
  numbering:
    | { readonly kind: 'gap'; readonly missing: readonly [string, string]; readonly before: string }
    | { readonly kind: 'repeat'; readonly number: string; readonly times: number }
    | { readonly kind: 'order'; readonly number: string; readonly after: string }
    | { readonly kind: 'stray'; readonly numbers: readonly string[]; readonly among: string }
    | { readonly kind: 'two numbers'; readonly number: string };
  /** Spellings of what is probably one name, the commonest first. */
  name: { readonly spellings: readonly Spelling[] };
  /** Terms, or spellings of one term, for one thing; the commonest first. */
  term: { readonly terms: readonly Spelling[] };
  /** A plan item for which nobody is responsible. */
  responsible: Record<never, never>;
  /** Provisions whose translation is missing or older than the wording. */
  translation: { readonly language: Language; readonly state: 'stale' | 'missing'; readonly count: number };
}

export interface Spelling {
  readonly text: string;
  /** How often it is written; 0 for a spelling known from elsewhere, as from the members. */
  readonly count: number;
}

export type Check = keyof Found;

/** Only what makes it unclear which words are signed stops a signature; everything else is for people to judge. */
export type Severity<C extends Check> = C extends 'conflict' | 'held' ? 'stops signing' : 'warning';

export type Places = readonly [Place, ...Place[]];

export type WarningOf<C extends Check> = {
  readonly check: C;
  readonly severity: Severity<C>;
  /** Where to look, the likeliest first. */
  readonly at: Places;
  readonly found: Found[C];
};

/** One finding of one check. */
export type Warning = { [C in Check]: WarningOf<C> }[Check];

/** Places once each, in the order given; null when there are none. */
export function placesOf(places: Iterable<Place>): Places | null {
  const seen = new Map<string, Place>();
  for (const place of places) {
    const key = JSON.stringify([place.page, place.id, place.language, place.part]);
    if (!seen.has(key)) seen.set(key, place);
  }
  const [first, ...rest] = seen.values();
  return first === undefined ? null : [first, ...rest];
}
