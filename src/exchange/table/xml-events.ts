import { Parser } from 'saxen';
import { TableRefused } from './table.ts';

/** What is met on the way through a part, in order. Names with the prefixes given for their namespaces. */
export interface XmlListener {
  /** `attributes` may be asked for until the listener returns; their values are decoded. */
  open(name: string, attributes: () => Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(words: string): void;
}

/** Elements within elements at most: Word's own deepest are some thirty. */
const MAX_DEPTH = 256;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));|&/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The parser reads a letter beyond U+FFFF wrongly, and leaves entities it does not know as they stand. */
const decoded = (raw: string): string =>
  raw.includes('&')
    ? raw.replace(ENTITY, (_all, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
        const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(hex, 16) : -1;
        if (code < 0) throw new TableRefused('entities');
        if (code === 0 || code > 0x10ffff) throw new TableRefused('damaged');
        return String.fromCodePoint(code);
      })
    : raw;

function textOf(part: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    throw new TableRefused('damaged');
  }
}

/**
 * Goes through a part of an Office file. Nothing outside is fetched, and a document type is refused: no entity but the five
 * of XML itself is ever expanded. Throws {@link TableRefused} ('entities', 'damaged'), and whatever the listener throws.
 */
export function readXml(
  part: Uint8Array,
  namespaces: Readonly<Record<string, string>>,
  listener: XmlListener,
): void {
  let depth = 0;
  const parser = new Parser()
    .ns(namespaces)
    .on('attention', () => {
      throw new TableRefused('entities');
    })
    .on('error', () => {
      throw new TableRefused('damaged');
    })
    .on('openTag', (name, attributes) => {
      if (++depth > MAX_DEPTH) throw new TableRefused('damaged');
      listener.open(name, () =>
        Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decoded(value)])),
      );
    })
    .on('closeTag', (name) => {
      depth--;
      listener.close(name);
    })
    .on('text', (raw) => listener.text(decoded(raw)))
    .on('cdata', (raw) => listener.text(raw));
  parser.parse(textOf(part));
}
