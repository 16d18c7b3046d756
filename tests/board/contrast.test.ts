import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const style = readFileSync(join(import.meta.dirname, '../../src/views/board/BoardPicture.svelte'), 'utf8');
const linear = (part: number): number =>
  part <= 0.040_45 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
/** WCAG 2.2, relative luminance. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};
const all = (name: string): string[] =>
  [...style.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(([, hex = '']) => hex);

test('every word on the wall stands out from all it may stand on by 7 to 1', () => {
  const grounds = [...all('paper'), ...all('surface'), ...all('sunk'), ...all('accent-tint')];
  const words = [...all('ink'), ...all('ink-2'), ...all('ink-3'), ...all('hue')];
  const pairs = words.flatMap((word) => grounds.map((ground) => [word, ground] as const));
  const own = all('hue').map((hue, i) => [hue, all('hue-tint')[i] ?? hue] as const);
  const onTints = all('hue-tint').flatMap((tint) => all('ink').map((ink) => [ink, tint] as const));
  expect(all('hue')).toHaveLength(all('hue-tint').length);
  expect(words.length).toBeGreaterThan(7);
  const poor = [...pairs, ...own, ...onTints].filter(([a, b]) => contrast(a, b) < 7);
  expect(poor).toEqual([]);
});
