import type { SheetAuthor, SheetLine, SheetPiece } from './sheet.ts';
import { piecesOf } from './marked.ts';

/** Words `from`–`to` of a base (UTF-16 units) that an author would have read otherwise. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly fresh: string;
  readonly by: SheetAuthor;
}

function editsOf(line: SheetLine, by: SheetAuthor): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let last: { from: number; to: number; fresh: string } | null = null;
  const close = () => {
    if (last !== null) edits.push({ ...last, by });
    last = null;
  };
  for (const { kind, text } of piecesOf(line)) {
    if (kind === 'same') close();
    else {
      last ??= { from: at, to: at, fresh: '' };
      if (kind === 'new') last.fresh += text;
      else last.to += text.length;
    }
    if (kind !== 'new') at += text.length;
  }
  close();
  return edits;
}

/** Also where they only touch: of two insertions at one place neither comes first. */
const meet = (a: Edit, b: Edit): boolean => a.from <= b.to && b.from <= a.to;

/** One text with the changes of several authors in it, as far as they keep apart. */
export class Woven {
  readonly #base: string;
  readonly #edits: Edit[] = [];

  constructor(base: string) {
    this.#base = base;
  }

  /** Whether a change of the same base has room beside those that are in. */
  takes(line: SheetLine, by: SheetAuthor): boolean {
    return !editsOf(line, by).some((one) => this.#edits.some((other) => meet(one, other)));
  }

  add(line: SheetLine, by: SheetAuthor): void {
    this.#edits.push(...editsOf(line, by));
    this.#edits.sort((a, b) => a.from - b.from);
  }

  /** The base with all that was added, each piece by its author. */
  get line(): SheetLine {
    const pieces: SheetPiece[] = [];
    const put = (piece: SheetPiece) => void (piece.text !== '' && pieces.push(piece));
    let at = 0;
    for (const { from, to, fresh, by } of this.#edits) {
      put({ kind: 'same', text: this.#base.slice(at, from) });
      put({ kind: 'gone', text: this.#base.slice(from, to), by });
      put({ kind: 'new', text: fresh, by });
      at = to;
    }
    put({ kind: 'same', text: this.#base.slice(at) });
    return this.#edits.length === 0 ? this.#base : pieces;
  }
}
