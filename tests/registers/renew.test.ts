import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insert, join, move, remove, renumber, replace, split } from '../../src/registers/compose.ts';
import { everywhere, hitsOf } from '../../src/registers/everywhere.ts';
import { behind, type InstrumentText } from '../../src/registers/instrument-text.ts';
import { renew } from '../../src/registers/renew.ts';
import type { Proposal } from '../../src/schema/articles.ts';
import { agreed, OUTLINE, proposed, provisionOf, reading, Talks } from './talks.ts';

type Compose = Parameters<typeof agreed>[1];

/** A proposal made of the text as it began, renewed once others were agreed. */
function renewed(compose: Compose, ...meanwhile: Compose[]) {
  const before = agreed(OUTLINE);
  const after = agreed(OUTLINE, ...meanwhile);
  const offer = proposed(compose(before));
  const result = renew(offer, after);
  expect(behind(result.content, after)).toEqual([]);
  const read = agreed(OUTLINE, ...meanwhile, () => result.content);
  return { offer, after, ...result, read };
}

describe('a proposal brought up to date', () => {
  it('keeps what its author changed and follows what was agreed of the rest', () => {
    const { read, reworded, dropped } = renewed(
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) => renumber(text, new Map([['2.4', '2.3']])),
      (text) => move(text, '2.4', { parent: 'Article 3', after: null }),
    );
    expect(reading(read).at(-1)).toBe('  2.3 Nobody is returned.');
    expect([reworded, dropped]).toEqual([[], []]);
  });

  it('shows its author where both reworded, and merges nothing', () => {
    const { content, reworded } = renewed(
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) => replace(text, '2.4', 'No one is deported.'),
    );
    expect(reworded).toEqual(['2.4']);
    expect(content.changes[0]?.to?.text).toBe('Nobody is returned.');
  });

  it('a renumbering follows other words, and a move other words and numbers', () => {
    const words: Compose = (text) => replace(text, '2.4', 'Nobody is returned.');
    const numbered = renewed((text) => renumber(text, new Map([['2.4', '2.3']])), words);
    expect(reading(numbered.read)).toContain('  2.3 Nobody is returned.');
    expect(numbered.reworded).toEqual([]);
    const moved = renewed(
      (text) => move(text, '2.4', { parent: 'Article 3', after: null }),
      words,
      (text) => renumber(text, new Map([['2.4', '2.3']])),
    );
    expect(reading(moved.read).at(-1)).toBe('  2.3 Nobody is returned.');
  });

  it('a place is taken along with its article, never alone', () => {
    const { read } = renewed(
      (text) => move(text, '2.4', { parent: 'Article 2', after: null }),
      (text) => move(text, '2.4', { parent: 'Article 3', after: null }),
    );
    expect(reading(read).indexOf('  2.4 Nobody is deported.')).toBe(3);
  });

  it('leaves out what is gone, and what reads so already', () => {
    const gone = renewed(
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) => remove(text, '2.4'),
    );
    expect(gone.dropped).toEqual(['2.4']);
    expect(gone.content.changes).toEqual([]);
    const same = renewed(
      (text) => replace(text, '2.4', 'Nobody is returned.'),
      (text) => replace(text, '2.4', 'Nobody is returned.'),
    );
    expect(same.dropped).toEqual(['2.4']);
  });

  it('puts nothing into an article that is gone', () => {
    const removal: Compose = (text) => remove(text, 'Article 3');
    const spot = { parent: 'Article 3', after: null };
    const inserted = renewed((text) => insert(text, 'new', spot, { number: '3.1', text: 'New.' }), removal);
    expect(inserted.dropped).toEqual(['new']);
    expect(renewed((text) => move(text, '2.4', spot), removal).dropped).toEqual(['2.4']);
    const both = renewed((text) => {
      const article = insert(
        text,
        'a',
        { parent: null, after: null },
        { number: 'Article 0', text: 'Preamble' },
      );
      const to = { parent: 'a', number: '', place: 'a0V', text: 'We, the Parties.' };
      return { ...article, changes: [...article.changes, { provision: 'b', base: [], to }] };
    }, removal);
    expect(both.dropped).toEqual([]);
  });

  it('a deletion takes out what stands now, the words agreed meanwhile included', () => {
    const { read, reworded } = renewed(
      (text) => remove(text, '2.4'),
      (text) => replace(text, '2.4', 'Nobody is returned.'),
    );
    expect(read.provisions.get('2.4')?.now).toBeNull();
    expect(reworded).toEqual([]);
  });

  it('a joint wording that lacks what one half reads by now is shown to its author', () => {
    const joint: Compose = (text) => join(text, '2.2', '2.4', 'Both.');
    expect(renewed(joint, (text) => replace(text, '2.4', 'Nobody is returned.')).reworded).toEqual(['2.2']);
    expect(renewed(joint, (text) => renumber(text, new Map([['2.4', '2.3']]))).reworded).toEqual([]);
  });

  it('a split of words that changed is shown to its author, and its second half stays', () => {
    const { content, reworded } = renewed(
      (text) =>
        split(text, '2.1', 'half', {
          first: 'Officials should listen.',
          second: 'Officials should write down what they hear.',
          secondNumber: '',
        }),
      (text) => replace(text, '2.1', 'Officials listen. Officials write down what they hear.'),
    );
    expect(reworded).toEqual(['2.1']);
    expect(content.changes.map(({ provision }) => provision)).toEqual(['2.1', 'half']);
  });

  it('words replaced throughout are replaced in the words of now: the same hits, or all where all were taken', () => {
    const all: Compose = (text) =>
      everywhere(text, 'should', 'shall', new Set(hitsOf(text, 'should').map(({ key }) => key)));
    const { read, reworded } = renewed(all, (text) =>
      replace(text, '2.1', 'Officials should listen, should write, and should read back.'),
    );
    expect(reading(read)).toContain('  2.1 Officials shall listen, shall write, and shall read back.');
    expect(reworded).toEqual([]);
    const one: Compose = (text) => everywhere(text, 'should', 'shall', new Set(['2.1:1']));
    const same = renewed(one, (text) => replace(text, '2.1', 'They should listen. They should write.'));
    expect(reading(same.read)).toContain('  2.1 They should listen. They shall write.');
    const other = renewed(one, (text) => replace(text, '2.1', 'They should listen.'));
    expect(other.reworded).toEqual(['2.1']);
  });

  it('of any two changes of one clause: nothing the proposer changed is lost, and nothing else differs from the agreed', () => {
    const field = fc.record(
      {
        number: fc.constantFrom('2.4', '2.3', '9'),
        text: fc.constantFrom('Nobody is deported.', 'Nobody is returned.', 'No one.'),
        place: fc.constantFrom('a2V', 'a0K', 'a7V'),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(field, field, (mine, theirs) => {
        const first = agreed(OUTLINE);
        const before = provisionOf(first, '2.4');
        const change = (text: InstrumentText, fields: typeof mine): Proposal =>
          proposed({
            kind: 'replace',
            changes: [
              {
                provision: '2.4',
                base: (text.provisions.get('2.4')?.heads ?? []).map(({ made }) => made),
                to: { ...before, ...fields },
              },
            ],
          });
        const after = agreed(OUTLINE, (text) => change(text, theirs));
        const { content, reworded, dropped } = renew(change(first, mine), after);
        const now = provisionOf(after, '2.4');
        const to = content.changes[0]?.to ?? now;
        for (const name of ['number', 'text', 'place'] as const)
          expect(to[name]).toBe(mine[name] === before[name] ? now[name] : mine[name]);
        const both = mine.text !== before.text && theirs.text !== before.text && mine.text !== theirs.text;
        expect(reworded).toEqual(both ? ['2.4'] : []);
        if (dropped.length > 0) expect(to).toEqual(now);
      }),
      { seed: 20220825, numRuns: 500 },
    );
  });

  it('is agreed by both once it is tabled anew, although it had fallen behind', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    const mine = talks.table(kh, (text) => replace(text, '2.4', 'Nobody is returned.'), true);
    await talks.adopt((text) => renumber(text, new Map([['2.4', '2.3']])));
    expect(() => talks.agree(th, mine)).toThrow('behind');
    const offer = kh.registers.articles.proposal(talks.instrument, mine)?.offers[0];
    if (offer === undefined) throw new Error('nothing is on the table');
    expect(offer.behind).toEqual(['2.4']);
    kh.registers.articles.retable(mine, renew(offer.content, talks.text()).content, { agree: true });
    await talks.exchange();
    talks.agree(th, mine);
    await talks.exchange();
    expect(reading(talks.text(kh))).toContain('  2.3 Nobody is returned.');
    expect(reading(talks.text(th))).toEqual(reading(talks.text(kh)));
  });
});
