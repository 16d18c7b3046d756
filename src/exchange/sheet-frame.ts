import { language } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import type { SheetFrame } from './sheet.ts';

/** The frame of a sheet that is made now, in the language spoken now. */
export function sheetFrame(): SheetFrame {
  const [before = '', between = '', after = ''] = m.doc_page({ page: '\n', pages: '\n' }).split('\n');
  return { language: language(), page: [before, between, after], signs: m.out_signs() };
}
