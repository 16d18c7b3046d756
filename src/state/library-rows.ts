import { fileOf, type LibraryDocument } from '../registers/library.ts';
import { fold, wordsOf } from '../registers/search/fold.ts';
import { firstValue } from '../replica/field.ts';

export const SORTS = ['newest', 'title', 'published'] as const;
export type LibrarySort = (typeof SORTS)[number];

export interface LibraryFilter {
  readonly words: string;
  /** Language code; empty: every language. */
  readonly language: string;
  readonly kind: '' | 'link' | 'file';
  readonly sort: LibrarySort;
  /** Documents that a newer version has replaced are shown, too. */
  readonly replaced: boolean;
}

const textOf = (one: LibraryDocument): string =>
  fold(
    [
      one.titleEn,
      one.titleKm,
      one.titleTh,
      one.source,
      one.version,
      one.notes,
      one.notesKm,
      one.notesTh,
      one.url,
    ]
      .map((field) => firstValue(field) ?? '')
      .concat(fileOf(one)?.name ?? '')
      .join('\n'),
  );

/** The documents to show, in their order. `titleOf`: as the reader sees it. */
export function libraryRows(
  documents: readonly LibraryDocument[],
  filter: LibraryFilter,
  titleOf: (document: LibraryDocument) => string,
): readonly LibraryDocument[] {
  const words = wordsOf(filter.words);
  const replaced = new Set(documents.flatMap(({ replaces }) => firstValue(replaces) ?? []));
  const shown = documents.filter((one) => {
    if (!filter.replaced && replaced.has(one.id)) return false;
    if (filter.kind !== '' && firstValue(one.kind) !== filter.kind) return false;
    if (filter.language !== '' && !(firstValue(one.languages) ?? []).includes(filter.language)) return false;
    const text = textOf(one);
    return words.every((word) => text.includes(word));
  });
  if (filter.sort === 'newest') return [...shown].reverse();
  const key = (one: LibraryDocument) =>
    filter.sort === 'title' ? titleOf(one) : (firstValue(one.date) ?? '');
  const order = filter.sort === 'title' ? 1 : -1;
  return [...shown].sort((a, b) => order * key(a).localeCompare(key(b)));
}
