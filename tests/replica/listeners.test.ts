import { describe, expect, it } from 'vitest';
import { Listeners } from '../../src/replica/listeners.ts';

describe('those who watch', () => {
  it('are all told, though one of them fails, and the failure is not lost', () => {
    const listeners = new Listeners<[what: string]>();
    const heard: string[] = [];
    listeners.add((what) => heard.push(`first ${what}`));
    listeners.add(() => {
      throw new Error('cannot draw');
    });
    listeners.add((what) => heard.push(`last ${what}`));
    expect(() => listeners.tell('news')).toThrow('cannot draw');
    expect(heard).toEqual(['first news', 'last news']);
  });

  it('watch as often as they asked to, and end each by itself', () => {
    const listeners = new Listeners();
    let heard = 0;
    const listener = () => heard++;
    const end = listeners.add(listener);
    listeners.add(listener);
    listeners.tell();
    expect(heard).toBe(2);
    end();
    end();
    listeners.tell();
    expect(heard).toBe(3);
    listeners.clear();
    listeners.tell();
    expect(heard).toBe(3);
  });

  it('may end their watching while they are told', () => {
    const listeners = new Listeners();
    const heard: string[] = [];
    const end = listeners.add(() => {
      heard.push('once');
      end();
    });
    listeners.add(() => heard.push('each time'));
    listeners.tell();
    listeners.tell();
    expect(heard).toEqual(['once', 'each time', 'each time']);
  });
});
