import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComposeRefused, replace } from '../../src/registers/compose.ts';
import { everywhere, hitsOf, offsetsOf, takenBy } from '../../src/registers/everywhere.ts';
import { agreed, agreedApart, OUTLINE, proposed, provisionOf, reading, Talks } from './talks.ts';

const seeded = { seed: 20220825, numRuns: 2_000 };

/** Few words, so that they meet often; among them some that hold, begin or repeat what is looked for. */
const word = fc.constantFrom('should', 'shall', 'shoulder', 'we should', 'a', 'ល', 'ควร', 'é', '.', '  ', '');
const wording = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const clauses = fc.array(wording, { minLength: 1, maxLength: 4 });
const find = fc.constantFrom('should', 'a', 'ល', 'a a', 'we should');
const instead = fc.constantFrom('shall', 'shoulder', '', 'a a', 'a should', 'ល ល', 'we should should');
const picks = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });

const textOf = (texts: readonly string[]) =>
  agreed([['Article 1', 'should we', texts.map((text, i) => [`1.${i}`, text.normalize('NFC')] as const)]]);

const problem = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof ComposeRefused ? error.problem : String(error);
  }
};

describe('words replaced throughout', () => {
  it('are exactly the hits that were taken, and can be told from the proposal', () => {
    let told = 0;
    fc.assert(
      fc.property(clauses, find, instead, picks, (texts, words, others, chosen) => {
        fc.pre(words !== others);
        const text = textOf(texts);
        const taken = new Set(hitsOf(text, words).flatMap(({ key }, i) => (chosen[i] === true ? [key] : [])));
        fc.pre(taken.size > 0);
        const content = proposed(everywhere(text, words, others, taken));
        const read = takenBy(content, text);
        // Two choices may give the same words; then either is told. What is told gives these words, always.
        expect(everywhere(text, words, others, read).changes).toEqual(content.changes);
        if (unambiguous(texts, words, others)) {
          expect(read).toEqual(taken);
          told++;
        }
      }),
      seeded,
    );
    expect(told).toBeGreaterThan(1_000);
  });

  it('leave everything but the hits as it was, letter by letter', () => {
    fc.assert(
      fc.property(clauses, picks, (texts, chosen) => {
        const text = textOf(texts);
        const hits = hitsOf(text, 'should');
        const taken = new Set(hits.flatMap(({ key }, i) => (chosen[i] === true ? [key] : [])));
        fc.pre(taken.size > 0);
        const content = everywhere(text, 'should', '\u0001', taken);
        for (const { provision, to } of content.changes) {
          expect(to?.text.replaceAll('\u0001', 'should')).toBe(provisionOf(text, provision).text);
          expect(to?.text.split('\u0001')).toHaveLength(
            1 + [...taken].filter((key) => key.startsWith(`${provision}:`)).length,
          );
        }
      }),
      seeded,
    );
  });

  it('are whole words, from the left, and never overlap', () => {
    expect(offsetsOf('should shoulder, should-be ashould should', 'should')).toEqual([0, 17, 35]);
    expect(offsetsOf("shouldn't should", 'should')).toEqual([10]);
    expect(offsetsOf('ba a a', 'a a')).toEqual([3]);
    expect(offsetsOf('a a a', 'a a')).toEqual([0]);
    expect(offsetsOf('Ất Thị', 'Th')).toEqual([]);
    expect(offsetsOf('ការពារការ', 'ការ')).toEqual([0, 6]);
    expect(offsetsOf('anything', '')).toEqual([]);
  });

  it('stand in their sentence and in no other', () => {
    const [first, second] = hitsOf(agreed(OUTLINE), 'Officials');
    expect(first).toMatchObject({ number: '2.1', at: 0, before: '', after: ' should listen. ' });
    expect(second).toMatchObject({ before: '', after: ' should write down what they hear.' });
  });

  it('are not looked for where two wordings were agreed', () => {
    const text = agreedApart(
      OUTLINE,
      (now) => replace(now, '1.1', 'The Parties should meet.'),
      (now) => replace(now, '1.1', 'The Parties should talk.'),
    );
    expect(hitsOf(text, 'should').map(({ number }) => number)).toEqual(['2.1', '2.1', '2.2']);
  });

  it('need a hit, and other words', () => {
    const text = agreed(OUTLINE);
    const all = new Set(hitsOf(text, 'should').map(({ key }) => key));
    expect(problem(() => everywhere(text, 'should', 'shall', new Set()))).toBe('no hits');
    expect(problem(() => everywhere(text, 'must', 'shall', all))).toBe('no hits');
    expect(problem(() => everywhere(text, 'should', 'should', all))).toBe('nothing changes');
  });

  it('are told of no clause whose wording has moved on', () => {
    const text = agreed(OUTLINE);
    const all = new Set(hitsOf(text, 'should').map(({ key }) => key));
    const content = proposed(everywhere(text, 'should', 'shall', all));
    const later = agreed(OUTLINE, (now) => replace(now, '1.1', 'The Parties should meet.'));
    expect([...takenBy(content, later)].sort()).toEqual(['2.1:0', '2.1:1', '2.2:0']);
  });
});

describe('one list, gone through by two Parties', () => {
  it('the other leaves one hit out, both agree to that, and only that hit stays', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    const all = new Set(hitsOf(talks.text(), 'should').map(({ key }) => key));
    expect(all.size).toBe(4);
    const id = talks.table(kh, (text) => everywhere(text, 'should', 'shall', all), true);
    await talks.exchange();

    const theirs = th.registers.articles.proposal(talks.instrument, id);
    const offer = theirs?.offers[0];
    if (offer === undefined) throw new Error('nothing is on the table');
    const taken = new Set(takenBy(offer.content, talks.text(th)));
    expect(taken).toEqual(all);
    taken.delete('2.2:0');
    const content = { ...offer.content, ...everywhere(talks.text(th), 'should', 'shall', taken) };
    th.registers.articles.retable(id, content, { agree: true });
    await talks.exchange();
    // What KH had agreed to was another text: it has to say so again.
    expect(kh.registers.articles.proposal(talks.instrument, id)?.state).toMatchObject({
      state: 'waiting',
      waitingFor: ['KH'],
    });
    talks.agree(kh, id);
    await talks.exchange();
    for (const seat of [kh, th])
      expect(reading(talks.text(seat)).filter((line) => line.includes('should'))).toEqual([
        '  2.2 A victim should be heard in a language they speak.',
      ]);
  });
});

/** Whether every choice of hits gives other words, so that the words tell the choice. */
function unambiguous(texts: readonly string[], words: string, others: string): boolean {
  return texts.every((text) => {
    const all = offsetsOf(text.normalize('NFC'), words);
    const readings = new Set<string>();
    for (let choice = 0; choice < 2 ** all.length; choice++) {
      let [result, from] = ['', 0];
      all.forEach((at, i) => {
        if ((choice & (1 << i)) === 0) return;
        result += text.slice(from, at) + others;
        from = at + words.length;
      });
      readings.add(result + text.slice(from));
    }
    return readings.size === 2 ** all.length;
  });
}
