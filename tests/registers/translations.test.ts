import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../src/exchange/articles-sheet.ts';
import { move, renumber, replace } from '../../src/registers/compose.ts';
import { proposedText } from '../../src/registers/proposed-text.ts';
import { sourceHash, sourceOf, type Translation } from '../../src/registers/translations.ts';
import type { Language } from '../../src/schema/articles.ts';
import { provisionOf, Talks, type Seat } from './talks.ts';

const KHMER = 'គ្មាននរណាម្នាក់ត្រូវបាននិរទេសឡើយ។';

const of = (talks: Talks, seat: Seat, language: Language = 'km', provision = '2.4'): Translation => {
  const source = provisionOf(talks.text(seat), provision).text;
  const found = seat.registers.translations.of(provision, language, source);
  if (found === null) throw new Error('no translation');
  return found;
};

const begin = (talks: Talks, seat: Seat, text = KHMER, language: Language = 'km'): string =>
  seat.registers.translations.begin('2.4', language, provisionOf(talks.text(seat), '2.4').text, text);

function review(talks: Talks, seat: Seat): void {
  const translation = of(talks, seat);
  if (translation.signable.state !== 'ready') throw new Error(translation.signable.problem);
  seat.registers.translations.review(translation, translation.signable.hash, { kind: 'agreed' });
}

describe('a translation', () => {
  it('is to be reviewed when, and only when, the words it was made from read otherwise', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    begin(talks, kh);
    await talks.exchange();
    const stale = () => [kh, th].map((seat) => of(talks, seat).stale);
    expect(stale()).toEqual([false, false]);
    await talks.adopt((text) => renumber(text, new Map([['2.4', '2.3']])));
    await talks.adopt((text) => move(text, '2.4', { parent: 'Article 3', after: null }));
    await talks.adopt((text) => replace(text, '2.2', 'Another clause reads otherwise.'));
    expect(stale()).toEqual([false, false]);
    talks.table(kh, (text) => replace(text, '2.4', 'Only proposed.'));
    await talks.exchange();
    expect(stale()).toEqual([false, false]);
    await talks.adopt((text) => replace(text, '2.4', 'Nobody is returned.'));
    expect(stale()).toEqual([true, true]);
    await talks.adopt((text) => replace(text, '2.4', 'Nobody is deported.'));
    expect(stale()).toEqual([false, false]);
  });

  it('is named stale for exactly the sources that are other words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(sourceHash(a) === sourceHash(b)).toBe(a.normalize('NFC') === b.normalize('NFC'));
      }),
      { seed: 20220825, numRuns: 500 },
    );
    expect(sourceHash('Cafe\u0301')).toBe(sourceHash('Caf\u00e9'));
  });

  it('tells which agreed wording it was made from, after that has changed', async () => {
    const talks = await Talks.open();
    const { kh } = talks;
    begin(talks, kh);
    await talks.adopt((text) => replace(text, '2.4', 'Nobody is returned.'));
    const state = talks.text().provisions.get('2.4');
    if (state === undefined) throw new Error();
    expect(sourceOf(of(talks, kh), state)?.provision?.text).toBe('Nobody is deported.');
    kh.registers.translations.follows(of(talks, kh).id, 'words never agreed');
    expect(sourceOf(of(talks, kh), state)).toBeNull();
  });

  it('is agreed once each Party has signed it, and no longer once a letter or the source changes', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    begin(talks, kh);
    await talks.exchange();
    review(talks, th);
    await talks.exchange();
    expect(of(talks, kh).state).toMatchObject({ state: 'waiting', waitingFor: ['KH'] });
    review(talks, kh);
    await talks.exchange();
    for (const seat of [kh, th]) expect(of(talks, seat).state.state).toBe('agreed');

    const { text } = of(talks, kh);
    kh.space.change(() => text.text?.insert(0, 'X'));
    await talks.exchange();
    for (const seat of [kh, th]) expect(of(talks, seat).state.state).toBe('changed');
    kh.space.change(() => text.text?.delete(0, 1));
    await talks.exchange();
    for (const seat of [kh, th]) expect(of(talks, seat).state.state).toBe('agreed');

    await talks.adopt((now) => replace(now, '2.4', 'Nobody is returned.'));
    for (const seat of [kh, th]) {
      expect(of(talks, seat)).toMatchObject({ stale: true, state: { state: 'changed' } });
      expect(() => review(talks, seat)).toThrow('behind');
    }
    th.registers.translations.follows(of(talks, th).id, 'Nobody is returned.');
    await talks.exchange();
    // It follows other words now: both have to say so of these.
    expect(of(talks, kh)).toMatchObject({ stale: false, state: { state: 'changed' } });
    for (const seat of [kh, th]) {
      review(talks, seat);
      await talks.exchange();
    }
    expect(of(talks, kh).state.state).toBe('agreed');
  });

  it('says on paper that it is a draft, or made from earlier words, until every Party has reviewed it', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    begin(talks, kh);
    await talks.exchange();
    const printed = (): readonly string[] => {
      const entry = proposedText(talks.text(kh), []).find(({ id }) => id === '2.4');
      if (entry === undefined) throw new Error('no clause');
      const { translations } = kh.registers;
      const paper = { translation: translations.of.bind(translations) };
      return wordsIn(paper, entry, 'km');
    };
    expect(printed()).toEqual([KHMER, '(translation, not agreed)']);
    for (const seat of [kh, th]) {
      review(talks, seat);
      await talks.exchange();
    }
    expect(printed()).toEqual([KHMER]);
    await talks.adopt((text) => replace(text, '2.4', 'Nobody is returned.'));
    expect(printed()).toEqual([KHMER, '(made from an earlier text: to be reviewed)']);
  });

  it('is not signed while it is empty, or while two said apart what it follows', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    const id = begin(talks, kh, '  ');
    await talks.exchange();
    expect(() => review(talks, kh)).toThrow('empty');
    kh.registers.translations.follows(id, 'one wording');
    await talks.exchange();
    kh.registers.translations.follows(id, 'Nobody is deported.');
    th.registers.translations.follows(id, 'another wording');
    await talks.exchange();
    for (const seat of [kh, th]) {
      expect(of(talks, seat).stale).toBe(true);
      expect(() => review(talks, seat)).toThrow('in conflict');
    }
    th.registers.translations.follows(id, 'Nobody is deported.');
    await talks.exchange();
    expect(of(talks, kh).stale).toBe(false);
  });

  it('begun by two apart stays two: the same one is shown to both, and the other’s words beside it', async () => {
    const talks = await Talks.open();
    const { kh, th } = talks;
    begin(talks, kh, 'from Phnom Penh');
    begin(talks, th, 'from Bangkok');
    begin(talks, th, 'ภาษาไทย', 'th');
    await talks.exchange();
    const seen = [kh, th].map((seat) => {
      const [other, ...more] = seat.registers.translations.doubles('2.4', 'km');
      expect(more).toEqual([]);
      return [of(talks, seat).text.toString(), other?.text];
    });
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.toSorted()).toEqual(['from Bangkok', 'from Phnom Penh']);
    expect(of(talks, kh, 'th').text.toString()).toBe('ภาษาไทย');
    expect(kh.registers.translations.doubles('2.4', 'th')).toEqual([]);
  });
});
