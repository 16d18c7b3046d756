import { expect, test } from 'vitest';
import type { BoardPicture } from '../../src/schema/board.ts';
import { until } from '../sim/until.ts';
import { hall } from './hall.ts';

const saying = (text: string): BoardPicture => ({
  ...{ heading: [{ language: 'en', text }], zone: '', bodies: [], matter: { kind: 'blank' }, clock: null },
  ...{ speakers: [], next: [], timer: null, scroll: 0, zoom: 1 },
});
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const listeners = () => process.listeners('exit').length;

test('a wall whose link is lost time after time catches up each time, and has no timer or listener more than at first', async () => {
  const { wall, drive, cut, carried } = await hall();
  const driver = await drive();
  const show = async (heading: string) => {
    driver.show(saying(heading));
    await until(() => wall.frame?.picture.heading[0]?.text === heading && wall.notes.length === 0, heading);
  };
  await show('first');
  const before = { timers: timers(), listeners: listeners() };
  for (let i = 0; i < 15; i++) {
    const lines = carried.lines;
    cut();
    await until(() => carried.lines >= lines + 2, 'both to come back');
    await show(`after loss ${i}`);
  }
  await until(
    () => timers() <= before.timers,
    () => `timers to end: ${before.timers} at first, ${timers()} now`,
  );
  expect(listeners()).toBe(before.listeners);
  expect(wall.notes).toEqual([]);
  driver.close();
  wall.close();
});
