import type { RecordPlace } from '../registers/record-place.ts';
import type { Change } from '../replica/changes.ts';

/** What others changed at one place, and who did last. */
export interface News extends Change {
  readonly place: RecordPlace;
}

/** What others changed in one register. */
export interface NewsGroup {
  readonly section: RecordPlace['section'];
  readonly news: readonly News[];
}

/** One line a place and body: several records of one seat or one meeting are one thing to look at. Bodies stand together. */
export function grouped(news: readonly News[]): readonly NewsGroup[] {
  const seen = new Set<string>();
  const distinct = news.filter(({ place, by }) => {
    const key = `${place.section} ${place.record} ${by.body}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return [...Map.groupBy(distinct, ({ place }) => place.section)].map(([section, list]) => ({
    section,
    news: [...Map.groupBy(list, ({ by }) => by.body).values()].flat(),
  }));
}
