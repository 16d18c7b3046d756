import { strFromU8, unzipSync } from 'fflate';
import { all, kids, readXml, type XmlNode } from './xml-reader.ts';

/** A paragraph of the body outside tables; a tab reads as a space. */
export interface WordParagraph {
  readonly style: string;
  readonly words: string;
}

/** A Word file as a strict reader finds it. */
export interface WordFile {
  /** Every part, well-formed, by its path. */
  readonly parts: ReadonlyMap<string, XmlNode>;
  readonly paragraphs: readonly WordParagraph[];
  /** The words of the cells, row by row; paragraphs of a cell joined by a line break. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Runs of the body with text in them. */
  readonly runs: readonly { readonly text: string; readonly properties: XmlNode | null }[];
}

const textIn = (node: XmlNode): string =>
  node.children
    .map((child) => {
      if (typeof child === 'string') return node.name === 'w:t' ? child : '';
      return child.name === 'w:tab' && node.name === 'w:r'
        ? ' '
        : child.name === 'w:br'
          ? '\n'
          : textIn(child);
    })
    .join('');

const paragraphOf = (node: XmlNode): WordParagraph => {
  const style = kids(node, 'w:pPr').flatMap((about) => kids(about, 'w:pStyle'))[0];
  return { style: style?.attributes['w:val'] ?? '', words: textIn(node).trim() };
};

/** Opens a Word file; throws when a part is not well-formed or one that is named is missing. */
export function readDocx(bytes: Uint8Array): WordFile {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, readXml(strFromU8(part))] as const),
  );
  const at = (name: string): XmlNode => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`no part ${name}`);
    return part;
  };
  for (const { attributes } of all(at('[Content_Types].xml'), 'Override'))
    at((attributes.PartName ?? '').slice(1));
  for (const { attributes } of all(at('word/_rels/document.xml.rels'), 'Relationship'))
    at(`word/${attributes.Target}`);
  const [body] = all(at('word/document.xml'), 'w:body');
  if (body === undefined) throw new Error('no body');
  return {
    parts,
    paragraphs: kids(body, 'w:p')
      .map(paragraphOf)
      .filter(({ words }) => words !== ''),
    tables: kids(body, 'w:tbl').map((table) =>
      kids(table, 'w:tr').map((row) =>
        kids(row, 'w:tc').map((cell) =>
          kids(cell, 'w:p')
            .map((one) => paragraphOf(one).words)
            .join('\n'),
        ),
      ),
    ),
    runs: all(body, 'w:r')
      .map((run) => ({ text: textIn(run), properties: kids(run, 'w:rPr')[0] ?? null }))
      .filter(({ text }) => text.trim() !== ''),
  };
}
