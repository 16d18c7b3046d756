import type { Identity } from '../charter/identity.ts';
import { readSampleKey } from '../charter/sample.ts';
import type { Shelf } from '../charter/shelf.ts';
import type { Vault } from '../replica/vault.ts';
import { sampleEntries } from './sample-entries.ts';

interface Planted {
  readonly ids: readonly string[];
  readonly sessions: readonly string[];
}

/**
 * Puts the sample's entries into the vault; gives their sessions. Making them takes the better part of a second, so it is done
 * once a device, and again if they were lost.
 */
export async function plantSample(
  identity: Identity,
  vault: Vault,
  shelf: Shelf,
): Promise<ReadonlySet<string>> {
  const sample = identity.kind === 'sample' ? readSampleKey(identity.key) : null;
  if (sample === null) return new Set();
  const mark = `planted ${identity.key}`;
  const planted = await shelf.pending<Planted>(mark);
  if (planted?.ids.every((id) => vault.has(id)) === true) return new Set(planted.sessions);
  const { entries, sessions } = await sampleEntries(sample.seed, sample.stage);
  for (const [id, bytes] of entries) vault.put(id, bytes);
  await shelf.setPending(mark, { ids: entries.map(([id]) => id), sessions } satisfies Planted);
  return new Set(sessions);
}
