/** What a row of a file would do. */
export type RowState = 'added' | 'changed' | 'unchanged' | 'refused';

export interface ImportRow {
  readonly line: number;
  readonly outcome: { readonly state: RowState };
}

/** What an import would do; nothing is written yet. */
export interface ImportPreview<Row extends ImportRow> {
  readonly rows: readonly Row[];
  readonly counts: Readonly<Record<RowState, number>>;
}

/** What was done of it. */
export interface ImportWritten {
  readonly written: number;
  /** Rows left as they are, since what they are about changed after it was shown. */
  readonly moved: number;
  /** Takes all of it back, in steps; what others wrote over since stays. Null where it cannot be taken back as one act. */
  readonly undo: (() => Generator<number, void>) | null;
}

/** Work in steps: whoever runs it may do something else between two of them. Yields how many rows are done. */
export type Steps<T> = Generator<number, T>;

export function previewOf<Row extends ImportRow>(rows: readonly Row[]): ImportPreview<Row> {
  const counts: Record<RowState, number> = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome.state]++;
  return { rows, counts };
}

/** All steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
