import type { RecordHost } from '../replica/door.ts';
import type { Standing } from '../replica/deletion.ts';
import type { Draft } from '../replica/draft.ts';
import { byText, firstValue, type Field } from '../replica/field.ts';
import { Records } from '../replica/records.ts';
import { draftFields, type DraftFields, type Proposal } from '../schema/articles.ts';
import { insert, join, replace, split, type Composed } from './compose.ts';
import type { InstrumentText } from './instrument-text.ts';
import { sourceHash } from './source-hash.ts';

/** A proposal that is being written: it merges by character until it is tabled, and then it is gone from here. */
export interface DraftProposal {
  readonly id: string;
  readonly fields: { readonly [K in keyof DraftFields]: Field<DraftFields[K]> };
  /** The wording proposed; of a split, its first half. */
  readonly text: Draft;
  /** The second half of a split. */
  readonly second: Draft;
  readonly standing: Standing;
}

/** Of one session, ids end in a count: a shorter one is older. */
const byBeginning = (a: DraftProposal, b: DraftProposal): number =>
  a.id.length - b.id.length || byText(a.id, b.id);

/** Kinds that are written letter by letter; the others are composed at once. */
export type WrittenKind = 'insert' | 'replace' | 'split' | 'join';

/**
 * Proposals in writing, in one space: a delegation's own, which nobody else ever receives, or the joint one, where all may
 * write along.
 */
export class DraftRegister {
  static readonly ROOTS = ['drafts'] as const;

  readonly #host: RecordHost;
  readonly #records: Records<typeof draftFields>;

  constructor(host: RecordHost) {
    this.#host = host;
    this.#records = new Records(host, 'drafts', draftFields);
  }

  get host(): RecordHost {
    return this.#host;
  }

  /** Drafts of an instrument that stand, those of one session in the order they were begun. */
  list(instrument: string): readonly DraftProposal[] {
    return this.#records
      .ids()
      .flatMap((id) => this.draft(id) ?? [])
      .filter(
        ({ standing, fields }) =>
          standing.state !== 'deleted' && firstValue(fields.instrument) === instrument,
      )
      .sort(byBeginning);
  }

  draft(id: string): DraftProposal | null {
    const view = this.#records.view(id);
    if (view === null) return null;
    return {
      id,
      fields: {
        instrument: view.field('instrument'),
        kind: view.field('kind'),
        provision: view.field('provision'),
        parent: view.field('parent'),
        number: view.field('number'),
        secondNumber: view.field('secondNumber'),
        point: view.field('point'),
        summary: view.field('summary'),
        source: view.field('source'),
      },
      text: view.draft('text'),
      second: view.draft('second'),
      standing: view.standing,
    };
  }

  /** Begins a draft; gives its id. Throws `BadValue` and `WriteRefused`. */
  begin(
    fields: Partial<DraftFields> & { readonly instrument: string; readonly kind: WrittenKind },
    texts: { readonly text: string; readonly second?: string },
  ): string {
    return this.#records.add(fields, { text: texts.text, second: texts.second ?? '' });
  }

  set(id: string, fields: Partial<DraftFields>): void {
    this.#records.set(id, fields);
  }

  /** Sets a draft aside, tabled or given up; gives the undo. */
  end(id: string): () => void {
    this.#records.delete(id);
    return () => this.#records.restore(id);
  }

  /** Brings back what was set aside. */
  restore(id: string): void {
    this.#records.restore(id);
  }

  observe(listener: () => void): () => void {
    return this.#host.observe(() => listener());
  }
}

/**
 * Whether the agreed words a draft was begun from read otherwise by now, so that it would take back what was agreed since.
 * Of an insertion there are none; of a join, the words of the first.
 */
export function isBehind({ fields }: DraftProposal, text: InstrumentText): boolean {
  const source = firstValue(fields.source);
  const now = text.provisions.get(firstValue(fields.provision) ?? '')?.now ?? null;
  return (
    source !== null && firstValue(fields.kind) !== 'insert' && now !== null && sourceHash(now.text) !== source
  );
}

/** The proposal a draft makes of a text. `newId` names what it adds. Throws `ComposeRefused`. */
export function proposalOf(draft: DraftProposal, text: InstrumentText, newId: () => string): Proposal {
  const { fields } = draft;
  const words = (name: 'provision' | 'parent' | 'number' | 'secondNumber' | 'summary' | 'instrument') =>
    firstValue(fields[name]) ?? '';
  const about = { instrument: words('instrument'), summary: words('summary') };
  return { ...about, ...composedOf(draft, text, newId, words) };
}

function composedOf(
  draft: DraftProposal,
  text: InstrumentText,
  newId: () => string,
  words: (name: 'provision' | 'parent' | 'number' | 'secondNumber') => string,
): Composed {
  const wording = draft.text.toString().trim();
  const id = words('provision');
  switch (firstValue(draft.fields.kind)) {
    case 'insert': {
      const parent = words('parent');
      const spot = { parent: parent === '' ? null : parent, after: id === '' ? null : id };
      return insert(text, newId(), spot, { number: words('number'), text: wording });
    }
    case 'split':
      return split(text, id, newId(), {
        first: wording,
        second: draft.second.toString().trim(),
        secondNumber: words('secondNumber'),
      });
    case 'join':
      return join(text, id, words('parent'), wording);
    default:
      return replace(text, id, wording);
  }
}
