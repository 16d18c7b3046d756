import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/exchange/marked.ts';
import { changedLine } from '../../src/exchange/proposed-line.ts';
import type { SheetAuthor } from '../../src/exchange/sheet.ts';
import { Woven } from '../../src/exchange/woven.ts';

const author = (name: string): SheetAuthor => ({ name, at: '2022-08-25T03:00:00Z' });
const text = fc.array(fc.constantFrom('shall', 'should', 'inform', 'the', 'Embassy', 'ស្ថានទូត', 'แจ้ง'), {
  maxLength: 12,
});

/** The words that stay when the changes of these authors are taken and all others refused. */
const settled = (woven: Woven, takes: readonly string[]): string =>
  piecesOf(woven.line)
    .filter(({ kind, by }) => kind === 'same' || takes.includes(by?.name ?? '') === (kind === 'new'))
    .map((piece) => piece.text)
    .join('');

describe('Changes woven into one text', () => {
  it('give the base when all are refused, and what an author proposed when its own are taken', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (words, proposals) => {
        const base = words.join(' ');
        const woven = new Woven(base);
        const taken: [string, string][] = [];
        proposals.forEach((wish, i) => {
          const line = changedLine(base, wish.join(' '));
          if (!woven.takes(line, author(`${i}`))) return;
          woven.add(line, author(`${i}`));
          taken.push([`${i}`, wish.join(' ')]);
        });
        expect(settled(woven, [])).toBe(base);
        for (const [name, wish] of taken) expect(settled(woven, [name])).toBe(wish);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  it('do not meet: of two that change the same words, or insert at one place, the second is not taken', () => {
    const woven = new Woven('He should inform.');
    woven.add(changedLine('He should inform.', 'He shall inform.'), author('KH'));
    expect(woven.takes(changedLine('He should inform.', 'He may inform.'), author('TH'))).toBe(false);
    expect(woven.takes(changedLine('He should inform.', 'He should notify.'), author('TH'))).toBe(true);
  });
});
