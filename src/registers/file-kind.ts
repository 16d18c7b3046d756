/** What a file is by its own first bytes: the kinds that are shown in the page, and all others, which are only saved. */
export type FileKind =
  | { readonly kind: 'pdf'; readonly type: 'application/pdf' }
  | { readonly kind: 'image'; readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' }
  /** `whole`: the text is not longer than {@link TEXT_SHOWN}. */
  | { readonly kind: 'text'; readonly text: string; readonly whole: boolean }
  | { readonly kind: 'other' };

/** Bytes of a text that are shown: more of it makes a page slow, and nobody reads it there. */
export const TEXT_SHOWN = 256 * 1024;

/** Latin letters at the beginning, byte for byte. */
const begins = (bytes: Uint8Array, letters: string, at = 0): boolean =>
  bytes.length >= at + letters.length &&
  [...letters].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** A control that no text has; tab, line feed, form feed and carriage return are those it may. */
// eslint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/;
/** HTML, SVG, XML, and whatever else a browser would take for a page by how it begins. */
const MARKUP = /^[\s\uFEFF]*<[!?a-z]/i;

/** UTF-8 without markup; null for anything else. */
function textOf(bytes: Uint8Array): FileKind | null {
  const whole = bytes.length <= TEXT_SHOWN;
  let text: string;
  try {
    // A letter that the end of the part shown cuts in two is left out of it, and is no fault of the file.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, TEXT_SHOWN), {
      stream: !whole,
    });
  } catch {
    return null;
  }
  return NO_TEXT.test(text) || MARKUP.test(text) ? null : { kind: 'text', text, whole };
}

/**
 * The kind of a file that another Party may have made. Neither its name nor what its record calls it counts. A PDF is one that begins
 * as such: the format lets it begin later, and then it may be a page of HTML, too. What it is shown as is this kind and no other, so a
 * file that is two things at once is only ever read as the harmless one.
 */
export function kindOfFile(bytes: Uint8Array): FileKind {
  if (/^%PDF-[12]\.\d/.test(String.fromCharCode(...bytes.subarray(0, 8))))
    return { kind: 'pdf', type: 'application/pdf' };
  if (bytes[0] === 0x89 && begins(bytes, 'PNG\r\n\u001A\n', 1)) return { kind: 'image', type: 'image/png' };
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return { kind: 'image', type: 'image/jpeg' };
  if (begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a')) return { kind: 'image', type: 'image/gif' };
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8)) return { kind: 'image', type: 'image/webp' };
  return textOf(bytes) ?? { kind: 'other' };
}

const SHOWN_ENDING = /\.(?:pdf|png|jpe?g|gif|webp|txt|csv|md)$/i;
/** The ending of a name that promises something that could be shown: `.pdf`; null for any other. */
export const promised = (name: string): string | null => SHOWN_ENDING.exec(name)?.[0] ?? null;
