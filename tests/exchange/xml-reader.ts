/** An element as a strict reader finds it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

/** Tags, entities and plain text of XML 1.0, as far as our files use them; anything else is an error. */
const TOKENS =
  /<(?<open>[\w:.-]+)(?<said>(?:\s+[\w:.-]+="[^"<]*")*)\s*(?<empty>\/?)>|<\/(?<close>[\w:.-]+)>|(?<text>[^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};
// eslint-disable-next-line no-control-regex -- what XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u;

const decoded = (text: string): string =>
  text.replace(/&[^;]*;?/g, (entity) => {
    const letter = ENTITIES[entity];
    if (letter === undefined) throw new Error(`unknown entity ${entity.slice(0, 12)}`);
    return letter;
  });

const attributesOf = (said: string): Record<string, string> =>
  Object.fromEntries(
    [...said.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decoded(value)]),
  );

/** The root of a well-formed part; throws on anything a strict reader would refuse. */
export function readXml(part: string): XmlNode {
  if (FORBIDDEN.test(part) || !part.isWellFormed()) throw new Error('a letter that XML forbids');
  const body = part.replace(/^<\?xml [^?]*\?>\s*/, '');
  const root: { name: string; children: (XmlNode | string)[] } = { name: '', children: [] };
  const open: { name: string; children: (XmlNode | string)[] }[] = [root];
  let at = 0;
  for (const match of body.matchAll(TOKENS)) {
    if (match.index !== at) throw new Error(`not XML at ${at}`);
    at += match[0].length;
    const { open: name, said = '', empty, close, text } = match.groups ?? {};
    const last = open.at(-1);
    if (text !== undefined) last?.children.push(decoded(text));
    else if (close !== undefined) {
      if (open.length < 2 || last?.name !== close) throw new Error(`${close} closes ${last?.name}`);
      open.pop();
    } else if (name !== undefined) {
      const node = { name, attributes: attributesOf(said), children: [] };
      last?.children.push(node);
      if (empty === '') open.push(node);
    }
  }
  const [first, ...others] = root.children;
  if (at !== body.length || open.length > 1 || typeof first !== 'object' || others.length > 0)
    throw new Error('not one whole element');
  return first;
}

/** Elements below one, itself not included, in order. None inside a match. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.name === name ? [child] : all(child, name),
  );
}

export const kids = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child): child is XmlNode => typeof child === 'object' && child.name === name);
