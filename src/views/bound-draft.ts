import type { Body } from '../registers/workspace-types.ts';
import type { RecordHost } from '../replica/door.ts';
import type { OwnActs } from '../replica/own-acts.ts';
import { caretsIn, type Draft } from '../replica/draft.ts';
import { bodyOf, toneOf } from './context.ts';
import type { DraftBinding } from './ui/draft-binding.ts';

/** What an editor needs to write in a draft of a space; null where there is no text. Made anew when the draft's text is another. */
export function bindDraft(
  draft: Draft,
  host: RecordHost,
  bodies: readonly Body[],
  acts: OwnActs,
): DraftBinding | null {
  const undo = acts.editing(host, draft);
  if (draft.text === null || undo === null) return null;
  return {
    text: draft.text,
    awareness: host.carets,
    carets: () =>
      caretsIn(draft, host).map(({ index, author }) => ({
        index,
        name: author.person,
        tone: toneOf(bodyOf(bodies, author.body)),
      })),
    undo: {
      undo: () => undo.undo(),
      redo: () => undo.redo(),
      track: (origin) => undo.manager.addTrackedOrigin(origin),
      close: () => undo.close(),
    },
  };
}
