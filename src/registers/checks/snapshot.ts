/** What stands on the pages at one moment, as the checks read it. Plain data: whoever has a register fills it in. */
export interface Snapshot {
  /** Texts in the order they are read. Those of plan items are read from `items` and not repeated here. */
  readonly passages: readonly Passage[];
  /** Numbered and unnumbered provisions in the order they are shown; children may stand anywhere among them. */
  readonly provisions: readonly Provision[];
  /** Plan items in the order they are shown. */
  readonly items: readonly Item[];
  readonly translations: readonly Translation[];
  /** Fields with more than one value, but for those of plan items. */
  readonly conflicts: readonly Place[];
  /** Changes of others that wait for what they build on, or could not be read. */
  readonly held: number;
  readonly names: Names;
}

export type Language = 'en' | 'km' | 'th';
export type Page = 'articles' | 'plan' | 'signing' | 'minutes';

export interface Passage {
  /** Of the record: a number may change, this does not. */
  readonly id: string;
  readonly page: Page;
  /** The number as shown; empty where there is none. */
  readonly label: string;
  readonly language: Language;
  readonly kind: 'heading' | 'text' | 'signature line';
  readonly text: string;
}

export interface Provision {
  readonly id: string;
  readonly page: Page;
  /** As shown: `4.11`, `Article 12`, `(a)`, `៤.១`; empty for an unnumbered paragraph. */
  readonly number: string;
  /** Id of the provision it belongs to; null at the top, also where a list is kept flat. */
  readonly parent: string | null;
}

export interface Item {
  readonly id: string;
  /** Id of its plan: each plan counts for itself. */
  readonly plan: string;
  readonly number: string;
  readonly activity: string;
  /** Ids of bodies. */
  readonly responsible: readonly string[];
  /** The timeframe as spoken. */
  readonly timeframe: string;
  readonly expected: string;
  /** Names of its fields with more than one value. */
  readonly conflicts: readonly string[];
}

export interface Translation {
  /** Id of the provision. */
  readonly provision: string;
  readonly language: Language;
  /** `stale`: the wording it was made from has changed since. */
  readonly state: 'current' | 'stale' | 'missing';
}

/** Names already known, spelt as their owners spell them. */
export interface Names {
  readonly people: readonly string[];
  readonly bodies: readonly string[];
}

/** Where a page can jump to. */
export interface Place {
  readonly page: Page;
  /** Of the record; empty for what concerns the page as a whole. */
  readonly id: string;
  /** The number as shown; empty where there is none. */
  readonly label: string;
  /** Null where the part has no language of its own. */
  readonly language: Language | null;
  readonly part: Part;
}

export type Part =
  | Passage['kind']
  | 'number'
  | 'activity'
  | 'responsible'
  | 'timeframe'
  | 'expected'
  | 'translation'
  | 'field'
  | 'held';

/** A text to be checked and where it stands. */
export interface Spot {
  readonly text: string;
  readonly place: Place;
}

/** Every text of a snapshot in reading order: passages, then plan items. Invisible joints are left out of it, see `visible`. */
export function spotsOf({ passages, items }: Snapshot): Spot[] {
  const spots = passages.map(({ id, page, label, language, kind, text }): Spot => {
    return { text: visible(text), place: { page, id, label, language, part: kind } };
  });
  for (const { id, number, activity, timeframe, expected } of items) {
    const place = { page: 'plan', id, label: number, language: null } as const;
    spots.push({ text: visible(activity), place: { ...place, part: 'activity' } });
    spots.push({ text: visible(timeframe), place: { ...place, part: 'timeframe' } });
    spots.push({ text: visible(expected), place: { ...place, part: 'expected' } });
  }
  return spots.filter(({ text }) => text !== '');
}

/** As the eye reads it: composed, every space a space, without joints that no one sees (U+200B in Khmer, soft hyphens). */
const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u00A0\u202F\u2007]/g, ' ');

/** Khmer and Thai digits as 0-9; the length stays. */
export const latinDigits = (text: string): string =>
  text.replace(/[\u17E0-\u17E9\u0E50-\u0E59]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
