import type { RecordHost } from '../../replica/door.ts';
import { DraftRegister } from '../drafts.ts';
import type { Language } from '../../schema/articles.ts';
import { saidIn } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { articlesRecords, signingRecords } from './articles-records.ts';
import { fold, wordsOf } from './fold.ts';
import { marked, type Stretch } from './mark.ts';
import { libraryRecords } from './library-records.ts';
import { meetingRecords } from './meeting-records.ts';
import { commitmentRecords, planRecords } from './plan-records.ts';
import { rosterRecords } from './roster-records.ts';
import type { SearchRecord, SearchStatus } from './search-record.ts';
import { workshopRecords } from './workshop-records.ts';

/** What a search reads: all that this member's device holds of the joint space and of the own space of its Party. */
export interface SearchGround {
  readonly joint: JointRegisters;
  /** Asked for at every reading: it may open later. Null: there is none, or its key is not here. */
  own(): RecordHost | null;
  /** Today, `YYYY-MM-DD`. */
  today(): string;
  /** Whose words the reader is shown; all are looked in. */
  language(): Language;
}

/** One record that holds all words of a query. */
export interface SearchHit extends Pick<SearchRecord, 'kind' | 'id' | 'body' | 'place'> {
  readonly number: readonly Stretch[];
  readonly context: string;
  readonly title: readonly Stretch[];
  /** The line with the words looked for, or the title in the language that has them; where it has no title, its first line; else empty. */
  readonly line: readonly Stretch[];
  readonly status: SearchStatus;
}

/** The hits on one page, the best first. `count`: all of them, of which the first so many are in `hits`. */
export interface SearchGroup {
  readonly section: SearchRecord['place']['section'];
  readonly count: number;
  readonly hits: readonly SearchHit[];
}

export type SearchResult =
  /** Nothing but spaces was asked for. */
  | { readonly state: 'empty' }
  | { readonly state: 'nothing' }
  /** The group with the best hit first; of equals, in the order of the pages. */
  | { readonly state: 'found'; readonly count: number; readonly groups: readonly SearchGroup[] };

interface Indexed {
  readonly record: SearchRecord;
  /** Folded: the number and each title. */
  readonly titles: readonly string[];
  /** All of it, one line each field. */
  readonly whole: string;
}

/** From the best: the title is what was asked for; begins so; has all words; has some; has none. */
type Rank = 0 | 1 | 2 | 3 | 4;

/** How many hits a group has unless it is asked for more. */
const GROUP_SIZE = 6;

/**
 * One search over every register a member may read, by substring, so that Khmer and Thai are found without word spaces. It
 * listens to the registers only between {@link open} and {@link close}; what it folded is kept by record, so that it is folded
 * anew only where the words differ.
 */
export class SearchIndex {
  readonly #ground: SearchGround;
  #folded = new Map<string, Indexed>();
  /** In the order of the pages; null: to be read anew. */
  #list: readonly Indexed[] | null = null;
  #ends: (() => void)[] = [];
  #drafts: DraftRegister | null = null;

  constructor(ground: SearchGround) {
    this.#ground = ground;
  }

  /** Begins to follow the registers; `changed` is called whenever a result may be another. Opened twice, it begins anew. */
  open(changed: () => void): void {
    this.close();
    const stale = () => {
      this.#list = null;
      changed();
    };
    const own = this.#own();
    const hosts = [this.#ground.joint.drafts.host, ...(own === null ? [] : [own.host])];
    this.#ends = hosts.map((host) => host.observe(stale));
  }

  /** Reads and folds everything now, so that the first letter typed has not to wait for it. */
  warm(): void {
    this.#records();
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#list = null;
  }

  /** A record as it would be found; null for one that is looked at nowhere by itself. */
  record(id: string): SearchRecord | null {
    return this.#records().find(({ record }) => record.id === id)?.record ?? null;
  }

  /**
   * Records that hold every word of the query, in whatever order. Titles before bodies, then in the order of the pages and of
   * what stands on them: the same answer for the same records. `more`: sections whose hits are all wanted.
   */
  search(query: string, more: readonly SearchGroup['section'][] = []): SearchResult {
    const words = wordsOf(query);
    if (words.length === 0) return { state: 'empty' };
    const asked = fold(query).trim();
    const [today, language] = [this.#ground.today(), this.#ground.language()];
    const ranked = this.#records().flatMap((one) => {
      if (!words.every((word) => one.whole.includes(word))) return [];
      return [{ record: one.record, rank: rankOf(one, words, asked) }];
    });
    if (ranked.length === 0) return { state: 'nothing' };
    // Sorting is stable: of equals, the order of the pages stands.
    const sorted = ranked.sort((a, b) => a.rank - b.rank).map(({ record }) => record);
    const groups = [...Map.groupBy(sorted, ({ place }) => place.section)].map(
      ([section, records]): SearchGroup => ({
        section,
        count: records.length,
        hits: records
          .slice(0, more.includes(section) ? records.length : GROUP_SIZE)
          .map((record) => hitOf(record, words, today, language)),
      }),
    );
    return { state: 'found', count: sorted.length, groups };
  }

  #records(): readonly Indexed[] {
    if (this.#list !== null) return this.#list;
    const { joint } = this.#ground;
    const records = [
      ...planRecords(joint),
      ...articlesRecords(joint, this.#own()),
      ...rosterRecords(joint),
      ...meetingRecords(joint),
      ...workshopRecords(joint),
      ...commitmentRecords(joint),
      ...signingRecords(joint),
      ...libraryRecords(joint),
    ];
    const folded = new Map<string, Indexed>();
    for (const record of records) {
      const key = `${record.kind} ${record.id}`;
      folded.set(key, indexed(record, this.#folded.get(key)));
    }
    this.#folded = folded;
    const list = [...folded.values()];
    // While nobody listens nothing tells that it has aged.
    if (this.#ends.length > 0) this.#list = list;
    return list;
  }

  #own(): DraftRegister | null {
    const host = this.#ground.own();
    if (host === null) this.#drafts = null;
    else if (this.#drafts?.host !== host) this.#drafts = new DraftRegister(host);
    return this.#drafts;
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

function indexed(record: SearchRecord, before: Indexed | undefined): Indexed {
  if (before?.record === record) return before;
  const kept = before?.record;
  if (
    before !== undefined &&
    kept?.number === record.number &&
    same(kept.titles, record.titles) &&
    same(kept.lines, record.lines)
  )
    return { ...before, record };
  const titles = [record.number, ...record.titles].map((text) => fold(text).trim());
  return { record, titles, whole: [...titles, ...record.lines.map(fold)].join('\n') };
}

function rankOf({ titles }: Indexed, words: readonly string[], asked: string): Rank {
  if (titles.includes(asked)) return 0;
  if (titles.some((title) => title.startsWith(asked))) return 1;
  const inTitle = (word: string) => titles.some((title) => title.includes(word));
  if (words.every(inTitle)) return 2;
  return words.some(inTitle) ? 3 : 4;
}

/** Of several texts, the one with the most of the words, the first of equals; null where none has any. */
function best(texts: readonly string[], words: readonly string[]): string | null {
  let chosen: string | null = null;
  let most = 0;
  for (const text of texts) {
    const folded = fold(text);
    const has = words.filter((word) => folded.includes(word)).length;
    if (has > most) [chosen, most] = [text, has];
  }
  return chosen;
}

function hitOf(record: SearchRecord, words: readonly string[], today: string, language: Language): SearchHit {
  const { kind, id, body, place, called, titles, lines } = record;
  const own = called === null ? '' : saidIn(called, language);
  const title = own !== '' ? own : (best(titles, words) ?? titles[0] ?? '');
  const holds = fold(title);
  const told = words.every((word) => holds.includes(word)) ? lines : [...titles, ...lines];
  return {
    ...{ kind, id, body, place },
    number: marked(record.number, words),
    context: record.context(language),
    title: marked(title, words),
    line: marked(best(told, words) ?? (titles.length === 0 ? lines[0] : null) ?? '', words),
    status: record.status(today),
  };
}
