declare const written: unique symbol;
/** Well-formed XML; only this file makes it, so no text can become markup. */
export type Xml = string & { readonly [written]: true };

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);

/** Text between tags; it has to be printable. */
export const chars = (text: string): Xml => escaped(text) as Xml;

/** Children of an element; lists as lists, since a long point has more runs than a call has room for arguments. */
export type Inside = Xml | null | readonly (Xml | null)[];

/** `<w:p w:x="1">…</w:p>`; null children are left out. */
export function el(
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Inside[]
): Xml {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inner = children
    .flat()
    .filter((child) => child !== null)
    .join('');
  return (inner === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inner}</${name}>`) as Xml;
}

/** `<w:name w:val="value"/>`, the shape of most properties. */
export const val = (name: string, value: string | number): Xml => el(name, { 'w:val': value });

/** A whole part of the package. */
export const part = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
