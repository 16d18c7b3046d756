import { sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { articlesToPrint, type ArticlesToPrint } from '../../src/exchange/articles-sheet.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import type { Language } from '../../src/schema/articles.ts';
import type { SampleStage } from '../../src/state/app.ts';
import { newDevice } from '../charter/devices.ts';

/** The day all papers of the tests are printed on. */
export const DAY = '2022-09-01';

/** The sample as Cambodia has it, when the talks opened or when all was adopted. */
export async function sampleWorkspace(stage: SampleStage): Promise<Workspace> {
  const identity = await sampleIdentity(new Uint8Array(16).fill(9), 'KH', 'ws://127.0.0.1:9', stage);
  const device = newDevice();
  await device.shelf.put(identity, cardOf(identity, 'KH', 1));
  return openWorkspace(identity, device);
}

/** Its first instrument, ready to print. */
export function instrumentPaper(
  workspace: Workspace,
  languages: readonly [Language, ...Language[]] = ['en'],
): ArticlesToPrint {
  const { joint, bodies, name } = workspace;
  const [instrument] = joint.articles.instruments();
  if (instrument === undefined) throw new Error('the sample has no instrument');
  return articlesToPrint(joint, instrument, { bodies, workspace: name, languages, day: DAY });
}
