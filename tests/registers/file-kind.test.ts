import { expect, test } from 'vitest';
import { kindOfFile, promised, TEXT_SHOWN } from '../../src/registers/file-kind.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const raw = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );
const HTML = '<script>document.title = "taken"</script>';

test.each([
  ['a PDF', bytes('%PDF-1.7\n…'), 'application/pdf'],
  ['a PNG', raw([0x89], 'PNG\r\n\u001A\n', [0, 0, 0, 13]), 'image/png'],
  ['a JPEG', raw([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['a GIF', bytes('GIF89a'), 'image/gif'],
  ['a WebP', raw('RIFF', [1, 0, 0, 0], 'WEBP'), 'image/webp'],
  // Two things at once are shown as the one that runs nothing.
  ['a GIF that is a script, too', bytes(`GIF89a/*${HTML}*/=1;alert(1)`), 'image/gif'],
  ['a PDF with a page of HTML behind it', bytes(`%PDF-1.4\n${HTML}`), 'application/pdf'],
])('%s is shown by its own first bytes, and as nothing else', (_, content, type) => {
  expect(kindOfFile(content)).toMatchObject({ type });
});

test.each([
  ['HTML', bytes(`<!DOCTYPE html>${HTML}`)],
  ['HTML behind spaces and a byte order mark', bytes(`\uFEFF \n\t${HTML}`)],
  ['an SVG with a script', bytes(`<svg xmlns="http://www.w3.org/2000/svg">${HTML}</svg>`)],
  ['an SVG behind its XML declaration', bytes(`<?xml version="1.0"?><svg>${HTML}</svg>`)],
  ['a PDF that begins as a page of HTML', bytes(`${HTML}\n%PDF-1.4`)],
  ['a PDF that begins late', bytes(' %PDF-1.4').with(0, 0)],
  ['a comment that opens a page', bytes(`<!-- -->${HTML}`)],
  ['UTF-16, in which markup hides', raw([0xff, 0xfe], '<\0s\0v\0g\0')],
  ['a Word file', raw('PK', [3, 4])],
  ['a program', raw('MZ', [0x90, 0])],
  ['bytes that are no UTF-8', raw([0xc3, 0x28])],
  ['RIFF that is no WebP', raw('RIFF', [1, 0, 0, 0], 'WAVE')],
  ['half a PNG signature', raw([0x89], 'PNG')],
])('%s is not shown, whatever it is called', (_, content) => {
  expect(kindOfFile(content)).toEqual({ kind: 'other' });
});

test('plain text is shown as its letters, in any script and as far as a page bears; a letter cut at the end is no fault', () => {
  expect(kindOfFile(bytes('សេចក្តី\r\n\tคำแปล < 5'))).toEqual({
    kind: 'text',
    text: 'សេចក្តី\r\n\tคำแปล < 5',
    whole: true,
  });
  const long = kindOfFile(bytes(`a${'ក'.repeat(TEXT_SHOWN)}`));
  if (long.kind !== 'text') throw new Error(long.kind);
  expect(long.whole).toBe(false);
  expect(/^aក+$/.test(long.text)).toBe(true);
});

test('a name promises what its ending says', () => {
  expect([promised('a.PDF'), promised('a.pdf.html'), promised('plan.docx')]).toEqual(['.PDF', null, null]);
});
