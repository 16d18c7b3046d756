import { runsOf } from '../../texts/runs.ts';
import { chars, el, val, type Xml } from './xml.ts';

/** Fonts by script; a device without them takes what the font table names beside each. */
export const FONTS = { latin: 'Noto Sans', km: 'Noto Sans Khmer', th: 'Noto Sans Thai' } as const;

/** All four slots, as Word chooses between them letter by letter. */
const fonts = (name: string): Xml =>
  el('w:rFonts', { 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name });

/** Khmer and Thai are complex script to Word: without `w:cs` it takes the size, weight and font meant for Latin. */
const complex = (font: string, language: string): Xml =>
  el(
    'w:rPr',
    {},
    fonts(font),
    el('w:cs'),
    el('w:lang', { 'w:val': language, 'w:eastAsia': language, 'w:bidi': language }),
  );
/** By language of a run; what has none is as the page is. */
const PROPERTIES = { km: complex(FONTS.km, 'km-KH'), th: complex(FONTS.th, 'th-TH') } as const;

const content = (text: string): Xml[] =>
  text
    .split(/([\n\t])/u)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === '\n'
        ? el('w:br')
        : piece === '\t'
          ? el('w:tab')
          : el('w:t', { 'xml:space': 'preserve' }, chars(piece)),
    );

/** A printable text as runs, each in one script with its font and language. Size and weight are the paragraph's. */
export const runs = (text: string): Xml[] =>
  runsOf(text).map((run) =>
    el('w:r', {}, run.lang === null ? null : PROPERTIES[run.lang], content(run.text)),
  );

export const TAB: Xml = el('w:r', {}, el('w:tab'));

/** A number that Word counts: `PAGE`, `NUMPAGES`. */
export const field = (name: 'PAGE' | 'NUMPAGES'): Xml =>
  el('w:fldSimple', { 'w:instr': ` ${name} ` }, el('w:r', {}, el('w:t', {}, chars('1'))));

export const defaultRun = (): Xml =>
  el(
    'w:rPr',
    {},
    fonts(FONTS.latin),
    val('w:sz', 20),
    val('w:szCs', 22),
    el('w:lang', { 'w:val': 'en-GB', 'w:eastAsia': 'en-GB', 'w:bidi': 'km-KH' }),
  );
