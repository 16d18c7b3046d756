import type { InterfaceLanguage } from '../../texts/language.ts';
import { runsOf, type Run } from '../../texts/runs.ts';
import { chars, el, val, type Xml } from '../xml.ts';

/** Fonts by script; a device without them takes what the font table names beside each. */
export const FONTS = { latin: 'Noto Sans', km: 'Noto Sans Khmer', th: 'Noto Sans Thai' } as const;

/** All four slots, as Word chooses between them letter by letter. */
const fonts = (name: string): Xml =>
  el('w:rFonts', { 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name });

const COMPLEX = { km: [FONTS.km, 'km-KH'], th: [FONTS.th, 'th-TH'] } as const;

/**
 * Properties of a run; what has none is as the page is. Khmer and Thai are complex script to Word: without `w:cs` it takes
 * the size, weight and font meant for Latin. `look` (strike, underline) stands where the schema's order has it.
 */
function properties(lang: Run['lang'], look: Xml | null): Xml | null {
  if (lang === null) return look === null ? null : el('w:rPr', {}, look);
  const [font, language] = COMPLEX[lang];
  return el(
    'w:rPr',
    {},
    fonts(font),
    look,
    el('w:cs'),
    el('w:lang', { 'w:val': language, 'w:eastAsia': language, 'w:bidi': language }),
  );
}

const content = (text: string, name: 'w:t' | 'w:delText'): Xml[] =>
  text
    .split(/([\n\t])/u)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === '\n'
        ? el('w:br')
        : piece === '\t'
          ? el('w:tab')
          : el(name, { 'xml:space': 'preserve' }, chars(piece)),
    );

const inRuns = (text: string, name: 'w:t' | 'w:delText', look: Xml | null): Xml[] =>
  runsOf(text).map((run) => el('w:r', {}, properties(run.lang, look), content(run.text, name)));

/** A printable text as runs, each in one script with its font and language. Size and weight are the paragraph's. */
export const runs = (text: string, look: Xml | null = null): Xml[] => inRuns(text, 'w:t', look);

/** The same, of words that a tracked change takes out: `w:t` inside one is read by no program. */
export const goneRuns = (text: string): Xml[] => inRuns(text, 'w:delText', null);

export const TAB: Xml = el('w:r', {}, el('w:tab'));

/** A number that Word counts: `PAGE`, `NUMPAGES`. */
export const field = (name: 'PAGE' | 'NUMPAGES'): Xml =>
  el('w:fldSimple', { 'w:instr': ` ${name} ` }, el('w:r', {}, el('w:t', {}, chars('1'))));

/**
 * What a run is as long as it says nothing. Latin letters are English in every language of a document, since the record is;
 * complex script is in the language of the document's own words.
 */
export const defaultRun = (language: InterfaceLanguage): Xml =>
  el(
    'w:rPr',
    {},
    fonts(FONTS.latin),
    val('w:sz', 20),
    val('w:szCs', 22),
    el('w:lang', {
      'w:val': 'en-GB',
      'w:eastAsia': 'en-GB',
      'w:bidi': COMPLEX[language === 'en' ? 'km' : language][1],
    }),
  );
