import type { Snapshot } from './snapshot.ts';
import type { WarningOf } from './warning.ts';

/** Plan items that name nobody. One still in dispute about who is an open conflict and not told of twice. */
export function nobodyResponsible({ items }: Snapshot): WarningOf<'responsible'>[] {
  return items
    .filter(
      ({ responsible, conflicts }) =>
        responsible.every((body) => body.trim() === '') && !conflicts.includes('responsible'),
    )
    .map(({ id, number }) => ({
      check: 'responsible',
      severity: 'warning',
      at: [{ page: 'plan', id, label: number, language: null, part: 'responsible' }],
      found: {},
    }));
}
