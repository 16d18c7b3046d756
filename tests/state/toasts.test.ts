import { afterEach, describe, expect, it } from 'vitest';
import { Toasts } from '../../src/state/toasts.svelte.ts';
import { ENGLISH, followLanguage, spokenIn } from '../../src/texts/language.ts';
import { m } from '../../src/texts/messages.ts';
import { actFailure } from '../../src/texts/problems.ts';
import { WriteRefused } from '../../src/replica/door.ts';

afterEach(() => followLanguage(() => ENGLISH));

describe('what is said after an act', () => {
  it('follows its reader into another language, an act and a refusal alike', async () => {
    const toasts = new Toasts();
    const refused = new WriteRefused('not a writer');
    toasts.say(() => m.undo_nothing());
    toasts.say(() => actFailure(refused));
    const read = () => toasts.list.map(({ words }) => words());
    const english = read();
    const khmer = await spokenIn('km');
    followLanguage(() => khmer);
    for (const [i, words] of read().entries()) {
      expect(words).toMatch(/\p{Script=Khmer}/u);
      expect(english[i]).not.toMatch(/\p{Script=Khmer}/u);
    }
    expect(english).toHaveLength(2);
    toasts.close();
  });

  it('offers nothing to take back that was taken back by the keys meanwhile', () => {
    const toasts = new Toasts();
    toasts.say(
      () => 'Item 1.2 deleted',
      () => undefined,
    );
    toasts.say(() => 'Copied');
    toasts.say(
      () => 'Item 1.2 is back',
      () => undefined,
      'redo',
    );
    expect(toasts.list.map(({ words }) => words())).toEqual(['Copied', 'Item 1.2 is back']);
    toasts.say(
      () => 'Item 1.2 deleted again',
      () => undefined,
      'back',
    );
    expect(toasts.list.map(({ words }) => words())).toEqual(['Copied', 'Item 1.2 deleted again']);
    toasts.close();
  });
});
