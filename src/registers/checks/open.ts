import type { Snapshot } from './snapshot.ts';
import type { WarningOf } from './warning.ts';

/** Every field that still has more than one value, one warning each. */
export function openConflicts({ items, conflicts }: Snapshot): WarningOf<'conflict'>[] {
  const ofItems = items.flatMap(({ id, number, conflicts: fields }) =>
    fields.map((field) => ({
      field,
      place: { page: 'plan', id, label: number, language: null, part: partOf(field) } as const,
    })),
  );
  const elsewhere = conflicts.map((place) => ({ field: place.part, place }));
  return [...elsewhere, ...ofItems].map(({ field, place }) => ({
    check: 'conflict',
    severity: 'stops signing',
    at: [place],
    found: { field },
  }));
}

const PARTS = ['number', 'activity', 'responsible', 'timeframe', 'expected'] as const;
const partOf = (field: string) => PARTS.find((part) => part === field) ?? 'field';

/** Changes of others that are not in the text yet: whoever signs now signs other words than they will read later. */
export function heldChanges({ held }: Snapshot): WarningOf<'held'>[] {
  if (held <= 0) return [];
  const place = { page: 'signing', id: '', label: '', language: null, part: 'held' } as const;
  return [{ check: 'held', severity: 'stops signing', at: [place], found: { count: held } }];
}
