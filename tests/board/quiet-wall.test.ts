import { expect, test, vi } from 'vitest';
import { hall } from './hall.ts';

// Before anything is imported: lib0 takes hold of the clock as it is loaded.
const real = vi.hoisted(() => {
  const { setTimeout } = globalThis;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  return { setTimeout };
});
const SECOND = 1_000;
const breath = () => new Promise((done) => real.setTimeout(done, 1));

test('a wall that nobody drives for twenty minutes stays connected and says nothing: somebody asks before the link is taken for dead', async () => {
  const { wall, carried, lamp } = await hall();
  for (let i = 0; i < 2_000 && (wall.now.state !== 'open' || wall.notes.length > 0); i++) {
    vi.advanceTimersByTime(1);
    await breath();
  }
  expect([wall.now.state, wall.notes]).toEqual(['open', []]);
  const lines = carried.lines;
  const said = new Set<string>();
  const end = Date.now() + 1_200 * SECOND;
  while (Date.now() < end) {
    const before = carried.answers;
    vi.advanceTimersByTime(12 * SECOND);
    // The answer is on a real network, which the faked clock does not hurry; without a question there is none.
    for (let i = 0; i < 40 && carried.answers === before; i++) await breath();
    await breath();
    for (const note of wall.notes) said.add(note);
    if (carried.lines > lines) break;
  }
  expect([...said]).toEqual([]);
  expect(carried.lines).toBe(lines);
  wall.close();
  expect(lamp.lit).toBe(false);
});
