import * as Y from 'yjs';
import type { Author, RecordHost } from './door.ts';
import { byText } from './field.ts';
import { LOCAL } from './inner.ts';

/** A text that merges by character while it is a draft. Plain: no marks, no embeds. Its string is what stands in it now. */
export interface Draft {
  /** `missing`: the record never had this text. `unreadable`: something else is in its place, shown as far as it is words. */
  readonly state: 'text' | 'missing' | 'unreadable';
  /** For the editor that binds to it; nobody else looks inside. Null unless `text`. Another one after a rebuild of the host. */
  readonly text: Y.Text | null;
  toString(): string;
  /** Whose letters stand in it now, in order of appearance. */
  readonly authors: readonly Author[];
}

/** UTF-16 units of one draft at most when it is put down at once: far below what other replicas refuse. */
export const MAX_TEXT = 20_000;

/** Reads a text; any other value gives a draft without one. Never throws. */
export function readDraft(value: unknown, host: RecordHost): Draft {
  const text = value instanceof Y.Text ? value : null;
  return {
    state: text !== null ? 'text' : value === undefined ? 'missing' : 'unreadable',
    text,
    toString: () => (text !== null ? text.toString() : typeof value === 'string' ? value : ''),
    get authors() {
      const authors = new Map<string, Author>();
      for (let item = text?._start ?? null; item !== null; item = item.right) {
        const author = item.deleted ? null : host.authorOf(item.id.client);
        if (author !== null) authors.set(author.writer, author);
      }
      return [...authors.values()];
    },
  };
}

/** A draft to be put into a new record, within `host.change`: in NFC, and without halves of surrogate pairs, which no other device would read alike. */
export const newDraft = (content: string): Y.Text => new Y.Text(content.toWellFormed().normalize('NFC'));

/** A step through a text: what stays, what goes, what comes. `same` and `gone` in order are the text as it stands. */
export interface DraftStep {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/**
 * Makes a draft read otherwise by its differences, within `host.change`: letters that stay keep their authors, and whatever
 * others write between them meanwhile keeps its place.
 */
export function rewriteDraft(text: Y.Text, steps: readonly DraftStep[]): void {
  let at = 0;
  for (const { kind, text: letters } of steps) {
    if (kind === 'gone') text.delete(at, letters.length);
    else {
      if (kind === 'new') text.insert(at, letters);
      at += letters.length;
    }
  }
}

export interface DraftUndo {
  undo(): void;
  redo(): void;
  /** For the editor binding, which adds its own origin to those tracked. */
  readonly manager: Y.UndoManager;
  close(): void;
}

/** Undo of this device's own changes to one draft; null where there is no text. Made anew when the draft's text is another. */
export function draftUndo(draft: Draft): DraftUndo | null {
  if (draft.text === null) return null;
  // The editor binding writes under its own origin, other acts under LOCAL; entries of others under neither.
  const manager = new Y.UndoManager(draft.text, { trackedOrigins: new Set([LOCAL]), captureTimeout: 500 });
  return {
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    manager,
    close: () => manager.destroy(),
  };
}

/** A caret another person has in a draft. */
export interface Caret {
  /** UTF-16 offset. */
  readonly index: number;
  readonly author: Author;
}

/** Carets of others in a draft, from decrypted presence, by place; positions that no longer exist are left out. */
export function caretsIn(draft: Draft, host: RecordHost): readonly Caret[] {
  const { text } = draft;
  if (text === null) return [];
  const carets: Caret[] = [];
  for (const [client, state] of host.carets.getStates()) {
    if (client === host.carets.clientID) continue;
    const { cursor, author } = state as { cursor?: { head?: unknown } | null; author?: Author };
    // An editor out of focus says `cursor: null`.
    if (cursor?.head === undefined || author === undefined) continue;
    try {
      const head = Y.createRelativePositionFromJSON(cursor.head);
      // Asking Yjs for a position by a root's name creates that root; drafts are never roots.
      if (head.tname !== null) continue;
      const position = Y.createAbsolutePositionFromRelativePosition(head, host.doc);
      if (position?.type === text) carets.push({ index: position.index, author });
    } catch {
      // A position no honest editor sends: its caret is not drawn.
    }
  }
  return carets.sort((a, b) => a.index - b.index || byText(a.author.writer, b.author.writer));
}
