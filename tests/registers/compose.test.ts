import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ComposeRefused,
  insert,
  join,
  keep,
  move,
  remove,
  renumber,
  replace,
  settle,
  split,
  type Composed,
} from '../../src/registers/compose.ts';
import { counter } from '../../src/registers/counter.ts';
import { everywhere, hitsOf } from '../../src/registers/everywhere.ts';
import { isDisputed, textFrom, type InstrumentText } from '../../src/registers/instrument-text.ts';
import { withoutGaps } from '../../src/registers/numbering.ts';
import type { Change } from '../../src/schema/articles.ts';
import { agreed, agreedApart, OUTLINE, proposed, provisionOf, reading, Talks } from './talks.ts';

const problem = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof ComposeRefused ? error.problem : String(error);
  }
};

const before = reading(agreed(OUTLINE));
/** What the text reads once a change is agreed, as lines that went and lines that came. */
function changes(...acts: ((text: InstrumentText) => Composed)[]): { gone: string[]; new: string[] } {
  const after = reading(agreed(OUTLINE, ...acts));
  return {
    gone: before.filter((line) => !after.includes(line)),
    new: after.filter((line) => !before.includes(line)),
  };
}
const order = (text: InstrumentText): string[] =>
  text.articles.flatMap(({ article, clauses }) => [article.id, ...clauses.map(({ id }) => id)]);

describe('a change, once agreed, reads as it was put', () => {
  it('replaces one wording and leaves every other', () => {
    expect(changes((text) => replace(text, '2.4', 'Nobody is returned.'))).toEqual({
      gone: ['  2.4 Nobody is deported.'],
      new: ['  2.4 Nobody is returned.'],
    });
  });

  it('inserts where it was said, at the beginning, between, at the end, and as an article', () => {
    const put = (parent: string | null, after: string | null) =>
      order(agreed(OUTLINE, (text) => insert(text, 'new', { parent, after }, { number: '', text: 'New.' })));
    expect(put('Article 2', null).slice(2, 5)).toEqual(['Article 2', 'new', '2.1']);
    expect(put('Article 2', '2.1').slice(3, 6)).toEqual(['2.1', 'new', '2.2']);
    expect(put('Article 2', '2.4').slice(5, 8)).toEqual(['2.4', 'new', 'Article 3']);
    expect(put('Article 3', null).at(-1)).toBe('new');
    expect(put(null, 'Article 3').at(-1)).toBe('new');
    expect(put(null, null)[0]).toBe('new');
  });

  it('deletes a clause alone and an article with its clauses', () => {
    expect(changes((text) => remove(text, '2.2')).gone).toHaveLength(1);
    expect(changes((text) => remove(text, 'Article 2'))).toEqual({
      gone: before.slice(2, 6),
      new: [],
    });
  });

  it('moves with number or without, within an article and into another one', () => {
    const text = agreed(OUTLINE, (now) => move(now, '2.4', { parent: 'Article 2', after: null }));
    expect(order(text).slice(2, 6)).toEqual(['Article 2', '2.4', '2.1', '2.2']);
    expect(provisionOf(text, '2.4').number).toBe('2.4');
    const other = agreed(OUTLINE, (now) => move(now, '2.4', { parent: 'Article 3', after: null }, '3.1'));
    expect(reading(other).slice(-2)).toEqual(['Article 3 Final Provision', '  3.1 Nobody is deported.']);
    const article = agreed(OUTLINE, (now) => move(now, 'Article 3', { parent: null, after: 'Article 1' }));
    expect(order(article).slice(2, 4)).toEqual(['Article 3', 'Article 2']);
  });

  it('gives other numbers to the same provisions', () => {
    const text = agreed(OUTLINE, (now) => renumber(now, new Map([['2.4', '2.3']])));
    expect(order(text)).toEqual(order(agreed(OUTLINE)));
    expect(provisionOf(text, '2.4')).toMatchObject({ number: '2.3', text: 'Nobody is deported.' });
    expect(provisionOf(text, '2.1')).toEqual(provisionOf(agreed(OUTLINE), '2.1'));
  });

  it('splits and joins without losing a word or an id', () => {
    const whole = provisionOf(agreed(OUTLINE), '2.1').text;
    const [first = '', second = ''] = whole.split(/(?<=listen\.) /u);
    const parts = { first, second, secondNumber: '2.1 bis' };
    const twice = agreed(OUTLINE, (text) => split(text, '2.1', 'half', parts));
    expect(order(twice).slice(3, 6)).toEqual(['2.1', 'half', '2.2']);
    expect(`${provisionOf(twice, '2.1').text} ${provisionOf(twice, 'half').text}`).toBe(whole);
    const again = agreed(
      OUTLINE,
      (text) => split(text, '2.1', 'half', parts),
      (text) => join(text, '2.1', 'half', `${first} ${second}`),
    );
    expect(reading(again)).toEqual(before);
    expect(again.provisions.get('half')?.now).toBeNull();
  });

  it('confirms what stands without changing it', () => {
    const text = agreed(OUTLINE, (now) => keep(now, ['2.1', '2.2']));
    expect(reading(text)).toEqual(before);
    expect(text.provisions.get('2.1')?.wordings).toHaveLength(2);
  });

  it('settles wordings agreed apart, and until then nothing else may be made of them', () => {
    const apart = agreedApart(
      OUTLINE,
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) => replace(text, '2.4', 'No one is deported.'),
    );
    const state = apart.provisions.get('2.4');
    if (state === undefined) throw new Error();
    expect(isDisputed(state)).toBe(true);
    for (const act of [
      () => replace(apart, '2.4', 'Other.'),
      () => keep(apart, ['2.4']),
      () => remove(apart, '2.4'),
      () => split(apart, '2.4', 'half', { first: 'a', second: 'b', secondNumber: '' }),
    ])
      expect(problem(act)).toBe('disputed');
    const [chosen] = state.heads;
    const composed = settle(apart, '2.4', chosen?.provision ?? null);
    expect(composed.changes[0]?.base).toHaveLength(2);
  });
});

describe('what would be no change is not proposed', () => {
  const text = agreed(OUTLINE);
  it.each([
    ['the same words', () => replace(text, '2.4', 'Nobody is deported.')],
    ['the same words as other code points', () => replace(agreedCafe(), '1.1', 'Cafe\u0301')],
    ['the same numbers', () => renumber(text, new Map([['2.4', '2.4']]))],
    ['the place it has', () => move(text, '2.2', { parent: 'Article 2', after: '2.1' })],
    ['the first place for the first', () => move(text, '2.1', { parent: 'Article 2', after: null })],
    ['half a split', () => split(text, '2.4', 'half', { first: 'All.', second: ' ', secondNumber: '' })],
    ['a clause joined with itself', () => join(text, '2.1', '2.1', 'Twice.')],
    ['nothing kept', () => keep(text, [])],
  ])('%s', (_what, act) => expect(problem(act)).toBe('nothing changes'));

  it('but another number at the place it has is one', () => {
    const composed = move(text, '2.2', { parent: 'Article 2', after: '2.1' }, '2.3');
    expect(composed.changes[0]?.to?.place).toBe(provisionOf(text, '2.2').place);
  });
});

const agreedCafe = () => agreed([['Article 1', '', [['1.1', 'Caf\u00e9']]]]);

describe('nothing standing ever falls out of the text', () => {
  it('refuses places where a clause would not be shown', () => {
    const text = agreed(OUTLINE);
    const fields = { number: '', text: 'New.' };
    expect(problem(() => insert(text, 'new', { parent: '2.1', after: null }, fields))).toBe(
      'no such provision',
    );
    expect(problem(() => move(text, '2.2', { parent: '2.1', after: null }))).toBe('no such provision');
    expect(problem(() => move(text, '2.2', { parent: '2.2', after: null }))).toBe('no such provision');
    expect(problem(() => move(text, 'Article 2', { parent: 'Article 1', after: null }))).toBe('has clauses');
    expect(problem(() => join(text, 'Article 1', 'Article 2', 'Both'))).toBe('has clauses');
    expect(problem(() => move(text, 'Article 3', { parent: 'Article 1', after: '1.1' }))).toBeNull();
  });

  it('shows every provision exactly once, whatever parents others may have given', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const parents = fc.array(fc.constantFrom(null, 'gone', ...ids), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(parents, (chosen) => {
        const changes = ids.map((id, i): Change => {
          const parent = chosen[i] ?? null;
          return { provision: id, base: [], to: { parent, number: '', place: `a${i}V`, text: id } };
        });
        const text = agreedOf(changes);
        expect(order(text).sort()).toEqual(ids);
      }),
      { seed: 20220825, numRuns: 500 },
    );
  });
});

const agreedOf = (changes: readonly Change[]): InstrumentText =>
  agreed([], () => ({ kind: 'insert', changes: [...changes] }));

describe('closing gaps only suggests', () => {
  it('counts what is numbered in one manner and leaves the rest', () => {
    const text = agreed([
      ['Article 1', '', []],
      [
        'Article 4',
        '',
        [
          ['(1)', 'a'],
          ['4.2', 'b'],
          ['4.3', 'c'],
          ['last ¶', 'd'],
          ['4.7', 'e'],
        ],
      ],
    ]);
    expect([...withoutGaps(text)]).toEqual([
      ['Article 4', 'Article 2'],
      ['4.2', '4.1'],
      ['4.3', '4.2'],
      ['4.7', '4.3'],
    ]);
    expect([...withoutGaps(text, new Map([['4.2', '']]))]).toContainEqual(['4.3', '4.1']);
    expect([...withoutGaps(agreed(OUTLINE))]).toEqual([['2.4', '2.3']]);
  });
});

describe('a counter-text', () => {
  const text = agreed(OUTLINE);
  const offer = proposed(
    insert(text, 'new', { parent: 'Article 2', after: '2.4' }, { number: '2.5', text: 'Agencies.' }),
  );
  const change = offer.changes[0];
  if (change?.to == null) throw new Error();
  const { to } = change;

  it('may put an insertion elsewhere: an article of its own, under the same id', () => {
    const annex = { ...to, parent: null, number: 'Annex 1', place: 'a9V' };
    const other = counter(offer, [{ ...change, to: annex }], 'Put it in Annex 1.', text);
    expect(other).toMatchObject({ kind: 'insert', summary: 'Put it in Annex 1.' });
    const read = agreed(OUTLINE, () => other);
    expect(reading(read).at(-1)).toBe('Annex 1 Agencies.');
    expect(order(read).at(-1)).toBe('new');
  });

  it('that reads as the offer is none', () => {
    expect(problem(() => counter(offer, offer.changes, 'Other reasons.', text))).toBe('nothing changes');
  });

  it('says what it does: words instead of a deletion are a replacement', () => {
    const removal = proposed(remove(text, '2.2'));
    const now = provisionOf(text, '2.2');
    const [gone] = removal.changes;
    if (gone === undefined) throw new Error();
    const reworded = { ...gone, to: { ...now, text: 'Shorter.' } };
    expect(counter(removal, [reworded], '', text).kind).toBe('replace');
    expect(counter(removal, [{ ...gone, to: now }], '', text).kind).toBe('keep');
    const hits = new Set(hitsOf(text, 'should').map(({ key }) => key));
    const all = proposed(everywhere(text, 'should', 'shall', hits));
    const fewer = counter(all, all.changes.slice(1), '', text);
    expect(fewer).toMatchObject({ kind: 'everywhere', find: 'should', replacement: 'shall' });
  });
});

describe('between two Parties', () => {
  it('every kind is tabled by one, agreed by both, and reads alike on both sides', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    const id = () => kh.registers.articles.newId();
    const [clause, half, article] = [id(), id(), id()];
    const acts: readonly ((text: InstrumentText) => Composed)[] = [
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) =>
        insert(text, clause, { parent: 'Article 3', after: null }, { number: '3.1', text: 'Either Party.' }),
      (text) => insert(text, article, { parent: null, after: 'Article 3' }, { number: 'Annex 1', text: '' }),
      (text) => everywhere(text, 'should', 'shall', new Set(hitsOf(text, 'should').map(({ key }) => key))),
      (text) =>
        split(text, '2.1', half, {
          first: 'Officials shall listen.',
          second: 'Officials shall write down what they hear.',
          secondNumber: '2.1 bis',
        }),
      (text) => renumber(text, withoutGaps(text)),
      (text) => join(text, '2.2', '2.4', 'A victim shall be heard. Nobody is returned.'),
      (text) => move(text, clause, { parent: article, after: null }, '(1)'),
      (text) => keep(text, ['1.1']),
      (text) => remove(text, 'Article 3'),
    ];
    for (const act of acts) await talks.adopt(act);
    for (const seat of [kh, th]) {
      expect(reading(talks.text(seat))).toEqual([
        'Article 1 Objective',
        '  1.1 The Parties shall work together.',
        'Article 2 Victims',
        '  2.1 Officials shall listen.',
        '  2.1 bis Officials shall write down what they hear.',
        '  2.2 A victim shall be heard. Nobody is returned.',
        'Annex 1',
        '  (1) Either Party.',
      ]);
    }
    expect(order(talks.text(th))).toEqual(order(talks.text(kh)));
    expect(order(talks.text()).slice(2)).toEqual(['Article 2', '2.1', half, '2.2', article, clause]);
    const states = th.registers.articles.proposals(talks.instrument).map(({ state }) => state.state);
    expect(new Set(states)).toEqual(new Set(['agreed']));
  });

  it('of two proposals made of one wording, the second cannot be agreed over the first', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    const first = talks.table(kh, (text) => replace(text, '2.4', 'Nobody is returned.'), true);
    const second = talks.table(kh, (text) => replace(text, '2.4', 'No one is deported.'), true);
    await talks.exchange();
    talks.agree(th, first);
    expect(() => talks.agree(th, second)).toThrow('behind');
    await talks.exchange();
    expect(reading(talks.text(kh))).toContain('  2.4 Nobody is returned.');
    expect(talks.text(kh).provisions.get('2.4')?.heads).toHaveLength(1);
  });

  it('a text is told by the agreements alone, not by the order they came in', () => {
    const text = agreed(OUTLINE, (now) => replace(now, '2.4', 'Nobody is returned.'));
    const adopted = [...text.provisions.values()].flatMap(({ wordings }) =>
      wordings.map(({ proposal, agreement }) => ({ proposal, agreement })),
    );
    expect(reading(textFrom(adopted.reverse()))).toEqual(reading(text));
  });
});
