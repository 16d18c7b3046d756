import { spotsOf, type Page, type Place, type Snapshot, type Spot } from './snapshot.ts';
import { placesOf, type WarningOf } from './warning.ts';

interface Rule {
  /** Ways to say one thing, the one the record came to first; only when two occur is there something to say. */
  readonly ways: readonly RegExp[];
  /** Where it holds; everywhere when absent. */
  readonly page?: Page;
  /** For whoever edits this table; nobody else reads it. */
  readonly because: string;
}

/** To be edited freely: add a row with its reason, and a line to the tests. */
const RULES: readonly Rule[] = [
  {
    ways: [/\bworkshops?\b/gi, /\bseminars?\b/gi],
    because: 'Minutes of 26 August 2022 and POA 1.3, 1.4: one event in November under two names.',
  },
  {
    ways: [
      /\b(?:both|the two|two|the|any of the|each of the) part(?:y|ies)\b/gi,
      /\b(?:both|the two|two|the) countries\b/gi,
    ],
    because: 'Articles bind Parties. "Destination countries" (4.12) is another thing and not meant.',
  },
  {
    ways: [/\bfocal points?\b/gi, /\bfocal persons?\b/gi],
    because: 'Day 2, 2 k): "focal person" for the seat that POA 1.1 calls a focal point.',
  },
  {
    ways: [
      /\broles and responsibilities\b/gi,
      /\brole and responsibilit(?:y|ies)\b/gi,
      /\bduties and responsibilities\b/gi,
    ],
    because: 'Day 2, 2 h) and i): one set of guidelines under two headings.',
  },
  {
    ways: [/\bCentral Cooperation Cent(?:er|re)\b/gi, /\b(?:Central )?Coordination Cent(?:er|re)\b/gi],
    because: 'Day 2, 2 h): "Coordination Center" for the Central Cooperation Center of Article 2.',
  },
  {
    ways: [/\bplans? of action\b/gi, /\baction plans?\b/gi, /\bwork ?plans?\b/gi],
    because: 'Day 2, 3 a): "workplan" for the Plan of Action.',
  },
  {
    ways: [/\bshall\b/gi, /\bshould\b/gi],
    page: 'articles',
    because: 'Day 1, 2.1 i): "should" became "shall" throughout the document.',
  },
  {
    ways: [/\breturn(?:ed|s|ing)?\b/gi, /\bdeport(?:ed|ation|ations|s|ing)?\b/gi],
    page: 'articles',
    because: 'Day 1, 2.1 j): "returned" for "deported", to put the victim first.',
  },
  {
    ways: [/\bvictims? of trafficking\b/gi, /\btrafficked (?:persons?|victims?|people)\b/gi],
    because: 'Article 4.11 speaks of a victim of trafficking; the Palermo Protocol knows no other term.',
  },
  {
    ways: [/\bcompetent officials?\b/gi, /\bcompetent (?:authorit(?:y|ies)|officers?)\b/gi],
    because: 'Article 3 defines competent officials.',
  },
  {
    ways: [/\bThailand part(?:y|ies)\b/gi, /\bThai part(?:y|ies)\b/gi],
    because: 'One name for one Party.',
  },
  {
    ways: [/\bCambodia part(?:y|ies)\b/gi, /\bCambodian part(?:y|ies)\b/gi],
    because: 'One name for one Party.',
  },
];

/** One word as two Englishes spell it; each has more forms in -s and -d. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['center', 'centre'],
  ['program', 'programme'],
  ['organize', 'organise'],
  ['organization', 'organisation'],
  ['finalize', 'finalise'],
  ['emphasize', 'emphasise'],
  ['recognize', 'recognise'],
  ['labor', 'labour'],
  ['defense', 'defence'],
  ['judgment', 'judgement'],
  ['cooperation', 'co-operation'],
  ['coordination', 'co-ordination'],
];

const ALL_RULES: readonly Rule[] = [
  ...RULES,
  ...SPELLINGS.map((pair) => ({
    ways: pair.map((word) => new RegExp(`(?<![\\w-])${word}[sd]?(?![\\w-])`, 'gi')),
    because: 'One spelling throughout, whichever it is.',
  })),
];

/** Whether two words are spellings of one that this check tells of already. In small letters. */
export const isSpellingOf = (a: string, b: string): boolean =>
  SPELLINGS.some((pair) => {
    const [one, other] = [a, b].map((word) => pair.findIndex((own) => word.replace(/[sd]$/, '') === own));
    return one !== undefined && other !== undefined && one >= 0 && other >= 0;
  });

interface Use {
  readonly text: string;
  readonly places: Place[];
  count: number;
}

function useOf(way: RegExp, spots: readonly Spot[]): Use | null {
  const use: Use = { text: '', places: [], count: 0 };
  let text = '';
  for (const spot of spots) {
    const hits = [...spot.text.matchAll(way)];
    if (hits.length === 0) continue;
    text ||= hits[0]?.[0] ?? '';
    use.count += hits.length;
    use.places.push(spot.place);
  }
  return use.count === 0 ? null : { ...use, text };
}

/** Two terms, or two spellings of one, for one thing, by the table above; nothing while only one of them is used. */
export function mixedTerms(snapshot: Snapshot): WarningOf<'term'>[] {
  const spots = spotsOf(snapshot).filter(({ place }) => place.language === 'en' || place.language === null);
  return ALL_RULES.flatMap(({ ways, page }): WarningOf<'term'>[] => {
    const within = page === undefined ? spots : spots.filter(({ place }) => place.page === page);
    const uses = ways.flatMap((way) => useOf(way, within) ?? []).sort((a, b) => b.count - a.count);
    if (uses.length < 2) return [];
    // The rarer one is likelier to give way.
    const at = placesOf([...uses].reverse().flatMap(({ places }) => places));
    const terms = uses.map(({ text, count }) => ({ text, count }));
    return at === null ? [] : [{ check: 'term', severity: 'warning', at, found: { terms } }];
  });
}
