import { formatsOf, cellWords, type NumberFormat } from './xlsx-cells.ts';
import { readSheet } from './xlsx-sheet.ts';
import { PREFIXES, readRelationships } from './relationships.ts';
import { TABLE_LIMITS, TableRefused, type FileNote, type FileTables } from './table.ts';
import { unpack } from './unpack.ts';
import { readXml } from './xml-events.ts';

const WANTED =
  /^(?:_rels\/\.rels|xl\/(?:_rels\/[^/]+\.rels|workbook\d*\.xml|styles\d*\.xml|sharedStrings\d*\.xml|worksheets\/[^/]+\.xml))$/i;

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

/**
 * The sheets of a workbook (SpreadsheetML, ISO/IEC 29500-1, 18): values as they were last seen, never a formula. What leads
 * out of the file is not followed, and said. Throws {@link TableRefused}.
 */
export function readXlsx(bytes: Uint8Array): FileTables {
  const { names, parts } = unpack(bytes, (name) => WANTED.test(name));
  const notes = new Set<FileNote>();
  for (const name of names) {
    if (/(?:^|\/)vbaProject/i.test(name)) notes.add('macros');
    if (/^xl\/(?:externalLinks|connections|queryTables)/i.test(name)) notes.add('links');
  }
  const main = readRelationships(parts.get('_rels/.rels'), '').find(({ type }) => type === 'officeDocument');
  const workbook = parts.get(main?.target ?? 'xl/workbook.xml');
  if (workbook === undefined) throw new TableRefused('damaged');
  const file = (main?.target ?? 'xl/workbook.xml').split('/').at(-1) ?? '';
  const relations = readRelationships(parts.get(`xl/_rels/${file}.rels`), 'xl/');
  const partOf = (type: string) =>
    parts.get(relations.find((relation) => relation.type === type)?.target ?? '');
  const { sheets, since1904 } = readWorkbook(workbook);
  const formats = formatsOf(partOf('styles'));
  const shared = sharedStrings(partOf('sharedStrings'));
  const shown = sheets.filter(({ hidden }) => !hidden);
  if (shown.length < sheets.length) notes.add('hidden sheets');
  if (shown.length > TABLE_LIMITS.tables) throw new TableRefused('too many tables');
  const tables = shown.flatMap(({ name, relation }) => {
    const target = relations.find(({ id }) => id === relation)?.target ?? '';
    const part = parts.get(target);
    // A chart has a sheet of its own, without cells.
    if (part === undefined) return [];
    const format = (style: number): NumberFormat => formats[style] ?? 'general';
    const { rows, merged } = readSheet(part, (cell) => cellWords(cell, shared, format, since1904));
    if (merged) notes.add('merged cells');
    return rows.length === 0 ? [] : [{ name, rows }];
  });
  if (tables.length === 0) throw new TableRefused('empty');
  return { tables, notes: [...notes] };
}

function readWorkbook(part: Uint8Array): { readonly sheets: readonly Sheet[]; readonly since1904: boolean } {
  const sheets: Sheet[] = [];
  let since1904 = false;
  readXml(part, PREFIXES, {
    open(name, attributes) {
      if (name === 'x:workbookPr') since1904 = /^(?:1|true)$/.test(attributes()['date1904'] ?? '');
      if (name !== 'x:sheet') return;
      const said = attributes();
      sheets.push({
        name: said['name'] ?? '',
        relation: said['r:id'] ?? '',
        hidden: /^(?:hidden|veryHidden)$/.test(said['state'] ?? ''),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, since1904 };
}

/** Texts that cells name by their number. What is only read aloud (`rPh`) is no part of a text. */
function sharedStrings(part: Uint8Array | undefined): readonly string[] {
  const all: string[] = [];
  if (part === undefined) return all;
  let words: string | null = null;
  let inText = false;
  let aloud = 0;
  readXml(part, PREFIXES, {
    open(name) {
      if (name === 'x:si') words = '';
      else if (name === 'x:rPh') aloud++;
      else if (name === 'x:t') inText = true;
    },
    close(name) {
      if (name === 'x:t') inText = false;
      else if (name === 'x:rPh') aloud--;
      else if (name === 'x:si') {
        all.push(words ?? '');
        words = null;
      }
    },
    text(letters) {
      if (inText && aloud === 0 && words !== null) words += letters;
    },
  });
  return all;
}
