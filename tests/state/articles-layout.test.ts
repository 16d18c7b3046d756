import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep, remove, renumber, replace, insert, type Composed } from '../../src/registers/compose.ts';
import type { ProposalView } from '../../src/registers/articles.ts';
import type { InstrumentText } from '../../src/registers/instrument-text.ts';
import { SampleDesk } from '../../src/registers/sample-desk.ts';
import { basisOf, readText } from '../../src/registers/text-import.ts';
import { answersTo, waitsFor } from '../../src/state/articles-answers.ts';
import {
  formerNumbers,
  kept,
  layOut,
  overtakenBy,
  type Entry,
  type Layout,
} from '../../src/state/articles-layout.ts';
import type { Decision } from '../../src/schema/endorsement.ts';

const TEXT = 'Article 1 Objective\n1.1 One.\n1.2 Two.\nArticle 2 Center\n2.1 Three.\n2.2 Four.\n2.3 Five.';
type Body = 'KH' | 'TH' | 'IOM';

/** Three devices round one table with a short agreed text. */
class Table {
  readonly desk: SampleDesk;
  instrument = '';
  constructor(desk: SampleDesk) {
    this.desk = desk;
  }

  static async open(): Promise<Table> {
    const table = new Table(
      await SampleDesk.open(new Uint8Array(16).fill(7), 'opening', Date.UTC(2022, 7, 25)),
    );
    table.instrument = await table.desk.act('IOM', ({ articles }) =>
      articles.addInstrument({ title: 'SOP' }),
    );
    const { articles: read } = readText(TEXT);
    const basis = await table.desk.act('IOM', ({ articles }) =>
      articles.table(basisOf(read, { instrument: table.instrument, summary: '' }, () => articles.newId())),
    );
    await table.answer('KH', basis, { kind: 'agreed' });
    await table.answer('TH', basis, { kind: 'agreed' });
    return table;
  }

  tabled(body: Body, compose: (text: InstrumentText, newId: () => string) => Composed): Promise<string> {
    return this.desk.act(body, ({ articles }) => {
      const made = compose(articles.text(this.instrument), () => articles.newId());
      return articles.table({ instrument: this.instrument, summary: '', ...made });
    });
  }

  answer(body: Body, id: string, decision: Decision): Promise<void> {
    return this.desk.act(body, ({ articles }) => {
      const hash = articles.proposal(this.instrument, id)?.offers[0]?.hash ?? '';
      articles.answer(this.instrument, id, hash, decision);
    });
  }

  read<T>(look: (text: InstrumentText, views: readonly ProposalView[]) => T, body: Body = 'KH'): Promise<T> {
    return this.desk.act(body, ({ articles }) =>
      look(articles.text(this.instrument), articles.proposals(this.instrument)),
    );
  }
}

const idOf = (text: InstrumentText, number: string): string => {
  const found = [...text.provisions.values()].find(({ now }) => now?.number === number);
  if (found === undefined) throw new RangeError(`no provision ${number}`);
  return found.id;
};
const ids = (views: readonly ProposalView[]): string[] => views.map(({ id }) => id);
const shape = ({ sections }: Layout): string[] =>
  sections.flatMap(({ head, clauses }) => [head, ...clauses].map(nameOf));
const nameOf = (entry: Entry): string =>
  entry.kind === 'standing' ? (entry.state.now?.number ?? '') : `[${entry.to.number}]`;
const entryOf = (layout: Layout, name: string): Entry => {
  const found = layout.sections
    .flatMap(({ head, clauses }) => [head, ...clauses])
    .find((entry) => nameOf(entry) === name);
  if (found === undefined) throw new RangeError(`no entry ${name}`);
  return found;
};

describe('the text with its proposals', () => {
  let table: Table;
  beforeAll(async () => {
    table = await Table.open();
  });
  afterAll(() => table.desk.close());

  it('shows a proposal at the provision it would change, one that adds where it would stand, and many once above', async () => {
    const reword = await table.tabled('KH', (text) => replace(text, idOf(text, '1.1'), 'Uno.'));
    const add = await table.tabled('TH', (text, newId) =>
      insert(
        text,
        newId(),
        { parent: idOf(text, 'Article 2'), after: idOf(text, '2.1') },
        { number: '2.1a', text: 'New.' },
      ),
    );
    const numbers = await table.tabled('KH', (text) => renumber(text, new Map([[idOf(text, '1.1'), '1.0']])));
    const pair = await table.tabled('IOM', (text) => keep(text, [idOf(text, '2.1'), idOf(text, '2.2')]));
    const three = await table.tabled('IOM', (text) =>
      keep(
        text,
        ['1.1', '2.2', '2.3'].map((n) => idOf(text, n)),
      ),
    );
    const article = await table.tabled('KH', (text) => remove(text, idOf(text, 'Article 2')));

    await table.read((text, views) => {
      const layout = layOut(text, views);
      expect(shape(layout)).toEqual(['Article 1', '1.1', '1.2', 'Article 2', '2.1', '[2.1a]', '2.2', '2.3']);
      expect(ids(entryOf(layout, '1.1').cards)).toEqual([reword]);
      expect(ids(entryOf(layout, '[2.1a]').cards)).toEqual([add]);
      expect(ids(entryOf(layout, '2.1').cards)).toEqual([pair]);
      expect(ids(entryOf(layout, 'Article 2').cards)).toEqual([article]);
      expect(ids(layout.wide).sort()).toEqual([numbers, three].sort());
      expect(ids(entryOf(layout, '1.1').touched).sort()).toEqual([numbers, three].sort());
      expect(ids(entryOf(layout, '2.2').touched).sort()).toEqual([article, pair, three].sort());
    });
  });

  it('puts every proposal in exactly one place, and leaves none out', async () => {
    await table.read((text, views) => {
      const { wide, settledWide, sections } = layOut(text, views);
      const entries = sections.flatMap(({ head, clauses }) => [head, ...clauses]);
      const placed = [
        ...wide,
        ...settledWide,
        ...entries.flatMap(({ cards, settled }) => [...cards, ...settled]),
      ];
      expect(ids(placed).sort()).toEqual(ids(views).sort());
    });
  });

  it('leaves out, and counts, what has nothing that is looked for', async () => {
    await table.read((text, views) => {
      const waiting = layOut(text, views, (view) => view.kind === 'replace', false);
      expect(shape(waiting)).toEqual(['Article 1', '1.1']);
      expect(waiting.sections[0]?.left).toBe(1);
    });
  });

  it('keeps the views of proposals nothing happened to', async () => {
    const before = await table.read((_text, views) => views);
    const reword = before.find(({ kind }) => kind === 'replace')?.id ?? '';
    await table.answer('TH', reword, { kind: 'reserved' });
    const after = kept(before, await table.read((_text, views) => views));
    for (const [i, view] of after.entries()) {
      if (view.id === reword) expect(view).not.toBe(before[i]);
      else expect(view).toBe(before[i]);
    }
  });

  it('offers no answer twice, none that binds to a text that was overtaken, and tells by what it was', async () => {
    const reword =
      (await table.read((_text, views) => views.find(({ kind }) => kind === 'replace')?.id)) ?? '';
    await table.answer('TH', reword, { kind: 'agreed' });
    await table.read((_text, views) => {
      const view = views.find(({ id }) => id === reword);
      const offer = view?.offers[0];
      if (view === undefined || offer === undefined) throw new RangeError('not tabled');
      expect(answersTo(view, offer, 'TH')).toEqual([
        'rejected',
        'keep original',
        'reserved',
        'ad referendum',
        'withdrawn',
      ]);
      expect(waitsFor(view, 'TH')).toBe(false);
      expect(waitsFor(view, 'KH')).toBe(true);
    });
    await table.answer('KH', reword, { kind: 'agreed' });
    await table.read((text, views) => {
      const numbers = views.find(({ kind }) => kind === 'renumber');
      const offer = numbers?.offers[0];
      if (numbers === undefined || offer === undefined) throw new RangeError('not tabled');
      expect(overtakenBy(offer, text)).toEqual([reword]);
      expect(answersTo(numbers, offer, 'KH')).toEqual(['rejected', 'keep original', 'reserved']);
      const settled = views.find(({ id }) => id === reword);
      if (settled?.offers[0] === undefined) throw new RangeError('not settled');
      expect(answersTo(settled, settled.offers[0], 'KH')).toEqual(['withdrawn']);
      expect(ids(entryOf(layOut(text, views), '1.1').settled)).toEqual([reword]);
    });
  });

  it('names the numbers a provision had before, and what was deleted', async () => {
    const numbers = await table.tabled('KH', (text) => renumber(text, new Map([[idOf(text, '1.2'), '1.3']])));
    const gone = await table.tabled('KH', (text) => remove(text, idOf(text, '2.3')));
    for (const id of [numbers, gone])
      for (const party of ['KH', 'TH'] as const) await table.answer(party, id, { kind: 'agreed' });
    await table.read((text, views) => {
      const layout = layOut(text, views);
      const entry = entryOf(layout, '1.3');
      expect(entry.kind === 'standing' && formerNumbers(entry.state)).toEqual(['1.2']);
      expect(layout.deleted).toHaveLength(1);
      expect(shape(layout)).not.toContain('2.3');
      expect(ids(entryOf(layout, 'Article 2').settled)).toEqual([gone]);
    });
  });
});
