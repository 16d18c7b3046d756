import type { Change, Proposal } from '../schema/articles.ts';
import { ComposeRefused, type Composed } from './compose.ts';
import { baseOf, isDisputed, type InstrumentText } from './instrument-text.ts';

/** One place where the words looked for occur. */
export interface Hit {
  /** `<provision>:<count>`, counted in the wording the search was made in. */
  readonly key: string;
  readonly provision: string;
  readonly number: string;
  /** UTF-16 offset in the provision's text. */
  readonly at: number;
  /** What stands around it. */
  readonly before: string;
  readonly after: string;
}

const AROUND = 60;

/** A letter or a mark on both sides means the hit is inside a word. Scripts without spaces have no such borders. */
const LATIN = /[A-Za-z\u00C0-\u024F0-9]/;

function offsets(text: string, find: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length)) {
    const inside =
      (LATIN.test(find[0] ?? '') && LATIN.test(text[at - 1] ?? '')) ||
      (LATIN.test(find.at(-1) ?? '') && LATIN.test(text[at + find.length] ?? ''));
    if (!inside) found.push(at);
  }
  return found;
}

/** Whole words that read so, in the order of the text. Where wordings are disputed nothing is looked for. */
export function hitsOf(text: InstrumentText, find: string): readonly Hit[] {
  if (find === '') return [];
  return text.articles
    .flatMap(({ article, clauses }) => [article, ...clauses])
    .flatMap((state) => {
      const { now, id } = state;
      if (now === null || isDisputed(state)) return [];
      return offsets(now.text, find).map((at, count): Hit => ({
        key: `${id}:${count}`,
        provision: id,
        number: now.number,
        at,
        before: now.text.slice(Math.max(0, at - AROUND), at),
        after: now.text.slice(at + find.length, at + find.length + AROUND),
      }));
    });
}

/** The replacement of the hits that are taken (by key). Throws {@link ComposeRefused} `no hits` when none is. */
export function everywhere(
  text: InstrumentText,
  find: string,
  replacement: string,
  taken: ReadonlySet<string>,
): Composed {
  const hits = hitsOf(text, find).filter(({ key }) => taken.has(key));
  const changes = [...Map.groupBy(hits, ({ provision }) => provision)].flatMap(([id, ours]): Change[] => {
    const now = text.provisions.get(id)?.now;
    if (now === null || now === undefined) return [];
    let wording = '';
    let from = 0;
    for (const { at } of ours) {
      wording += now.text.slice(from, at) + replacement;
      from = at + find.length;
    }
    return [
      { provision: id, base: [...baseOf(text, id)], to: { ...now, text: wording + now.text.slice(from) } },
    ];
  });
  if (changes.length === 0) throw new ComposeRefused('no hits');
  return { kind: 'everywhere', changes, find, replacement };
}

/** Which hits of a text a proposal takes: those whose words are replaced in it. */
export function takenBy(content: Proposal, text: InstrumentText): ReadonlySet<string> {
  const { find, replacement } = content;
  if (find === undefined || replacement === undefined) return new Set();
  const wordings = new Map(content.changes.map(({ provision, to }) => [provision, to?.text ?? null]));
  const taken = new Set<string>();
  for (const [id, hits] of Map.groupBy(hitsOf(text, find), ({ provision }) => provision)) {
    const after = wordings.get(id);
    if (after === undefined || after === null) continue;
    // Walk both texts: at each hit the new one reads either the old words or the new ones.
    let shift = 0;
    const before = text.provisions.get(id)?.now?.text ?? '';
    for (const { at, key } of hits) {
      // Where the old words begin with the new ones, or the other way round, only the longer ones tell.
      const longer = replacement.length >= find.length ? replacement : find;
      const stays = after.slice(at + shift).startsWith(longer) === before.slice(at).startsWith(longer);
      if (stays) continue;
      taken.add(key);
      shift += replacement.length - find.length;
    }
  }
  return taken;
}
