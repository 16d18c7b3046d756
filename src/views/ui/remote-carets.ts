import { RangeSet, StateEffect, type Extension, type Range } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import type { DraftCaret } from './draft-binding.ts';

/** Presence changed while the text did not. */
export const redraw = StateEffect.define<null>();

class CaretWidget extends WidgetType {
  readonly #caret: DraftCaret;

  constructor(caret: DraftCaret) {
    super();
    this.#caret = caret;
  }

  override eq(other: CaretWidget): boolean {
    const { name, tone, index } = this.#caret;
    // Another place draws it anew, and its name with it, which fades where a caret rests.
    return other.#caret.name === name && other.#caret.tone === tone && other.#caret.index === index;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'remote-caret';
    caret.dataset['tone'] = this.#caret.tone;
    // Read out once a letter it would drown the text; the row says who writes.
    caret.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'remote-caret-name';
    name.textContent = this.#caret.name;
    caret.append(name);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/**
 * Draws where others write. Not y-codemirror's own: it takes names and colours from a presence state of its own shape, and
 * asks `doc.clientID` which caret is ours, which is not the awareness's id here.
 */
export function remoteCarets(carets: () => readonly DraftCaret[]): Extension {
  const draw = (length: number): DecorationSet => {
    const ranges: Range<Decoration>[] = carets()
      .filter(({ index }) => index <= length)
      .map((caret) => Decoration.widget({ widget: new CaretWidget(caret), side: 1 }).range(caret.index));
    return RangeSet.of(ranges, true);
  };
  return ViewPlugin.fromClass(
    class {
      drawn: DecorationSet;
      constructor(view: EditorView) {
        this.drawn = draw(view.state.doc.length);
      }
      update(update: ViewUpdate) {
        const told = update.transactions.some((change) => change.effects.some((effect) => effect.is(redraw)));
        if (update.docChanged || told) this.drawn = draw(update.state.doc.length);
      }
    },
    { decorations: (plugin) => plugin.drawn },
  );
}
