import { placeAt } from '../../../registers/compose.ts';
import { spotOf } from '../../../registers/counter.ts';
import type { InstrumentText } from '../../../registers/instrument-text.ts';
import type { Change, Proposal } from '../../../schema/articles.ts';

/** One change of an offer while another text of it is written. */
export class CounterRow {
  readonly change: Change;
  /** Whether the provision goes. */
  gone = $state(false);
  /** Article; empty for an article of its own. */
  parent = $state('');
  /** Neighbour; empty for the beginning. */
  after = $state('');
  number = $state('');
  words = $state('');
  /** What of it can be written anew. */
  readonly asks: { readonly place: boolean; readonly number: boolean; readonly words: boolean };

  /** `alone`: it is the only change, so whatever is said of the provision is said here. */
  constructor(change: Change, offer: Proposal, text: InstrumentText, alone: boolean) {
    const { provision, to, base } = change;
    const now = text.provisions.get(provision)?.now ?? null;
    const begin = to ?? now;
    this.change = change;
    this.gone = to === null;
    this.number = begin?.number ?? '';
    this.words = begin?.text ?? '';
    if (begin !== null) {
      const spot = spotOf(provision, begin, text);
      this.parent = spot.parent ?? '';
      this.after = spot.after ?? '';
    }
    const inserted = base.length === 0;
    // What is put into an article this very proposal adds stays with it.
    const among = begin?.parent == null || text.articles.some(({ article }) => article.id === begin.parent);
    this.asks = {
      place: among && (offer.kind === 'insert' || offer.kind === 'move'),
      number: inserted || alone || offer.kind === 'renumber',
      words: inserted || alone || to?.text !== now?.text,
    };
    this.#spot = `${this.parent} ${this.after}`;
  }

  readonly #spot: string;

  /** The change as it is written now. Throws `ComposeRefused` when the neighbour does not stand there. */
  made(text: InstrumentText): Change {
    const { provision, base, to: offered } = this.change;
    if (this.gone) return { provision, base, to: null };
    const before = offered ?? text.provisions.get(provision)?.now;
    if (before == null) return this.change;
    const spot = {
      parent: this.parent === '' ? null : this.parent,
      after: this.after === '' ? null : this.after,
    };
    const stays = this.#spot === `${this.parent} ${this.after}`;
    const place = stays
      ? { parent: before.parent, place: before.place }
      : { parent: spot.parent, place: placeAt(text, spot, provision) };
    return {
      provision,
      base,
      to: { ...before, ...place, number: this.number.trim(), text: this.words.trim() },
    };
  }
}
