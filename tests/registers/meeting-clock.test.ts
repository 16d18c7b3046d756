import { describe, expect, it } from 'vitest';
import { clockOf, minutesOf, timeOfMinutes, type TimedLine } from '../../src/registers/meeting-clock.ts';

const MINUTE = 60_000;
const START = Date.UTC(2022, 7, 26, 2, 0);
const line = (id: string, minutes: number | null, running: TimedLine['running']): TimedLine => ({
  id,
  minutes,
  running,
});
const WAITING = { state: 'waiting' } as const;

describe('the running clock of a meeting', () => {
  const agenda = [
    line('opening', 30, { state: 'done', spent: 34.2 }),
    line('discussion', 180, { state: 'running', since: START, spent: 0 }),
    line('minutes', 60, WAITING),
  ];

  it('says how long the running line took and what is left of its plan, the same on every device that knows the time', () => {
    const clock = clockOf(agenda, '09:00', START + 20 * MINUTE + 1);
    expect(clock).toMatchObject({ running: 'discussion', next: 'minutes', planned: 270 });
    expect(clock.lines.get('opening')).toEqual({ state: 'over', from: 540, spent: 34 });
    expect(clock.lines.get('discussion')).toEqual({ state: 'running', from: 570, spent: 20, left: 160 });
    expect(clock.lines.get('minutes')).toEqual({ state: 'to come', from: 750 });
  });

  it('counts over time below nothing, and leaves the plan of what follows as it was', () => {
    const clock = clockOf(agenda, '09:00', START + 200 * MINUTE);
    expect(clock.lines.get('discussion')).toMatchObject({ spent: 200, left: -20 });
    expect(clock.lines.get('minutes')).toEqual({ state: 'to come', from: 750 });
  });

  it('counts from nothing where its own clock runs behind the one that called the line', () => {
    const clock = clockOf(agenda, '09:00', START - 5 * MINUTE);
    expect(clock.lines.get('discussion')).toMatchObject({ spent: 0, left: 180 });
  });

  it('goes on from the minutes a line took before it was called again', () => {
    const again = [line('opening', 30, { state: 'running', since: START, spent: 12.5 })];
    expect(clockOf(again, null, START + 3 * MINUTE).lines.get('opening')).toMatchObject({ spent: 15 });
  });

  it('plans no times behind a line without a length, and none without a beginning', () => {
    const loose = [line('a', null, WAITING), line('b', 10, WAITING)];
    expect(clockOf(loose, '09:00', START).lines.get('b')).toEqual({ state: 'to come', from: null });
    expect(clockOf(loose, '09:00', START).planned).toBeNull();
    expect(clockOf([line('b', 10, WAITING)], null, START).lines.get('b')).toMatchObject({ from: null });
    expect(clockOf([], '09:00', START)).toMatchObject({ running: null, next: null, planned: 0 });
  });

  it('reads and writes times of day, past midnight as those of the next day', () => {
    expect(minutesOf('09:05')).toBe(545);
    expect(minutesOf('9:05')).toBeNull();
    expect(minutesOf(null)).toBeNull();
    expect(timeOfMinutes(545)).toBe('09:05');
    expect(timeOfMinutes(1_450)).toBe('00:10');
  });
});
