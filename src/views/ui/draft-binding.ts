import type { YSyncConfig } from 'y-codemirror.next';

/** Another person's place in a text. */
export interface DraftCaret {
  /** UTF-16 offset. */
  readonly index: number;
  readonly name: string;
  /** A tone of tokens.css. */
  readonly tone: string;
}

/** What an editor needs of the text it is bound to. */
export interface DraftBinding {
  readonly text: YSyncConfig['ytext'];
  readonly awareness: YSyncConfig['awareness'];
  carets(): readonly DraftCaret[];
  readonly undo: { undo(): void; redo(): void; track(origin: unknown): void; close(): void };
}
