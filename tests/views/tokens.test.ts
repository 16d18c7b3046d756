import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../src/views/tokens.css', import.meta.url), 'utf8');
type Scheme = 'light' | 'dark';

/** Colours of the rules whose selector a test accepts, the later over the earlier. */
function colours(scheme: Scheme, takes: (selector: string) => boolean): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, selectors = '', body = ''] of CSS.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(
    /([^{}]+)\{([^{}]*)\}/g,
  )) {
    if (!selectors.split(',').some((selector) => takes(selector.trim()))) continue;
    for (const [, name = '', light = '', dark = ''] of body.matchAll(
      /--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
    ))
      found.set(name, scheme === 'light' ? light : dark);
  }
  return found;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG has it, 1 to 21. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const LETTERS = ['ink', 'ink-2', 'ink-3', 'accent', 'danger'];
const GROUNDS = ['paper', 'surface', 'sunk', 'accent-tint', 'danger-tint', 'held'];

describe.each(['light', 'dark'] as const)('colours in %s', (scheme) => {
  it.each([
    ['', 4.5],
    ["[data-contrast='more']", 7],
  ])('letters stand out from every ground%s by %d to 1', (rule, least) => {
    const tones = ['', ...[0, 1, 2, 3].map((tone) => `[data-tone='party-${tone}']`)];
    for (const tone of tones) {
      const all = colours(
        scheme,
        (selector) =>
          [':root', `:root${rule}`].includes(selector) ||
          ['[data-tone]', tone].some((one) => selector === one || selector === `:root${rule} ${one}`),
      );
      const of = (name: string): string => all.get(name) ?? expect.fail(`no ${name}`);
      const pairs = [
        ...LETTERS.flatMap((letters) => GROUNDS.map((ground) => [letters, ground] as const)),
        ['accent-ink', 'accent'] as const,
        ['hue', 'hue-tint'] as const,
        ['hue', 'paper'] as const,
        ['ink', 'hue-tint'] as const,
      ];
      for (const [letters, ground] of pairs)
        expect(contrast(of(letters), of(ground)), `${letters} on ${ground} ${tone}`).toBeGreaterThanOrEqual(
          least,
        );
    }
  });
});
