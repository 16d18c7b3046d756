/** Marks that turn the order of letters around or end such a turn: none of our three languages has a use for them. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;
// eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these, nor U+FFFE and U+FFFF
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;

// eslint-disable-next-line no-control-regex -- line ends of other systems
const LINE_END = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/gu;

/**
 * A text as paper can show it. Every letter stays; what a reader could not see is shown, so that paper never reads
 * otherwise than what was agreed: a mark that reorders letters as `[U+202E]`, a control character or half a surrogate
 * pair as U+FFFD. Line breaks of every kind become `\n`.
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replace(TURNS, (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase()}]`)
    .replace(UNWRITABLE, '\uFFFD');
