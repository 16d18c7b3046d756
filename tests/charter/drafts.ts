import { z } from 'zod';
import { Records } from '../../src/replica/records.ts';
import type { RecordHost } from '../../src/replica/door.ts';

/** A register as a Party might keep one in its own space. */
const records = (own: RecordHost | null) => {
  if (own === null) throw new Error('no space of its own');
  return new Records(own, 'drafts', { title: z.string() });
};

/** Writes a draft; gives its id. */
export const writeDraft = (own: RecordHost | null, title: string, wording = ''): string =>
  records(own).add({ title }, { wording });

/** Titles of the drafts in a space. */
export function draftTitles(own: RecordHost | null): string[] {
  const all = records(own);
  return all.ids().map((id) => {
    const title = all.view(id)?.field('title');
    return title?.state === 'one' ? title.value : (title?.state ?? 'none');
  });
}
