import type { Author, RecordHost } from './door.ts';
import { liveIn, othersAt, recordIn, sameLive, valuesIn, type FieldStep, type Step } from './own-act.ts';

/** Why an act is left as it is. */
export type Kept =
  /** Others have written there since. */
  | { readonly why: 'changed since'; readonly by: readonly Author[] }
  /** Somebody has put their word under it. */
  | { readonly why: 'signed' }
  /** It chose between values set apart, and only their writers can set them apart again. */
  | { readonly why: 'was a choice' }
  /** It was put before the others, who were told of it. */
  | { readonly why: 'lasts' };

const authorsOf = (host: RecordHost, clients: readonly number[]): readonly Author[] => {
  const authors = clients.flatMap((client) => host.authorOf(client) ?? []);
  return [...new Map(authors.map((author) => [author.writer, author])).values()];
};

/** Why new records of one space are not taken away; null when they may be. */
export function createdKept(host: RecordHost, records: ReadonlySet<string>): Kept | null {
  const others = othersAt(host, records);
  return others.length === 0 ? null : { why: 'changed since', by: authorsOf(host, others) };
}

/** Why a field is not set back; null when it may be. */
export function fieldKept(step: FieldStep): Kept | null {
  const { host, field, before, after } = step;
  const record = recordIn(step);
  const live = record === null ? new Map<string, never>() : liveIn(record, field);
  if (!sameLive(live, after)) {
    const others = [...live.keys()].filter((key) => !key.endsWith(`@${host.writer}`));
    return { why: 'changed since', by: writersOf(step, others) };
  }
  return valuesIn(before).length > 1 ? { why: 'was a choice' } : null;
}

function writersOf(step: Step, keys: readonly string[]): readonly Author[] {
  const record = recordIn(step);
  return authorsOf(
    step.host,
    keys.flatMap((key) => record?._map.get(key)?.lastId.client ?? []),
  );
}
