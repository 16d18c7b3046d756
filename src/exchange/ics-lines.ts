import { utf8 } from '../crypto/bytes.ts';

/** Longest line in octets, its CRLF not counted (RFC 5545, 3.1). */
const OCTETS = 75;

/**
 * A value of type TEXT (RFC 5545, 3.3.11): backslash, semicolon and comma escaped, line breaks as `\n`. Control
 * characters have no place in one and are left out; half a surrogate pair reads as U+FFFD, since it has no UTF-8.
 */
export const calendarText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    // eslint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

/** Folds one content line at 75 octets; a character is never parted, in whatever script. Without the last CRLF. */
export function folded(line: string): string {
  let out = '';
  let used = 0;
  for (const character of line) {
    const octets = utf8(character).length;
    if (used + octets > OCTETS) {
      out += '\r\n ';
      used = 1;
    }
    out += character;
    used += octets;
  }
  return out;
}

/** The file: each content line folded and ended by CRLF. */
export const calendarLines = (lines: readonly string[]): string =>
  lines.map((line) => `${folded(line)}\r\n`).join('');
