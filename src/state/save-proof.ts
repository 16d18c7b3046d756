import type { Agreement } from '../registers/matter.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { App } from './app.ts';
import { fileName } from './file-name.ts';

/** What a proof file is called, and what it calls what stands in it; nobody signs these. */
export interface ProofNames {
  /** "Item 1.4". */
  readonly title: string;
  /** Names for ids in the content: a provision's number. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Saves the proof of an agreement as one HTML file that checks itself. Rejects when a word is not signed yet. */
export async function saveProof(
  app: App,
  workspace: Workspace,
  agreement: Agreement,
  { title, labels }: ProofNames,
): Promise<void> {
  await workspace.flush();
  const [{ makeProof }, { proofFile }] = await Promise.all([
    import('../exchange/proof/proof.ts'),
    import('../exchange/proof/proof-file.ts'),
  ]);
  const proof = makeProof({
    ...workspace.evidence(agreement),
    title,
    ...(labels === undefined ? {} : { labels }),
  });
  app.files.save(`span-proof-${fileName(title)}.html`, proofFile(proof));
}
