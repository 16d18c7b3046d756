import type { Place, Snapshot } from './snapshot.ts';
import { placesOf, type WarningOf } from './warning.ts';

const LANGUAGES = ['en', 'km', 'th'] as const;

/** Missing and stale translations, one warning a language and state, so that a new text is not a hundred of them. */
export function translationsToReview({ translations, provisions }: Snapshot): WarningOf<'translation'>[] {
  const labels = new Map(provisions.map(({ id, number }) => [id, number]));
  return LANGUAGES.flatMap((language) =>
    (['missing', 'stale'] as const).flatMap((state): WarningOf<'translation'>[] => {
      const at = placesOf(
        translations
          .filter((translation) => translation.language === language && translation.state === state)
          .map(({ provision: id }): Place => {
            return { page: 'articles', id, label: labels.get(id) ?? '', language, part: 'translation' };
          }),
      );
      if (at === null) return [];
      const found = { language, state, count: at.length };
      return [{ check: 'translation', severity: 'warning', at, found }];
    }),
  );
}
