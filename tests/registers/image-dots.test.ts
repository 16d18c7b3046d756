import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dotsOf } from '../../src/registers/image-dots.ts';

const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const big = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => (value >>> (8 * (size - 1 - i))) & 0xff);
const little = (value: number, size: number): number[] => big(value, size).reverse();

/** The head of a PNG, and a body of nothing: as a few bytes that unpack into gigabytes have it. */
const png = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    ...[0x89, ...letters('PNG\r\n\u001A\n'), ...big(13, 4), ...letters('IHDR')],
    ...[...big(width, 4), ...big(height, 4), 8, 6, 0, 0, 0, 0, 0, 0, 0],
    ...[...big(9, 4), ...letters('IDAT'), ...deflateSync(Uint8Array.of(0))],
  ]);
const gif = (width: number, height: number): Uint8Array =>
  Uint8Array.from([...letters('GIF89a'), ...little(width, 2), ...little(height, 2), 0, 0, 0]);
/** With a segment of a program's own before the one that says the size, as cameras write it. */
const jpeg = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, ...big(6, 2), 0, 0, 0, 0],
    ...[0xff, 0xc0, ...big(17, 2), 8, ...big(height, 2), ...big(width, 2), 3, ...Array<number>(9).fill(0)],
    ...[0xff, 0xd9],
  ]);
const webp = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    ...[...letters('RIFF'), ...little(22, 4), ...letters('WEBPVP8X'), ...little(10, 4)],
    ...[0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)],
  ]);

test.each([
  ['PNG', png],
  ['GIF', gif],
  ['JPEG', jpeg],
  ['WebP', webp],
])('the size a %s says is read before anything draws it, the largest it can say with it', (_, image) => {
  expect(dotsOf(image(1_280, 800))).toEqual({ width: 1_280, height: 800 });
  expect(dotsOf(image(65_535, 65_535))).toEqual({ width: 65_535, height: 65_535 });
});

test('an image that says no size that can be read has none, at whatever byte it is cut', () => {
  for (const image of [png(3, 2), gif(3, 2), jpeg(3, 2), webp(3, 2)]) {
    for (let end = 0; end < image.length; end++) {
      const dots = dotsOf(image.slice(0, end));
      if (dots !== null) expect(dots).toEqual({ width: 3, height: 2 });
    }
    expect(dotsOf(image.slice(0, 6))).toBeNull();
  }
  expect(dotsOf(png(0, 2))).toBeNull();
});
