/** What a sheet cannot hold as it is: letters XML forbids, and a text that would itself read as such an escape. */
// eslint-disable-next-line no-control-regex -- they are what is escaped
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g;

/** Letters as `ST_Xstring` has them (22.9.2.19): `_x000B_`. Well-formed text comes back from it exactly. */
export const escapedLetters = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

export const unescapedLetters = (text: string): string =>
  text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    .toWellFormed();
