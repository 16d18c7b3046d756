import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const PUBLIC = new URL('../../public/', import.meta.url);
interface Icon {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose: string;
}

/** Width and height of a PNG, from its header. */
function sizesOf(file: string): string {
  const png = readFileSync(new URL(`.${file}`, PUBLIC));
  expect(png.subarray(1, 4).toString(), file).toBe('PNG');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

it('the manifest has what browsers ask for before they install, and icons as large as it says', () => {
  const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', PUBLIC), 'utf8')) as {
    readonly name: string;
    readonly short_name: string;
    readonly start_url: string;
    readonly display: string;
    readonly icons: readonly Icon[];
  };
  expect(manifest).toMatchObject({ short_name: 'Span', start_url: '/', display: 'standalone' });
  const pngs = manifest.icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of pngs) expect(sizesOf(src), src).toBe(sizes);
  expect(pngs.filter(({ purpose }) => purpose === 'any').map(({ sizes }) => sizes)).toEqual([
    '192x192',
    '512x512',
  ]);
  expect(pngs.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  expect(sizesOf('/apple-touch-icon.png')).toBe('180x180');
});
