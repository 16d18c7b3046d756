import { afterEach, describe, expect, it } from 'vitest';
import { intervalWords, readersInterval } from '../../src/texts/edtf.ts';
import { ENGLISH, followLanguage, spokenIn, type InterfaceLanguage } from '../../src/texts/language.ts';

afterEach(() => followLanguage(() => ENGLISH));

const read = async (language: InterfaceLanguage) => {
  const spoken = await spokenIn(language);
  followLanguage(() => spoken);
};

describe('what a time comes to', () => {
  it('is said to who reads another language than it was said in, and to nobody else', async () => {
    const english = { spoken: 'By end of October 2022', edtf: '../2022-10-31' };
    const khmer = { spoken: 'ត្រឹមចុងខែតុលា 2022', edtf: '../2022-10-31' };
    expect(readersInterval(english)).toBe('');
    expect(readersInterval(khmer)).toBe('until 31 October 2022');
    await read('km');
    expect(readersInterval(english)).toBe(intervalWords('../2022-10-31'));
    expect(readersInterval(english)).toMatch(/31.*2022/);
    expect(readersInterval(khmer)).toBe('');
    await read('th');
    expect(readersInterval(english)).toMatch(/31.*2022/);
    expect(readersInterval(khmer)).toMatch(/31.*2022/);
  });

  it('is nothing where the words give no day', async () => {
    await read('km');
    expect(readersInterval({ spoken: 'as soon as possible', edtf: null })).toBe('');
    expect(readersInterval({ spoken: '', edtf: '2022-10-31' })).toBe('');
  });
});
